"""The rate limit and the Development Mode quota. Source: concepts "Rate Limits" and "Quota modes"."""

from collections import deque
from collections.abc import Callable
from math import ceil

from sptui.simulator.messages import Refusal

WINDOW = 30.0
DAY = 86_400.0


class Limits:
    """Counts requests: at most `rate` in any 30 s, `quota` in any 24 h; None means no limit."""

    def __init__(self, *, clock: Callable[[], float], rate: int | None = None, quota: int | None = None) -> None:
        self._clock = clock
        self.rate = rate
        self.quota = quota
        self._served: deque[float] = deque()

    def check(self) -> None:
        """Count one more request. Refusal 429 when that is one too many; refused ones are not counted."""
        now = self._clock()
        while self._served and self._served[0] <= now - DAY:
            self._served.popleft()
        if self.quota is not None and len(self._served) >= self.quota:
            wait = ceil(self._served[0] + DAY - now) if self._served else int(DAY)
            raise Refusal(429, "Too many requests", "QUOTA_EXCEEDED", retry_after=str(wait))
        if self.rate is not None:
            recent = [at for at in self._served if at > now - WINDOW]
            if len(recent) >= self.rate:
                wait = ceil(recent[0] + WINDOW - now) if recent else int(WINDOW)
                raise Refusal(429, "API rate limit exceeded", retry_after=str(wait))
        self._served.append(now)
