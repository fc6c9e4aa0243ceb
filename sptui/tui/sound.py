"""How loud it is (`sptui.tui.actions.listening.Sound`)."""

from typing import TYPE_CHECKING

from sptui.player.commands import SetVolume

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

_AUDIBLE = 30
"""Percent to come back to from silence when no volume before it is known."""


class AppSound:
    """The volume of the device that plays."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app
        self._before_mute = _AUDIBLE

    def mute(self) -> None:
        """Silence, and back to the volume before."""
        device = self._app.player.state.shown.playback.device
        volume = (device.volume_percent if device else None) or 0
        if volume:
            self._before_mute = volume
        self._app.remote.do(SetVolume(0 if volume else self._before_mute))
