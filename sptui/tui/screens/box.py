"""A list in a box over the other screens."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from sptui.tui.keyboard.named import key_of
from sptui.tui.widgets.box import Box
from sptui.tui.widgets.columns import Column, Row
from sptui.tui.widgets.rowlist import RowList


class BoxScreen(ModalScreen[None]):
    """Two columns that can be scrolled; Escape, and a click outside of the box, close it."""

    DEFAULT_CSS = """
    BoxScreen {
        align: center middle;

        & Box { width: 72; max-height: 90%; }
        & RowList, & Rows { height: auto; max-height: 100%; }
    }
    """
    BORDER: ClassVar[str] = ""
    TOLD: ClassVar[Sequence[tuple[str, str]]] = (("app.back", "closes"),)
    """What its lower edge tells: actions by their ids, and what each of them does; those without a key are left out."""
    QUIET: ClassVar[int] = 1
    """Which of the two columns is the one that one does not look for."""

    def rows(self) -> Sequence[Row]:
        """What stands in the list."""
        return ()

    def compose(self) -> ComposeResult:
        """One list in a box, which can be filtered."""
        with Box() as box:
            box.border_title = self.BORDER
            keys = ((key_of(id_), does) for id_, does in self.TOLD)
            box.border_subtitle = Content(" · ".join(f"{key} {does}" for key, does in keys if key))
            looks = ["rows--text", "rows--text"]
            looks[self.QUIET] = "rows--muted"
            rows = RowList(Column(width=14, style=looks[0]), Column(width=12, weight=1, style=looks[1]))
            rows.rows.set_rows(self.rows())
            yield rows

    @property
    def typing(self) -> bool:
        """Whether letters are text now."""
        return isinstance(self.focused, Input)

    @on(events.Click)
    def _leave_it(self, event: events.Click) -> None:
        """A click outside of the box closes it."""
        if event.widget is self:
            self.dismiss()
