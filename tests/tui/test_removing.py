"""Rows that are removed from a playlist, through the whole app."""

import pytest

from sptui.simulator import Simulator
from sptui.simulator.playlists import LONG_PLAYLIST
from tests.tui.editing import ELSEWHERE, OTHER, Edits, fill


@pytest.mark.parametrize(
    ("rows", "index", "left", "methods"),
    [
        ("abc", 1, "ac", ["DELETE"]),
        ("abcba", 3, "abca", ["DELETE", "POST"]),
        ("aaa", 1, "aa", ["DELETE", "POST"]),
        ("abcb-Lb", 1, "acb-Lb", ["DELETE", "POST", "POST"]),
    ],
)
async def test_one_of_several_copies_goes_and_the_others_stay_where_they_are(
    edits: Edits, rows: str, index: int, left: str, methods: list[str]
) -> None:
    async with edits(rows) as at:
        at.go_to(index)
        title = at.name(rows[index])
        await at.press("x")
        await at.becomes(left)
        assert at.changes == methods
        await at.told(f"Removed “{title}”. u undoes it.")
        assert at.stage.shows(f"public  ·  {len(left)} items")

        await at.press("u")
        await at.becomes(rows)
        await at.told(f"Back in the playlist: “{title}”.")


async def test_marked_rows_go_together_by_the_delete_key_and_nothing_is_marked_afterwards(edits: Edits) -> None:
    async with edits("abcabc") as at:
        at.mark(1, 2, 4)
        await at.press("delete")
        await at.becomes("aac")
        await at.told("Removed 3 tracks. u undoes it.")
        assert at.rows.marks == frozenset()
        await at.press("u")
        await at.becomes("abcabc")


async def test_a_removal_shows_before_the_service_answers(edits: Edits) -> None:
    async with edits("abc") as at:
        at.stage.hold("/v1/playlists/*/items")
        at.go_to(0)
        await at.press("x")
        await at.stage.until(lambda: at.both == ("bc", "bc"))
        assert at.stage.told == []
        at.stage.answers.set()
        await at.told(f"Removed “{at.name('a')}”. u undoes it.")


async def test_rows_that_are_removed_faster_than_the_service_answers_are_those_under_the_cursor(edits: Edits) -> None:
    async with edits("abacbd") as at:
        at.stage.hold("/v1/playlists/*/items", times=1)
        at.go_to(0)
        await at.press("x", "j", "x", "x")
        assert at.shown == "bbd"
        at.stage.answers.set()
        await at.becomes("bbd")
        for shown in ("bcbd", "bacbd", "abacbd"):
            await at.press("u")
            await at.becomes(shown)


@pytest.mark.parametrize(
    ("rows", "removed", "cursor"), [("abcda", [0], 0), ("abca", [3], 2), ("abcab", [0, 1], 0), ("aab", [0], 0)]
)
async def test_the_cursor_stays_where_it_is_though_a_copy_of_what_goes_stands_elsewhere(
    edits: Edits, rows: str, removed: list[int], cursor: int
) -> None:
    async with edits(rows) as at:
        at.mark(*removed)
        at.go_to(removed[0])
        await at.press("x")
        await at.becomes("".join(letter for place, letter in enumerate(rows) if place not in removed))
        assert at.cursor == cursor


async def test_what_was_removed_on_top_of_a_removal_that_fails_is_there_again_as_well(edits: Edits) -> None:
    async with edits("abcd") as at:
        await at.stage.later(60.0)
        at.fails("refused", "DELETE")
        at.stage.hold("/v1/playlists/*", times=1)  # the look before
        at.go_to(0)
        await at.press("x", "x")
        assert at.shown == "cd"
        at.stage.answers.set()
        await at.told("Spotify cannot be reached. Nothing was changed.")
        await at.told("That was not done, for what was done before it has failed: look again.")
        assert at.both == ("abcd", "abcd")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("aLb", "Local files can be removed from a playlist in the Spotify app only."),
        ("a-b", "What stood in that row was withdrawn: it can be removed in the Spotify app only."),
    ],
)
async def test_what_no_app_can_remove_is_refused_and_stays_marked(edits: Edits, rows: str, told: str) -> None:
    async with edits(rows) as at:
        at.mark(1, 2)
        marks = at.rows.marks
        await at.press("x")
        await at.told(told)
        assert (at.both, at.changes, at.rows.marks) == ((rows, rows), [], marks)


