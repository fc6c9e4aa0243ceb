"""Less of a list: words that rows must hold, and rows that are marked."""

import pytest
from textual.widgets import Input

from sptui.simulator.playlists import LONG_PLAYLIST
from sptui.tui.widgets.rowlist import RowList
from sptui.tui.widgets.rows import Rows
from tests.tui.conftest import Opened
from tests.tui.stage import Stage
from tests.tui.test_library import go_to, names, open_row, quiet, under


def line(stage: Stage) -> str:
    """What the filter line of the pane in use holds, with its count; "" where there is none."""
    list_ = stage.app.main.panes.row_list
    made = list_._line
    return f"{made.field.value} {made._counter.text}" if made is not None and list_.filtering else ""


async def test_a_filter_shows_what_holds_all_words_and_escape_shows_all_again(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Late Train Home")
        await stage.press("f", *"paper lan", "enter")
        assert names(stage) == ["Late Train Home", "Hummingbird Heart", "Sleepwalker's Waltz"]
        assert (under(stage), line(stage)) == ("Hummingbird Heart", "paper lan 2 of 24")
        assert stage.rows("library").has_focus
        await stage.press("escape")
        assert (len(names(stage)), under(stage), line(stage)) == (25, "Hummingbird Heart", "")
        assert stage.asked[-1] == f"/v1/playlists/{stage.simulator.world.playlists.named('Late Train Home').id}"


async def test_accents_and_foreign_letters_need_not_be_typed(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Late Train Home")
        await stage.press("f", *"zrodlo lodz")
        assert names(stage) == ["Late Train Home", "Źródło"]


async def test_a_filter_that_leaves_nothing_says_so(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Late Train Home")
        await stage.press("f", *"qqq")
        assert names(stage) == ["Late Train Home"]
        assert stage.shows("Nothing matches “qqq”")
        await stage.press("enter", "q")
        assert stage.shows("Nothing matches “qqqq”")


async def test_a_filter_that_leaves_nothing_of_a_part_says_how_to_get_the_rest(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, LONG_PLAYLIST)
        await stage.press("f", *"qqq")
        assert stage.shows("Nothing that is loaded matches “qqq”")
        assert stage.shows("esc, then F, loads the rest")


async def test_what_has_no_name_is_found_by_what_stands_there_instead(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("L", "f", *"untitled")
        assert names(stage) == ["Untitled"]


async def test_a_filter_is_there_again_when_one_comes_back(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Albums")
        await stage.press("f", *"ha", "enter")
        assert names(stage) == ["Harbour Songs", "Postcards from Onomichi"]
        await stage.press("enter")
        await quiet(stage)
        assert (names(stage)[0], len(names(stage)), line(stage)) == ("Harbour Songs", 12, "")
        await stage.press("escape")
        assert (names(stage), under(stage)) == (["Harbour Songs", "Postcards from Onomichi"], "Harbour Songs")
        assert line(stage) == "ha 2 of 26"


async def test_a_filter_outlives_a_new_read(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Albums")
        await stage.press("f", *"harbour", "enter", "r")
        await quiet(stage)
        assert names(stage) == ["Harbour Songs"]


@pytest.mark.parametrize(
    ("pane", "opens", "words", "left"),
    [
        ("library", ("L",), "kitchen", ["Sunday Kitchen ☕"]),
        ("queue", ("Q",), "merriweather", ["The Bookbinder"]),
        ("devices", ("d",), "kit", ["3"]),
    ],
)
async def test_every_pane_has_a_filter_of_its_own(
    remote: Opened, pane: str, opens: tuple[str, ...], words: str, left: list[str]
) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press(*opens)
        await quiet(stage)
        before = {each: names(stage, each) for each in ("library", "queue", "devices")}
        await stage.press("f", *words, "enter")
        assert {each: names(stage, each) for each in before} == {**before, pane: left}
        await stage.press("escape")
        assert names(stage, pane) == before[pane]
        assert stage.writes == []


async def test_search_results_are_filtered_with_the_headings_above_them(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.find("the")
        expected: dict[object, list[object]] = {}
        heading: object = None
        for row in stage.rows("search").rows:
            heading = row.cells[0] if row.kind == "heading" else heading
            if row.kind == "item" and "gardeners" in " ".join(map(str, row.cells)).casefold():
                expected.setdefault(heading, []).append(row.key)
        await stage.press("f", *"gardeners", "enter")
        shown = [row.cells[0] if row.kind == "heading" else row.key for row in stage.rows("search").rows]
        assert shown == [each for group, keys in expected.items() for each in (group, *keys)]
        assert len(expected) > 1
        assert stage.search.line.value == "the"
        await stage.press("escape")
        assert len(stage.rows("search").rows) > len(shown)
        assert stage.pane == "search"


async def test_the_list_of_keys_can_be_filtered_and_escape_first_takes_that_away(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("?", "f", *"shuffle", "enter")
        rows = stage.app.screen.query_one(Rows)
        assert [row.cells[1] for row in rows.rows if row.kind == "item"] == [
            "Shuffle on or off",
            "Play the whole, shuffled",
        ]
        await stage.press("escape")
        assert stage.in_front == "HelpScreen"
        assert not stage.app.screen.query_one(RowList).filtering
        await stage.press("escape")
        assert stage.in_front == "MainScreen"


async def test_letters_that_are_keys_are_typed_into_the_filter(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Late Train Home")
        await stage.press("f", *"xhzJKDNu")
        assert isinstance(stage.app.focused, Input)
        assert stage.app.focused.value == "xhzJKDNu"
        assert stage.writes == []
        assert stage.told == []


async def test_marks_stay_under_a_filter_and_go_with_the_list(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Late Train Home")
        rows = stage.rows("library")
        go_to(stage, "Ivy")
        await stage.press("v")
        await stage.press("f", *"marlow", "enter", "ctrl+a", "escape")
        assert [row.cells[0] for row in rows.marked] == ["Night Bus Lullaby", "Ivy", "Low Tide"]
        await stage.press("backspace", "enter")
        await quiet(stage)
        assert rows.marked == ()


async def test_a_range_is_marked_and_escape_clears_the_marks_before_it_leads_back(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Late Train Home")
        go_to(stage, "Ivy")
        await stage.press("v", "j", "j", "V")
        marked = [row.cells[0] for row in stage.rows("library").marked]
        assert marked == ["Ivy", "金魚", "Coração de pescador", "金魚"]
        await stage.press("escape")
        assert stage.rows("library").marked == ()
        assert names(stage)[0] == "Late Train Home"
        await stage.press("escape")
        assert under(stage) == "Late Train Home"
        assert names(stage)[0] == "Liked songs"


async def test_neither_the_head_nor_a_part_of_the_library_nor_what_is_not_read_can_be_marked(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage)
        await stage.press("home", "v", "v")
        assert stage.rows("library").marked == ()
        await open_row(stage, "Every Song I Ever Liked")
        await stage.press("home", "v", "ctrl+a")
        assert len(stage.rows("library").marked) == 100
