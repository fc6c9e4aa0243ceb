from dataclasses import replace

import pytest

from sptui.player.crossfade import Crossfade
from sptui.player.playback import Playback
from sptui.player.state import Picture
from tests.player.fakes import LENGTH_MS, A, B, C, D, answer, picture, track

START = 100.0
LENGTH = LENGTH_MS / 1000


def known() -> Picture:
    """A from its start, with B, C and D behind it."""
    return picture(A, B, C, D, at=START, ms=0)


def read(item: object, *, early: float, items: int = 1, after: float = 0.7, **fields: object) -> tuple[Playback, float]:
    """What a read shows `after` so many seconds of an item, when each of `items` before it ended so much too early."""
    at = START + (LENGTH - early) * items + after
    return Playback.read(answer(item, round(after * 1000), **fields), at), at  # type: ignore[arg-type]


def learnt(*reads: tuple[Playback, float]) -> int:
    crossfade = Crossfade()
    for each in reads:
        crossfade.learn(known(), *each)
    return crossfade.ms


@pytest.mark.parametrize("seconds", [1.0, 6.0, 12.0])
def test_two_items_that_end_equally_early_tell_the_crossfade(seconds: float) -> None:
    assert learnt(read(B, early=seconds)) == 0
    assert learnt(read(B, early=seconds), read(B, early=seconds + 0.3)) == pytest.approx((seconds + 0.3) * 1000)


def test_of_several_items_between_two_reads_each_ended_early() -> None:
    assert learnt(read(D, early=6.0, items=3), read(D, early=6.0, items=3)) == 6_000


def test_skips_at_different_places_tell_nothing() -> None:
    assert learnt(read(B, early=3.0), read(B, early=9.0)) == 0


def test_an_end_long_before_the_length_is_a_skip() -> None:
    assert learnt(read(B, early=90.0), read(B, early=90.0)) == 0


def test_an_item_nobody_expected_tells_nothing() -> None:
    assert learnt(*[read(track("other"), early=6.0)] * 2) == 0


@pytest.mark.parametrize("early", [0.0, 0.4, -3.0])
def test_an_item_that_ended_on_time_ends_the_belief(early: float) -> None:
    assert learnt(*[read(B, early=6.0)] * 2, read(B, early=early)) == 0
    assert learnt(read(B, early=6.0), read(B, early=early), read(B, early=6.0)) == 0


def test_an_item_that_plays_on_ends_the_belief() -> None:
    for after, left in ((LENGTH - 6.5, 6_000), (LENGTH - 5.3, 0)):
        assert learnt(*[read(B, early=6.0)] * 2, read(A, early=LENGTH, after=after)) == left


def test_what_is_paused_or_repeated_tells_nothing() -> None:
    assert learnt(*[read(B, early=6.0, playing=False)] * 2) == 0
    crossfade, before = Crossfade(), known()
    repeated = replace(before, playback=replace(before.playback, repeat="track"))
    for _ in range(2):
        crossfade.learn(repeated, *read(B, early=6.0))
    assert crossfade.ms == 0
