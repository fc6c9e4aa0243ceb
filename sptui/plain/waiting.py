"""Waiting for what the player brings, and saying so where that takes long."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sptui.plain.voice import Voice
from sptui.player.clock import Clock

PATIENT = 1.0
"""Seconds after which it is said what takes so long."""
WAITS = 10.0
"""Seconds for which a word waits for an answer of Spotify's, at the most."""

_T = TypeVar("_T")


class Waiting:
    """Who waits for news by `clock`, and says by `voice` what for. `status` is the exit status once it ends."""

    def __init__(self, voice: Voice, clock: Clock) -> None:
        self.voice = voice
        self.clock = clock
        self.news = asyncio.Event()
        self.status: int | None = None

    @property
    def now(self) -> float:
        """Monotonic seconds."""
        return self.clock.monotonic()

    def wake(self) -> None:
        """There are news: who waits looks again, and who waits from now on waits for the next ones."""
        news, self.news = self.news, asyncio.Event()
        news.set()

    def leave(self, status: int = 0) -> None:
        """End."""
        if self.status is None:
            self.status = status
        self.wake()

    async def until(self, there: Callable[[], object], seconds: float = WAITS) -> bool:
        """Wait until something is there, for so many seconds at the most; whether it is."""
        end = self.now + seconds
        while not there() and self.now < end and self.status is None:
            await self.clock.wait(self.news, end - self.now)
        return bool(there())

    async def patiently(self, text: str, work: Awaitable[_T]) -> _T:
        """What `work` comes to; where that takes long, `text` is said meanwhile."""
        task, done = asyncio.ensure_future(work), asyncio.Event()
        task.add_done_callback(lambda _: done.set())
        try:
            await asyncio.sleep(0)
            if not task.done():
                await self.clock.wait(done, PATIENT)
            if not task.done():
                self.voice.say(text)
            return await task
        finally:
            task.cancel()
