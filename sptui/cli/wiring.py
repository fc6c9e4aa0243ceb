"""Joins the parts: settings, sign-in, client and screen know nothing of one another's making."""

import asyncio
import os
import signal
import sys
import threading
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import httpx

from sptui.cli.failures import NoTerminal
from sptui.player.clock import RealClock
from sptui.player.schedule import Profile
from sptui.settings import Settings, SettingsError
from sptui.spotify.auth import BearerAuth
from sptui.spotify.client import Spotify, Transport, http_client
from sptui.spotify.oauth import OAuth
from sptui.spotify.pacing import Pacing
from sptui.spotify.tokens import TokenStore
from sptui.store import Store

_FAREWELL = 3.0  # seconds that a signalled process has to end well; longer than a renewal of the token may take


@asynccontextmanager
async def spotify_of(
    settings: Settings, tokens: TokenStore, transport: Transport | None = None, *, pacing: Pacing | None = None
) -> AsyncIterator[Spotify]:
    """The client of whoever is signed in at `tokens`; its connections, which sign-in shares, close at the end.

    Every request that goes out is counted by `pacing`, the renewals of the token as well.

    Raises `SettingsError` when the environment names a proxy that cannot be used.
    """
    monotonic = RealClock().monotonic  # the player's clock, which goes on while the machine is suspended
    pacing = pacing or Pacing(monotonic=monotonic)
    async with _http(transport, pacing.sent) as http:
        oauth = _oauth(settings, http)
        auth = BearerAuth(oauth, tokens, api_url=settings.api_url, pacing=pacing, monotonic=monotonic)
        try:
            yield Spotify(http, auth=auth, api_url=settings.api_url, pacing=pacing)
        finally:
            await auth.aclose()


@asynccontextmanager
async def oauth_of(
    settings: Settings, transport: Transport | None = None, *, sent: Callable[[str], None] | None = None
) -> AsyncIterator[OAuth]:
    """The accounts service alone, for somebody who is about to sign in; `sent` counts what goes out.

    Raises `SettingsError` like `spotify_of`.
    """
    async with _http(transport, sent) as http:
        yield _oauth(settings, http)


def _http(transport: Transport | None, sent: Callable[[str], None] | None = None) -> httpx.AsyncClient:
    try:
        return http_client(transport, sent=sent)
    except (ImportError, ValueError, httpx.InvalidURL):
        names = [f"{kind.upper()}_PROXY" for kind, url in urllib.request.getproxies().items() if not _is_proxy(url)]
        if not names:
            raise
        # Without its cause, which would quote an address that may hold a password.
        raise SettingsError(f"{names[0]}: give the address of an HTTP proxy, http://host:port, or unset it") from None


def _is_proxy(url: str) -> bool:
    try:
        httpx.AsyncHTTPTransport(proxy=url if "://" in url else f"http://{url}")
    except (ImportError, ValueError, httpx.InvalidURL):
        return False
    return True


def _oauth(settings: Settings, http: httpx.AsyncClient) -> OAuth:
    return OAuth(
        http,
        client_id=settings.client_id,
        client_secret=settings.client_secret,
        accounts_url=settings.accounts_url,
    )


async def show(
    spotify: Spotify,
    store: Store,
    pacing: Pacing,
    *,
    theme: str,
    profile: Profile = "balanced",
    account: str = "",
) -> int:
    """Show the remote until it is closed; its exit status. `account` is a short label for the corner.

    Raises `NoTerminal`, and `SettingsError` when there is no such theme.
    """
    if not has_terminal():
        raise NoTerminal("The remote needs a terminal. For scripts there is `sptui status --json`.")
    from sptui.tui.app import SptuiApp  # noqa: PLC0415 -- a command without a screen does not wait for Textual

    app = SptuiApp(spotify, account=account, store=store, pacing=pacing, profile=profile)
    if theme not in app.available_themes:
        raise SettingsError(f"theme: there is none called {theme!r}; choose among {', '.join(app.available_themes)}")
    app.theme = theme
    with signals_to(lambda number: app.exit(return_code=128 + number)):
        await app.run_async()
    return app.return_code or 0


def has_terminal() -> bool:
    """Whether there is one to read keys from and, where Textual writes, to draw on."""
    return all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__))


@contextmanager
def signals_to(leave: Callable[[int], None]) -> Iterator[None]:
    """Call `leave` with the number of a signal that ends the process, for whatever has to be put in order before.

    The second signal of a kind ends it at once, and so does the first when that takes too long.
    Not through the event loop alone: when the terminal has gone, the loop hangs in a write that nobody will read.
    """
    loop = asyncio.get_running_loop()

    def caught(number: int, _: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        backstop = threading.Timer(_FAREWELL, os._exit, (128 + number,))
        backstop.daemon = True
        backstop.start()
        loop.call_soon_threadsafe(leave, number)

    # Windows lacks the second.
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, caught) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
