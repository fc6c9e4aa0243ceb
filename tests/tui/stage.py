"""The app on a simulated account, with the clock and the answers in the test's hands."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from math import inf
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import pytest
from pydantic import SecretStr
from textual.pilot import Pilot
from textual.widget import Widget

from sptui.desktop.lyrics.kept import KeptLyrics
from sptui.desktop.lyrics.lrclib import LrcLib, lyrics_client
from sptui.settings import DEFAULTS, Settings
from sptui.simulator import Request, Simulator, SimulatorTransport
from sptui.simulator.faults import Fault
from sptui.simulator.playback import Playback
from sptui.spotify.auth import BearerAuth
from sptui.spotify.client import Spotify, http_client
from sptui.spotify.models.things import Thing
from sptui.spotify.oauth import OAuth
from sptui.spotify.pacing import Pacing
from sptui.spotify.retry import Retry
from sptui.spotify.session import Session, SpotifyApp
from sptui.spotify.tokens import HeldTokens, MemoryTokens, Token, TokenStore
from sptui.store import Store
from sptui.tui.actions import ACTIONS, PaneName
from sptui.tui.app import SptuiApp
from sptui.tui.desk import Desk
from sptui.tui.keyboard.keymap import AS_IN_THE_TABLE
from sptui.tui.notices import brief, room
from sptui.tui.outside import NOTHING, Outside
from sptui.tui.panes.search import SearchPane
from sptui.tui.widgets.hints import HintBar
from sptui.tui.widgets.line import Line
from sptui.tui.widgets.rows import Rows

WIDE, NARROW = (120, 36), (80, 24)
CLIENT_ID = "0" * 32


class HeldClock:
    """A clock that moves only when the test lets it."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self._timers: list[tuple[float, asyncio.Event]] = []

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return self.now

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        timer = (inf if seconds is None else self.now + seconds, asyncio.Event())
        self._timers.append(timer)
        waits = [asyncio.create_task(each.wait()) for each in (event, timer[1])]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._timers.remove(timer)
            for each in waits:
                each.cancel()

    def advance(self, seconds: float) -> None:
        self.now += seconds
        for at, event in self._timers:
            if at <= self.now:
                event.set()


