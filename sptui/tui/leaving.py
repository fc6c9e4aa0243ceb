"""The ways out of the app (`sptui.tui.actions.remote.Leaving`)."""

from typing import TYPE_CHECKING

from sptui.tui.screens.box import BoxScreen

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp


class AppLeaving:
    """Closing, quitting, and stopping for a while."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app

    def close(self) -> None:
        """Close the box that is open, or quit."""
        if isinstance(self._app.screen, BoxScreen):
            self._app.pop_screen()
        else:
            self.quit()

    def quit(self) -> None:
        """Quit, whatever is open."""
        self._app.exit()

    def suspend(self) -> None:
        """Stop, until the shell brings it back."""
        self._app.action_suspend_process()
