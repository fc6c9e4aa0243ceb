"""The player: sends commands one at a time, reads when the schedule says so, and tells of every change."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf

from sptui.player.attention import Attention
from sptui.player.clock import Clock, RealClock
from sptui.player.command import Command
from sptui.player.commands import Like
from sptui.player.errands import Errands
from sptui.player.memory import Memory
from sptui.player.outbox import Outbox, Pending
from sptui.player.reader import Reader, What
from sptui.player.running import reading, sending
from sptui.player.schedule import FRESH, Pace, Profile
from sptui.player.sharing import LOOK, Sharing
from sptui.player.state import Notice, PlayerState
from sptui.player.stranded import Stranded
from sptui.player.troubles import closed_by, opened, trouble_of
from sptui.spotify.client import Spotify
from sptui.spotify.errors import SpotifyError, Unreachable
from sptui.spotify.pacing import Pacing
from sptui.spotify.scopes import STEERING
from sptui.store import Store

_STRETCHED = 600.0  # seconds until another look at what was spent: what was sent a day ago counts no longer
_AGAIN = 0.25  # seconds until another look for the answer that another process is getting


class Player:
    """The one place where the player's state changes.

    `on_change` is called with every new state, in the event loop. `run` keeps it going; tests call `send_one` and
    `read_due` themselves. Through `store` it shares its reads with other processes: with `screen` it is the one that
    shows what plays, without it takes over what such a one tells, for as long as there is one. `pacing` tells what
    was spent. `errands` are done at their time. `memory` is what is remembered of devices.
    """

    def __init__(
        self,
        spotify: Spotify,
        *,
        on_change: Callable[[PlayerState], None],
        clock: Clock | None = None,
        store: Store | None = None,
        pacing: Pacing | None = None,
        profile: Profile = "balanced",
        screen: bool = True,
    ) -> None:
        self.clock = clock or RealClock()
        self.state = PlayerState(profile=profile)
        self.attention = Attention()
        self.errands = Errands()
        self._spotify = spotify
        self._pacing = pacing or Pacing(now=self.clock.time)
        store = store or Store.in_memory()
        self._sharing = Sharing(store, self.clock, screen=screen)
        self.memory = Memory(store, self.clock, changed=self._publish, keeps=screen)
        self.errands.add(self.memory)
        self._on_change = on_change
        self._outbox = Outbox()
        self._reader = Reader(spotify, self.clock)
        self._published: PlayerState | None = None
        self._in_flight: Pending | None = None
        self._stranded = Stranded()
        self.idle: Callable[[], bool] = lambda: self._outbox.empty and self._in_flight is None  # nothing is on its way
        self.to_send = asyncio.Event()
        self.to_read = asyncio.Event()

    async def run(self) -> None:
        """Send and read for ever; returns only by cancellation."""
        async with asyncio.TaskGroup() as tasks:
            for loop in (sending(self, lambda: self._outbox.due), reading(self), self._sharing.run()):
                tasks.create_task(loop)

    def do(self, command: Command) -> None:
        """Take a command: its effect shows at once, and it is sent as soon as those before it are answered."""
        now = self.clock.monotonic()
        for each in self._stranded.given(command, self.state.confirmed, now):
            self._outbox.put(each, now, in_flight=self._in_flight)
        self._publish()
        self.to_send.set()

    def attend(self, attention: Attention) -> None:
        """Take note of how closely someone watches; focus regained reads what is not fresh."""
        before, self.attention = self.attention, attention
        now = self.clock.monotonic()
        if attention.level(now) != before.level(now):
            self._reader.rouse()
            self.to_read.set()
        if attention.focused and not before.focused:
            self.refresh()
        elif not attention.panes <= before.panes:
            self.to_read.set()

    def look_at(self, uris: Sequence[str | None]) -> None:
        """Take note of which things stand in the rows that can be seen, to know which of them are saved."""
        attention = self.attention.with_view(uris, self.clock.monotonic())
        if attention != self.attention:
            self.attend(attention)
            self.to_read.set()

    def learn_likes(self, uris: Sequence[str | None], *, saved: bool, done: bool = False) -> None:
        """Take over what a list of saved things tells by itself, so that nobody has to ask.

        `done` says that they have just been saved or removed without a command, which no list knows better.
        """
        if done:
            self._reader.likes.changed([uri for uri in uris if uri], on=saved)
        confirmed = self._reader.likes.told(self.state.confirmed, uris, saved=saved)
        self.state = replace(self.state, confirmed=confirmed)
        self._publish()

    def refresh(self, *also: What) -> None:
        """Read the playback state and `also` now, unless the last read is fresh or the service wants silence."""
        read_at, trouble = self.state.read_at, self.state.trouble
        if trouble is not None and trouble.kind not in ("quota", "slow down"):
            self._reader.not_before = -inf
        if read_at is None or self.clock.monotonic() - read_at > FRESH:
            self._reader.want("playback", *also)
        if also:  # somebody asks, and may have Premium by now
            self.state = replace(self.state, confirmed=opened(self.state.confirmed))
            self._publish()
        self.to_read.set()

    def reread(self, *panes: str) -> None:
        """Read what `panes` show again, where it is not fresh; of `"devices"` and `"queue"`."""
        self._reader.want_stale(*panes)
        self.to_read.set()

    def signed_in(self, *, same: bool) -> None:
        """Somebody has signed in again: go on at once, with nothing known where it is not the `same` account."""
        if not same:
            self._outbox = Outbox()
            self._reader = Reader(self._spotify, self.clock)
            self._stranded.forget()
            self.memory.forget()
            self.state = PlayerState(profile=self.state.profile, notice=self.state.notice)
            self._publish()
        self.state = replace(self.state, confirmed=opened(self.state.confirmed))
        self._reader.not_before = -inf
        self._reader.forgive()
        self._reader.want("playback")
        self.to_read.set()

    def set_profile(self, profile: Profile) -> None:
        """Read more often, or less, from now on."""
        self.state = replace(self.state, profile=profile)
        self._publish()
        self.to_read.set()

    async def send_one(self) -> bool:
        """Send the first unsent command and wait for its answer; False when there is none."""
        reader = self._reader
        pending = self._in_flight = self._outbox.first_unsent()
        if pending is None:
            return False
        self._outbox.sending(pending, self.clock.monotonic())
        try:
            await pending.command.send(self._spotify)
        except SpotifyError as error:
            if reader is self._reader:  # else it was another account's
                self._refused(pending, error)
        else:
            if reader is self._reader:
                self._answered(pending)
        finally:
            self._in_flight = None
        self.to_read.set()
        return True

    async def read_due(self) -> float | None:
        """Read what is due, and return when to come again (monotonic seconds; None: only when woken)."""
        if self._sharing.led:
            if heard := self._sharing.mirrored():
                self.state = self._reader.take_over(self.state, heard)
                self._publish()
            return self.clock.monotonic() + LOOK
        if self._sharing.news:
            self._take_over()
        while (due := self._due()) is not None and due[1] <= self.clock.monotonic():
            if due[0] == "playback" and self._take_over():
                continue
            if not self._sharing.begin():
                due = due[0], self.clock.monotonic() + _AGAIN
                break
            try:
                await self._read(due[0])
            finally:
                self._sharing.done()
        self._publish()
        now = self.clock.monotonic()
        for command in self.errands.run(self.state, now):
            self._stranded.leave(command)
            self.do(command)
        moments = [due[1]] if due is not None and due[1] < inf else []
        moments += [
            at for at in (self.state.shown.ends_at, self.errands.due(self.state)) if at is not None and at > now
        ]
        if self.state.usage.stretch > 1:
            moments.append(now + _STRETCHED)
        return min(moments, default=None)

    def _due(self) -> tuple[What, float] | None:
        state, usage = self.state, self._pacing.usage()
        if state.read_at is not None and self._outbox.first_unsent() is not None:
            return None  # what is read before a command is answered is out of date with the answer
        pace = Pace(level=self.attention.level(self.clock.monotonic()), profile=state.profile, stretch=usage.stretch)
        return self._reader.due(state, self.attention, pace, shows_after=self._outbox.shows_after)

    def _take_over(self) -> bool:
        """Learn what another process has read meanwhile; False when that does not serve."""
        heard = self._sharing.heard(self.state.read_at) if self._outbox.empty else None
        if heard is None:
            return False
        fresh = self.clock.monotonic() - heard.read_at <= FRESH
        if self.state.read_at is None and not fresh:
            self._reader.stale.add("playback")  # better than nothing, until the answer is there
        elif "playback" in self._reader.stale and fresh:
            self._reader.stale.discard("playback")
        self.state = self._reader.take_over(self.state, heard)
        return "playback" not in self._reader.stale

    async def _read(self, what: What) -> None:
        asked_at, reader = self.clock.monotonic(), self._reader
        try:
            learned = await reader.read(what, self.state.confirmed, self.attention.view)
        except SpotifyError as error:
            if reader is not self._reader:
                return
            now = self.clock.monotonic()
            trouble = trouble_of(error, now, self._reader.failed())
            self._reader.not_before = trouble.until if trouble.until is not None else inf
            self.state = replace(self.state, trouble=trouble)
            self._stranded.give_up()
            return
        if reader is not self._reader:
            return  # it was another account's
        now = self.clock.monotonic()
        confirmed, read_at = learned(self.state.confirmed), self.state.read_at
        if what == "playback":
            read_at = (asked_at + now) / 2
            for complaint in self._outbox.settle(confirmed, asked_at=asked_at, now=now):
                self.state = self.state.telling(Notice(text=complaint, severity="warning"), now)
            confirmed = self._outbox.absorb(confirmed)
            if confirmed.playback.is_playing:
                self._stranded.give_up()
        self.state = replace(self.state, confirmed=confirmed, read_at=read_at, trouble=None)
        if what == "devices" and (step := self._stranded.listed(confirmed, now)):
            self.state = step.into(self.state, self._outbox, self._reader, now)
            self.to_send.set()
        self._publish()

    def _answered(self, pending: Pending) -> None:
        command = pending.command
        self.state = self._reader.answered(command, self.state, self.attention, confirming=self._outbox.unconfirmed)
        if command.scope == STEERING:
            self.state = replace(self.state, confirmed=opened(self.state.confirmed))
        if isinstance(command, Like):
            self._reader.likes.changed(command.uris, on=command.on)
        pending.answered_at = self._reader.answered_at
        self.state = replace(self.state, confirmed=self._outbox.absorb(self.state.confirmed))
        if command.receipt:
            self.state = self.state.telling(Notice(text=command.receipt), self._reader.answered_at)
        if step := self._stranded.answered(command, self.state.confirmed):
            self.state = step.into(self.state, self._outbox, self._reader, self.clock.monotonic())
        self._publish()

    def _refused(self, pending: Pending, error: SpotifyError) -> None:
        command = pending.command
        now = self.clock.monotonic()
        lost = isinstance(error, Unreachable) and error.sent
        if lost:
            self.state = self._reader.answered(command, self.state, self.attention, confirming=self._outbox.unconfirmed)
        self.state = replace(self.state, confirmed=closed_by(error, command.failed(self.state.confirmed, lost=lost)))
        doubtful = lost and not command.done_when_sent
        if doubtful:
            # A lost answer says nothing about the command: the confirming reads will tell whether it was obeyed.
            pending.answered_at = self._reader.answered_at
        else:
            self._outbox.drop(pending)
        step = self._stranded.refused(command, error, self.state.confirmed, now, self._outbox)
        self._outbox.drop_fallen(command)
        if step.reread and not doubtful:
            self._reader.stale.add("playback")
        self.state = step.into(self.state, self._outbox, self._reader, now)
        self._publish()

    def _publish(self) -> None:
        now = self.clock.monotonic()
        state = self.errands.look(self.state, now)
        state = replace(state, shown=self._outbox.fold(state.confirmed, now), usage=self._pacing.usage())
        if state != self._published:
            self.state = self._published = state
            self._sharing.tell(state)
            self._on_change(state)
