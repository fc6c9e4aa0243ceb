"""What goes on while one listens (`sptui.tui.actions.listening.Listening`); each part is imported when it is used."""

from functools import cached_property
from typing import TYPE_CHECKING

from sptui.tui.sound import AppSound

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp


class AppListening:
    """The parts, each made when somebody first asks for it."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app

    @cached_property
    def sound(self) -> AppSound:
        """How loud it is."""
        return AppSound(self._app)
