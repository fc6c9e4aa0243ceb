"""What the app does when the right button asks for a menu, or an edge was dragged."""

from typing import TYPE_CHECKING

from textual import on
from textual.geometry import Offset

from sptui.tui.acting import Acting
from sptui.tui.screens.panes import Panes
from sptui.tui.widgets.asked import Askable
from sptui.tui.widgets.rowlist import RowList

if TYPE_CHECKING:
    from sptui.tui.listening import AppListening


class Pointing(Acting):
    """The part of the app that hears of that."""

    listening: "AppListening"

    @on(RowList.Asked)
    def _ask(self, event: RowList.Asked) -> None:
        if self.screen is self.main:
            self.listening.views.row_menu(Offset(event.x, event.y + 1))

    @on(Askable.Asked)
    def _ask_of_playing(self, event: Askable.Asked) -> None:
        self.listening.views.playing_menu(Offset(event.x, event.y))

    @on(Panes.Rewished)
    def _keep_layout(self) -> None:
        self.listening.views.keep()
