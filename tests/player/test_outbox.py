from sptui.player.command import Command
from sptui.player.commands import AddToQueue, Pause, Resume, SetVolume, SkipToNext, SkipToPrevious
from sptui.player.outbox import Outbox, Pending
from sptui.player.state import Picture
from tests.player.fakes import LENGTH_MS, TAKER, A, B, C, D, picture

URI = {item: f"spotify:track:{item}" for item in "ABCD"}
NEXT_A, NEXT_B = SkipToNext(URI["A"]), SkipToNext(URI["B"])


def sent(outbox: Outbox, command: Command, at: float) -> Pending:
    """Give a command and let it be answered at once."""
    outbox.put(command, at, in_flight=None)
    pending = outbox.first_unsent()
    assert pending is not None
    pending.answered_at = at
    return pending


def volume(shown: Picture) -> int | None:
    device = shown.playback.device
    return device.volume_percent if device else None


def with_volume(percent: int) -> Picture:
    return SetVolume(percent).predict(picture(A, B, C, D), 0.0)


def test_the_fold_applies_the_commands_in_turn() -> None:
    outbox = Outbox()
    for command in (NEXT_A, NEXT_B, SetVolume(5)):
        outbox.put(command, 1.0, in_flight=None)
    shown = outbox.fold(picture(A, B, C, D), 1.0)
    assert (shown.playback.item, shown.queue, volume(shown)) == (C, (D,), 5)


def test_a_pause_before_the_end_of_an_item_keeps_it_there() -> None:
    outbox = Outbox()
    sent(outbox, Pause(), 9.0)
    shown = outbox.fold(picture(A, B, ms=LENGTH_MS - 10_000), 20.0)
    assert (shown.playback.item, shown.playback.position_ms(20.0)) == (A, LENGTH_MS - 1_000)


def test_a_skip_after_the_end_of_an_item_is_counted_from_the_next() -> None:
    outbox = Outbox()
    sent(outbox, NEXT_B, 12.0)
    assert outbox.fold(picture(A, B, C, ms=LENGTH_MS - 10_000), 13.0).playback.item == C


def test_an_unsent_command_gives_way_to_the_one_that_replaces_it() -> None:
    outbox = Outbox()
    for percent in (10, 20, 30):
        outbox.put(SetVolume(percent), 1.0, in_flight=None)
    first = outbox.first_unsent()
    assert first is not None
    assert first.command == SetVolume(30)
    outbox.drop(first)
    assert outbox.first_unsent() is None


def test_a_command_on_its_way_is_not_replaced() -> None:
    outbox = Outbox()
    outbox.put(SetVolume(10), 1.0, in_flight=None)
    flying = outbox.first_unsent()
    outbox.put(SetVolume(20), 1.1, in_flight=flying)
    assert outbox.first_unsent() is flying


def test_a_read_asked_for_before_the_answer_settles_nothing() -> None:
    outbox = Outbox()
    sent(outbox, Pause(), 5.0)
    outbox.settle(picture(A, playing=False), asked_at=4.999, now=6.0)
    assert outbox.unconfirmed


def test_a_read_asked_for_after_the_answer_settles_what_it_shows() -> None:
    outbox = Outbox()
    sent(outbox, Pause(), 5.0)
    outbox.settle(picture(A, playing=False), asked_at=5.6, now=5.7)
    assert not outbox.unconfirmed


def test_an_unsent_command_is_never_settled() -> None:
    outbox = Outbox()
    outbox.put(Pause(), 5.0, in_flight=None)
    outbox.settle(picture(A, playing=False), asked_at=1e6, now=1e6)
    assert outbox.first_unsent() is not None


def test_what_does_not_show_is_kept_until_the_last_confirming_read_and_then_given_up() -> None:
    outbox = Outbox()
    sent(outbox, Pause(), 5.0)
    playing = picture(A)
    outbox.settle(playing, asked_at=7.999, now=9.0)
    assert not outbox.fold(playing, 9.0).playback.is_playing
    outbox.settle(playing, asked_at=8.0, now=9.0)
    assert outbox.fold(playing, 9.0) == playing


