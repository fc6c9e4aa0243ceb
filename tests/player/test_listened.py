from dataclasses import replace

import pytest

from sptui.player.listened import STEP_MS, Listened
from sptui.player.playback import Playback
from sptui.player.progress import Progress
from sptui.player.state import Picture, PlayerState
from sptui.spotify.models.catalogue import Episode, Item
from tests.player.fakes import A

HOUR = 3_600_000
FIRST, SECOND = (Episode(id=name, uri=f"spotify:episode:{name}", name=name, duration_ms=HOUR) for name in "12")


class Listener:
    """`told` is what was told of, in seconds."""

    def __init__(self) -> None:
        self.told: list[tuple[str, float]] = []
        self.errand = Listened(lambda item, ms: self.told.append((item.name, ms / 1000)))

    def see(self, item: Item | None, seconds: float, at: float, *, playing: bool = True, now: float = 0.0) -> None:
        """Read at `at` that the item is so many seconds in, and look at it then or at `now`."""
        playback = Playback(active=True, item=item, progress=Progress(round(seconds * 1000), at, playing))
        state = PlayerState(confirmed=Picture(playback=playback))
        assert self.errand.look(state, now or at) == state

    def again(self, item: Item, seconds: float, at: float, now: float) -> None:
        self.see(item, seconds, at, now=now)


@pytest.fixture
def listener() -> Listener:
    listener = Listener()
    listener.see(FIRST, 100.0, 0.0)
    return listener


def test_it_is_told_of_now_and_then_while_it_plays(listener: Listener) -> None:
    listener.told.clear()
    for second in range(31):
        listener.again(FIRST, 100.0, 0.0, now=float(second))
    step = STEP_MS / 1000
    assert [seconds for _, seconds in listener.told] == [100.0, 100 + step, 100 + 2 * step, 100 + 3 * step]


def test_at_a_pause_it_is_told_where_that_was(listener: Listener) -> None:
    listener.again(FIRST, 100.0, 0.0, now=1.0)
    listener.see(FIRST, 104.0, 4.0, playing=False)
    assert listener.told[-1] == ("1", 104.0)
    listener.see(FIRST, 104.0, 60.0, playing=False)
    assert listener.told[-1] == ("1", 104.0)
    assert len(listener.told) == 2


def test_what_gave_way_at_its_end_was_heard_to_it(listener: Listener) -> None:
    listener.see(SECOND, 0.5, 3_500.5)
    assert listener.told == [("1", 3_600.0)]


def test_of_what_was_left_before_its_end_the_last_known_place_counts(listener: Listener) -> None:
    listener.again(FIRST, 100.0, 0.0, now=50.0)
    listener.see(A, 0.0, 60.0)
    assert listener.told == [("1", 150.0), ("1", 150.0)]


def test_what_began_anew_is_told_of_from_its_own_beginning(listener: Listener) -> None:
    listener.again(FIRST, 100.0, 0.0, now=50.0)
    listener.see(SECOND, 20.0, 60.0)
    listener.again(SECOND, 20.0, 60.0, now=61.0)
    assert listener.told[-1] == ("2", 21.0)


def test_of_music_nothing_is_told() -> None:
    listener = Listener()
    for second in range(60):
        listener.again(A, 10.0, 0.0, now=float(second))
    listener.see(None, 0.0, 61.0)
    assert listener.told == []


def test_there_is_never_anything_to_do(listener: Listener) -> None:
    state = replace(PlayerState())
    assert (listener.errand.due(state), listener.errand.run(state, 0.0)) == (None, ())
