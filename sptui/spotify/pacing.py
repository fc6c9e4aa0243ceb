"""May this request go now, and how much may be spent on reading? Source: reference chapters "Rate limits" and "Quota
modes".

Times are seconds of the clock on the wall (epoch): what is decided here holds for every process, also the next one.
"""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Protocol

from sptui.spotify.errors import QuotaExceeded, RateLimited

UNTOLD_RATE = 5.0
"""Seconds to stay silent after a short 429 that does not say for how long."""
UNTOLD_QUOTA = 3_600.0
"""Seconds to stay silent after a quota refusal that does not say for how long."""
WINDOW = 30.0
"""Seconds over which the service counts its rate limit."""
DAY = 86_400.0
"""Seconds over which the service counts its quota."""
DAILY_BUDGET = 1_000
"""Requests in a day that are taken to be safe; reports of where the quota ends go from 600 to 1,400."""
EVERYTHING = "*"
"""The family of a cooldown that holds for all of them."""
SIGN_IN = "accounts"
"""The family of the accounts service, which counts in no quota."""

_FREE, _RESERVED = 40, 80  # % of the budget: up to where reads are not stretched, and where the user's own share begins
_SLACK = 1.0  # seconds that the clocks of two looks may disagree without one having been set back
_LONGEST_RATE = 600.0  # seconds that a silence for a rate limit grows to at most, when it is met again and again
_ADDED_UP = 1.0  # seconds for which a sum is good enough
_CROWDED = 20  # requests within the rate limit's window above which reads keep back


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooldown:
    """A silence that the service asked for, of so many `seconds`, until `until` (epoch).

    `family` is what it is silent about; `quota` tells a used-up quota from a short rate limit.
    """

    family: str
    until: float
    seconds: float
    quota: bool

    def left(self, now: float) -> float:
        """Seconds that are left of it, 0 when it is over."""
        return max(0.0, self.until - now)


class Ledger(Protocol):
    """Where requests and cooldowns are written down."""

    def note(self, family: str, at: float) -> None:
        """Count a request of `family` that was sent at `at`."""
        ...

    def strike(self, family: str) -> None:
        """Take back the last request of `family` that was counted."""
        ...

    def counted(self, since: float, until: float) -> Mapping[str, int]:
        """How many were sent after `since` and not after `until`, by family."""
        ...

    def hold(self, cooldown: Cooldown) -> None:
        """Keep a cooldown in place of an earlier one of its family."""
        ...

    def cooldowns(self) -> Sequence[Cooldown]:
        """The cooldowns that were kept, also those that are over."""
        ...


