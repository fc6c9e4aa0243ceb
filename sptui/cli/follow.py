"""`sptui status --follow`: a line of JSON at each change of what plays."""

import asyncio
import os
import select
import stat
import sys
from collections.abc import Callable
from contextlib import closing, suppress

from sptui.cli.account import Account
from sptui.cli.failures import forget_output
from sptui.cli.signals import signals_to
from sptui.cli.status import Answer, as_json, fields
from sptui.cli.wiring import spotify_of
from sptui.player.clock import Clock, RealClock
from sptui.player.playback import Playback
from sptui.player.player import Player
from sptui.player.state import PlayerState, Trouble
from sptui.spotify.errors import LoginRequired
from sptui.store import Store

JUMP_MS = 2_000
"""How far, in ms, a position must be from where it would have run by itself for somebody to have moved it."""


def run(account: Account) -> int:
    """Print until somebody ends it, or nobody reads it any more; the exit status.

    Raises `LoginRequired`, since what keeps every read from succeeding would keep it silent for ever, and
    `SettingsError`.
    """
    try:
        return asyncio.run(_follow(account))
    except KeyboardInterrupt:
        return 0


async def _follow(account: Account) -> int:
    clock = RealClock()
    with closing(account.store()) as store:
        teller = Teller(clock, store)
        pacing, profile = account.pacing(store), account.settings.sync.profile
        async with spotify_of(account.settings, account.tokens, pacing=pacing) as spotify:
            player = Player(
                spotify,
                on_change=teller.tell,
                clock=clock,
                store=store,
                pacing=pacing,
                profile=profile,
                screen=False,
            )
            with signals_to(lambda number: teller.end(128 + number)):
                _watch_reader(lambda: teller.end(0))
                return await _until(teller.ended, player)


async def _until(ended: asyncio.Future[int], player: Player) -> int:
    """Run the player until there is an end, and return that."""
    running = asyncio.create_task(player.run())
    try:
        await asyncio.wait((running, ended), return_when=asyncio.FIRST_COMPLETED)
    finally:
        running.cancel()
        await asyncio.wait((running,))
    if not ended.done():
        running.result()  # raises what has ended it, a defect
    return ended.result()


class Teller:
    """Prints what a player tells of; the `source` of a line is the store while an open remote reads for all.

    `ended` has the exit status as soon as there is nothing more to print.
    """

    def __init__(self, clock: Clock, store: Store) -> None:
        self._clock = clock
        self._store = store
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._told: tuple[dict[str, object], Playback] | None = None
        self._trouble = ""

    def end(self, status: int) -> None:
        """Print no more."""
        if not self.ended.done():
            self.ended.set_result(status)

    def tell(self, state: PlayerState) -> None:
        """Print what plays, if more has changed than time has passed."""
        self._complain(state.trouble)
        if state.read_at is None or self.ended.done():
            return
        now, playback = self._clock.monotonic(), state.shown.playback
        told = playback.told(now)
        what = {name: value for name, value in fields(told).items() if name != "progress_ms"}
        if self._told is not None and self._told[0] == what and not _jumped(self._told[1], playback, now):
            return
        self._told = what, playback
        led = self._store.holder("screen", self._clock.time()) is not None
        try:
            print(as_json(Answer(told, max(0.0, now - state.read_at), "store" if led else "spotify")), flush=True)
        except BrokenPipeError:
            forget_output()
            self.end(0)

    def _complain(self, trouble: Trouble | None) -> None:
        before, self._trouble = self._trouble, trouble.kind if trouble else ""
        if trouble is None or trouble.kind == before or self.ended.done():
            return
        # The rest is advice to somebody who has the keys of the remote.
        what = trouble.text.partition(". ")[0].rstrip(".") + "."
        if trouble.kind == "login":
            self.ended.set_exception(LoginRequired(what))
        else:
            print(f"sptui: {what}", file=sys.stderr, flush=True)


def _jumped(before: Playback, after: Playback, now: float) -> bool:
    return abs(after.position_ms(now) - before.position_ms(now)) > JUMP_MS


def _watch_reader(gone: Callable[[], None]) -> None:
    """Call `gone` when nobody reads standard output any more, where the system tells of that before the next write."""
    with suppress(OSError, ValueError):
        output = sys.stdout.fileno()
        # On a pipe's writing end, epoll reports nothing but that; other systems, and a terminal, report other things.
        if hasattr(select, "epoll") and stat.S_ISFIFO(os.fstat(output).st_mode):
            asyncio.get_running_loop().add_reader(output, gone)
