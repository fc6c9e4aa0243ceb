"""How the screen is arranged (`sptui.tui.actions.listening.Views`)."""

from typing import TYPE_CHECKING

from sptui.tui.sizes import TINY

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp


class AppViews:
    """What plays alone, a few lines of it, or all panes."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app

    def toggle_full(self) -> None:
        """Show what plays alone, or the panes again."""
        if self._app.main.tiny:
            self._app.tell(f"There is no room for that: the terminal needs {TINY + 1} lines or more.")
        else:
            self._app.main.toggle("full")

    def toggle_compact(self) -> None:
        """Show a few lines, or the panes again."""
        self._app.main.toggle("compact")

    def leave(self) -> bool:
        """Show the panes again where there is room for them; False when they are shown."""
        main = self._app.main
        if main.view == "panes":
            return False
        if not main.tiny:
            main.show_panes()
        return True

    def rest(self) -> bool:
        """In a terminal without room for panes, show none again; False in any other."""
        return self._app.main.rest()
