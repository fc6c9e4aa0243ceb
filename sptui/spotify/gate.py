"""How many requests are on their way at a time, and who is let through next."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

SLOTS = 2
"""Requests that may be on their way at a time."""


class Gate:
    """Lets `slots` through at a time; of those who wait, writes before reads, and each in the order that they came."""

    def __init__(self, slots: int = SLOTS) -> None:
        self._free = slots
        self._writes: deque[asyncio.Future[None]] = deque()
        self._reads: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def slot(self, *, write: bool) -> AsyncGenerator[None, None]:
        """Wait for a slot, and hold it inside the block."""
        await self._entered(self._writes if write else self._reads)
        try:
            yield
        finally:
            self._pass_on()

    async def _entered(self, queue: deque[asyncio.Future[None]]) -> None:
        if self._free:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():
                self._pass_on()  # the slot came in the moment of the cancellation
            raise

    def _pass_on(self) -> None:
        for queue in (self._writes, self._reads):
            while queue:
                turn = queue.popleft()
                if not turn.done():
                    turn.set_result(None)
                    return
        self._free += 1
