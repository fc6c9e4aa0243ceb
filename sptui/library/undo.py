"""What can be taken back, the last first, for a while."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from sptui.library.edits import CannotEdit, ChangedElsewhere, HalfDone

LIFETIME = 600.0
"""Seconds after which nobody remembers what there would be to take back."""

MOST = 20
"""Changes that can be taken back."""


@dataclass(frozen=True, slots=True, eq=False)
class Undo:
    """How to take back one change.

    `text` tells that it is taken back, `run` does that, and `at` is when it was done (seconds, by the stack's clock).
    """

    text: str
    run: Callable[[], Awaitable[None]]
    at: float


class Attempt:
    """Does what `run` does; tried again after that has stopped on its way, it goes on by `resume`."""

    def __init__(self, run: Callable[[], Awaitable[object]], resume: Callable[[HalfDone], Awaitable[None]]) -> None:
        self._run = run
        self._resume = resume

    async def __call__(self) -> None:
        """Do it, or go on with it."""
        try:
            await self._run()
        except HalfDone as half:
            self._run = partial(self._resume, half)
            raise


class UndoStack:
    """The changes that can be taken back, of which each is tried until it succeeds, expires or has become impossible.

    `now` gives seconds, by a clock that never goes back.
    """

    def __init__(self, now: Callable[[], float], *, lifetime: float = LIFETIME, most: int = MOST) -> None:
        self._now = now
        self._lifetime = lifetime
        self._most = most
        self._held: list[Undo] = []
        self._one_at_a_time = asyncio.Lock()

    def push(self, undo: Undo) -> None:
        """Add the latest change; the oldest goes when there are too many."""
        self._held = [*self._held, undo][-self._most :]

    def peek(self) -> Undo | None:
        """The latest change that can still be taken back."""
        alive_since = self._now() - self._lifetime
        self._held = [undo for undo in self._held if undo.at > alive_since]
        return self._held[-1] if self._held else None

    async def undo(self) -> Undo | None:
        """Take back the latest change and return it; None when there is none.

        Asked again meanwhile, it goes on with the one before afterwards. What fails stays for another try, and its
        error is raised; with `ChangedElsewhere` and `CannotEdit` it goes, for no other try would end otherwise.
        """
        async with self._one_at_a_time:
            last = self.peek()
            if last is None:
                return None
            try:
                await last.run()
            except (ChangedElsewhere, CannotEdit):
                self._drop(last)
                raise
            self._drop(last)
            return last

    def _drop(self, undo: Undo) -> None:
        """Take one off that may have expired meanwhile."""
        if undo in self._held:
            self._held.remove(undo)
