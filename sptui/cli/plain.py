"""The remote in lines of text: `sptui --plain`, for screen readers, dumb terminals and pipes."""

import shutil
import sys
from contextlib import closing, nullcontext
from functools import partial

from sptui.cli.account import Account
from sptui.cli.failures import forget_output
from sptui.cli.remote import tell_what_waits
from sptui.cli.signals import signals_to
from sptui.cli.wiring import lyrics_of, session_of
from sptui.desktop.streams import are_terminals
from sptui.plain.conversation import Conversation
from sptui.plain.outside import Outside
from sptui.plain.reading import Lines
from sptui.plain.running import run
from sptui.plain.voice import Voice
from sptui.settings import DEFAULTS, Settings
from sptui.spotify.client import Spotify
from sptui.spotify.errors import LoginRequired
from sptui.spotify.pacing import Pacing
from sptui.store import Store

WIDEST = 100
"""Columns that a line takes at the most: longer ones are hard to follow."""


async def talk_to_account(account: Account) -> int:
    """Talk about the account that is signed in; the exit status. Raises `LoginRequired` when nobody is."""
    settings, tokens = account.settings, account.tokens
    if tokens.load() is None:
        raise LoginRequired("Nobody is signed in.")
    command = f"sptui --profile {account.profile}" if account.profile else "sptui"
    with closing(account.store()) as store:
        pacing = account.pacing(store)
        async with (
            session_of(settings, tokens, pacing=pacing) as session,
            lyrics_of(store) if settings.lyrics.enabled else nullcontext() as lyrics,
        ):
            outside = Outside(
                tokens=tokens,
                lyrics=lyrics,
                scenes=account.paths.scenes_file,
                command=command,
                account=account.profile,
            )
            status = await _talk(session.spotify, store, pacing, settings, outside)
        tell_what_waits(store)
        return status


async def talk_to_demo(seed: int) -> int:
    """Talk about a simulated account; the exit status."""
    from sptui.cli.simulated import demo_lyrics, demo_spotify  # noqa: PLC0415 -- the real account does without it
    from sptui.simulator import Simulator  # noqa: PLC0415 -- the same

    simulator = Simulator(seed=seed)
    with closing(Store.in_memory()) as store:
        pacing = Pacing(store)
        async with demo_spotify(simulator, pacing) as spotify, demo_lyrics(seed, store) as lyrics:
            return await _talk(spotify, store, pacing, DEFAULTS, Outside(lyrics=lyrics, account="demo"))


async def _talk(spotify: Spotify, store: Store, pacing: Pacing, settings: Settings, outside: Outside) -> int:
    tty = are_terminals(sys.stdin, sys.stdout)
    lines = Lines(tty=tty)
    gone: list[Conversation] = []

    def write(text: str) -> None:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            forget_output()
            for each in gone:
                each.leave(128 + 13)

    voice = Voice(write, width=partial(_width, tty), encoding=sys.stdout.encoding, typing=lambda: lines.typing)
    talk = Conversation(spotify, voice, settings=settings, store=store, pacing=pacing, outside=outside, silent=not tty)
    gone.append(talk)
    with signals_to(lambda number: talk.leave(128 + number)), lines.reading():
        try:
            return await run(talk, lines, tty=tty)
        finally:
            if lines.typing:
                write("\n")  # what comes next begins a line


def _width(tty: bool) -> int | None:  # noqa: FBT001 -- bound by `partial`
    """Columns to break lines at; None for a pipe, whose reader breaks them."""
    if not tty:
        return None
    return min(shutil.get_terminal_size((80, 24)).columns or 80, WIDEST)