@dataclass
class Stage:
    """An open app, the account behind it, and what can be seen and done."""

    app: SptuiApp
    pilot: Pilot[None]
    simulator: Simulator
    clock: HeldClock
    store: Store
    answers: asyncio.Event = field(default_factory=asyncio.Event)
    tokens: HeldTokens = field(default_factory=lambda: HeldTokens(MemoryTokens()))
    browser: "Browser" = field(default_factory=lambda: Browser(Simulator()))
    remembered: list[tuple[str, int]] = field(default_factory=list)

    async def until(self, predicate: Callable[[], object]) -> None:
        deadline = time.monotonic() + 10
        while not predicate():
            assert time.monotonic() < deadline, "what the test waits for never came:\n" + "\n".join(self.screen)
            await self.pilot.pause()

    async def ready(self) -> None:
        """A track plays, and all there is to show of it is shown."""
        main = self.app.main
        await self.until(lambda: main.queue is not None and main.devices is not None and main.picture.liked is not None)
        await self.pilot.pause()

    async def read(self) -> None:
        """The first read is shown, whatever it brought."""
        await self.until(lambda: self.app.main.playback.known)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def later(self, seconds: float) -> None:
        self.clock.advance(seconds)
        await self.pilot.pause()

    async def reread(self) -> None:
        """Let the playback be read again, and what has changed be shown."""
        self.clock.advance(2.5)
        before = self.reads
        self.app.player.refresh()
        await self.until(lambda: self.reads > before)
        await self.pilot.pause()

    async def reread_refused(self) -> None:
        """Let the playback be read again where nobody is signed in."""
        self.clock.advance(2.5)
        self.app.player.refresh()
        await self.until(lambda: self.app.main.trouble)
        await self.pilot.pause()

    async def reread_later(self) -> None:
        """Let the playback be asked for, whose answer is held."""
        self.clock.advance(2.5)
        before = self.reads
        self.app.player.refresh()
        await self.until(lambda: self.reads > before)

    def hold(self, path: str, times: int | None = None) -> None:
        """Carry out what is asked at `path`, but hold its answer back until `answers` is set."""
        self.simulator.faults.add(Fault(path=path, times=times, delay=1.0))

    @property
    def writes(self) -> list[tuple[str, str]]:
        """Method and path, without what all share, of every request that was no read."""
        return [(m, path.removeprefix("/v1/me/")) for _, m, path, _ in self.simulator.log if m != "GET"]

    def count(self, method: str, path: str) -> int:
        return sum((m, p) == (method, path) for _, m, p, _ in self.simulator.log)

    @property
    def asked(self) -> list[str]:
        """The paths of all requests, without what all share."""
        return [path.removeprefix("/v1/me/") for _, _, path, _ in self.simulator.log]

    @property
    def reads(self) -> int:
        return self.count("GET", "/v1/me/player")

    @property
    def truth(self) -> Playback:
        """What the service's player does."""
        return self.simulator.world.player.state

    @property
    def in_front(self) -> str:
        """The class of the screen that takes the keys."""
        return type(self.app.screen).__name__

    @property
    def screen(self) -> list[str]:
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    def shows(self, text: str) -> bool:
        return any(text in line for line in self.screen)

    def line(self, name: str) -> str:
        """The `title` or the `byline` of what plays, as it is drawn at full width."""
        return " ".join(self.app.main.query_one(f"#{name}", Line).text.split())

    @property
    def status(self) -> str:
        return "".join(span.text for span in self.app.main.query_one(HintBar)._status)

    def hint(self, action_id: str) -> bool:
        """Whether the hint of an action is enabled."""
        return next(hint.enabled for hint in self.app.main.query_one(HintBar)._hints if hint.id == action_id)

    @property
    def told(self) -> list[str]:
        """The notifications, oldest first."""
        whole = {brief(told.text, room(self.app.size.width)): told.text for told in self.app.notices.log.told}
        return [whole.get(each.message, each.message) for each in self.app._notifications]

    def rows(self, pane: str) -> Rows:
        return self.app.main.panes.list_of(cast("PaneName", pane)).rows

    def cells(self, pane: str) -> list[tuple[object, ...]]:
        return [row.cells for row in self.rows(pane).rows]

    @property
    def pane(self) -> str:
        """The pane that is used."""
        return self.app.main.pane

    @property
    def thing(self) -> Thing | None:
        """What the row with the cursor stands for."""
        pick = self.app.main.panes.pick
        return pick.thing if pick is not None else None

    @property
    def search(self) -> SearchPane:
        return self.app.main.panes.search

    async def find(self, words: str) -> None:
        """Search, and wait for the answer."""
        await self.press("/")
        self.search.write(words)
        await self.press("enter")
        await self.until(lambda: self.app.main.found.results is not None or self.app.main.found.trouble)
        await self.pilot.pause()

    def spot(self, widget: Widget, text: str) -> tuple[int, int]:
        """The offset in `widget` of the first cell of `text` on its first line, where all is one cell wide."""
        return widget.render_line(0).text.index(text), 0


class Browser:
    """A user's browser: it is led on by the accounts service, unless it is `stuck` there, or there is `none`.

    `pages` is what it shows in the end, `opened` what it was asked to open.
    """

    def __init__(self, simulator: Simulator) -> None:
        self.opened: list[str] = []
        self.pages: list[str] = []
        self.stuck = False
        self.none = False
        self._simulator = simulator

    def __call__(self, url: str) -> bool:
        self.opened.append(url)
        if not self.none and not self.stuck and "/authorize?" in url:
            self.visit(self.landing(url))
        return not self.none

    def landing(self, url: str) -> str:
        """Where the accounts service leads to from its page at `url`."""
        return dict(self._simulator.handle(Request("GET", url, {})).headers)["location"]

    def visit(self, address: str) -> None:
        """Go to an address of this machine, and show what it answers."""
        threading.Thread(target=self._fetch, args=(address,), daemon=True).start()

    def _fetch(self, address: str) -> None:
        parts = urlsplit(address)
        with socket.create_connection((parts.hostname, parts.port)) as there, there.makefile("rb") as page:
            there.sendall(f"GET {parts.path}?{parts.query} HTTP/1.1\r\n\r\n".encode())
            self.pages.append(page.read().decode())


