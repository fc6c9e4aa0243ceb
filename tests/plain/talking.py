"""A conversation about a simulated account, on simulated time."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from sptui.desktop.lyrics.lyrics import Lyrics, Song
from sptui.plain.conversation import Conversation
from sptui.plain.outside import Outside
from sptui.plain.voice import Voice
from sptui.spotify.tokens import HeldTokens
from tests.scenario.driver import GLANCING, Driver

TURNS = 30
"""Turns of the event loop in which whatever can go on without time passing has gone on."""


class SharedClock:
    """The driver's clock, on which one really waits until somebody else lets time pass."""

    def __init__(self, driver: Driver) -> None:
        self._clock = driver.clock

    def monotonic(self) -> float:
        return self._clock.monotonic()

    def time(self) -> float:
        return self._clock.time()

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        deadline = None if seconds is None else self.monotonic() + seconds
        while not event.is_set() and (deadline is None or self.monotonic() < deadline):  # noqa: ASYNC110 -- time is the driver's
            await asyncio.sleep(0)


class Words:
    """Lyrics for every song: a line a second."""

    asked: list[Song]

    def __init__(self) -> None:
        self.asked = []

    def kept(self, song: Song) -> Lyrics | None:
        return None

    async def find(self, song: Song) -> Lyrics:
        self.asked.append(song)
        lines = tuple(f"line {number}" for number in range(1, 600))
        return Lyrics("synced", lines, tuple(range(0, 599_000, 1_000)))

    def offset_ms(self, song: Song) -> int:
        return 0

    def keep_offset(self, song: Song, offset_ms: int) -> None:
        raise AssertionError(song)


class Talk:
    """What is typed, what comes back, and the account behind it as `driver`."""

    def __init__(self, *, tokens: HeldTokens | None = None, scenes: Path | None = None, silent: bool = False) -> None:
        self.driver = Driver(attention=GLANCING)
        self.lines: list[str] = []
        self.typing = False
        self.words = Words()
        voice = Voice(lambda line: self.lines.append(line.removesuffix("\n")), typing=lambda: self.typing)
        self.conversation = Conversation(
            self.driver.spotify,
            voice,
            clock=SharedClock(self.driver),
            store=self.driver.store,
            pacing=self.driver.pacing,
            outside=Outside(lyrics=self.words, tokens=tokens, scenes=scenes),
            silent=silent,
        )
        self.driver.player = self.conversation.player
        self.driver.staging = self.conversation.staging

    async def says(self, line: str, *, settle: float = 0.0) -> Sequence[str]:
        """What is said to a line, and while so many seconds pass behind it."""
        self.lines.clear()
        hearing = asyncio.create_task(self.conversation.hear(line))
        for _ in range(300):
            await turns()
            if hearing.done():
                break
            await self.driver.run(0.05)
        await hearing
        await self.passes(settle)
        return tuple(self.lines)

    async def passes(self, seconds: float) -> Sequence[str]:
        """What has been said when so many seconds have passed."""
        await self.driver.run(seconds)
        await turns()
        return tuple(self.lines)


async def turns() -> None:
    for _ in range(TURNS):
        await asyncio.sleep(0)
