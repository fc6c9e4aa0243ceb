"""Commands on their way: what waits, what was answered and not seen yet, and the fold of both over the truth."""

from dataclasses import dataclass

from sptui.player.command import Command
from sptui.player.schedule import CONFIRMING
from sptui.player.state import Picture


@dataclass(slots=True)
class Pending:
    """A command, when it was given and when it was answered (monotonic seconds; None before)."""

    command: Command
    given_at: float
    answered_at: float | None = None

    def answered_by(self, moment: float) -> bool:
        """Whether a read asked for at `moment` can tell of its effect."""
        return self.answered_at is not None and self.answered_at <= moment

    def expired_by(self, moment: float) -> bool:
        """Whether a read asked for at `moment` is believed, whatever it shows."""
        return self.answered_at is not None and self.answered_at + CONFIRMING[-1] <= moment

    def done_in(self, picture: Picture, now: float) -> bool:
        """Whether `picture`, read by `now`, shows its effect."""
        return self.command.confirmed_by(picture, self.given_at, now)


class Outbox:
    """The pending commands in the order they were given."""

    def __init__(self) -> None:
        self._pending: list[Pending] = []

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

    def drop(self, pending: Pending) -> None:
        """Forget a command: it was refused, or its effect is in the confirmed picture. This is the rollback."""
        if pending in self._pending:
            self._pending.remove(pending)

    def settle(self, confirmed: Picture, *, asked_at: float, now: float) -> None:
        """Drop what a read, asked for at `asked_at`, shows to be done, and what has had its time."""
        self._drop_covered(confirmed, asked_at=asked_at, now=now)
        left, picture = [], confirmed
        for each in self._pending:
            # Against the fold of those before it: of five skips, a read that shows two has confirmed only two.
            if each.answered_by(asked_at) and (each.expired_by(asked_at) or each.done_in(picture, now)):
                continue
            left.append(each)
            picture = each.command.predict(picture, each.given_at)
        self._pending = left

    def fold(self, confirmed: Picture, now: float) -> Picture:
        """What to show: the truth, run on to `now`, with each pending command's prediction applied in turn."""
        picture = confirmed
        for each in self._pending:
            picture = each.command.predict(picture.rolled(each.given_at), each.given_at)
        return picture.rolled(now)

    @property
    def unconfirmed(self) -> bool:
        """Whether a command was answered whose effect no read has shown."""
        return any(each.answered_at is not None for each in self._pending)

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
