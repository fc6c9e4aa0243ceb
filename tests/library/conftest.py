"""A simulated account, the lists on it, and what they have asked."""

from collections.abc import AsyncIterator, Callable
from types import SimpleNamespace

import pytest

from sptui.library.collection import Collection
from sptui.library.contents import Contents
from sptui.library.opened import source_of
from sptui.library.places import Place
from sptui.simulator import Simulator, SimulatorTransport
from sptui.spotify.auth import BearerAuth
from sptui.spotify.client import Spotify, http_client
from sptui.spotify.oauth import OAuth
from sptui.spotify.pacing import Pacing
from sptui.spotify.retry import Retry
from sptui.spotify.tokens import HeldTokens, MemoryTokens
from sptui.store import Store
from tests.tui.stage import CLIENT_ID, token

Opens = Callable[..., Collection]


@pytest.fixture
def clock() -> SimpleNamespace:
    return SimpleNamespace(now=1_800_000_000.0)


@pytest.fixture
def simulator(clock: SimpleNamespace) -> Simulator:
    return Simulator(clock=lambda: clock.now, lag=0)


@pytest.fixture
async def spotify(simulator: Simulator, clock: SimpleNamespace) -> AsyncIterator[Spotify]:
    async with http_client(SimulatorTransport(simulator)) as http:
        auth = BearerAuth(OAuth(http, client_id=CLIENT_ID), HeldTokens(MemoryTokens(token(simulator))))
        yield Spotify(http, auth=auth, retry=Retry(tries=1), pacing=Pacing(now=lambda: clock.now))


@pytest.fixture
def store() -> Store:
    return Store.in_memory()


@pytest.fixture
def told() -> list[Contents]:
    """What was to be shown, oldest first."""
    return []


@pytest.fixture
def opens(spotify: Spotify, store: Store, clock: SimpleNamespace, told: list[Contents]) -> Opens:
    """Opens a list as a new process does, with nothing but the store."""

    async def pause(seconds: float) -> None:
        clock.now += seconds

    def open_(place: Place, version: Callable[[], tuple[str, float]] = lambda: ("", 0.0)) -> Collection:
        source = source_of(spotify, place)
        return Collection(source, store, now=lambda: clock.now, pause=pause, changed=told.append, version=version)

    return open_


@pytest.fixture
def asked(simulator: Simulator) -> Callable[[], list[str]]:
    """Method and path of what was asked since this was last called, without what all share."""

    def asked() -> list[str]:
        log = [f"{method} {path.removeprefix('/v1/')}" for _, method, path, _ in simulator.log]
        simulator.log.clear()
        return log

    return asked
