"""When the commands of a key that is held down are sent."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.player.command import Command
from sptui.player.commands import Pause, SeekToPosition, SetShuffle, SetVolume
from sptui.player.outbox import PATIENCE, QUIET, Outbox

A = "spotify:track:A"


def after_one(command: Command, at: float = 10.0) -> Outbox:
    """An outbox that has sent a command, which was answered at once."""
    outbox = Outbox()
    outbox.put(command, at, in_flight=None)
    pending = outbox.first_unsent()
    assert pending is not None
    outbox.sending(pending, at)
    pending.answered_at = at
    return outbox


def test_nothing_is_due_of_an_empty_outbox() -> None:
    assert Outbox().due is None


@pytest.mark.parametrize("command", [SeekToPosition(1, A), SetVolume(1), Pause()])
def test_a_single_press_goes_at_once(command: Command) -> None:
    outbox = Outbox()
    outbox.put(command, 5.0, in_flight=None)
    assert outbox.due == 5.0


def test_the_second_press_waits_for_a_third_until_the_key_rests() -> None:
    outbox = after_one(SetVolume(1))
    outbox.put(SetVolume(2), 10.2, in_flight=None)
    assert outbox.due == pytest.approx(10.2 + QUIET)
    outbox.put(SetVolume(3), 10.3, in_flight=None)
    assert outbox.due == pytest.approx(10.3 + QUIET)


def test_however_long_the_key_is_held_one_goes_now_and_then() -> None:
    outbox = after_one(SeekToPosition(0, A))
    for step in range(1, 24):
        outbox.put(SeekToPosition(step, A), 10.0 + step / 30, in_flight=None)
    assert outbox.due == pytest.approx(10.0 + PATIENCE)


def test_a_press_some_time_after_the_last_one_goes_at_once() -> None:
    outbox = after_one(SetVolume(1))
    outbox.put(SetVolume(2), 10.0 + PATIENCE, in_flight=None)
    assert outbox.due == 10.0 + PATIENCE


def test_another_kind_of_command_does_not_wait_and_lets_nothing_wait_before_it() -> None:
    outbox = after_one(SetVolume(1))
    outbox.put(SeekToPosition(1, A), 10.1, in_flight=None)
    assert outbox.due == 10.1
    outbox = after_one(SetVolume(1))
    outbox.put(SetVolume(2), 10.1, in_flight=None)
    outbox.put(Pause(), 10.12, in_flight=None)
    assert outbox.due == 10.1


def test_what_no_key_is_held_for_never_waits() -> None:
    outbox = after_one(SetShuffle(on=True))
    outbox.put(SetShuffle(on=False), 10.1, in_flight=None)
    assert outbox.due == 10.1


@given(st.lists(st.floats(0.01, 2.0), max_size=60))
def test_whatever_the_rhythm_no_press_waits_long_and_the_last_one_is_sent(gaps: list[float]) -> None:
    outbox, now, sent = Outbox(), 10.0, list[tuple[float, Command]]()

    def send_until(moment: float) -> None:
        while (due := outbox.due) is not None and due <= moment:
            pending = outbox.first_unsent()
            assert pending is not None
            assert due - pending.given_at <= QUIET + 1e-9
            outbox.sending(pending, due)
            sent.append((due, pending.command))
            outbox.drop(pending)

    for number, gap in enumerate(gaps):
        send_until(now)
        outbox.put(SetVolume(number), now, in_flight=None)
        now += gap
    send_until(now + 1)
    assert [command for _, command in sent[-1:]] == [SetVolume(len(gaps) - 1)][: len(gaps)]
    assert all(later - earlier >= QUIET for (earlier, _), (later, _) in pairwise(sent))
