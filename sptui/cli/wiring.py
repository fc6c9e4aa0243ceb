"""Joins the parts: settings, sign-in, client, simulator and screen know nothing of one another's making."""

import argparse
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import httpx
from pydantic import SecretStr

from sptui.paths import Paths
from sptui.settings import Settings, SettingsError, load_settings
from sptui.simulator import Simulator, SimulatorTransport
from sptui.spotify.auth import BearerAuth
from sptui.spotify.client import Spotify, http_client
from sptui.spotify.oauth import OAuth
from sptui.spotify.tokens import MemoryTokens, Token, TokenFile, TokenStore

_SIMULATED_CLIENT_ID = "0" * 32


def account_of(args: argparse.Namespace) -> tuple[Settings, TokenFile]:
    """The settings and the sign-in of the profile that the command line names. Raises `SettingsError`."""
    try:
        paths = Paths.of_user(args.profile)
    except ValueError as error:
        raise SettingsError(f"--profile: {error}") from None
    return load_settings(paths.config_file, theme=args.theme), TokenFile(paths.tokens_file)


@asynccontextmanager
async def spotify_of(
    settings: Settings, store: TokenStore, transport: httpx.AsyncBaseTransport | None = None
) -> AsyncIterator[Spotify]:
    """The client of whoever is signed in at `store`; its connections, which sign-in shares, close at the end."""
    async with http_client(transport) as http:
        oauth = OAuth(
            http,
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            accounts_url=settings.accounts_url,
        )
        auth = BearerAuth(oauth, store, api_url=settings.api_url)
        yield Spotify(http, auth=auth, api_url=settings.api_url)


@asynccontextmanager
async def simulated_spotify(
    simulator: Simulator, *, latency: Callable[[], float] = lambda: 0.0, now: Callable[[], float] = time.time
) -> AsyncIterator[Spotify]:
    """The same client, signed in to the account of `simulator`.

    `latency` gives the seconds that each answer takes, `now` epoch seconds.
    """
    transport = SimulatorTransport(simulator, latency=latency)
    # Not validated, so the defaults, whatever the environment says: no real address and no mistaken setting counts.
    settings = Settings.model_construct()
    async with spotify_of(settings, MemoryTokens(_signed_in(simulator, now())), transport) as spotify:
        yield spotify


def demo_spotify(seed: int) -> AbstractAsyncContextManager[Spotify]:
    """The same client on the simulated account that `seed` makes, with the delays of a fair connection."""
    rng = random.Random(seed)  # noqa: S311 -- a simulated delay is no secret
    return simulated_spotify(Simulator(seed=seed), latency=lambda: rng.uniform(0.04, 0.16))


async def show(spotify: Spotify, *, theme: str, account: str = "") -> int:
    """Show the remote until it is closed; its exit status. `account` is a short label for the corner.

    Raises `SettingsError` when there is no such theme.
    """
    from sptui.tui.app import SptuiApp  # noqa: PLC0415 -- a command without a screen does not wait for Textual

    app = SptuiApp(spotify, account=account)
    if theme not in app.available_themes:
        raise SettingsError(f"theme: there is none called {theme!r}; choose among {', '.join(app.available_themes)}")
    app.theme = theme
    await app.run_async()
    return app.return_code or 0


def _signed_in(simulator: Simulator, now: float) -> Token:
    answer = simulator.sign_in()
    return Token(
        access_token=SecretStr(answer["access_token"]),
        refresh_token=SecretStr(answer["refresh_token"]),
        expires_at=now + answer["expires_in"],
        authorized_at=now,
        scopes=frozenset(answer["scope"].split()),
        client_id=_SIMULATED_CLIENT_ID,
    )
