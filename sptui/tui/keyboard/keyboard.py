"""What keys that follow one another come to: a number, the beginning of several keys, an action."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sptui.tui.actions.action import Action
from sptui.tui.keyboard.keymap import AS_IN_THE_TABLE, Keymap
from sptui.tui.keyboard.strokes import Strokes, shown

LONGEST_NUMBER = 4
"""Digits of a number before a key; what is typed beyond them is left out."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Actions of one table: which of them count now, and how one of them is done, with the number before its key."""

    actions: Sequence[Action[Any]]
    reaches: Callable[[Action[Any]], bool]
    act: Callable[[Action[Any], int | None], object]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed of more, as people read it, and what can follow: the keys and the action of each.

    It may be a number alone, or also keys that are `begun`.
    """

    keys: str = ""
    begun: bool = False
    following: tuple[tuple[str, Action[Any]], ...] = ()


NOTHING_TYPED = Typed()


class Waiting(Protocol):
    """Something that will be done after a while."""

    def stop(self) -> None:
        """Do not do it."""
        ...


class Keyboard:
    """Takes the keys of the app one by one.

    `layers` are asked for at each key, the first with an action for it wins. `later` does something after so many
    seconds, and `changed` hears of what was typed of more. `pause` is for how many seconds a key waits that does
    something by itself but may also begin something else.
    """

    def __init__(
        self,
        layers: Callable[[], Sequence[Layer]],
        *,
        later: Callable[[float, Callable[[], None]], Waiting],
        changed: Callable[[Typed], None],
        pause: float,
    ) -> None:
        self.keymap: Keymap = AS_IN_THE_TABLE
        self.pause = pause
        self._layers = layers
        self._later = later
        self._changed = changed
        self._begun: Strokes = ()
        self._number = ""
        self._waiting: Waiting | None = None

    def press(self, key: str, *, counting: bool = True) -> bool:
        """Take a key; False when it means nothing here, or is for the line that is typed into.

        A digit begins a number only when `counting`.
        """
        if (self._begun or self._number) and key == "escape":
            self.drop()
            return True
        if counting and not self._begun and key.isascii() and key.isdigit() and (self._number or key != "0"):
            self._count(key)
            return True
        tried = (*self._begun, key)
        exact, longer = self._exact(tried), any(True for _ in self._longer(tried))
        if longer:
            self._begin(tried, waits=exact is not None)
            return True
        if exact is None or exact[1].in_turn:
            begun = bool(self._begun)
            self._finish(None)
            return begun
        self._finish(exact)
        return True

    def press_in_turn(self, key: str) -> bool:
        """Take a key that no line had a use for; False when it means nothing here."""
        exact = self._exact((key,))
        if exact is None or not exact[1].in_turn:
            return False
        exact[0].act(exact[1], None)
        return True

    def drop(self) -> None:
        """Forget what was begun."""
        self._set((), "")

    def settle(self) -> None:
        """Do what waited for whether another key follows."""
        exact = self._exact(self._begun or (self._number,))
        number = int(self._number) if self._begun and self._number else None
        self.drop()
        if exact is not None:
            self._act(exact, number)

    def _count(self, digit: str) -> None:
        longer = (self._number + digit)[:LONGEST_NUMBER]
        self._set((), longer)
        if self._exact((longer,)) is not None:  # a digit by itself does something, too
            self._waiting = self._later(self.pause, self.settle)

    def _begin(self, begun: Strokes, *, waits: bool) -> None:
        self._set(begun, self._number)
        if waits:
            self._waiting = self._later(self.pause, self.settle)

    def _finish(self, exact: tuple[Layer, Action[Any]] | None) -> None:
        """Do what a key means after the number before it, which is lost on what takes none."""
        number = self._number
        self.drop()
        if exact is not None:
            self._act(exact, int(number) if number and exact[1].counted is not None else None)

    def _act(self, found: tuple[Layer, Action[Any]], number: int | None) -> None:
        layer, action = found
        layer.act(action, number)

    def _exact(self, tried: Strokes) -> tuple[Layer, Action[Any]] | None:
        return next(
            ((layer, action) for layer, action in self._reached() if tried in self.keymap.of(action)),
            None,
        )

    def _longer(self, tried: Strokes) -> Iterator[tuple[Strokes, Action[Any]]]:
        for _, action in self._reached():
            for each in self.keymap.of(action):
                if len(each) > len(tried) and each[: len(tried)] == tried:
                    yield each[len(tried) :], action

    def _reached(self) -> Iterator[tuple[Layer, Action[Any]]]:
        for layer in self._layers():
            for action in layer.actions:
                if layer.reaches(action):
                    yield layer, action

    def _set(self, begun: Strokes, number: str) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        if (begun, number) != (self._begun, self._number):
            self._begun, self._number = begun, number
            self._changed(self._typed)

    @property
    def _typed(self) -> Typed:
        keys = " ".join(part for part in (self._number, shown(self._begun)) if part)
        if not keys:
            return NOTHING_TYPED
        if self._begun:
            return Typed(
                keys, begun=True, following=tuple((shown(rest), action) for rest, action in self._longer(self._begun))
            )
        counted = [action for _, action in self._reached() if action.counted is not None]
        counted.sort(key=lambda action: action.group != "Moving")
        return Typed(keys, following=tuple((self.keymap.first(each), each) for each in counted if self.keymap.of(each)))
