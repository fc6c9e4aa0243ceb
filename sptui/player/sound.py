"""How loud it is: silence and back, louder and quieter."""

from sptui.player import intents
from sptui.player.command import Command
from sptui.player.commands import SetVolume
from sptui.player.state import Picture

_AUDIBLE = 30
"""Percent to come back to from silence when no volume before it is known."""


class Sound:
    """Gives the commands for the volume of the device that plays; None where there is nothing to do."""

    def __init__(self) -> None:
        self._before_mute: dict[str | None, int] = {}
        self._muted: set[str | None] = set()

    def mute(self, picture: Picture) -> Command | None:
        """Silence, and back to the volume before, which each device has its own of."""
        device = picture.playback.device
        if device is None:
            return None
        if volume := device.volume_percent or 0:
            self._before_mute[device.id] = volume
            self._muted.add(device.id)
            return SetVolume(0)
        known = picture.rooms.of(device)
        heard = known.audible_percent if known is not None else None
        self._muted.discard(device.id)
        return SetVolume(self._before_mute.get(device.id) or heard or _AUDIBLE)

    def turn(self, picture: Picture, percent: int) -> Command | None:
        """Louder or quieter by `percent`; what is muted comes back as loud as it was before."""
        device = picture.playback.device
        if device is not None and device.id in self._muted and device.volume_percent == 0 and percent > 0:
            return self.mute(picture)
        if device is not None and device.volume_percent:  # somebody has turned it up
            self._muted.discard(device.id)
        return intents.volume_by(picture, percent)
