"""Getting quieter step by step, on one device, and coming back to the volume before."""

from dataclasses import dataclass, replace

from sptui.player import intents
from sptui.player.state import Picture, PlayerState

STEPS = 6
"""Volumes that a fade sets, one request each."""

_MOVED = 3.0  # seconds by which the end must move away
_ALIKE = 2  # percent by which a device may tell another volume than the one that was set


@dataclass(frozen=True, slots=True, kw_only=True)
class Fade:
    """A volume that falls from `percent` until `end`, from `begin` on (monotonic seconds).

    `taken` steps have been taken. The last one is not silence: the pause that follows is.
    """

    device_id: str | None
    percent: int
    begin: float
    end: float
    taken: int = 0

    @property
    def levels(self) -> tuple[int, ...]:
        """The volumes that are set, each once."""
        falling = (round(self.percent * (STEPS - step) / (STEPS + 1)) for step in range(STEPS))
        return tuple(level for level in dict.fromkeys(falling) if 0 < level < self.percent)

    @property
    def level(self) -> int:
        """The volume that was set last."""
        return self.levels[self.taken - 1] if self.taken else self.percent

    @property
    def next_at(self) -> float | None:
        """When the next step is due; None after the last one."""
        levels = len(self.levels)
        return None if self.taken >= levels else self.begin + (self.end - self.begin) * self.taken / levels

    def at(self, now: float) -> "Fade":
        """The fade with all steps taken that are due: of several, the last one serves."""
        fade = self
        while (due := fade.next_at) is not None and due <= now:
            fade = replace(fade, taken=fade.taken + 1)
        return fade

    def disturbed(self, state: PlayerState, end: float | None) -> bool:
        """Whether it must not go on: it was paused or moved, the volume was turned, or its `end` is far off again."""
        playing, here = state.shown.playback.is_playing, device_of(state.shown) == self.device_id
        later = end is None or end > self.end + _MOVED
        return not playing or not here or later or not self.left_alone(state)

    def left_alone(self, state: PlayerState) -> bool:
        """Whether nobody else has turned the volume.

        A read may be older than the last steps. What was asked for here and not seen yet is the listener's.
        """
        shown, told = volume_of(state.shown), volume_of(state.confirmed)
        if shown is None or _alike(shown, self.level):
            return True
        return shown == told and any(_alike(shown, level) for level in (self.percent, *self.levels[: self.taken]))


class Debts:
    """Devices that were left quiet, by id: how loud they shall be again, and how quiet they are.

    Some take no volume while they are paused, and none while another one plays.
    """

    def __init__(self) -> None:
        self._left: dict[str | None, tuple[int, int]] = {}

    def owe(self, fade: Fade) -> None:
        """Remember at what a fade has left its device."""
        if fade.taken:
            self._left[fade.device_id] = fade.percent, fade.level

    def look(self, state: PlayerState) -> None:
        """Forget the device that is active once it tells another volume than the one it was left at."""
        volume = volume_of(state.confirmed)
        owed = self._left.get(device_of(state.confirmed))
        if owed is not None and volume is not None and not _alike(volume, owed[1]):
            self.forgive(state.confirmed)

    def payable(self, picture: Picture) -> int | None:
        """The volume to set where such a device plays, as quiet as it was left; None where there is none."""
        volume, owed = volume_of(picture), self._left.get(device_of(picture))
        quiet = owed is not None and volume is not None and _alike(volume, owed[1])
        return owed[0] if owed is not None and quiet and picture.playback.is_playing else None

    def forgive(self, picture: Picture) -> None:
        """Forget the device that is active."""
        self._left.pop(device_of(picture), None)


def begun(picture: Picture, now: float, end: float) -> Fade | None:
    """A fade of what plays from `now` to `end`; None where the volume cannot be set, or there is none."""
    percent = volume_of(picture)
    if intents.why_not_volume(picture) or not percent or end <= now:
        return None
    fade = Fade(device_id=device_of(picture), percent=percent, begin=now, end=end)
    return fade if fade.levels else None


def device_of(picture: Picture) -> str | None:
    """The id of the device that is active."""
    device = picture.playback.device
    return device.id if device is not None else None


def volume_of(picture: Picture) -> int | None:
    """How loud the active device is, in percent."""
    device = picture.playback.device
    return device.volume_percent if device is not None else None


def _alike(one: int, other: int) -> bool:
    return abs(one - other) <= _ALIKE
