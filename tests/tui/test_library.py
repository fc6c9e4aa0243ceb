"""Lists as they are opened, read, sorted, filtered and left again."""

from pathlib import Path

import pytest

from sptui.simulator import Simulator
from sptui.tui.widgets.rows import Rows
from tests.tui.conftest import Opened
from tests.tui.stage import NARROW, Stage

SHELVES = [
    "Liked songs",
    "Albums",
    "Artists",
    "Shows",
    "Episodes",
    "Audiobooks",
    "Recently played",
    "Top tracks",
    "Top artists",
]
LONG = "Every Song I Ever Liked"
LOOPS = 3
"""The player's: they send, they read, and they hold the screen for this process."""


def busy(stage: Stage) -> bool:
    """Whether anything is under way, or comes by itself before the clock moves."""
    app = stage.app
    timers = (app.sight._due, app.browsing._resting, app.playlists.moving._resting)
    return (
        any(timer is not None and timer._task is not None and not timer._task.done() for timer in timers)
        or any(worker.name != "player" and not worker.is_finished for worker in app.workers)
        or any(rows._looking for rows in app.main.query(Rows))
        or app.player.to_read.is_set()
        or len(stage.clock._timers) < LOOPS
    )


async def quiet(stage: Stage) -> None:
    """Wait until nothing more comes before the clock moves."""
    for _ in range(2):
        await stage.until(lambda: not busy(stage))
        await stage.pilot.pause()


def go_to(stage: Stage, name: str, pane: str = "library") -> None:
    """Put the cursor on the first row of that name."""
    rows = stage.rows(pane)
    rows.move_cursor(next(index for index, row in enumerate(rows.rows) if row.kind == "item" and row.cells[0] == name))


async def open_row(stage: Stage, *path: str) -> None:
    """Open the library, and in it one row after the other."""
    await stage.press("L")
    await quiet(stage)
    for name in path:
        go_to(stage, name)
        await stage.press("enter")
        await quiet(stage)


def names(stage: Stage, pane: str = "library") -> list[str]:
    """The first cells of the rows that can carry the cursor."""
    return [str(row.cells[0]) for row in stage.rows(pane).rows if row.kind == "item"]


def notes(stage: Stage) -> str:
    """What is told between the rows."""
    return " ".join(" ".join(str(row.cells[0]) for row in stage.rows("library").rows if row.kind == "note").split())


def title(stage: Stage) -> str:
    return str(stage.app.main.panes.library.border_title)


def status(stage: Stage) -> str:
    return str(stage.app.main.panes.library.border_subtitle or "")


def under(stage: Stage, pane: str = "library") -> str:
    """The name under the cursor."""
    row = stage.rows(pane).highlighted
    return str(row.cells[0]) if row is not None else ""


def loaded(stage: Stage) -> int:
    return stage.app.browsing.current.listing.loaded


def reads(stage: Stage, part: str) -> int:
    """How often something was read whose path ends so."""
    return sum(path.endswith(part) for _, method, path, _ in stage.simulator.log if method == "GET")


async def test_the_library_holds_its_parts_and_below_them_the_playlists(remote: Opened, simulator: Simulator) -> None:
    async with remote() as stage:
        await stage.ready()
        assert names(stage) == SHELVES
        assert reads(stage, "/me/playlists") == 0
        await open_row(stage)
        listed = [simulator.world.playlists.get(each) for each in simulator.world.playlists.listed if each]
        assert names(stage) == [*SHELVES, *(each.name or "Untitled" for each in listed if each)]
        assert under(stage) == "Liked songs"
        cells = {str(row[0]): row for row in stage.cells("library")}
        assert cells["Late Train Home"][1::4] == ("public", "24 items")
        assert cells["Focus, mostly instrumental"][1::4] == ("collaborative", "51 items")
        assert cells["Rainy Window"][1::4] == ("Friend0", "40 items")
        assert [row.cells[0] for row in stage.rows("library").rows if row.playing] == ["Late Train Home"]


