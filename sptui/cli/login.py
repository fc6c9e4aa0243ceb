"""`sptui login`: sign in with the browser, and keep the token."""

import argparse
import asyncio
import errno
import secrets
import sys
import webbrowser
from collections.abc import Callable
from contextlib import closing
from typing import Final, TextIO

from sptui.cli.failures import status_of
from sptui.cli.wiring import oauth_of
from sptui.paths import Paths
from sptui.settings import Settings, SettingsError, load_settings
from sptui.spotify.callback import Callback
from sptui.spotify.client import Transport
from sptui.spotify.errors import LoginRefused, LoginRequired, SpotifyError
from sptui.spotify.oauth import ALL_SCOPES, authorization_url, challenge_of, new_verifier
from sptui.spotify.pacing import Pacing
from sptui.spotify.tokens import Token, TokenFile, TokenStore
from sptui.store import Store

REDIRECT_URI: Final = "http://127.0.0.1/callback"
_DASHBOARD: Final = "https://developer.spotify.com/dashboard"
_PATIENCE: Final = 300.0  # seconds that the user has for the consent page


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `login` to the command line."""
    parser = subparsers.add_parser(
        "login",
        help="sign in to Spotify with the browser",
        description=f"Sign in to Spotify. Your app at {_DASHBOARD} must list the redirect URI {REDIRECT_URI}.",
        epilog=f'The client id can also stand in {Paths.of_user().config_file}, as a line client_id = "…".',
    )
    parser.add_argument("--client-id", metavar="ID", help="the app's client id, 32 hexadecimal digits")
    parser.add_argument("--no-browser", action="store_true", help="only print the address to open")
    parser.add_argument("--port", type=int, metavar="N", help="the port to wait on, 0 (the default) for any free one")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Sign in as the command line says; the exit code."""
    try:
        paths = Paths.of_user(getattr(args, "profile", None))
        settings = load_settings(paths.config_file, client_id=args.client_id, redirect_port=args.port)
        browser = None if args.no_browser else webbrowser.open
        with closing(Store(paths.store_file)) as kept:
            asyncio.run(login(settings, TokenFile(paths.tokens_file), open_browser=browser, sent=Pacing(kept).sent))
            kept.forget()  # what another account may have played
    except (SettingsError, SpotifyError, OSError, ValueError) as error:
        print(f"sptui: {_told(error)}", file=sys.stderr)
        return status_of(error)
    except KeyboardInterrupt:
        print("sptui: the sign-in was cancelled.", file=sys.stderr)
        return 1
    return 0


async def login(
    settings: Settings,
    store: TokenStore,
    *,
    open_browser: Callable[[str], object] | None = None,
    out: TextIO | None = None,
    notes: TextIO | None = None,
    transport: Transport | None = None,
    patience: float = _PATIENCE,
    sent: Callable[[str], None] | None = None,
) -> Token:
    """Show the consent page, wait `patience` seconds for its answer, and keep the token in `store`.

    The address goes to `out` (standard output) as one line by itself, what the user should know to `notes` (standard
    error). `open_browser` is called with it in a thread, and may return False when there is no browser. `sent` counts
    what goes out.

    Raises `SettingsError` without a client id and for an unusable proxy, `TimeoutError`, `OSError` when the port is
    taken or the token cannot be kept, and what `Callback.wait` and `OAuth.exchange` raise.
    """
    out, notes = out or sys.stdout, notes or sys.stderr
    if not settings.client_id:
        msg = f"no client id; make an app at {_DASHBOARD} with the redirect URI {REDIRECT_URI}, then pass --client-id"
        raise SettingsError(msg)
    verifier, state = new_verifier(), secrets.token_urlsafe(32)
    async with oauth_of(settings, transport, sent=sent) as oauth, Callback(port=settings.redirect_port) as callback:
        url = authorization_url(
            client_id=settings.client_id,
            redirect_uri=callback.redirect_uri,
            state=state,
            challenge=challenge_of(verifier) if settings.client_secret is None else None,
            accounts_url=settings.accounts_url,
        )
        print(f"The app at {_DASHBOARD} must list this redirect URI: {REDIRECT_URI}", file=notes, flush=True)
        print(url, file=out, flush=True)
        if open_browser is not None and await asyncio.to_thread(open_browser, url) is False:
            print("No browser could be started: open the address above yourself.", file=notes, flush=True)
        code = await callback.wait(state, patience)
        token = await oauth.exchange(code, verifier, callback.redirect_uri)
    store.save(token)
    print(_summary(token), file=out, flush=True)
    return token


def _summary(token: Token) -> str:
    missing = [f"  {scope}: {purpose}" for scope, purpose in ALL_SCOPES.items() if scope not in token.scopes]
    return "\n".join(["Signed in.", *(["Not granted, so these will not work:", *missing] if missing else [])])


def _told(error: Exception) -> str:
    """What went wrong, and the next step, in one line."""
    again = "then run sptui login again."
    match error:
        case TimeoutError():
            text = f"no answer came. If the browser showed INVALID_CLIENT, add {REDIRECT_URI} at {_DASHBOARD}; {again}"
        case LoginRefused(error="access_denied"):
            text = "you did not allow the access. Run sptui login again and press Agree."
        case LoginRefused():
            text = f"{error} Check the client id and the redirect URI {REDIRECT_URI} at {_DASHBOARD}, {again}"
        case LoginRequired():
            text = f"Spotify's answer came too late or was used before; {again}"
        case SpotifyError():
            text = f"{error} Wait a minute, {again}"
        case OSError(errno=errno.EADDRINUSE | errno.EACCES, filename=None):
            text = "the port cannot be used. Choose another with --port, or 0 for any free one."
        case OSError():
            text = f"the sign-in cannot be kept ({error.strerror}). Check {error.filename or 'the disk'}, {again}"
        case _:
            text = str(error)
    return text
