"""How loud it is (`sptui.tui.actions.listening.Sound`)."""

from typing import TYPE_CHECKING

from sptui.player import intents
from sptui.player.commands import SetVolume

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

_AUDIBLE = 30
"""Percent to come back to from silence when no volume before it is known."""


class AppSound:
    """The volume of the device that plays."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app
        self._before_mute: dict[str | None, int] = {}
        self._muted: set[str | None] = set()

    def mute(self) -> None:
        """Silence, and back to the volume before, which each device has its own of."""
        picture = self._app.player.state.shown
        device = picture.playback.device
        if device is None:
            return
        if volume := device.volume_percent or 0:
            self._before_mute[device.id] = volume
            self._muted.add(device.id)
            self._app.remote.do(SetVolume(0))
            return
        known = picture.rooms.of(device)
        heard = known.audible_percent if known is not None else None
        self._muted.discard(device.id)
        self._app.remote.do(SetVolume(self._before_mute.get(device.id) or heard or _AUDIBLE))

    def turn(self, percent: int) -> None:
        """Louder or quieter by `percent`; what is muted comes back as loud as it was before."""
        picture = self._app.player.state.shown
        device = picture.playback.device
        if device is not None and device.id in self._muted and device.volume_percent == 0 and percent > 0:
            self.mute()
            return
        if device is not None and device.volume_percent:  # somebody has turned it up
            self._muted.discard(device.id)
        self._app.remote.do(intents.volume_by(picture, percent))
