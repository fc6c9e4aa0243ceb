"""A real player and a real client on a simulated account, stepped on one clock."""

import random
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from math import inf

import httpx

from sptui.player.attention import Attention
from sptui.player.command import Command
from sptui.player.playback import Playback
from sptui.player.player import Player
from sptui.player.running import SPACING
from sptui.player.schedule import Profile
from sptui.player.sharing import RENEW
from sptui.player.staging.entry import Entry
from sptui.player.staging.staging import Staging
from sptui.player.state import PlayerState
from sptui.simulator import Simulator, SimulatorTransport
from sptui.spotify.client import Spotify, http_client
from sptui.spotify.errors import LoginRequired
from sptui.spotify.models.catalogue import Item
from sptui.spotify.pacing import DAILY_BUDGET, Pacing
from sptui.spotify.retry import Retry
from sptui.store import Store
from tests.player.fakes import StillClock

EPOCH = 1_790_000_000.0
DRIFT_MS = 1_000
LOOK = 0.1
PLAYING, SEEN = frozenset({"playing"}), frozenset({"playing", "queue"})
WATCHING = Attention(last_key=EPOCH + 1e9, panes=SEEN)
GLANCING = Attention(panes=SEEN)
AWAY = Attention(focused=False, panes=SEEN)

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
    """Steps the player: `seen` are the states that it told of, `told` and `lost` what became of staged items, `sent`
    the families of what this process sent, and `simulator.world` is the truth.

    One that stands `beside` another is a second process of the same user: the same account and clock, and the same
    store, unless it opens the file by itself.
    """

    def __init__(
        self,
        *,
        attention: Attention = WATCHING,
        lag: float = 0.4,
        latency: float = 0.0,
        profile: Profile = "balanced",
        budget: int = DAILY_BUDGET,
        beside: "Driver | None" = None,
        store: Store | None = None,
        screen: bool = True,
    ) -> None:
        self.clock: StillClock = beside.clock if beside else StillClock(EPOCH)
        self.simulator: Simulator = beside.simulator if beside else Simulator(clock=self.clock.monotonic, lag=lag)
        self.simulator.accounts.expires_in = 365 * 86_400
        self.world = self.simulator.world
        self.latency = latency
        self.store: Store = store or (beside.store if beside else Store.in_memory())
        self.pacing = Pacing(self.store, now=self.clock.time, budget=budget)
        transport = SimulatorTransport(self.simulator, latency=lambda: self.latency, sleep=self._sleep)
        self.sent: list[str] = []
        self.http = http_client(transport, sent=self._count)
        self.auth = Bearer(self.simulator.sign_in()["access_token"])
        self.spotify = Spotify(
            self.http,
            auth=self.auth,
            retry=Retry(rng=random.Random(1)),  # noqa: S311 -- jitter is no secret
            pacing=self.pacing,
            sleep=self._sleep,
        )
        self.seen: list[PlayerState] = []
        self.player = Player(
            self.spotify,
            on_change=self.seen.append,
            clock=self.clock,
            store=self.store,
            pacing=self.pacing,
            profile=profile,
            screen=screen,
        )
        self.told: list[str] = []
        self.lost: list[Entry] = []
        self.staging = Staging(self.store, self.clock, tell=self._tell)
        self.player.errands.add(self.staging)
        self.player.attend(attention)
        self._send_at = EPOCH
        self._due: float | None = None
        self._hold_at = inf
        self._outside: list[tuple[float, Callable[[], None]]] = []

    def _count(self, family: str) -> None:
        self.sent.append(family)
        self.pacing.sent(family)

    def _tell(self, text: str, lost: Sequence[Entry]) -> None:
        self.told.append(text)
        self.lost += lost

    async def _sleep(self, seconds: float) -> None:
        self.clock.now += seconds

    def later(self, seconds: float, change: Callable[[], None]) -> None:
        """Let somebody else change something in so many seconds."""
        self._outside.append((self.clock.now + seconds, change))

    async def run(self, seconds: float) -> None:
        """Let so much time pass for everybody."""
        await together(seconds, self)

    async def do(self, *commands: Command | None, settle: float = 5.0) -> Counter[str]:
        """Give commands, let them settle, and return the requests that they cost."""
        self.forget()
        for command in commands:
            if command is not None:
                self.player.do(command)
        await self.run(settle)
        return self.requests()

    def given(self, *items: Item) -> Sequence[Command]:
        """What stages items and hands them over at once."""
        before, after = self.staging.add(items)
        return self.staging.hand_over([entry.id for entry in after.here if before.entry(entry.id) is None])

    def forget(self) -> None:
        """Count requests and collect states from here."""
        self.simulator.log.clear()
        self.sent.clear()
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

    async def step(self) -> None:
        """Do what is to be done at this moment."""
        now = self.clock.now
        for moment, change in [event for event in self._outside if event[0] <= now]:
            self._outside.remove((moment, change))
            change()
        if self._sends_at <= now and await self.player.send_one():
            self._send_at = self.clock.now + SPACING
        self._due = await self.player.read_due()
        if self._hold_at <= self.clock.now:
            self.hold()

    def hold(self) -> None:
        """Tell other processes from now on that this one shows what plays."""
        self.player._sharing.hold()
        self._hold_at = self.clock.now + RENEW

    def leave(self) -> None:
        """End this process."""
        self.player._sharing.leave()
        self._hold_at = inf

    @property
    def moments(self) -> list[float]:
        """When there is something to do next."""
        moments = [self._hold_at, *(moment for moment, _ in self._outside)]
        if self._due is not None:
            moments.append(self._due)
        return [*moments, self._sends_at]

    @property
    def _sends_at(self) -> float:
        """When the next command goes, a held key's when it rests; never while there is none."""
        due = self.player._outbox.due
        return inf if due is None else max(due, self._send_at)


async def together(seconds: float, *drivers: Driver, look: Callable[[], None] | None = None) -> None:
    """Let so much time pass for several processes; `look` is called every tenth of a second."""
    clock = drivers[0].clock
    end = clock.now + seconds
    steps, most = 0, 1_000 + seconds * 100
    while True:
        for driver in drivers:
            await driver.step()
        moment = min([end, *(moment for driver in drivers for moment in driver.moments)])
        if moment >= end and clock.now >= end:
            return
        steps += 1
        assert steps < most, "it goes round and round"
        while look is not None and clock.now + LOOK < moment:
            clock.now += LOOK
            look()
        clock.now = max(clock.now, moment)


async def started(driver: Driver) -> AsyncGenerator[Driver, None]:
    """The driver after its first reads; afterwards its connections are closed."""
    async with driver.http:
        await driver.run(1.0)
        driver.assert_true()
        driver.forget()
        yield driver
