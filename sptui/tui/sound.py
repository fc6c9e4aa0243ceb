"""How loud it is (`sptui.tui.actions.listening.Sound`)."""

from typing import TYPE_CHECKING

from sptui.player.sound import Sound

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp


class AppSound:
    """The volume of the device that plays."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app
        self._sound = Sound()

    def mute(self) -> None:
        """Silence, and back to the volume before, which each device has its own of."""
        if (command := self._sound.mute(self._app.player.state.shown)) is not None:
            self._app.remote.do(command)

    def turn(self, percent: int) -> None:
        """Louder or quieter by `percent`; what is muted comes back as loud as it was before."""
        self._app.remote.do(self._sound.turn(self._app.player.state.shown, percent))