def test_of_two_skips_a_late_read_takes_back_neither() -> None:
    outbox = Outbox()
    sent(outbox, NEXT_A, 1.0)
    sent(outbox, NEXT_B, 1.3)
    before = picture(A, B, C, D)
    outbox.settle(before, asked_at=1.4, now=1.5)
    assert outbox.fold(before, 1.5).playback.item == C
    halfway = picture(B, C, D)
    outbox.settle(halfway, asked_at=1.6, now=1.7)
    assert outbox.fold(halfway, 1.7).playback.item == C
    outbox.settle(picture(C, D), asked_at=1.8, now=1.9)
    assert not outbox.unconfirmed


def test_the_first_of_two_volumes_does_not_come_back() -> None:
    outbox = Outbox()
    sent(outbox, SetVolume(50), 1.0)
    sent(outbox, SetVolume(70), 1.3)
    outbox.settle(with_volume(50), asked_at=1.9, now=2.0)
    assert volume(outbox.fold(with_volume(50), 2.0)) == 70
    outbox.settle(with_volume(70), asked_at=2.9, now=3.0)
    assert not outbox.unconfirmed
    assert volume(outbox.fold(with_volume(70), 3.0)) == 70


def test_a_pause_that_was_taken_back_does_not_come_back() -> None:
    outbox = Outbox()
    sent(outbox, Pause(), 1.0)
    sent(outbox, Resume(), 1.3)
    outbox.settle(picture(A), asked_at=1.9, now=2.0)
    assert not outbox.unconfirmed


def test_a_skip_that_was_taken_back_does_not_come_back() -> None:
    outbox = Outbox()
    sent(outbox, NEXT_A, 1.0)
    sent(outbox, SkipToPrevious(URI["B"]), 1.3)
    returned = picture(A, B, at=1.5, ms=0)
    outbox.settle(returned, asked_at=1.9, now=2.0)
    assert outbox.fold(returned, 2.0).playback.item == A


def test_another_command_that_is_done_says_nothing_about_the_one_before() -> None:
    outbox = Outbox()
    sent(outbox, Pause(), 1.0)
    sent(outbox, SetVolume(60), 1.3)
    outbox.settle(picture(A), asked_at=1.9, now=2.0)
    assert not outbox.fold(picture(A), 2.0).playback.is_playing


def test_dropping_is_the_rollback() -> None:
    outbox = Outbox()
    pending = sent(outbox, NEXT_A, 1.0)
    outbox.drop(pending)
    outbox.drop(pending)
    assert outbox.fold(picture(A, B), 1.0) == picture(A, B)


def test_the_same_command_twice_is_sent_twice() -> None:
    outbox = Outbox()
    for _ in range(2):
        outbox.put(AddToQueue(A, TAKER, 1), 1.0, in_flight=None)
    first = outbox.first_unsent()
    assert first is not None
    first.answered_at = 1.0
    second = outbox.first_unsent()
    assert second is not None
    assert second is not first


def test_of_what_was_given_up_the_listener_is_told() -> None:
    outbox = Outbox()
    sent(outbox, Pause(), 5.0)
    assert outbox.settle(picture(A), asked_at=7.9, now=8.0) == []
    assert outbox.settle(picture(A), asked_at=8.0, now=8.1) == [Pause.unheeded]


def test_what_is_read_long_after_is_not_laid_at_the_door_of_a_command() -> None:
    outbox = Outbox()
    sent(outbox, Pause(), 5.0)
    assert outbox.settle(picture(A), asked_at=15.1, now=15.2) == []
    assert not outbox.unconfirmed


def test_of_a_turning_knob_only_the_last_position_is_missed() -> None:
    outbox = Outbox()
    for second, percent in enumerate((50, 60, 70)):
        sent(outbox, SetVolume(percent), second)
    assert outbox.settle(with_volume(40), asked_at=3.5, now=3.6) == []
    assert outbox.settle(with_volume(40), asked_at=5.0, now=5.1) == [SetVolume.unheeded]


def test_a_failed_skip_takes_the_unsent_ones_with_it() -> None:
    outbox = Outbox()
    for command in (NEXT_A, NEXT_B, SetVolume(5), SkipToPrevious(None), SkipToNext(None)):
        outbox.put(command, 1.0, in_flight=None)
    first = outbox.first_unsent()
    assert first is not None
    outbox.drop(first)
    outbox.drop_fallen(first.command)
    left = []
    while (unsent := outbox.first_unsent()) is not None:
        left.append(unsent.command)
        outbox.drop(unsent)
    assert left == [SetVolume(5), SkipToPrevious(None)]
