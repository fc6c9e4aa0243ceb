"""A real player and a real client on a simulated account, stepped on one clock."""

import random
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Generator

import httpx

from sptui.player.attention import Attention
from sptui.player.command import Command
from sptui.player.player import SPACING, Player
from sptui.player.state import Playback, PlayerState
from sptui.simulator import Simulator, SimulatorTransport
from sptui.spotify.client import Spotify, http_client
from sptui.spotify.errors import LoginRequired
from sptui.spotify.retry import Retry
from tests.player.fakes import StillClock

EPOCH = 1_790_000_000.0
DRIFT_MS = 1_000
WATCHING = Attention(last_key=EPOCH + 1e6, panes=frozenset({"queue"}))
AWAY = Attention(focused=False)

READ, QUEUE, DEVICES, LIKES = "GET player", "GET player/queue", "GET player/devices", "GET library/contains"


class Bearer(httpx.Auth):
    """A token that is never renewed; once it is `dead`, nothing is sent any more."""

    def __init__(self, token: str) -> None:
        self._token = token
        self.dead = False

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self.dead:
            raise LoginRequired("Spotify no longer accepts this sign-in; sign in again.")
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class Driver:
    """Steps the player: `seen` are the states that it told of, `simulator.world` is the truth."""

    def __init__(self, *, attention: Attention = WATCHING, lag: float = 0.4, latency: float = 0.0) -> None:
        self.clock = StillClock(EPOCH)
        self.simulator = Simulator(clock=self.clock.monotonic, lag=lag)
        self.simulator.accounts.expires_in = 365 * 86_400
        self.world = self.simulator.world
        transport = SimulatorTransport(self.simulator, latency=lambda: latency, sleep=self._sleep)
        self.http = http_client(transport)
        self.auth = Bearer(self.simulator.sign_in()["access_token"])
        self.spotify = Spotify(
            self.http,
            auth=self.auth,
            retry=Retry(rng=random.Random(1)),  # noqa: S311 -- jitter is no secret
            monotonic=self.clock.monotonic,
            sleep=self._sleep,
        )
        self.seen: list[PlayerState] = []
        self.player = Player(self.spotify, on_change=self.seen.append, clock=self.clock)
        self.player.attend(attention)
        self._send_at = EPOCH
        self._outside: list[tuple[float, Callable[[], None]]] = []

    async def _sleep(self, seconds: float) -> None:
        self.clock.now += seconds

    def later(self, seconds: float, change: Callable[[], None]) -> None:
        """Let somebody else change something in so many seconds."""
        self._outside.append((self.clock.now + seconds, change))

    async def run(self, seconds: float) -> None:
        """Let so much time pass for everybody."""
        end = self.clock.now + seconds
        while True:
            await self._step()
            moment = min([end, *self._moments])
            if moment >= end and self.clock.now >= end:
                return
            self.clock.now = max(self.clock.now, moment)

    async def do(self, *commands: Command | None, settle: float = 5.0) -> Counter[str]:
        """Give commands, let them settle, and return the requests that they cost."""
        self.forget()
        for command in commands:
            if command is not None:
                self.player.do(command)
        await self.run(settle)
        return self.requests()

    def forget(self) -> None:
        """Count requests and collect states from here."""
        self.simulator.log.clear()
        self.seen.clear()

    def requests(self) -> Counter[str]:
        """The requests since then: `PUT player/pause` and so on, with how often each was sent."""
        return Counter(f"{method} {path.removeprefix('/v1/me/')}" for _, method, path, _ in self.simulator.log)

    @property
    def shown(self) -> Playback:
        return self.player.state.shown.playback

    def looks(self, look: Callable[[Playback], object]) -> list[object]:
        """What was shown of something since `forget`, one entry a change."""
        looks: list[object] = []
        for state in self.seen:
            if (look_now := look(state.shown.playback)) not in looks[-1:]:
                looks.append(look_now)
        return looks

    def assert_true(self) -> None:
        """What is shown is what the account's player does."""
        truth, shown = self.world.player.state, self.shown
        assert truth.device is not None
        assert truth.item is not None
        assert shown.device is not None
        assert (shown.uri, shown.is_playing) == (truth.item.full["uri"], truth.is_playing)
        assert (shown.shuffle, shown.repeat) == (truth.shuffle, truth.repeat)
        assert (shown.device.id, shown.device.volume_percent) == (truth.device.id, truth.device.volume_percent)
        assert abs(shown.position_ms(self.clock.now) - truth.position_at(self.clock.now)) < DRIFT_MS
        assert self.player.state.shown == self.player.state.confirmed

    async def _step(self) -> None:
        now = self.clock.now
        for moment, change in [event for event in self._outside if event[0] <= now]:
            self._outside.remove((moment, change))
            change()
        if self._send_at <= now and await self.player.send_one():
            self._send_at = self.clock.now + SPACING
        self._due = await self.player.read_due()

    @property
    def _moments(self) -> list[float]:
        moments = [moment for moment, _ in self._outside]
        if self._due is not None:
            moments.append(self._due)
        if self.player._outbox.first_unsent() is not None:
            moments.append(self._send_at)
        return moments


async def started(driver: Driver) -> AsyncGenerator[Driver, None]:
    """The driver after its first reads; afterwards its connections are closed."""
    async with driver.http:
        await driver.run(1.0)
        driver.assert_true()
        driver.forget()
        yield driver
