"""Identical reads at the same time are one request."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class _Flight:
    request: asyncio.Task[bytes]
    waiting: int = 0


class InFlight:
    """The reads that are on their way, and who waits for them."""

    def __init__(self) -> None:
        self._joinable: dict[Hashable, _Flight] = {}

    def seal(self) -> None:
        """Let nobody else join what is on its way: its answers may be older than what was just written."""
        self._joinable.clear()

    async def share(self, key: Hashable, ask: Callable[[], Coroutine[Any, Any, bytes]]) -> bytes:
        """What `ask` brings, or what an equal `key` that is on its way brings; an error goes to all who wait.

        When the last who waits is cancelled, so is the request, and its end is waited for.
        """
        flight = self._joinable.get(key)
        if flight is None or flight.request.done():
            flight = self._joinable[key] = _Flight(asyncio.create_task(ask()))
            flight.request.add_done_callback(_looked_at)
        flight.waiting += 1
        try:
            await asyncio.wait([flight.request])
        except asyncio.CancelledError:
            if flight.waiting == 1:
                self._forget(key, flight)
                flight.request.cancel()
                await asyncio.wait([flight.request])
            raise
        finally:
            flight.waiting -= 1
        self._forget(key, flight)
        return flight.request.result()

    def _forget(self, key: Hashable, flight: _Flight) -> None:
        if self._joinable.get(key) is flight:
            del self._joinable[key]


def _looked_at(request: asyncio.Task[bytes]) -> None:
    if not request.cancelled():
        request.exception()  # asyncio reports an error that nobody looks at, and all who waited may have gone
