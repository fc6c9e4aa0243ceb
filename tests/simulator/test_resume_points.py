"""How far the listener came in episodes and chapters moves as they are played."""

from types import SimpleNamespace

import pytest

from sptui.simulator import Simulator
from sptui.simulator.playback import Context
from tests.simulator.conftest import Ask

STARTED = {"fully_played": False, "resume_position_ms": 754_000}


@pytest.fixture
def simulator(clock: SimpleNamespace) -> Simulator:
    return Simulator(clock=lambda: clock.now, lag=0)


def points(ask: Ask, simulator: Simulator) -> list[object]:
    """The points of the first show's first six episodes."""
    _, body = ask("GET", f"shows/{simulator.world.catalogue.shows[0].id}/episodes?limit=6")
    return [row.get("resume_point") for row in body["items"]]


def test_an_episode_that_plays_is_as_far_as_it_is_heard(ask: Ask, simulator: Simulator, clock: SimpleNamespace) -> None:
    show = simulator.world.catalogue.shows[0]
    simulator.world.player.play(Context(show.uri, tuple(show.episodes)), row=5)
    before = points(ask, simulator)
    clock.now += 60
    after = points(ask, simulator)
    assert after == [*before[:5], {"fully_played": False, "resume_position_ms": 60_000}]
    simulator.world.player.next()
    clock.now += 60
    assert points(ask, simulator) == after
    _, full = ask("GET", f"episodes/{show.episodes[5].id}")
    assert full["resume_point"] == after[5]


@pytest.mark.parametrize("left", [0, 10_000])
def test_at_its_end_or_shortly_before_it_is_fully_played(
    ask: Ask, simulator: Simulator, clock: SimpleNamespace, left: int
) -> None:
    show = simulator.world.catalogue.shows[0]
    simulator.world.player.play(Context(show.uri, tuple(show.episodes[1:3])))
    assert points(ask, simulator)[1] == STARTED
    clock.now += (show.episodes[1].duration_ms - left) / 1000 + (1 if not left else 0)
    assert points(ask, simulator)[1] == {"fully_played": True, "resume_position_ms": 0}


def test_a_chapter_has_a_point_once_it_was_begun(ask: Ask, simulator: Simulator, clock: SimpleNamespace) -> None:
    book = simulator.world.catalogue.audiobooks[0]
    simulator.world.player.play(Context(book.uri, tuple(book.chapters)), row=1)
    clock.now += 90
    simulator.world.player.pause()
    clock.now += 90
    point = {"fully_played": False, "resume_position_ms": 90_000}
    _, chapters = ask("GET", f"audiobooks/{book.id}/chapters")
    assert [row.get("resume_point") for row in chapters["items"]][:3] == [None, point, None]
    _, full = ask("GET", f"audiobooks/{book.id}")
    assert full["chapters"]["items"][1]["resume_point"] == point
    _, one = ask("GET", f"chapters/{book.chapters[1].id}")
    assert one["resume_point"] == point
    _, playing = ask("GET", "me/player?additional_types=track,episode")
    assert playing["item"]["resume_point"] == point


def test_music_leaves_none(simulator: Simulator, clock: SimpleNamespace) -> None:
    clock.now += 600
    assert simulator.world.player.state.points == {}
