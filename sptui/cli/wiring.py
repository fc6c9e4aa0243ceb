"""Joins the parts: settings, sign-in, client and screen know nothing of one another's making."""

import argparse
import asyncio
import os
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

import httpx

from sptui.cli.failures import NoTerminal
from sptui.cli.signals import signals_to
from sptui.desktop.streams import are_terminals
from sptui.player.clock import RealClock
from sptui.settings import Settings, SettingsError
from sptui.spotify.auth import BearerAuth
from sptui.spotify.client import PATIENCE, Spotify, Transport, http_client
from sptui.spotify.errors import Unreachable
from sptui.spotify.oauth import OAuth
from sptui.spotify.pacing import Pacing
from sptui.spotify.session import Session, SpotifyApp
from sptui.spotify.tokens import HeldTokens
from sptui.store import Store
from sptui.tui.desk import Desk
from sptui.tui.outside import NOTHING, Outside

if TYPE_CHECKING:
    from sptui.desktop.lyrics.lrclib import LrcLib
    from sptui.desktop.lyrics.lyrics import LyricsSource


@asynccontextmanager
async def session_of(
    settings: Settings, tokens: HeldTokens, transport: Transport | None = None, *, pacing: Pacing | None = None
) -> AsyncIterator[Session]:
    """The login at `tokens` and the client that uses it; the connections that both share close at the end.

    Every request that goes out is counted by `pacing`, the renewals of the token as well.

    Raises `SettingsError` when the environment names a proxy that cannot be used.
    """
    monotonic = RealClock().monotonic  # the player's clock, which goes on while the machine is suspended
    pacing = pacing or Pacing(monotonic=monotonic)
    app = SpotifyApp(settings.client_id, settings.client_secret)
    async with _http(transport, pacing.sent) as http:
        oauth = OAuth(
            http, client_id=app.client_id, client_secret=app.client_secret, accounts_url=settings.accounts_url
        )
        auth = BearerAuth(oauth, tokens, api_url=settings.api_url, pacing=pacing, monotonic=monotonic)
        spotify = Spotify(http, auth=auth, api_url=settings.api_url, pacing=pacing)
        try:
            yield Session(
                http, tokens, spotify, app=app, accounts_url=settings.accounts_url, port=settings.redirect_port
            )
        finally:
            await auth.aclose()


@asynccontextmanager
async def spotify_of(
    settings: Settings, tokens: HeldTokens, transport: Transport | None = None, *, pacing: Pacing | None = None
) -> AsyncIterator[Spotify]:
    """The client alone, for whoever neither signs in nor out. Raises `SettingsError` like `session_of`."""
    async with session_of(settings, tokens, transport, pacing=pacing) as session:
        yield session.spotify


async def reach_accounts(settings: Settings, transport: Transport | None = None) -> None:
    """See that the accounts service answers, whatever it says. No token is sent, and it is counted nowhere: it costs
    no quota.

    Raises `Unreachable`, which says why, and `SettingsError` like `session_of`.
    """
    async with _http(transport) as http:
        try:
            async with asyncio.timeout(PATIENCE), http.stream("GET", settings.accounts_url):
                return
        except (httpx.HTTPError, TimeoutError) as error:
            host, why = httpx.URL(settings.accounts_url).host, str(error) or type(error).__name__
            raise Unreachable(f"{host} cannot be reached: {why}.", sent=False) from error


@asynccontextmanager
async def lyrics_of(store: Store, transport: Transport | None = None) -> "AsyncIterator[LyricsSource]":
    """Who gives the words of songs: LRCLIB, and before it what `store` keeps. Nobody connects before it is asked."""
    from sptui.desktop.lyrics.kept import KeptLyrics  # noqa: PLC0415 -- a command without a screen has no use for it

    async with AsyncExitStack() as stack:

        def lrclib() -> "LrcLib":
            from sptui.desktop.lyrics.lrclib import LrcLib, lyrics_client  # noqa: PLC0415 -- not before it is asked

            made = LrcLib(partial(lyrics_client, transport), monotonic=RealClock().monotonic)
            stack.push_async_callback(made.aclose)
            return made

        yield KeptLyrics(lrclib, store, now=time.time)


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


async def show(
    spotify: Spotify,
    store: Store,
    pacing: Pacing,
    *,
    settings: Settings,
    account: str = "",
    desk: Desk | None = None,
    outside: Outside = NOTHING,
    typed_theme: bool = True,
) -> int:
    """Show the remote until it is closed; its exit status. `account` is a short label for the corner, `desk` what one
    signs in with, None where there is nothing to sign in to, and `outside` what the app works with besides Spotify.

    Raises `NoTerminal`, and for a `typed_theme` that is none `SettingsError`; of one in the file the screen tells.
    """
    if not has_terminal():
        raise NoTerminal("The remote needs a terminal. For scripts there is `sptui status --json`.")
    from sptui.tui.app import SptuiApp  # noqa: PLC0415 -- a command without a screen does not wait for Textual

    app = SptuiApp(spotify, settings=settings, account=account, store=store, pacing=pacing, desk=desk, outside=outside)
    if (theme := settings.theme) not in app.available_themes and typed_theme:
        raise SettingsError(f"theme: there is none called {theme!r}; choose among {', '.join(app.available_themes)}")
    with signals_to(lambda number: app.exit(return_code=128 + number)):
        await app.run_async(mouse=settings.mouse)
    return app.return_code or 0


def has_terminal() -> bool:
    """Whether there is one to read keys from and, where Textual writes, to draw on."""
    return are_terminals(sys.__stdin__, sys.__stderr__)


def wants_plain(args: argparse.Namespace, settings: Settings) -> bool:
    """Whether lines of text are wanted: by the flag, by the settings, or since the terminal can do nothing else."""
    if args.plain or settings.interface == "plain":
        return True
    return settings.interface == "auto" and is_dumb()


def is_dumb() -> bool:
    """Whether there is a terminal that can do nothing but print lines, as `TERM` tells."""
    return has_terminal() and os.name == "posix" and os.environ.get("TERM", "") in ("", "dumb", "unknown")
