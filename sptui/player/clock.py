"""Time as it is passed in, so that tests can hold it still."""

import asyncio
import contextlib
import time
from typing import Protocol


class Clock(Protocol):
    """Seconds and waiting."""

    def monotonic(self) -> float:
        """Seconds on a clock that never jumps and goes on while the machine sleeps."""
        ...

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        """Return when `event` is set or `seconds` have passed (None: never)."""
        ...


class RealClock:
    """The machine's clock."""

    def monotonic(self) -> float:
        """Seconds since some point, suspended time included where the system can tell."""
        if hasattr(time, "CLOCK_BOOTTIME"):
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        return time.monotonic()

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        """Return when `event` is set or `seconds` have passed (None: never)."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await event.wait()