class MemoryLedger:
    """A ledger for as long as the process lives."""

    def __init__(self) -> None:
        self._sent: list[tuple[float, str]] = []
        self._cooldowns: dict[str, Cooldown] = {}

    def note(self, family: str, at: float) -> None:
        """Count a request."""
        self._sent = [(when, each) for when, each in self._sent if abs(when - at) < DAY]
        self._sent.append((at, family))

    def strike(self, family: str) -> None:
        """Take back the last one."""
        last = max((place for place, sent in enumerate(self._sent) if sent[1] == family), default=None)
        if last is not None:
            del self._sent[last]

    def counted(self, since: float, until: float) -> Mapping[str, int]:
        """How many were sent after `since` and not after `until`, by family."""
        return Counter(family for at, family in self._sent if since < at <= until)

    def hold(self, cooldown: Cooldown) -> None:
        """Keep a cooldown."""
        self._cooldowns[cooldown.family] = cooldown

    def cooldowns(self) -> Sequence[Cooldown]:
        """Those that were kept."""
        return tuple(self._cooldowns.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What all processes have spent: `day` requests in the last 24 h out of `budget`, `recent` in the last 30 s."""

    day: int = 0
    recent: int = 0
    budget: int = DAILY_BUDGET

    @property
    def reserved_from(self) -> int:
        """The number of requests in a day from which only the user's own are left."""
        return -(-self.budget * _RESERVED // 100)

    @property
    def reserved(self) -> bool:
        """Whether what is left belongs to the user's keys."""
        return self.day >= self.reserved_from

    @property
    def stretch(self) -> float:
        """How many times longer than usual the intervals between reads are: 1 to infinity."""
        free, end = self.budget * _FREE / 100, self.budget * _RESERVED / 100
        if self.reserved:
            return inf
        stretch = 1.0 if self.day <= free else (end - free) / (end - self.day)
        return stretch if self.recent <= _CROWDED else stretch * self.recent / _CROWDED


class Pacing:
    """Counts what is sent, and remembers until when the service wants silence.

    A short rate limit holds for everything, a quota refusal for the family of endpoints that it met: the
    service counts them apart. `now` gives epoch seconds, and `monotonic` seconds of a clock that nobody sets, by which
    a silence passes in this process from when it has heard of it; without one, `now` has to do.
    """

    def __init__(
        self,
        ledger: Ledger | None = None,
        *,
        now: Callable[[], float] = time.time,
        monotonic: Callable[[], float] | None = None,
        budget: int = DAILY_BUDGET,
    ) -> None:
        self._ledger = ledger or MemoryLedger()
        self._now = now
        self._monotonic = monotonic or now
        self._budget = budget
        self._heard: dict[Cooldown, float] = {}  # and the moment on the monotonic clock at which it is over
        self._added_up: tuple[float, Usage] | None = None

    def set_budget(self, budget: int) -> None:
        """Let other requests in 24 h be enough, or fewer, from now on."""
        self._budget, self._added_up = budget, None

    def sent(self, family: str) -> None:
        """Count a request that goes out."""
        self._ledger.note(family, self._now())
        self._added_up = None

    def unsent(self, family: str) -> None:
        """Count the last one no longer: no connection could be made, so that the service knows nothing of it."""
        self._ledger.strike(family)
        self._added_up = None

    def refused(self, family: str, error: RateLimited) -> None:
        """Take note of a 429 on an endpoint of `family`.

        A longer silence that still holds is not shortened. One that follows hard upon another lasts twice as long,
        unless the service tells how long its quota is used up.
        """
        quota = isinstance(error, QuotaExceeded)
        name = family if quota or family == SIGN_IN else EVERYTHING
        seconds = error.retry_after or (UNTOLD_QUOTA if quota else UNTOLD_RATE)
        for before, over in self._remembered().items():
            since = self._monotonic() - over
            if before.family == name and since < -seconds:
                return
            grows = not quota or error.retry_after is None
            if grows and before.family == name and 0 <= since < max(before.seconds, WINDOW):
                seconds = max(seconds, min(2 * before.seconds, DAY if quota else _LONGEST_RATE))
        fresh = Cooldown(family=name, until=self._now() + seconds, seconds=seconds, quota=quota)
        self._heard[fresh] = self._monotonic() + seconds
        self._ledger.hold(fresh)

    def check(self, family: str) -> None:
        """Raise the refusal that still holds for `family`, with the seconds that are left; else do nothing."""
        for cooldown in self.cooldowns():
            if cooldown.family in (family, EVERYTHING):
                raise (QuotaExceeded if cooldown.quota else RateLimited)(retry_after=cooldown.left(self._now()))

    def cooldowns(self) -> Sequence[Cooldown]:
        """The silences that hold now, the longest first, one a family."""
        now, monotonic = self._now(), self._monotonic()
        holding = sorted(
            ((over - monotonic, cooldown) for cooldown, over in self._remembered().items() if over > monotonic),
            key=lambda held: -held[0],
        )
        longest: dict[str, Cooldown] = {}
        for left, cooldown in holding:
            longest.setdefault(cooldown.family, replace(cooldown, until=now + left))
        return tuple(longest.values())

    def usage(self) -> Usage:
        """What was spent, sign-in left out; what other processes send shows within a second."""
        now = self._now()
        if self._added_up is None or not 0 <= now - self._added_up[0] < _ADDED_UP:
            # What was sent before the clock was set back lies ahead of it, and still counts in the day.
            day, recent = self._ledger.counted(now - DAY, now + DAY), self._ledger.counted(now - WINDOW, now)
            of_api = [sum(counts.values()) - counts.get(SIGN_IN, 0) for counts in (day, recent)]
            self._added_up = now, Usage(day=of_api[0], recent=of_api[1], budget=self._budget)
        return self._added_up[1]

    def _remembered(self) -> Mapping[Cooldown, float]:
        """All that this process has heard of, what is long over left out."""
        now, monotonic = self._now(), self._monotonic()
        for kept in self._ledger.cooldowns():
            if kept not in self._heard:
                cooldown = self._anchored(kept, now)
                self._heard[cooldown] = monotonic + cooldown.until - now
        self._heard = {each: over for each, over in self._heard.items() if monotonic - over < DAY}
        return self._heard

    def _anchored(self, cooldown: Cooldown, now: float) -> Cooldown:
        """As kept, unless the clock was set back since: a silence of seconds would begin anew in every process then."""
        if cooldown.until - now <= cooldown.seconds + _SLACK:
            return cooldown
        anew = replace(cooldown, until=now + cooldown.seconds)
        self._ledger.hold(anew)
        return anew


def family_of(path: str) -> str:
    """The endpoint family that a path is counted in: its reference chapter, as near as is known.

    `path` may begin with the API's `/v1`; that of the token endpoint is its own family.

    >>> family_of("/me/player/devices"), family_of("/v1/me/tracks"), family_of("/albums/4aawyAB9vmqN3uQ7FjRGTy/tracks")
    ('player', 'library', 'albums')
    """
    parts = path.strip("/").removeprefix("v1/").split("/")
    if parts[:2] == ["api", "token"]:
        return SIGN_IN
    if parts[0] != "me":
        return parts[0]
    return parts[1] if parts[1:] and parts[1] in {"player", "playlists", "top", "following"} else "library"
