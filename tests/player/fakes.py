"""Stand-ins for what a player is given: a clock that only tests move, and a service that says what it is told to."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from typing import Any, cast

from sptui.player.playback import Playback
from sptui.player.player import Player
from sptui.player.progress import Progress
from sptui.player.staging.entry import Entry
from sptui.player.staging.staging import Staging
from sptui.player.state import Picture, PlayerState
from sptui.spotify.client import Spotify
from sptui.spotify.errors import SpotifyError
from sptui.spotify.models.base import RepeatState
from sptui.spotify.models.catalogue import Item, Track
from sptui.spotify.models.playback import Context, Device, PlaybackState, Queue
from sptui.store import Store

LENGTH_MS = 200_000


class StillClock:
    """A clock that stands until somebody moves it; waiting moves it. `wall` is how far the one on the wall is ahead."""

    def __init__(self, now: float = 1_000.0, wall: float = 0.0) -> None:
        self.now = now
        self.wall = wall

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return self.now + self.wall

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        if seconds is None:
            await event.wait()
        elif not event.is_set():
            self.now += seconds


class Chapter:
    """Any call of a chapter: noted, then answered as told."""

    def __init__(self, fake: "FakeSpotify") -> None:
        self._fake = fake

    def __getattr__(self, name: str) -> Callable[..., Any]:
        async def call(*args: object, **named: object) -> object:
            given = {key: value for key, value in named.items() if value is not None}
            self._fake.calls.append((name, *args, given) if given else (name, *args))
            return await self._fake.answer(name)

        return call


class FakeSpotify:
    """`calls` is what was asked; `answers` what to say by call, an exception to raise; `gates` hold answers back."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []
        self.answers: dict[str, object] = {"queue": queue(), "devices": (), "contains": ()}
        self.gates: dict[str, asyncio.Event] = {}
        self.player = self.library = Chapter(self)

    async def answer(self, name: str) -> object:
        answer = self.answers.get(name)
        if gate := self.gates.get(name):
            await gate.wait()
        if isinstance(answer, Exception):
            raise answer
        if name == "contains" and answer == ():
            return (False,) * len(cast("list[str]", self.calls[-1][1]))
        return answer

    def counted(self) -> dict[str, int]:
        """How often each call was made, since the last time this was asked."""
        counts: dict[str, int] = defaultdict(int)
        for name, *_ in self.calls:
            counts[str(name)] += 1
        self.calls.clear()
        return dict(counts)

    @property
    def spotify(self) -> Spotify:
        return cast("Spotify", self)


class Rig:
    """A player on a fake service; `seen` are the states it told of."""

    def __init__(self) -> None:
        self.clock = StillClock()
        self.fake = FakeSpotify()
        self.seen: list[PlayerState] = []
        store = Store.in_memory()
        self.player = Player(self.fake.spotify, on_change=self.seen.append, clock=self.clock, store=store)
        self.lost: list[str] = []
        self.staging = Staging(store, self.clock, tell=lambda text, _: self.lost.append(text))
        self.player.errands.add(self.staging)

    @property
    def shown(self) -> Playback:
        return self.player.state.shown.playback

    def give(self, *items: Item) -> None:
        """Stage items and hand them over at once."""
        before, after = self.staging.add(items)
        for command in self.staging.hand_over([entry.id for entry in after.here if before.entry(entry.id) is None]):
            self.player.do(command)

    async def read(self, answer: PlaybackState | Exception | None) -> float | None:
        """Let the service answer so from now on, and read what is due."""
        self.fake.answers["playback_state"] = answer
        return await self.player.read_due()

    async def after(self, seconds: float) -> float | None:
        """Let time pass and read what is due then."""
        self.clock.now += seconds
        return await self.player.read_due()


def sent(*items: Item) -> tuple[Entry, ...]:
    """Entries that are in Spotify's queue."""
    return tuple(Entry(id=number, item=item, state="sent") for number, item in enumerate(items, start=1))


class Taker:
    """Lets everything go that is handed over."""

    def begin(self, _: int) -> bool:
        return True

    def took(self, _: int) -> bool:
        return True

    def release(self, id_: int) -> None:
        """It may never be sent."""

    def sent(self, id_: int) -> None:
        """It is there."""

    lost = sent

    def back(self, id_: int, error: SpotifyError) -> None:
        """It is not."""


TAKER = Taker()


def track(name: str, *, duration_ms: int = LENGTH_MS) -> Track:
    return Track(id=name, uri=f"spotify:track:{name}", name=name, duration_ms=duration_ms)


A, B, C, D = (track(name) for name in "ABCD")
DESK = Device(id="desk", name="Desk", type="Computer", is_active=True, volume_percent=60)
PHONE = Device(id="phone", name="Phone", type="Smartphone", volume_percent=30)
ALBUM = Context(type="album", uri="spotify:album:album")


def answer(  # what GET /me/player says
    item: Track | None = A,
    progress_ms: int = 10_000,
    *,
    playing: bool = True,
    device: Device = DESK,
    shuffle: bool = False,
    repeat: RepeatState = "off",
    context: Context | None = ALBUM,
    kind: str = "track",
) -> PlaybackState:
    return PlaybackState(
        device=device,
        is_playing=playing,
        item=item,
        currently_playing_type=kind,
        progress_ms=progress_ms,
        context=context,
        shuffle_state=shuffle,
        repeat_state=repeat,
    )


def queue(*items: Track, playing: Track | None = None) -> Queue:
    return Queue(queue=items, currently_playing=playing)


def picture(item: Track | None = A, *queued: Track, playing: bool = True, at: float = 0.0, ms: int = 10_000) -> Picture:
    playback = Playback(
        active=True, device=DESK, item=item, kind="track", progress=Progress(ms, at, playing), context=ALBUM
    )
    return Picture(playback=playback, queue=queued or None)
