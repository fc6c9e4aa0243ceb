"""Joins the client to a simulated account; apart from `wiring`, since the real account does without the simulator."""

import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING

from pydantic import SecretStr

from sptui.cli.wiring import lyrics_of, spotify_of
from sptui.settings import Settings
from sptui.simulator import Simulator, SimulatorTransport
from sptui.spotify.client import Spotify, Transport
from sptui.spotify.pacing import Pacing
from sptui.spotify.tokens import HeldTokens, MemoryTokens, Token
from sptui.store import Store

if TYPE_CHECKING:
    from sptui.desktop.lyrics.lyrics import LyricsSource

_CLIENT_ID = "0" * 32


@asynccontextmanager
async def simulated_spotify(
    simulator: Simulator,
    pacing: Pacing | None = None,
    *,
    latency: Callable[[], float] = lambda: 0.0,
    now: Callable[[], float] = time.time,
) -> AsyncIterator[Spotify]:
    """The program's own client, signed in to the account of `simulator`.

    `pacing` counts what is sent, `latency` gives the seconds that each answer takes, `now` epoch seconds.
    """
    transport = SimulatorTransport(simulator, latency=latency)
    # Not validated, so the defaults, whatever the environment says: no real address and no mistaken setting counts.
    settings = Settings.model_construct()
    tokens = HeldTokens(MemoryTokens(_signed_in(simulator, now())))
    async with spotify_of(settings, tokens, transport, pacing=pacing) as spotify:
        yield spotify


def demo_spotify(simulator: Simulator, pacing: Pacing | None = None) -> AbstractAsyncContextManager[Spotify]:
    """The same client, with the delays of a fair connection."""
    return simulated_spotify(simulator, pacing, latency=_fair())


def demo_transport(simulator: Simulator) -> Transport:
    """What carries requests to `simulator` with such delays, for those that are not the client's."""
    return SimulatorTransport(simulator, latency=_fair())


def _fair() -> Callable[[], float]:
    rng = random.Random(1)  # noqa: S311 -- a simulated delay is no secret
    return lambda: rng.uniform(0.04, 0.16)


def demo_lyrics(seed: int, store: Store) -> "AbstractAsyncContextManager[LyricsSource]":
    """The words of the music that `seed` makes, from a simulated LRCLIB."""
    rng = random.Random(seed)  # noqa: S311 -- a simulated delay is no secret
    return lyrics_of(store, SimulatorTransport(Simulator(seed=seed), latency=lambda: rng.uniform(0.1, 0.4)))


def _signed_in(simulator: Simulator, now: float) -> Token:
    answer = simulator.sign_in()
    return Token(
        access_token=SecretStr(answer["access_token"]),
        refresh_token=SecretStr(answer["refresh_token"]),
        expires_at=now + answer["expires_in"],
        authorized_at=now,
        scopes=frozenset(answer["scope"].split()),
        client_id=_CLIENT_ID,
    )
