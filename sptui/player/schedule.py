"""When to read the playback state next: a pure decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, isinf
from types import MappingProxyType
from typing import Final, Literal

from sptui.player.attention import Level

AFTER_END = 0.7
"""Seconds behind an item's predicted end at which the service shows the next one."""
CONFIRMING = (0.6, 1.5, 3.0)
"""Seconds after a command's answer at which its effect is looked for, until it shows."""
FRESH = 2.0
"""Seconds for which a read is good enough for someone who asks again."""

Profile = Literal["frugal", "balanced", "live"]
"""How much is spent on knowing what others do."""

BETWEEN = 1.5
"""Seconds after which to look again when an item has ended and the next one is not told yet; doubled each time."""

_OUTLIVED = (5.0, 60.0)
"""First and longest interval, in seconds, while an item plays on beyond its length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """The intervals of one profile at one level of attention, in seconds; None for none.

    `playing` between two reads within an item, `ends` how many items end between two reads; `endless` while an ad
    plays, or whatever has no length, because nothing tells when that ends. `paused` and `idle` (nothing active) are a
    first and a longest interval: each quiet read doubles it. Of items that are shorter than `apart` seconds, only one
    end in so many seconds is looked at.
    """

    playing: float | None
    endless: float
    paused: tuple[float, float] | None
    idle: tuple[float, float] | None
    ends: int = 1
    apart: float = 60.0


RHYTHMS: Final[Mapping[Profile, Mapping[Level, Rhythm]]] = MappingProxyType({
    "frugal": {
        "watching": Rhythm(playing=30, endless=20, paused=(30, 120), idle=(30, 120), apart=20),
        "glancing": Rhythm(playing=120, endless=40, paused=(240, 600), idle=(120, 600)),
        "away": Rhythm(playing=None, endless=120, paused=None, idle=None, ends=3),
    },
    "balanced": {
        "watching": Rhythm(playing=15, endless=10, paused=(15, 15), idle=(15, 15), apart=10),
        "glancing": Rhythm(playing=60, endless=20, paused=(120, 300), idle=(60, 300), apart=30),
        "away": Rhythm(playing=None, endless=60, paused=None, idle=None),
    },
    "live": {
        "watching": Rhythm(playing=3, endless=5, paused=(3, 15), idle=(3, 15), apart=3),
        "glancing": Rhythm(playing=30, endless=10, paused=(60, 300), idle=(30, 300), apart=15),
        "away": Rhythm(playing=None, endless=60, paused=None, idle=None),
    },
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How closely to read: by profile and attention, and `stretch` times slower because of what was spent."""

    level: Level
    profile: Profile = "balanced"
    stretch: float = 1.0

    @property
    def rhythm(self) -> Rhythm:
        """The intervals before they are stretched."""
        return RHYTHMS[self.profile][self.level]

    @property
    def ends(self) -> float:
        """How many items end between two reads."""
        return self.rhythm.ends * self.stretch

    def is_short(self, length: float) -> bool:
        """Whether an item of so many seconds ends too soon to look at the end of each; 0 is no length."""
        return 0 < length < self.rhythm.apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What the decision rests on. Times in monotonic seconds.

    `read_at`: the last good read, None before the first. `ends`: the predicted ends of the item and of those that are
    known to follow; `length`: that of the item in seconds, 0 where unknown. `quiet`: reads in a row that brought
    nothing new. `answered_at`: the last command's answer, and `shows_at` from when on its effect can show, None when
    there is nothing to confirm. `between`: an item has ended, and the service does not tell the next one yet.
    """

    read_at: float | None
    active: bool
    playing: bool
    ends: tuple[float, ...]
    length: float
    quiet: int
    pace: Pace
    answered_at: float = -inf
    shows_at: float | None = None
    between: bool = False


def next_read(sight: Sight) -> float | None:
    """The moment of the next read (monotonic seconds; the past means now), or None when nothing calls for one."""
    if sight.read_at is None:
        return -inf
    moments = []
    if sight.shows_at is not None:
        looks = (sight.answered_at + after for after in CONFIRMING)
        moments += [look for look in looks if look >= sight.shows_at and look > sight.read_at]
    if not isinf(sight.pace.stretch):
        if sight.playing:
            moments.append(_end_read(sight, sight.read_at))
        if (interval := _interval(sight)) is not None:
            moments.append(sight.read_at + interval * sight.pace.stretch)
    return min(moments, default=None)


def _end_read(sight: Sight, read_at: float) -> float:
    """When to look for what plays behind the item."""
    pace = sight.pace
    if not sight.ends:
        soon = BETWEEN * 2.0 ** min(sight.quiet, 8) if sight.between else inf
        return read_at + min(soon, pace.rhythm.endless) * pace.stretch
    place = min(int(pace.ends), len(sight.ends))
    if pace.is_short(sight.length):
        far_enough = (nth for nth, end in enumerate(sight.ends, start=1) if end >= read_at + pace.rhythm.apart)
        place = max(place, next(far_enough, len(sight.ends)))
    end = sight.ends[place - 1]
    if end + AFTER_END > read_at:
        return end + AFTER_END
    # As long again as it has outlived its end, so each interval is about twice the one before.
    shortest, longest = _OUTLIVED
    return read_at + min(max(read_at - end, shortest), longest) * pace.stretch


def _interval(sight: Sight) -> float | None:
    rhythm = sight.pace.rhythm
    if sight.playing:
        return rhythm.playing
    bounds = rhythm.paused if sight.active else rhythm.idle
    return None if bounds is None else min(bounds[0] * 2.0 ** min(sight.quiet, 8), bounds[1])