async def test_a_playlist_that_is_not_loaded_in_full_is_loaded_first(edits: Edits, simulator: Simulator) -> None:
    long = "abcdefghij" * 20 + "xyz"
    fill(simulator, long, OTHER)
    async with edits("abc") as at:
        await at.open(OTHER)
        assert at.shown.count("?") == 103
        at.go_to(0)
        await at.press("x")
        await at.asked("That takes 20 requests")
        await at.press("enter")
        left = long[1:]
        await at.stage.until(lambda: at.shown == left)
        await at.stage.until(lambda: at.spelling(simulator.world.playlists.named(OTHER)) == left)
        assert at.changes == ["DELETE", *["POST"] * 19]


async def test_where_that_costs_many_requests_somebody_is_asked_first(edits: Edits) -> None:
    async with edits("abc") as at:
        await at.open(LONG_PLAYLIST)
        rows = at.simulator.world.playlists.named(LONG_PLAYLIST).rows
        asked = at.count_asked()
        at.go_to(2)
        await at.press("x")
        await at.asked("Spotify removes every copy of a track at once, so all of the playlist must be known first.")
        await at.asked("That takes 99 requests; 8 of 1,000 were sent in the last 24 hours.")
        await at.press("escape")
        await at.stage.until(lambda: at.stage.in_front == "MainScreen")
        assert (at.count_asked(), at.simulator.world.playlists.named(LONG_PLAYLIST).rows) == (asked, rows)
        assert at.shown.count("?") == 9_900


async def test_duplicates_go_but_for_the_first_and_come_back(edits: Edits) -> None:
    async with edits("axbyab-L-La") as at:
        await at.press("D")
        await at.becomes("axby-L-L")
        await at.told("Removed 3 duplicates. u undoes it.")
        await at.press("u")
        await at.becomes("axbyab-L-La")


async def test_without_duplicates_nothing_is_sent(edits: Edits) -> None:
    async with edits("abc-L-L") as at:
        await at.press("D")
        await at.told("There are no duplicates.")
        assert at.changes == []


async def test_a_row_of_a_filtered_or_sorted_list_is_the_one_that_goes(edits: Edits) -> None:
    async with edits("abcdb") as at:
        await at.press("s")
        await at.stage.until(lambda: at.stage.app.main.panes.library.order == "by title")
        at.go_to(4)
        await at.press("x")
        await at.becomes("abcd")
        await at.press("f", *at.name("c").casefold().replace(" ", "~").split("~")[0], "enter")
        await at.stage.until(lambda: at.cursor == 2)
        await at.press("x")
        await at.becomes("abd")


@pytest.mark.parametrize("key", ["x", "J", "D"])
async def test_what_was_changed_elsewhere_is_noticed_told_and_read_again(edits: Edits, key: str) -> None:
    async with edits("abcb") as at:
        await at.stage.later(60.0)
        at.elsewhere("z", 0)
        at.go_to(0)
        await at.press(key)
        await at.told(ELSEWHERE)
        await at.stage.until(lambda: at.both == ("zabcb", "zabcb"))
        assert at.changes == []
        at.go_to(1)
        await at.press("x")
        await at.becomes("zbcb")


async def test_a_row_that_is_another_one_by_the_time_all_are_loaded_stays(edits: Edits, simulator: Simulator) -> None:
    fill(simulator, "abcdefghij" * 20, OTHER)
    async with edits("abc") as at:
        await at.open(OTHER)
        playlist = simulator.world.playlists.named(OTHER)
        simulator.world.playlists.named(OTHER).insert([simulator.world.catalogue.tracks[ord("z")]], 0, 0.0)
        at.go_to(0)
        await at.press("x")
        await at.told("The playlist was changed elsewhere meanwhile. Nothing was removed: look again.")
        assert at.changes == []
        assert at.spelling(playlist) == "z" + "abcdefghij" * 20
