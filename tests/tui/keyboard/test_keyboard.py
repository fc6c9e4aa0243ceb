"""The keyboard by itself: keys in, actions out."""

from collections.abc import Callable

import pytest

from sptui.tui.actions.action import Action
from sptui.tui.keyboard.keyboard import NOTHING_TYPED, Keyboard, Layer, Typed


class Later:
    """A timer that ends when it is told to."""

    def __init__(self, do: Callable[[], None]) -> None:
        self.do, self.stopped = do, False

    def stop(self) -> None:
        self.stopped = True


class Desk:
    def __init__(self, *actions: Action[list[str]], more: tuple[Action[list[str]], ...] = ()) -> None:
        self.done: list[str] = []
        self.typed: list[Typed] = []
        self.timers: list[Later] = []
        self.closed: set[str] = set()
        layers = [Layer(each, lambda action: action.id not in self.closed, self._act) for each in (actions, more)]
        self.keyboard = Keyboard(lambda: layers, later=self._later, changed=self.typed.append, pause=0.6)

    def _later(self, _: float, do: Callable[[], None]) -> Later:
        self.timers.append(Later(do))
        return self.timers[-1]

    def _act(self, action: Action[list[str]], count: int | None) -> None:
        self.done.append(action.id if count is None else f"{count} {action.id}")

    def press(self, *keys: str, counting: bool = True) -> list[str]:
        """What was done, with the keys that meant nothing in brackets."""
        for key in keys:
            if not self.keyboard.press(key, counting=counting):
                self.done.append(f"[{key}]")
        done, self.done = self.done, []
        return done

    def rest(self) -> list[str]:
        """What is done after a while."""
        for timer in self.timers:
            if not timer.stopped:
                timer.do()
        done, self.done = self.done, []
        return done


def action(id_: str, keys: str, *, counted: bool = False, in_turn: bool = False) -> Action[list[str]]:
    return Action(
        id=id_,
        keys=keys,
        title=id_.title(),
        group="App",
        run=lambda done: done.append(id_),
        counted=(lambda done, count: done.append(f"{count} {id_}")) if counted else None,
        in_turn=in_turn,
    )


DOWN, FIRST, LISTS, PLAY = (
    action("down", "j,down", counted=True),
    action("first", "g g,home"),
    action("lists", "g p"),
    action("play", "space"),
)
TENTHS = tuple(action(f"tenth {digit}", f"{digit}") for digit in range(10))


@pytest.fixture
def desk() -> Desk:
    return Desk(DOWN, FIRST, LISTS, PLAY, *TENTHS)


def test_a_key_does_its_action_and_others_mean_nothing(desk: Desk) -> None:
    assert desk.press("j", "space", "x", "down") == ["down", "play", "[x]", "down"]
    assert desk.typed == []


def test_keys_after_one_another_do_one_thing(desk: Desk) -> None:
    assert desk.press("g") == []
    assert desk.typed[-1] == Typed("g", begun=True, following=(("g", FIRST), ("p", LISTS)))
    assert desk.press("p") == ["lists"]
    assert desk.typed[-1] == NOTHING_TYPED
    assert desk.press("g", "g", "g", "p") == ["first", "lists"]


def test_what_does_not_follow_ends_it_and_does_nothing(desk: Desk) -> None:
    assert desk.press("g", "space") == []
    assert desk.press("space") == ["play"]


@pytest.mark.parametrize("begun", [["g"], ["5"], ["5", "g"]])
def test_escape_forgets_what_was_begun_and_no_more(desk: Desk, begun: list[str]) -> None:
    assert desk.press(*begun, "escape") == []
    assert desk.typed[-1] == NOTHING_TYPED
    assert desk.rest() == []
    assert desk.press("escape") == ["[escape]"]


def test_a_number_before_a_key_is_for_it(desk: Desk) -> None:
    assert desk.press("5", "j") == ["5 down"]
    assert desk.press("1", "0", "down") == ["10 down"]
    assert desk.typed[-2].keys == "10"
    assert desk.typed[-2].following == (("j", DOWN),)
    assert desk.press("j") == ["down"]


def test_a_number_holds_over_keys_after_one_another() -> None:
    desk = Desk(action("go", "g g", counted=True), *TENTHS)
    assert desk.press("1", "2", "g", "g") == ["12 go"]
    assert desk.press("7", "g", "x") == []
    assert desk.press("g", "g") == ["go"]


def test_a_digit_alone_does_its_own_after_a_while(desk: Desk) -> None:
    assert desk.press("5") == []
    assert desk.rest() == ["tenth 5"]
    assert desk.typed[-1] == NOTHING_TYPED
    assert desk.press("j") == ["down"]


def test_a_number_is_lost_on_a_key_that_takes_none(desk: Desk) -> None:
    assert desk.press("5", "space") == ["play"]
    assert desk.press("5", "x") == ["[x]"]
    assert desk.rest() == [], "nothing is done by half"


def test_two_digits_are_a_number_and_nothing_else(desk: Desk) -> None:
    assert desk.press("1", "2") == []
    assert desk.rest() == []
    assert desk.press("space") == ["play"]


def test_zero_begins_no_number(desk: Desk) -> None:
    assert desk.press("0", "j") == ["tenth 0", "down"]


def test_a_number_does_not_grow_for_ever(desk: Desk) -> None:
    assert desk.press(*"123456", "j") == ["1234 down"]


def test_where_digits_have_other_plans_they_act_at_once(desk: Desk) -> None:
    assert desk.press("5", "j", counting=False) == ["tenth 5", "down"]


def test_a_key_that_begins_others_waits_for_them_a_while() -> None:
    desk = Desk(action("alone", "g"), LISTS)
    assert desk.press("g") == []
    assert desk.rest() == ["alone"]
    assert desk.press("g", "p") == ["lists"]
    assert desk.rest() == []


def test_what_is_closed_does_not_count(desk: Desk) -> None:
    desk.closed = {"lists", "first"}
    assert desk.press("g") == ["[g]"]


def test_the_first_layer_with_an_action_for_a_key_has_it() -> None:
    desk = Desk(action("close", "j"), more=(DOWN, PLAY))
    assert desk.press("j", "space", "down") == ["close", "play", "down"]


def test_what_waits_its_turn_is_left_to_the_line_that_is_typed_into() -> None:
    desk = Desk(action("save", "enter", in_turn=True), PLAY)
    assert desk.press("enter") == ["[enter]"]
    assert desk.keyboard.press_in_turn("enter")
    assert not desk.keyboard.press_in_turn("space")
    assert desk.done == ["save"]
