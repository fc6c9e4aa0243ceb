"""Time as it is passed in, so that tests can hold it still."""

import asyncio
import contextlib
import sys
import time
from math import inf
from typing import Protocol

LONGEST_WAIT = 10.0
"""Seconds after which a wait looks whether the machine has been suspended meanwhile."""


class Clock(Protocol):
    """Seconds and waiting."""

    def monotonic(self) -> float:
        """Seconds on a clock that never jumps and goes on while the machine sleeps."""
        ...

    def time(self) -> float:
        """Epoch seconds by the clock on the wall, which may jump and which all processes share."""
        ...

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        """Return when `event` is set or `seconds` have passed (None: never)."""
        ...


# Python's own monotonic clock stands still on Linux and macOS while the machine sleeps; on Windows it does not.
_AWAKE_OR_NOT = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC if sys.platform == "darwin" else None)


class RealClock:
    """The machine's clock."""

    def monotonic(self) -> float:
        """Seconds since some point, suspended time included."""
        return time.monotonic() if _AWAKE_OR_NOT is None else time.clock_gettime(_AWAKE_OR_NOT)

    def time(self) -> float:
        """Epoch seconds by the system's clock."""
        return time.time()

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        """Return when `event` is set or `seconds` have passed (None: never)."""
        deadline = inf if seconds is None else self.monotonic() + seconds
        while not event.is_set():
            # A timeout does not count the time for which the machine was suspended, so it is looked at in between.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(deadline - self.monotonic(), LONGEST_WAIT)):
                    await event.wait()
            if self.monotonic() >= deadline:
                return