@asynccontextmanager
async def opened(
    *,
    simulator: Simulator,
    clock: HeldClock,
    size: tuple[int, int] = WIDE,
    signed_in: bool = True,
    kept: TokenStore | None = None,
    with_desk: bool = False,
    client_id: str = CLIENT_ID,
    port: int = 0,
    store_file: Path | None = None,
    with_lyrics: bool = True,
    outside: Outside = NOTHING,
    settings: Settings = DEFAULTS,
) -> AsyncIterator[Stage]:
    """The app on `simulator`, whose clock is `clock`, with the sign-in that is `kept`.

    With a desk one can sign in, by the settings to the app `client_id` and on `port`. Without lyrics these are
    turned off.
    """
    answers = asyncio.Event()

    async def wait(_: float) -> None:
        await answers.wait()

    store = Store(store_file)
    pacing = Pacing(store, now=clock.time)
    async with http_client(SimulatorTransport(simulator, sleep=wait), sent=pacing.sent) as http:
        tokens = HeldTokens(kept or MemoryTokens(token(simulator) if signed_in else None))
        auth = BearerAuth(OAuth(http, client_id=CLIENT_ID), tokens)
        spotify = Spotify(http, auth=auth, retry=Retry(tries=1), pacing=pacing)
        browser, remembered = Browser(simulator), list[tuple[str, int]]()
        session = Session(http, tokens, spotify, app=SpotifyApp(client_id), port=port)

        def remember(client_id: str, port: int) -> bool:
            remembered.append((client_id, port))
            return True

        desk = Desk(session, open_browser=browser, remember=remember, monotonic=clock.monotonic)
        lrclib = LrcLib(lambda: lyrics_client(SimulatorTransport(simulator, sleep=wait)), monotonic=clock.monotonic)
        lyrics = KeptLyrics(lambda: lrclib, store, now=clock.time) if with_lyrics else None
        app = SptuiApp(
            spotify,
            settings=settings,
            account="test",
            clock=clock,
            store=store,
            pacing=pacing,
            desk=desk if with_desk else None,
            outside=replace(outside, lyrics=lyrics),
        )
        async with app.run_test(size=size, notifications=True) as pilot:
            yield Stage(app, pilot, simulator, clock, store, answers, tokens, browser, remembered)
            answers.set()
        await lrclib.aclose()
    store.close()


def token(simulator: Simulator) -> Token:
    answer = simulator.sign_in()
    return Token(
        access_token=SecretStr(answer["access_token"]),
        refresh_token=SecretStr(answer["refresh_token"]),
        expires_at=time.time() + answer["expires_in"],
        authorized_at=time.time(),
        scopes=frozenset(answer["scope"].split()),
        client_id=CLIENT_ID,
    )


def playback_body(simulator: Simulator) -> dict[str, Any]:
    """What the service says of the playback state now."""
    access = simulator.sign_in()["access_token"]
    url = "https://api.spotify.com/v1/me/player?additional_types=track,episode"
    body: dict[str, Any] = json.loads(simulator.handle(Request("GET", url, {"authorization": f"Bearer {access}"})).body)
    simulator.log.clear()
    return body


def answer_with(simulator: Simulator, path: str, body: object) -> None:
    """Answer every read at `path` with `body`."""
    simulator.faults.add(Fault(method="GET", path=path, times=None, body=json.dumps(body)))


KEYS = [(action.id, keys) for action in ACTIONS for keys in AS_IN_THE_TABLE.of(action)]


def listen(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """From now on no action is done, but its id noted."""
    reached: list[str] = []

    def note(action_id: str, count: int | None = None) -> None:
        assert count is None
        reached.append(action_id)

    monkeypatch.setattr(stage.app, "action_act", note)
    return reached
