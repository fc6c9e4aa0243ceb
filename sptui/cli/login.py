"""`sptui login`: sign in with the browser, here or on another machine, and keep the token."""

import argparse
import asyncio
import sys
import textwrap
from collections.abc import AsyncIterator, Callable
from contextlib import closing, suppress
from typing import TextIO

from sptui.cli.account import Account, account_of, complain
from sptui.cli.failures import of_profile, status_of
from sptui.cli.wiring import session_of
from sptui.desktop.streams import are_terminals
from sptui.paths import Paths
from sptui.settings import SettingsError
from sptui.settings_file import remember
from sptui.spotify.callback import NotThisSignIn
from sptui.spotify.errors import SpotifyError
from sptui.spotify.login import PATIENCE, Login, SignedIn
from sptui.spotify.login_advice import DASHBOARD, NOT_REGISTERED, REDIRECT_URI, STRAYED, moved, told, welcome
from sptui.spotify.session import Session, SpotifyApp

_WIDTH = 79
_LONG = 20.0  # seconds after which something may be wrong that the browser alone knows of


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `login` to the command line."""
    parser = subparsers.add_parser(
        "login",
        help="sign in to Spotify with the browser",
        description=f"Sign in to Spotify. Your app at {DASHBOARD} must list the redirect URI {REDIRECT_URI}. Is the "
        "browser on another machine? Open the printed address there, and paste the one it ends at here.",
        epilog=f'The client id is kept in {Paths.of_user().config_file}, as a line client_id = "…".',
    )
    parser.add_argument("--client-id", metavar="ID", help="the app's client id, 32 hexadecimal digits")
    parser.add_argument("--no-browser", action="store_true", help="only print the address to open")
    parser.add_argument("--port", type=int, metavar="N", help="the port to wait on, 0 (the default) for any free one")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Sign in as the command line says; the exit status. Raises `SettingsError`."""
    account = account_of(args)
    try:
        status = asyncio.run(_signed_in(account, browser=not args.no_browser))
    except (SpotifyError, TimeoutError) as error:
        return _failed(error, account)
    except KeyboardInterrupt:
        complain("the sign-in was cancelled.")
        return 1
    if args.client_id:
        remember(account.paths.config_file, client_id=args.client_id)
    return status


async def _signed_in(account: Account, *, browser: bool) -> int:
    from sptui.desktop.browser import open_in_browser  # noqa: PLC0415 -- a machine without one does without it

    with closing(account.store()) as store:
        async with session_of(account.settings, account.tokens, pacing=account.pacing(store)) as session:
            signed_in = await login(session, open_browser=open_in_browser if browser else None)
        store.forget()  # what another account may have played
    if signed_in.trouble is not None:
        return _failed(signed_in.trouble, account)
    return 1 if account.tokens.problem else 0


def _failed(error: SpotifyError | TimeoutError, account: Account) -> int:
    """Tell why the sign-in did not come about, or is refused all the same; the exit status."""
    complain(of_profile(" ".join(told(error)), account.profile))
    return status_of(error)


async def login(
    session: Session,
    *,
    open_browser: Callable[[str], bool] | None = None,
    pasted: AsyncIterator[str] | None = None,
    out: TextIO | None = None,
    notes: TextIO | None = None,
    patience: float = PATIENCE,
) -> SignedIn:
    """Show the consent page, and wait `patience` seconds for its answer.

    The address goes to `out` (standard output) as one line by itself, what the user should know to `notes` (standard
    error). `open_browser` is called with it in a thread, and returns False when there is no browser. `pasted` are
    addresses that somebody brings from a browser elsewhere; the lines of the terminal, where there is one.

    Raises `SettingsError` without a client id, and what `Login.finish` raises.
    """
    out, notes = out or sys.stdout, notes or sys.stderr
    app = _app_of(session)

    def note(text: str) -> None:
        lines = textwrap.fill(text.rstrip(), _WIDTH, break_long_words=False, break_on_hyphens=False)
        print(lines, end="\n\n" if text.endswith("\n") else "\n", file=notes, flush=True)

    async with session.login(app, strayed=lambda: note(STRAYED)) as waiting:
        if waiting.moved_to is not None:
            note(moved(session.port, waiting.moved_to, "with --port or redirect_port"))
        note(f"The app at {DASHBOARD} must list the redirect URI {REDIRECT_URI}, exactly so.\n")
        print(waiting.url, file=out, flush=True)
        note("")
        if open_browser is None:
            note("Open this address in a browser, on any machine.")
        elif await asyncio.to_thread(open_browser, waiting.url):
            note("This address is open in your browser.")
        else:
            note("No browser could be started: open the address above yourself.")
        pasted = pasted or typed_lines()
        if pasted is not None:
            note("Is the browser on another machine? Paste the address that it ends at here, and press Enter.")
        note("Waiting for the answer; Ctrl-C cancels.")
        signed_in = await _finished(waiting, pasted, note, patience)
    print(as_text(signed_in), file=out, flush=True)
    return signed_in


def _app_of(session: Session) -> SpotifyApp:
    if not session.app.client_id:
        msg = f"no client id; make an app at {DASHBOARD} with the redirect URI {REDIRECT_URI}, then pass --client-id"
        raise SettingsError(msg)
    return session.app


async def _finished(
    waiting: Login, pasted: AsyncIterator[str] | None, note: Callable[[str], None], patience: float
) -> SignedIn:
    """The sign-in that the browser, or somebody who pastes, brings about."""

    async def take() -> None:
        if pasted is None:
            return
        async for line in pasted:
            try:
                waiting.take(line)
            except NotThisSignIn as wrong:
                note(str(wrong))

    async def wonder() -> None:
        await asyncio.sleep(_LONG)
        note(NOT_REGISTERED)

    meanwhile = [asyncio.create_task(each()) for each in (take, wonder)]
    try:
        return await waiting.finish(patience)
    finally:
        for each in meanwhile:
            each.cancel()


def typed_lines() -> AsyncIterator[str] | None:
    """The lines that are typed into this terminal; None where there is no terminal, or none that can be waited for."""
    if sys.platform == "win32" or not are_terminals(sys.stdin):
        return None
    return _lines_of(sys.stdin)


async def _lines_of(terminal: TextIO) -> AsyncIterator[str]:
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str] = asyncio.Queue()

    def read() -> None:
        # Here and nowhere later: whoever reads once more than there are lines blocks the loop.
        try:
            lines.put_nowait(terminal.readline())  # a terminal has a whole line, or none
        except OSError:  # it has gone
            lines.put_nowait("")

    loop.add_reader(terminal.fileno(), read)
    try:
        while line := await lines.get():
            if line.strip():
                yield line.strip()
    finally:
        with suppress(ValueError):
            loop.remove_reader(terminal.fileno())


def as_text(signed_in: SignedIn) -> str:
    """What to tell of a sign-in: whose it is, how long it lasts, and what was not granted."""
    missing = [f"  {scope}: {purpose}" for scope, purpose in signed_in.missing.items()]
    return "\n".join(
        [welcome(signed_in.token), *(["Not granted, so these will not work:", *missing] if missing else [])]
    )
