"""Commands on their way: what waits, what was answered and not seen yet, and the fold of both over the truth."""

from dataclasses import dataclass

from sptui.player.commands import Command
from sptui.player.state import Picture

PATIENCE = 4.0
"""Seconds after the answer to a command for which the service may not show its effect; then it is believed."""


@dataclass(slots=True)
class Pending:
    """A command, when it was given and when it was answered (monotonic seconds; None before)."""

    command: Command
    given_at: float
    answered_at: float | None = None


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
        self._pending = [each for each in self._pending if not _settled(each, confirmed, asked_at, now)]

    def fold(self, confirmed: Picture, now: float) -> Picture:
        """What to show: the truth, run on to `now`, with each pending command's prediction applied in turn."""
        picture = confirmed.rolled(now)
        for each in self._pending:
            picture = each.command.predict(picture, each.given_at)
        return picture.rolled(now)

    @property
    def unconfirmed(self) -> bool:
        """Whether a command was answered whose effect no read has shown."""
        return any(each.answered_at is not None for each in self._pending)


def _settled(pending: Pending, confirmed: Picture, asked_at: float, now: float) -> bool:
    if pending.answered_at is None or asked_at < pending.answered_at:
        return False
    return now > pending.answered_at + PATIENCE or pending.command.confirmed_by(confirmed, pending.given_at, now)
