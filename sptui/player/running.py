"""The two loops that keep a player going: one sends, one reads, each asleep until there is something to do."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from sptui.player.clock import Clock

SPACING = 0.3
"""Seconds between the answer to a command and the next one: the service does not promise to keep their order."""

_CLOCK_SET = 5.0  # seconds by which the two clocks part when one was set, or stood still while the machine slept


class Steps(Protocol):
    """A player as its loops see it: what to do next, and the events that tell that there is something."""

    clock: Clock
    to_send: asyncio.Event
    to_read: asyncio.Event

    async def send_one(self) -> bool:
        """Send the first unsent command; False when there is none."""
        ...

    async def read_due(self) -> float | None:
        """Read what is due; when to come again."""
        ...

    def refresh(self) -> None:
        """Read now."""
        ...


async def sending(steps: Steps, due: Callable[[], float | None]) -> None:
    """Send for ever, one command after the other, each when it is `due` (monotonic seconds; None: there is none)."""
    while True:
        steps.to_send.clear()
        at, now = due(), steps.clock.monotonic()
        if at is not None and at <= now:
            await steps.send_one()
            await steps.clock.wait(asyncio.Event(), SPACING)
        else:
            await steps.clock.wait(steps.to_send, None if at is None else at - now)


async def reading(steps: Steps) -> None:
    """Read for ever, whenever something is due; and when the machine has slept, since the music has not."""
    while True:
        steps.to_read.clear()
        due = await steps.read_due()
        if steps.to_read.is_set():
            continue
        apart = _apart(steps.clock)
        await steps.clock.wait(steps.to_read, None if due is None else max(0.0, due - steps.clock.monotonic()))
        if abs(_apart(steps.clock) - apart) > _CLOCK_SET:
            steps.refresh()


def _apart(clock: Clock) -> float:
    return clock.time() - clock.monotonic()
