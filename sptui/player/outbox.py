"""Commands on their way: what waits, what was answered and not seen yet, and the fold of both over the truth."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf

from sptui.player.command import Command
from sptui.player.schedule import CONFIRMING
from sptui.player.state import Picture

QUIET = 0.15
"""Seconds without another one behind which the last command of a key that was held is sent."""
PATIENCE = 0.8
"""Seconds from one command of such a key until the next one is sent, however long it is held."""

_TELLABLE = 10.0  # seconds from a command's answer in which what is read can be laid at its door


@dataclass(slots=True)
class Pending:
    """A command, when it was given and when it was answered (monotonic seconds; None before)."""

    command: Command
    given_at: float
    answered_at: float | None = None

    @property
    def absorbable(self) -> bool:
        """Whether its answer has come and was all the confirmation there is."""
        return self.command.done_when_sent and self.answered_at is not None

    def answered_by(self, moment: float) -> bool:
        """Whether a read asked for at `moment` can tell of its effect."""
        return self.answered_at is not None and self.answered_at <= moment

    def expired_by(self, moment: float) -> bool:
        """Whether a read asked for at `moment` is believed, whatever it shows."""
        return self.answered_at is not None and self.answered_at + CONFIRMING[-1] <= moment

    def complaint(self, picture: Picture, asked_at: float) -> str:
        """What to tell of it when it has expired; "" when too much time has passed to know whose doing it is."""
        late = self.answered_at is None or asked_at > self.answered_at + _TELLABLE
        return "" if late else self.command.complaint(picture, self.given_at)

    def done_in(self, picture: Picture, now: float) -> bool:
        """Whether `picture`, read by `now`, shows its effect."""
        return self.command.confirmed_by(picture, self.given_at, now)


class Outbox:
    """The pending commands in the order they were given."""

    def __init__(self) -> None:
        self._pending: list[Pending] = []
        self._sent: dict[type[Command], float] = {}

    def put(self, command: Command, now: float, *, in_flight: Pending | None) -> None:
        """Add a command; one that it replaces and that was not sent yet goes."""
        self._pending = [
            each
            for each in self._pending
            if each.answered_at is not None or each is in_flight or not command.replaces(each.command)
        ]
        self._pending.append(Pending(command, now))

    def first_unsent(self) -> Pending | None:
        """The next command to send."""
        return next((each for each in self._pending if each.answered_at is None), None)

    def sending(self, pending: Pending, now: float) -> None:
        """Take note that a command is sent at `now`."""
        self._sent[type(pending.command)] = now

    @property
    def due(self) -> float | None:
        """When to send the next command (monotonic seconds; the past means now); None when there is none.

        The first press of a key goes at once. What follows while it is held waits until the key rests, but not for
        long; and for nothing once another command stands behind it.
        """
        unsent = [each for each in self._pending if each.answered_at is None]
        if not unsent:
            return None
        first = unsent[0]
        sent_at = self._sent.get(type(first.command), -inf)
        if not first.command.held or len(unsent) > 1:
            return first.given_at
        return (
            min(first.given_at + QUIET, sent_at + PATIENCE) if sent_at + PATIENCE > first.given_at else first.given_at
        )

    def drop(self, pending: Pending) -> None:
        """Forget a command: it was refused, or its effect is in the confirmed picture. This is the rollback."""
        if pending in self._pending:
            self._pending.remove(pending)

    def drop_unsent(self, drops: Callable[[Command], bool]) -> None:
        """Forget those of the unsent commands for which `drops` is true."""
        self._pending = [each for each in self._pending if each.answered_at is not None or not drops(each.command)]

    def drop_fallen(self, refused: Command) -> None:
        """Forget the unsent commands that make no sense any more once `refused` has failed."""
        self.drop_unsent(lambda command: command.falls_with(refused))

    def settle(self, confirmed: Picture, *, asked_at: float, now: float) -> Sequence[str]:
        """Drop what a read, asked for at `asked_at`, shows to be done, and what has had its time.

        Returns what there is to tell of the latter.
        """
        self._drop_covered(confirmed, asked_at=asked_at, now=now)
        complaints = []
        left, picture = [], confirmed
        for place, each in enumerate(self._pending, start=1):
            if each.absorbable:
                left.append(each)
                picture = each.command.predict(picture, each.given_at)
                continue
            # Against the fold of those before it: of five skips, a read that shows two has confirmed only two.
            done = each.answered_by(asked_at) and each.done_in(picture, now)
            if not done and each.expired_by(asked_at):
                if not any(later.command.covers(each.command) for later in self._pending[place:]):
                    complaints.append(each.complaint(confirmed, asked_at))
            elif not done:
                left.append(each)
                picture = each.command.predict(picture, each.given_at)
        self._pending = left
        return [complaint for complaint in complaints if complaint]

    def absorb(self, confirmed: Picture) -> Picture:
        """The truth with those entered that no read has to show, once all that were given before them are settled."""
        while self._pending and self._pending[0].absorbable:
            first = self._pending.pop(0)
            confirmed = first.command.predict(confirmed, first.given_at)
        return confirmed

    def fold(self, confirmed: Picture, now: float) -> Picture:
        """What to show: the truth, run on to `now`, with each pending command's prediction applied in turn."""
        picture = confirmed
        for each in self._pending:
            picture = each.command.predict(picture.rolled(each.given_at), each.given_at)
        return picture.rolled(now)

    @property
    def empty(self) -> bool:
        """Whether nothing is on its way."""
        return not self._pending

    @property
    def unconfirmed(self) -> bool:
        """Whether a command was answered whose effect no read has shown."""
        return self.shows_after is not None

    @property
    def shows_after(self) -> float | None:
        """Seconds from the last answer until all those commands can show; None when there are none."""
        return max((each.command.shows_after for each in self._pending if each.answered_at is not None), default=None)

    def _drop_covered(self, confirmed: Picture, *, asked_at: float, now: float) -> None:
        """Drop commands whose effect a later one, which is done, has undone: no read will ever show it."""
        later: list[Command] = []
        left = []
        for each in reversed(self._pending):
            if any(command.covers(each.command) for command in later):
                continue
            left.append(each)
            if each.answered_by(asked_at) and each.done_in(confirmed, now):
                later.append(each.command)
        self._pending = left[::-1]
