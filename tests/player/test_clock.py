import asyncio

import pytest

from sptui.player import clock
from sptui.player.clock import RealClock


class Suspended(RealClock):
    """A machine that is suspended for an hour, the second time that anybody looks at the clock."""

    def __init__(self) -> None:
        self.looks = 0

    def monotonic(self) -> float:
        self.looks += 1
        return 0.0 if self.looks <= 2 else 3_600.0


async def test_waking_up_ends_a_wait_whose_time_has_come_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "LONGEST_WAIT", 0.001)
    async with asyncio.timeout(10):
        await Suspended().wait(asyncio.Event(), 3_000)


async def test_a_wait_outlasts_the_looks_at_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "LONGEST_WAIT", 0.001)
    real, event = RealClock(), asyncio.Event()
    before = real.monotonic()
    await real.wait(event, 0.01)
    assert real.monotonic() - before >= 0.01
    assert not event.is_set()


async def test_an_event_ends_a_wait_at_once() -> None:
    event = asyncio.Event()
    async with asyncio.timeout(10):
        waits = [asyncio.create_task(RealClock().wait(event, seconds)) for seconds in (None, 3_600.0)]
        await asyncio.sleep(0)
        assert not any(wait.done() for wait in waits)
        event.set()
        await asyncio.gather(*waits)
