"""A simulated account over a connection that fails when it is told to, and plans for one of its playlists."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Literal

import httpx
import pytest

from sptui.library import editing
from sptui.library.editor import Editor
from sptui.library.edits import HalfDone, Plan, Version
from sptui.simulator import Simulator, SimulatorTransport
from sptui.simulator.catalogue import LOCAL_FILES
from sptui.simulator.playlists import Playlist, Row
from sptui.spotify.client import Spotify, http_client
from sptui.spotify.pacing import Pacing
from sptui.spotify.retry import Retry

ALPHABET = "abcdefghijklmnopqrstuvwxyz"

Outcome = Literal["fine", "unsent", "limited", "forbidden", "failed", "lost", "spoilt", "late"]
"""What becomes of a write; the last three are carried out."""

SURE: tuple[Outcome, ...] = ("unsent", "limited")
UNSURE: tuple[Outcome, ...] = ("failed", "lost", "spoilt", "late")
STATUS = {"limited": 429, "forbidden": 403, "failed": 502, "late": 504}


class Connection(SimulatorTransport):
    """The simulator; each write takes the next of `outcomes`, and `held` holds their answers back."""

    def __init__(self, simulator: Simulator) -> None:
        super().__init__(simulator)
        self.outcomes: list[Outcome] = []
        self.asked: list[str] = []
        self.bodies: list[dict[str, object]] = []
        self.held: asyncio.Event | None = None
        self.answered = asyncio.Event()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        write = request.method != "GET"
        last = request.url.path.rpartition("/")[2]
        self.asked.append(f"{request.method} {last if last in ('items', 'playlists', 'library') else 'playlist'}")
        outcome = self.outcomes.pop(0) if write and self.outcomes else "fine"
        if outcome == "unsent":
            raise httpx.ConnectError("no route", request=request)
        if outcome in ("limited", "forbidden", "failed"):
            return httpx.Response(STATUS[outcome], request=request)
        response = await super().handle_async_request(request)
        if write:
            self.bodies.append(json.loads(await request.aread() or "{}"))
            self.answered.set()
            if self.held is not None:
                await self.held.wait()
        if outcome == "lost":
            raise httpx.ReadError("broke off", request=request)
        if outcome == "spoilt":
            return httpx.Response(200, content=b'{"snap', request=request)
        return httpx.Response(504, request=request) if outcome == "late" else response


class Stage:
    """A playlist whose rows are letters: `-` is a withdrawn row, `L` a local file, any other one a track."""

    def __init__(self, simulator: Simulator, connection: Connection, http: httpx.AsyncClient) -> None:
        self.clock = 1_800_000_000.0
        self.simulator = simulator
        self.connection = connection
        self.spotify = Spotify(http, retry=Retry(tries=1), pacing=Pacing(now=lambda: self.clock))
        self.editor = Editor(self.spotify)
        self.playlist = simulator.world.playlists.named("Late Train Home")

    def uris(self, letters: str) -> tuple[str, ...]:
        tracks = self.simulator.world.catalogue.tracks
        return tuple(LOCAL_FILES[0].uri if each == "L" else tracks[ord(each)].uri for each in letters)

    def spelling(self, playlist: Playlist | None = None) -> str:
        """The playlist's rows as letters."""
        tracks = self.simulator.world.catalogue.tracks
        letters: dict[str, str] = {tracks[ord(each)].uri: each for each in ALPHABET}
        letters[LOCAL_FILES[0].uri] = "L"
        return "".join("-" if item is None else letters[item.uri] for item in (playlist or self.playlist).items)

    def fill(self, rows: str) -> Version:
        """The playlist with these rows, as a list that has read it knows it."""
        tracks = self.simulator.world.catalogue.tracks
        items = {"-": None, "L": LOCAL_FILES[0]}
        self.playlist.rows = [Row(items[each] if each in items else tracks[ord(each)], None) for each in rows]
        return self.now

    @property
    def now(self) -> Version:
        uris = tuple(None if item is None else item.uri for item in self.playlist.items)
        return Version(self.playlist.id, self.playlist.snapshot_id, uris)

    def change_elsewhere(self, letters: str = "z", position: int | None = None) -> None:
        """What another device adds meanwhile."""
        tracks = self.simulator.world.catalogue.tracks
        self.playlist.insert([tracks[ord(each)] for each in letters], position, 0.0)

    async def half_done(self, plan: Plan, *outcomes: Outcome) -> HalfDone:
        self.connection.outcomes = list(outcomes)
        with pytest.raises(HalfDone) as stopped:
            await self.editor.carry_out(plan)
        self.connection.asked.clear()
        self.wait()
        return stopped.value

    def wait(self) -> None:
        """Let pass for how long nothing may be asked after a 429."""
        self.clock += 3_600.0


def sure(requests: int) -> list[Outcome]:
    """So many requests that go well."""
    return ["fine" for _ in range(requests)]


@asynccontextmanager
async def staged() -> AsyncIterator[Stage]:
    simulator = Simulator()
    connection = Connection(simulator)
    async with http_client(connection) as http:
        http.headers["Authorization"] = f"Bearer {simulator.sign_in()['access_token']}"
        yield Stage(simulator, connection, http)


CHECK, REMOVE, INSERT, MOVE = "GET playlist", "DELETE items", "POST items", "PUT items"
Planned = Callable[[Version], Plan]


def removed(version: Version) -> Plan:
    """Without its second row."""
    return editing.remove(version, [1])


def moved(version: Version) -> Plan:
    """With its second and third row moved down by two."""
    return editing.move(version, range(1, 3), 2)
