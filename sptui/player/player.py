"""The player: sends commands one at a time, reads when the schedule says so, and tells of every change."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from math import inf

from sptui.player.attention import Attention
from sptui.player.clock import Clock, RealClock
from sptui.player.command import Command
from sptui.player.commands import Transfer
from sptui.player.outbox import Outbox, Pending
from sptui.player.reader import Reader, What
from sptui.player.schedule import FRESH
from sptui.player.state import Notice, PlayerState
from sptui.player.stranded import Stranded
from sptui.player.troubles import notice_of, trouble_of
from sptui.spotify.client import Spotify
from sptui.spotify.errors import NoActiveDevice, SpotifyError, Unreachable

SPACING = 0.3
"""Seconds between the answer to a command and the next one: the service does not promise to keep their order."""

AWAKENING = 0.5
"""Seconds after a start that found no active device until it is tried on one that is awake."""


class Player:
    """The one place where the player's state changes.

    `on_change` is called with every new state, in the event loop. `run` keeps it going; tests call `send_one` and
    `read_due` themselves.
    """

    def __init__(
        self, spotify: Spotify, *, on_change: Callable[[PlayerState], None], clock: Clock | None = None
    ) -> None:
        self.clock = clock or RealClock()
        self.state = PlayerState()
        self.attention = Attention()
        self._spotify = spotify
        self._on_change = on_change
        self._outbox = Outbox()
        self._reader = Reader(spotify, self.clock)
        self._published: PlayerState | None = None
        self._in_flight: Pending | None = None
        self._stranded = Stranded()
        self._sent_at = -inf
        self._to_send = asyncio.Event()
        self._to_read = asyncio.Event()

    async def run(self) -> None:
        """Send and read for ever; returns only by cancellation."""
        async with asyncio.TaskGroup() as tasks:
            for loop in (self._send_loop(), self._read_loop()):
                tasks.create_task(loop)

    def do(self, command: Command) -> None:
        """Take a command: its effect shows at once, and it is sent as soon as those before it are answered."""
        if isinstance(command, Transfer):
            command = self._stranded.start_on(command.device) or command
        self._outbox.put(command, self.clock.monotonic(), in_flight=self._in_flight)
        self._publish()
        self._to_send.set()

    def attend(self, attention: Attention) -> None:
        """Take note of how closely someone watches; focus regained reads what is not fresh."""
        before, self.attention = self.attention, attention
        now = self.clock.monotonic()
        if attention.focused and not before.focused:
            self.refresh()
        elif attention.level(now) != before.level(now) or not attention.panes <= before.panes:
            self._to_read.set()

    def refresh(self, *also: What) -> None:
        """Read the playback state and `also` now, unless the last read is fresh or the service wants silence."""
        read_at, trouble = self.state.read_at, self.state.trouble
        if trouble is not None and trouble.kind not in ("quota", "slow down"):
            self._reader.not_before = -inf
        if read_at is None or self.clock.monotonic() - read_at > FRESH:
            self._reader.want("playback", *also)
        self._to_read.set()

    def reread(self, *panes: str) -> None:
        """Read what `panes` show again, whatever is known; of `"devices"` and `"queue"`."""
        self._reader.want(*panes)
        self._to_read.set()

    async def send_one(self) -> bool:
        """Send the first unsent command and wait for its answer; False when there is none."""
        pending = self._in_flight = self._outbox.first_unsent()
        if pending is None:
            return False
        try:
            await pending.command.send(self._spotify)
        except SpotifyError as error:
            self._refused(pending, error)
        else:
            self._answered(pending)
        finally:
            self._in_flight = None
            self._sent_at = self.clock.monotonic()
        self._to_read.set()
        return True

    async def read_due(self) -> float | None:
        """Read what is due, and return when to come again (monotonic seconds; None: only when woken)."""
        while True:
            due = self._reader.due(self.state, self.attention, unconfirmed=self._outbox.unconfirmed)
            if due is None or due[1] > self.clock.monotonic():
                break
            await self._read(due[0])
        self._publish()
        ends_at = self.state.shown.playback.ends_at if self.state.shown.queue else None
        moments = [due[1]] if due is not None and due[1] < inf else []
        if ends_at is not None and ends_at > self.clock.monotonic():
            moments.append(ends_at)
        return min(moments, default=None)

    async def _read(self, what: What) -> None:
        asked_at = self.clock.monotonic()
        try:
            learned = await self._reader.read(what, self.state.confirmed)
        except SpotifyError as error:
            now = self.clock.monotonic()
            trouble = trouble_of(error, now, self._reader.failed())
            self._reader.not_before = trouble.until if trouble.until is not None else inf
            self.state = replace(self.state, trouble=trouble)
            return
        now = self.clock.monotonic()
        confirmed, read_at = learned(self.state.confirmed), self.state.read_at
        if what == "playback":
            read_at = (asked_at + now) / 2
            for complaint in self._outbox.settle(confirmed, asked_at=asked_at, now=now):
                self.state = self.state.telling(Notice(text=complaint, severity="warning"), now)
            if confirmed.playback.is_playing:
                self._stranded.forget()
        self.state = replace(self.state, confirmed=confirmed, read_at=read_at, trouble=None)
        if what == "devices" and (device := self._stranded.only_choice(confirmed.devices or ())):
            text = f"No device was active, so {device.name or 'the one that is awake'} is taken."
            self.state = self.state.telling(Notice(text=text), now)
            self.do(Transfer(device))
        self._publish()

    async def _send_loop(self) -> None:
        while True:
            if not await self.send_one():
                self._to_send.clear()
                await self.clock.wait(self._to_send, None)
            elif (pause := self._sent_at + SPACING - self.clock.monotonic()) > 0:
                await self.clock.wait(asyncio.Event(), pause)

    async def _read_loop(self) -> None:
        while True:
            self._to_read.clear()
            due = await self.read_due()
            wait = None if due is None else max(0.0, due - self.clock.monotonic())
            if not self._to_read.is_set():
                await self.clock.wait(self._to_read, wait)

    def _answered(self, pending: Pending) -> None:
        command = pending.command
        self._unsettle(command)
        if command.done_when_sent:
            confirmed = command.predict(self.state.confirmed, pending.given_at)
            self.state = replace(self.state, confirmed=confirmed)
            self._outbox.drop(pending)
        else:
            pending.answered_at = self._reader.answered_at
        if command.receipt:
            self.state = self.state.telling(Notice(text=command.receipt), self._reader.answered_at)
        self._publish()

    def _refused(self, pending: Pending, error: SpotifyError) -> None:
        command = pending.command
        now = self.clock.monotonic()
        self.state = self.state.telling(notice_of(error, 0), now)
        lost = isinstance(error, Unreachable) and error.sent
        if lost:
            self._unsettle(command)
        if lost and not command.done_when_sent:
            # A lost answer says nothing about the command: the confirming reads will tell whether it was obeyed.
            pending.answered_at = self._reader.answered_at
        else:
            self._outbox.drop(pending)
            self._reader.stale.add("playback")
        self._outbox.drop_fallen(command)
        if isinstance(error, NoActiveDevice):
            wait = AWAKENING if self._stranded.keep(command) else 0.0
            self._reader.want_later("devices", now + wait)
        self._publish()

    def _unsettle(self, command: Command) -> None:
        """Take note that the service has, or may have, done something: what was known may be so no more."""
        self._reader.answered_at = self.clock.monotonic()
        if command.unsettles_queue:
            self._reader.stale.add("queue")
            if "queue" not in self.attention.panes and not self._outbox.unconfirmed:
                # Nothing will read it before the item ends, and what follows then is not what was known.
                self.state = replace(self.state, confirmed=replace(self.state.confirmed, queue=None))

    def _publish(self) -> None:
        shown = self._outbox.fold(self.state.confirmed, self.clock.monotonic())
        state = replace(self.state, shown=shown)
        if state != self._published:
            self.state = self._published = state
            self._on_change(state)