async def test_whose_account_it_is_is_asked_once_and_kept(remote: Opened, tmp_path: Path) -> None:
    for asked in (1, 0):
        async with remote(store_file=tmp_path / "store") as stage:
            await stage.ready()
            stage.simulator.log.clear()
            await open_row(stage, "Late Train Home")
            await stage.press("backspace")
            await quiet(stage)
            assert reads(stage, "/v1/me") == asked


async def test_a_part_that_was_opened_tells_its_length_from_then_on(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Liked songs")
        await stage.press("backspace")
        assert next(row for row in stage.cells("library") if row[0] == "Liked songs")[5] == "261"
        assert next(row for row in stage.cells("library") if row[0] == "Albums")[5] == ""


@pytest.mark.parametrize("key", ["backspace", "escape"])
async def test_back_leads_to_the_row_that_one_came_from(remote: Opened, key: str) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Albums", "Field Notes")
        assert (title(stage), under(stage)) == ("‹ Field Notes", "Field Notes")
        await stage.press("j", "b", "B")
        await quiet(stage)
        assert title(stage) == "‹ Juniper Vale"
        await stage.press(key)
        assert (title(stage), under(stage)) == ("‹ Field Notes", names(stage)[1])
        await stage.press(key)
        assert (title(stage), under(stage)) == ("‹ Albums", "Field Notes")
        await stage.press(key)
        assert (title(stage), under(stage)) == ("Library", "Albums")


async def test_backspace_where_one_begins_says_so_and_escape_goes_to_the_queue(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("L", "backspace")
        assert stage.told == ["This is where one begins."]
        await stage.press("escape")
        assert stage.pane == "queue"


async def test_on_a_narrow_screen_a_line_tells_which_list_it_is(remote: Opened) -> None:
    async with remote(size=NARROW) as stage:
        await stage.read()
        await open_row(stage, "Liked songs")
        assert stage.shows(" ‹ Liked songs")
        assert stage.shows("50 of 261 loaded")


async def test_orders_follow_one_another_and_are_there_again_when_one_comes_back(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Albums")
        own = names(stage)
        orders = []
        for _ in range(5):
            await stage.press("s")
            orders.append((status(stage), names(stage) == sorted(own, key=str.casefold)))
        assert [order for order, _ in orders] == ["by title", "by artist", "newest first", "oldest first", ""]
        assert names(stage) == own
        await stage.press("s")
        titles = names(stage)
        go_to(stage, "Hedgerow")
        await stage.press("enter", "backspace")
        assert (names(stage), status(stage), under(stage)) == (titles, "by title", "Hedgerow")


async def test_top_tracks_change_their_span_of_time(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Top tracks")
        spans = []
        for _ in range(4):
            spans.append(status(stage).split("  ·  ")[0])
            await stage.press("s")
            await quiet(stage)
        assert spans == ["six months", "about a year", "four weeks", "six months"]
        assert reads(stage, "/top/tracks") == 3
        await stage.press("backspace")
        assert title(stage) == "Library"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (("Albums", "Field Notes"), "This list has no other order."),
        ((), "Lists of the library can be sorted: press L."),
    ],
)
async def test_what_cannot_be_sorted_says_so(remote: Opened, path: tuple[str, ...], told: str) -> None:
    async with remote() as stage:
        await stage.ready()
        if path:
            await open_row(stage, *path)
        await stage.press("s")
        assert stage.told == [told]


async def test_declining_to_load_all_for_an_order_costs_nothing(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, LONG)
        await stage.press("G")
        await quiet(stage)
        before = len(stage.asked)
        await stage.press("home", "s")
        await stage.until(lambda: stage.in_front == "AskFirst")
        await stage.press("escape")
        await quiet(stage)
        assert status(stage) == "by title  ·  125 of 10,000 loaded"
        assert len(stage.asked) == before
