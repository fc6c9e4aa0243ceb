from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.player.commands import SetVolume
from sptui.player.endings import Endings, Plan, endless
from sptui.player.fading import STEPS, Debts, Fade, begun
from sptui.player.staging.entry import Entry, State
from sptui.player.state import Picture, PlayerState
from sptui.spotify.models.base import RepeatState
from sptui.spotify.models.catalogue import Item
from tests.player.fakes import DESK, PHONE, A, B, C, picture, track


def fade(percent: int = 60, *, taken: int = 0) -> Fade:
    return Fade(device_id=DESK.id, percent=percent, begin=100.0, end=106.0, taken=taken)


def loud(percent: int, *, playing: bool = True) -> Picture:
    return SetVolume(percent).predict(picture(A, playing=playing), 0.0)


def state(shown: int, told: int) -> PlayerState:
    return PlayerState(shown=loud(shown), confirmed=loud(told))


@pytest.mark.parametrize(
    ("percent", "levels"),
    [(100, (86, 71, 57, 43, 29, 14)), (60, (51, 43, 34, 26, 17, 9)), (3, (2, 1)), (1, ()), (0, ())],
)
def test_a_fade_goes_down_in_even_steps_and_not_to_silence(percent: int, levels: tuple[int, ...]) -> None:
    assert fade(percent).levels == levels


@given(st.integers(0, 100))
def test_no_fade_sets_a_volume_twice_or_one_that_is_not_between(percent: int) -> None:
    levels = fade(percent).levels
    assert list(levels) == sorted(set(levels), reverse=True)
    assert all(0 < level < percent for level in levels)
    assert len(levels) <= STEPS


def test_the_first_step_is_taken_at_once_and_the_last_one_before_the_end() -> None:
    begun_now = fade()
    assert (begun_now.next_at, begun_now.level) == (100.0, 60)
    times = []
    while (at := begun_now.next_at) is not None:
        times.append(at)
        begun_now = begun_now.at(at)
    assert times == [100.0, 101.0, 102.0, 103.0, 104.0, 105.0]
    assert begun_now.level == 9


def test_of_steps_that_are_late_the_last_one_serves() -> None:
    assert fade().at(103.5).taken == 4
    assert fade().at(99.0).taken == 0


def test_a_fade_begins_where_there_is_a_volume_to_turn() -> None:
    assert begun(loud(60), 100.0, 106.0) == fade()
    assert begun(loud(0), 100.0, 106.0) is None
    assert begun(loud(60), 106.0, 106.0) is None
    fixed = picture(A).with_device(DESK.model_copy(update={"supports_volume": False}))
    assert begun(fixed, 100.0, 106.0) is None
    assert begun(Picture(), 100.0, 106.0) is None


@pytest.mark.parametrize(
    ("shown", "told", "alone"),
    [
        (34, 34, True),  # as it was set
        (35, 35, True),  # as the device rounds it
        (43, 43, True),  # a read that is older than the last step
        (60, 60, True),  # one that is older than all of them
        (26, 26, False),  # quieter than it was ever set
        (48, 48, False),  # turned on the device
        (43, 34, False),  # turned here, by chance to where it has been
        (39, 34, False),  # turned here
    ],
)
def test_it_is_known_whose_doing_a_volume_is(shown: int, told: int, *, alone: bool) -> None:
    assert fade(taken=3).left_alone(state(shown, told)) is alone


@pytest.mark.parametrize(
    ("now", "end", "disturbed"),
    [
        (state(34, 34), 106.0, False),
        (state(34, 34), 108.9, False),
        (state(34, 34), 109.1, True),
        (state(34, 34), None, True),
        (PlayerState(shown=loud(34, playing=False), confirmed=loud(34)), 106.0, True),
        (PlayerState(shown=loud(34).moved_to(PHONE), confirmed=loud(34)), 106.0, True),
    ],
)
def test_a_fade_ends_when_it_is_paused_moved_or_put_off(
    now: PlayerState, end: float | None, *, disturbed: bool
) -> None:
    assert fade(taken=3).disturbed(now, end) is disturbed


def test_a_device_that_was_left_quiet_gets_its_volume_once_and_while_it_plays() -> None:
    debts = Debts()
    debts.owe(fade(taken=6))
    assert debts.payable(loud(9, playing=False)) is None
    assert debts.payable(loud(40)) is None
    assert debts.payable(loud(9).moved_to(PHONE)) is None
    assert debts.payable(loud(9)) == 60
    debts.forgive(loud(9))
    assert debts.payable(loud(9)) is None


@pytest.mark.parametrize(("told", "left"), [(9, 60), (60, None), (30, None)])
def test_whoever_turns_it_meanwhile_has_the_last_word(told: int, left: int | None) -> None:
    debts = Debts()
    debts.owe(fade(taken=6))
    debts.look(state(told, told))
    assert debts.payable(loud(9)) == left


def test_a_fade_of_which_no_step_was_taken_leaves_nothing_behind() -> None:
    debts = Debts()
    debts.owe(fade())
    assert debts.payable(loud(60)) is None


FULL = tuple(track(f"q{number}") for number in range(20))


def ends(*pictures: Picture) -> list[float | None]:
    """When the context ends by each picture in turn."""
    endings, found = Endings(), []
    for number, each in enumerate(pictures):
        endings.look(each, float(number))
        found.append(endings.end(each, "context"))
    return found


