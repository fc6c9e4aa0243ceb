"""What is done by itself at its time, besides the reads: each an errand that looks at every state."""

from collections.abc import Sequence
from typing import Protocol

from sptui.player.command import Command
from sptui.player.state import PlayerState


class Errand(Protocol):
    """Something to do when its time has come. All times in monotonic seconds."""

    def look(self, state: PlayerState, now: float) -> PlayerState:
        """Take note of a state before it is told of; the state with what this adds to it."""
        ...

    def due(self, state: PlayerState) -> float | None:
        """When there will be something to do as things stand (the past means now); None for never."""
        ...

    def run(self, state: PlayerState, now: float) -> Sequence[Command]:
        """Do what is due, or give the commands that do; afterwards it is not due at the same moment any more."""
        ...


class Onlooker:
    """An errand that has nothing to do but look."""

    def due(self, state: PlayerState) -> float | None:  # noqa: ARG002 -- an errand's signature
        """Never."""
        return None

    def run(self, state: PlayerState, now: float) -> Sequence[Command]:  # noqa: ARG002 -- the same
        """Nothing."""
        return ()


class Errands:
    """All errands of a player."""

    def __init__(self) -> None:
        self._errands: list[Errand] = []

    def add(self, errand: Errand) -> None:
        """Take on another one."""
        self._errands.append(errand)

    def look(self, state: PlayerState, now: float) -> PlayerState:
        """Let each look at a state, one after the other."""
        for errand in self._errands:
            state = errand.look(state, now)
        return state

    def due(self, state: PlayerState) -> float | None:
        """When the first one is due; None when none is."""
        return min((due for each in self._errands if (due := each.due(state)) is not None), default=None)

    def run(self, state: PlayerState, now: float) -> Sequence[Command]:
        """What those have to give that are due."""
        due = [each for each in self._errands if (at := each.due(state)) is not None and at <= now]
        return [command for each in due for command in each.run(state, now)]
