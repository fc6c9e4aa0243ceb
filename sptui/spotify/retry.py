"""Again, after how long, or not: a pure decision. Source: reference chapters "API calls" and "Rate limits"."""

import random
from dataclasses import dataclass, field

from sptui.spotify.errors import RateLimited, ServerFault, SpotifyError, Unreachable

LONGEST_SLEEP = 5.0
"""Seconds that a request may wait inside itself, over all its tries."""


@dataclass(frozen=True, slots=True)
class Retry:
    """How often and how patiently a request is tried again.

    `tries` counts the first one. Waits double from `first` seconds, each with full jitter from `rng`.
    """

    tries: int = 3
    first: float = 0.4
    rng: random.Random = field(default_factory=random.Random)

    def after(self, error: SpotifyError, *, tried: int, waited: float, repeatable: bool) -> float | None:
        """Seconds to wait before the next try, or None when the error is the answer.

        `tried` counts the tries so far, `waited` the seconds slept between them. `repeatable` says that doing it
        twice is the same as doing it once; the others (next, previous, add to queue) are tried again only when
        nothing reached the service.
        """
        if tried >= self.tries:
            return None
        sent = not isinstance(error, Unreachable) or error.sent
        if sent and not repeatable:
            return None
        wait: float | None
        if isinstance(error, RateLimited):
            wait = error.retry_after if tried == 1 else None  # what is refused again costs quota again
        elif isinstance(error, ServerFault | Unreachable):
            wait = self.rng.uniform(0.5, 1.0) * self.first * 2 ** (tried - 1)
        else:
            return None
        return wait if wait is not None and waited + wait <= LONGEST_SLEEP else None
