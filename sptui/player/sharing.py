"""One reader a user: what this process tells the others of the player, and what it takes over from them."""

import asyncio
import os
import uuid
from dataclasses import dataclass

from sptui.player.clock import Clock
from sptui.player.playback import Playback
from sptui.player.state import PlayerState
from sptui.store import SAME_MOMENT, Kept, Store

LOOK = 0.5
"""Seconds between two looks at the store by somebody who reads nothing himself."""
RENEW = 10.0
"""Seconds after which a process that shows what plays says so again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What another process knows: the playback, when it was read (monotonic seconds), and whether it is predicted."""

    playback: Playback
    read_at: float
    predicted: bool


class Sharing:
    """The player's side of the store. With `screen` this process shows what plays, and so reads it for all others."""

    def __init__(self, store: Store, clock: Clock, *, screen: bool) -> None:
        self._store = store
        self._clock = clock
        self._screen = screen
        self._who = f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self._told: tuple[Playback, float] | None = None

    async def run(self) -> None:
        """Hold the screen, if this process has one, until cancelled."""
        try:
            while True:
                self.hold()
                await self._clock.wait(asyncio.Event(), RENEW)
        finally:
            self.leave()

    def hold(self) -> None:
        """Say that this process shows what plays, if it does."""
        if self._screen:
            self._store.take("screen", self._who, self._clock.time())

    def leave(self) -> None:
        """Say that it does no longer."""
        self._store.release("reading", self._who)
        self._store.release("screen", self._who)

    @property
    def led(self) -> bool:
        """Whether another process reads for this one."""
        return not self._screen and self._store.holder("screen", self._clock.time()) not in (None, self._who)

    def begin(self) -> bool:
        """Whether to ask the service now; False while another process is asking it."""
        return self._store.take("reading", self._who, self._clock.time())

    def done(self) -> None:
        """The answer is there, or none comes."""
        self._store.release("reading", self._who)

    @property
    def news(self) -> bool:
        """Whether another process has written anything since the last look."""
        return self._store.changed()

    def heard(self, after: float | None) -> Heard | None:
        """What another process has read since the moment `after` (monotonic seconds; None: ever)."""
        heard = self._heard()
        if heard is None or heard.predicted or heard.read_at > self._clock.monotonic():
            return None
        return heard if after is None or heard.read_at > after + SAME_MOMENT else None

    def mirrored(self) -> Heard | None:
        """What another process shows, when anything has been written since the last look."""
        return self._heard() if self.news else None

    def _heard(self) -> Heard | None:
        kept = self._store.kept()
        if kept is None or kept.by == self._who:
            return None
        playback = Playback.read(kept.state, self._monotonic(kept.at))
        return Heard(playback=playback, read_at=self._monotonic(kept.read_at), predicted=kept.predicted)

    def tell(self, state: PlayerState) -> None:
        """Keep what is shown for the others, where it has changed."""
        if state.read_at is None or self.led:
            return
        playback = state.shown.playback
        if self._told != (playback, state.read_at):
            self._told = playback, state.read_at
            now = self._clock.monotonic()
            self._store.keep(
                Kept(
                    state=playback.told(now),
                    at=self._clock.time(),
                    read_at=self._clock.time() - (now - state.read_at),
                    predicted=playback != state.confirmed.playback,
                    by=self._who,
                )
            )

    def _monotonic(self, epoch: float) -> float:
        return self._clock.monotonic() - (self._clock.time() - epoch)
