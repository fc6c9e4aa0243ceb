"""When to read the playback state next: a pure decision."""

from dataclasses import dataclass

from sptui.player.attention import Level

AFTER_END = 0.7
"""Seconds behind an item's predicted end at which the service shows the next one."""
CONFIRMING = (0.6, 1.5, 3.0)
"""Seconds after a command's answer at which its effect is looked for, until it shows."""
FRESH = 2.0
"""Seconds for which a read is good enough for someone who asks again."""

_OUTLIVED = (5.0, 60.0)
"""First and longest interval, in seconds, while an item plays on beyond its length."""

_PLAYING: dict[Level, float | None] = {"watching": 15.0, "glancing": 60.0, "away": None}
# An ad, or whatever has no length: nothing tells when it ends.
_ENDLESS: dict[Level, float] = {"watching": 10.0, "glancing": 20.0, "away": 60.0}
# First and longest interval; each quiet read doubles it.
_PAUSED: dict[Level, tuple[float, float] | None] = {"watching": (30, 120), "glancing": (120, 300), "away": None}
_IDLE: dict[Level, tuple[float, float] | None] = {"watching": (20, 120), "glancing": (60, 300), "away": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What the decision rests on. Times in monotonic seconds.

    `read_at`: the last good read, None before the first. `ends_at`: the item's predicted end. `quiet`: reads in a row
    that brought nothing new. `answered_at`: the last command's answer while its effect is not confirmed.
    """

    read_at: float | None
    active: bool
    playing: bool
    ends_at: float | None
    quiet: int
    level: Level
    answered_at: float | None = None


def next_read(sight: Sight) -> float | None:
    """The moment of the next read (monotonic seconds; the past means now), or None when nothing calls for one."""
    if sight.read_at is None:
        return float("-inf")
    moments = []
    if sight.answered_at is not None:
        moments += [sight.answered_at + after for after in CONFIRMING if sight.answered_at + after > sight.read_at]
    if sight.playing:
        moments.append(_end_read(sight, sight.read_at))
    interval = _interval(sight)
    if interval is not None:
        moments.append(sight.read_at + interval)
    return min(moments, default=None)


def _end_read(sight: Sight, read_at: float) -> float:
    """When to look for the next item."""
    if sight.ends_at is None:
        return read_at + _ENDLESS[sight.level]
    end = sight.ends_at + AFTER_END
    if end > read_at:
        return end
    # As long again as it has outlived its end, so each interval is about twice the one before.
    shortest, longest = _OUTLIVED
    return read_at + min(max(read_at - sight.ends_at, shortest), longest)


def _interval(sight: Sight) -> float | None:
    if sight.playing:
        return _PLAYING[sight.level]
    bounds = (_PAUSED if sight.active else _IDLE)[sight.level]
    return None if bounds is None else min(bounds[0] * 2.0 ** min(sight.quiet, 8), bounds[1])
