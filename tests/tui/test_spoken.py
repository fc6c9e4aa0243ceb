from collections.abc import Sequence

import pytest

from sptui.simulator import Simulator
from sptui.simulator.playback import Context
from sptui.spotify.models.catalogue import Episode
from sptui.tui import spoken
from sptui.tui.spoken import notes
from tests.player.fakes import A
from tests.tui.conftest import Opened
from tests.tui.stage import Stage
from tests.tui.test_library import go_to, open_row, quiet

MINUTE = 60_000
HOURS = Episode(id="e", name="E", duration_ms=134 * MINUTE)


@pytest.mark.parametrize(
    ("position", "text"),
    [
        (0, "episode  ·  2 h 14 min left"),
        (1, "episode  ·  2 h 13 min left"),
        (74 * MINUTE, "episode  ·  1 h 0 min left"),
        (102 * MINUTE, "episode  ·  32 min left"),
        (133 * MINUTE + 1, "episode  ·  less than a minute left"),
        (999 * MINUTE, "episode  ·  less than a minute left"),
    ],
)
def test_an_episode_tells_how_much_of_it_is_left(position: int, text: str) -> None:
    assert notes(HOURS, position) == text


def test_a_chapter_tells_which_it_is_and_music_nothing() -> None:
    assert notes(HOURS, 132 * MINUTE, (3, 12)) == "chapter 3 of 12  ·  2 min left"
    assert notes(Episode(id="e", name="E"), 0) == "episode"
    assert (notes(A, 0), notes(None, 0)) == ("", "")


def sizes(stage: Stage) -> Sequence[object]:
    """How much is left of what plays, and of the other rows of the open list."""
    return [row.cells[-1] for row in stage.rows("library").rows if row.kind == "item" and row.playing][-1:]


async def test_a_row_follows_what_is_heard_without_a_request_and_is_heard_at_its_end(
    remote: Opened, simulator: Simulator
) -> None:
    show = simulator.world.catalogue.shows[0]
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Shows", show.name)
        go_to(stage, show.episodes[1].name)
        await stage.press("enter")
        await stage.until(lambda: stage.truth.item is show.episodes[1])
        assert stage.truth.position_at(stage.clock.now) == 754_000
        asked = stage.count("GET", f"/v1/shows/{show.id}")
        simulator.world.player.seek(show.episodes[1].duration_ms - 300_000)
        await stage.later(3)
        await stage.reread()
        assert sizes(stage) == ["4:57 left"]
        await stage.later(298)
        await stage.reread()
        await quiet(stage)
        rows = {row.cells[0]: row.cells[-1] for row in stage.rows("library").rows if row.kind == "item"}
        assert rows[show.episodes[1].name] == "✓ heard"
        assert stage.count("GET", f"/v1/shows/{show.id}") == asked


@pytest.mark.parametrize("ahead", [1, 4])
async def test_an_episode_of_the_queue_goes_on_where_it_was_left(
    remote: Opened, simulator: Simulator, ahead: int
) -> None:
    show = simulator.world.catalogue.shows[0]
    episodes = [*show.episodes[5 : 5 + ahead], show.episodes[1], *show.episodes[12:]]
    player = simulator.world.player
    player.stop()
    player.play(Context(show.uri, tuple(episodes)), device=simulator.world.device("Desk").key)
    async with remote() as stage:
        await stage.ready()
        await stage.press("Q", "home", *["j"] * ahead, "enter")
        await stage.until(lambda: stage.truth.item is show.episodes[1])
        assert stage.truth.position_at(stage.clock.now) == 754_000


async def test_which_chapter_it_is_is_known_of_a_book_that_was_opened(remote: Opened, simulator: Simulator) -> None:
    book = simulator.world.catalogue.audiobooks[0]
    simulator.world.player.play(Context(book.uri, tuple(book.chapters)), row=2)
    async with remote() as stage:
        await stage.ready()
        collections, playback = stage.app.browsing.collections, stage.app.main.playback
        assert spoken.chapter_of(playback.item, collections) is None
        await stage.press("c")
        await quiet(stage)
        assert spoken.chapter_of(playback.item, collections) == (3, len(book.chapters))


async def test_an_episode_that_was_found_goes_on_where_it_was_left(remote: Opened, simulator: Simulator) -> None:
    episode = simulator.world.catalogue.shows[0].episodes[1]
    async with remote() as stage:
        await stage.ready()
        await stage.find(episode.name)
        rows = stage.rows("search")
        found = next(
            place
            for place, row in enumerate(rows.rows)
            if getattr(row.value, "thing", None) and episode.id == row.value.thing.id
        )
        rows.focus()
        rows.move_cursor(found)
        await stage.press("enter")
        await stage.until(lambda: stage.truth.item is episode)
        assert stage.truth.position_at(stage.clock.now) == 754_000