def test_an_item_is_stopped_shortly_before_its_end() -> None:
    assert Endings().end(picture(A), "item") == 190.0 - 1.5
    assert Endings().end(picture(A, playing=False), "item") is None


def test_a_context_ends_with_the_last_entry_of_a_queue_that_is_not_full() -> None:
    assert ends(picture(A, B, C)) == [590.0 - 1.5]


def test_a_full_queue_does_not_tell_where_it_ends_even_when_less_of_it_is_left() -> None:
    assert ends(picture(A, *FULL), picture(FULL[0], *FULL[1:], at=1.0)) == [None, None]


def test_what_a_queue_told_counts_on_as_it_is_played() -> None:
    first, second = picture(A, B, C), picture(B, C, at=190.0, ms=0)
    last = picture(C, at=390.0, ms=0)  # behind the last known entry nothing is known
    assert ends(first, second, last) == [590.0 - 1.5] * 3


OWN, LATER = track("own"), track("later")


def staged(seen: Picture, *entries: Entry) -> Picture:
    return replace(seen, staged=entries)


def own(state: State, item: Item = OWN, number: int = 1) -> Entry:
    return Entry(id=number, item=item, state=state)


@pytest.mark.parametrize(
    ("state", "counts"), [("waiting", True), ("held", False), ("refused", False), ("sending", True), ("sent", True)]
)
def test_what_the_listener_has_queued_is_heard_before_a_context_ends_and_what_goes_nowhere_is_not(
    state: State, *, counts: bool
) -> None:
    assert ends(staged(picture(A, B), own(state))) == [(590.0 if counts else 390.0) - 1.5]


def test_what_was_handed_over_counts_once_wherever_it_stands() -> None:
    waits, gone = own("waiting"), own("sent")
    before, after = staged(picture(A, B), waits), staged(picture(A, OWN, B), gone)
    assert ends(before, staged(picture(A, B), gone), after) == [590.0 - 1.5] * 3


def test_of_a_full_queue_the_end_stays_unknown_whatever_is_handed_over() -> None:
    less = FULL[5:]
    cut_off = picture(A, *FULL), picture(FULL[4], *less, at=1.0)
    assert ends(*cut_off, staged(picture(FULL[4], OWN, *less, at=1.0), own("sent"))) == [None, None, None]


def test_of_a_whole_queue_the_end_stays_known_when_what_is_handed_over_makes_it_full() -> None:
    before, after = picture(A, *FULL[1:]), staged(picture(A, OWN, *FULL[1:]), own("sent"))
    assert ends(before, after) == [190.0 + 19 * 200 - 1.5, 190.0 + 20 * 200 - 1.5]


def test_behind_the_last_of_the_queue_comes_what_is_handed_over_then_one_after_the_other() -> None:
    last = picture(A, at=0.0)
    pictures = [
        picture(B, A, at=-190.0),
        staged(last, own("waiting"), own("waiting", LATER, 2)),
        staged(last, own("sent"), own("waiting", LATER, 2)),
        staged(picture(None), own("sent"), own("waiting", LATER, 2)),  # between the two
        staged(picture(OWN, at=190.0, ms=0), own("waiting", LATER, 2)),
        staged(picture(OWN, at=190.0, ms=0), own("sent", LATER, 2)),
        picture(LATER, at=390.0, ms=0),
        picture(C, at=590.0, ms=0),
    ]
    end = 590.0 - 1.5
    assert ends(*pictures) == [200.0 - 1.5, end, end, None, end, end, end, None]


def test_of_a_queue_that_is_not_known_the_end_is_not() -> None:
    assert ends(picture(A)) == [None]


@pytest.mark.parametrize(
    ("repeat", "why"), [("track", "never: repeat is on for the track"), ("context", "never: repeat is on for all")]
)
def test_with_repeat_on_a_context_never_ends(repeat: RepeatState, why: str) -> None:
    seen = picture(A, B)
    repeated = replace(seen, playback=replace(seen.playback, repeat=repeat))
    assert ends(repeated) == [None]
    assert (endless(repeated), endless(seen)) == (why, "")


def test_a_plan_for_an_item_is_moved_by_another_one_and_a_moment_by_nothing() -> None:
    item, context = Plan.end_of("item", picture(A)), Plan.end_of("context", picture(A))
    assert (item.moved(picture(A)), item.moved(picture(B)), item.moved(picture(None))) == (False, True, False)
    assert (context.moved(picture(B)), Plan(until="moment", at=5.0).moved(picture(B))) == (False, False)


def test_what_stops_at_its_end_has_stopped_by_itself_and_what_is_paused_before_has_not() -> None:
    for at, by_itself in ((189.0, True), (100.0, False)):
        endings = Endings()
        endings.look(picture(A), 1.0)
        assert endings.look(picture(A, playing=False), at) is by_itself


def test_an_item_that_gave_way_at_its_end_has_ended_and_one_that_was_skipped_has_not() -> None:
    for at, ended in ((190.5, True), (100.0, False)):
        endings, after = Endings(), picture(B, at=190.0, ms=0)
        endings.look(picture(A), 1.0)
        assert endings.over(after, at) is ended
        endings.look(after, at)
        assert endings.over(after, at + 1) is ended
