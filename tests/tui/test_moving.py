"""Rows of a playlist that are moved, through the whole app."""

import pytest

from sptui.simulator import Simulator
from tests.tui.editing import ELSEWHERE, NAME, NOTHING, OTHER, Editing, Edits, fill

THREE = "Moved 3 tracks. u undoes it."


async def settled(at: Editing) -> None:
    """Wait until nothing shows that the service has not made."""
    await at.stage.until(lambda: at.stage.app.playlists.moving._change is None)
    await at.stage.until(lambda: not at.stage.app.playlists.changes.shown._changes)
    await at.stage.pilot.pause()


async def test_a_row_moves_at_once_and_several_presses_are_one_request(edits: Edits) -> None:
    async with edits("abcdef") as at:
        await at.press("J", "J", "J")
        assert at.both == ("bcdaef", "abcdef")
        assert at.cursor == 3
        await at.told(f"Moved “{at.name('a')}”. u undoes it.")
        assert at.both == ("bcdaef", "bcdaef")
        assert at.changes == ["PUT"]
        await at.press("K")
        assert at.shown == "bcadef"
        await at.becomes("bcadef")
        for rows in ("bcdaef", "abcdef"):
            await at.press("u")
            await at.becomes(rows)
        assert at.changes == ["PUT"] * 4


async def test_marked_rows_that_stand_together_move_together(edits: Edits) -> None:
    async with edits("abcdef") as at:
        at.mark(2, 3, 4)
        await at.press("K", "K")
        assert at.shown == "cdeabf"
        await at.press("J")
        assert at.shown == "acdebf"
        await at.told(THREE)
        assert at.both == ("acdebf", "acdebf")
        assert at.changes == ["PUT"]
        assert len(at.rows.marks) == 3
        await at.press("u")
        await at.becomes("abcdef")


async def test_marked_rows_that_stand_apart_stay_and_say_why(edits: Edits) -> None:
    async with edits("abcdef") as at:
        at.mark(1, 3)
        await at.press("J")
        await at.told("What is moved together must stand together. Nothing was moved.")
        assert (at.shown, at.changes) == ("abcdef", [])


@pytest.mark.parametrize(("row", "key"), [(0, "K"), (2, "J")])
async def test_at_the_ends_of_a_list_nothing_moves(edits: Edits, row: int, key: str) -> None:
    async with edits("abc") as at:
        at.go_to(row)
        await at.press(key, key)
        assert at.shown == "abc"
        await settled(at)
        assert at.changes == []


async def test_a_row_that_is_back_where_it_was_is_not_sent(edits: Edits) -> None:
    async with edits("abcd") as at:
        await at.press("J", "J", "K", "K")
        assert at.shown == "abcd"
        await settled(at)
        assert (at.changes, at.stage.told) == ([], [])
        await at.press("u")
        await at.told(NOTHING)


async def test_local_files_and_withdrawn_rows_can_be_moved(edits: Edits) -> None:
    async with edits("aL-b") as at:
        at.go_to(1)
        await at.press("K")
        await at.becomes("La-b")
        at.go_to(2)
        await at.press("J")
        await at.becomes("Lab-")


async def test_a_row_moves_past_its_own_copies(edits: Edits) -> None:
    async with edits("aabaa") as at:
        await at.press("J", "J")
        assert (at.shown, at.cursor) == ("abaaa", 2)
        await at.press("J", "J")
        assert at.cursor == 4
        await at.becomes("abaaa")
        assert at.changes == ["PUT"]


async def test_another_row_is_another_move_and_both_are_sent_in_their_order(edits: Edits) -> None:
    async with edits("abcdef") as at:
        await at.press("J", "J")
        at.go_to(5)
        await at.press("K")
        assert at.shown == "bcadfe"
        await at.becomes("bcadfe")
        assert at.changes == ["PUT", "PUT"]
        for rows in ("bcadef", "abcdef"):
            await at.press("u")
            await at.becomes(rows)


async def test_a_row_goes_on_moving_while_the_service_takes_its_time(edits: Edits) -> None:
    async with edits("abcdef") as at:
        at.stage.hold("/v1/playlists/*/items", times=1)
        await at.press("J")
        await at.stage.until(lambda: at.changes == ["PUT"])
        await at.press("J")
        at.go_to(5)
        await at.press("K")
        assert at.shown == "bcadfe"
        at.stage.answers.set()
        await at.becomes("bcadfe")
        assert at.changes == ["PUT"] * 3
        for rows in ("bcadef", "bacdef", "abcdef"):
            await at.press("u")
            await at.becomes(rows)


async def test_what_shows_does_not_waver_when_an_earlier_move_is_confirmed(edits: Edits) -> None:
    async with edits("abcdef") as at:
        at.stage.hold("/v1/playlists/*/items", times=1)
        await at.press("J")
        await at.stage.until(lambda: at.changes == ["PUT"])
        await at.press("J")
        seen = [at.shown]
        at.stage.answers.set()
        while at.truth != "bcadef":
            await at.stage.pilot.pause()
            seen.append(at.shown)
        assert set(seen) == {"bcadef"}


async def test_a_row_that_is_removed_while_a_move_waits_is_the_one_that_was_seen(edits: Edits) -> None:
    async with edits("abcab") as at:
        await at.press("J")
        at.go_to(0)
        await at.press("x")
        assert at.shown == "acab"
        await at.becomes("acab")
        assert at.changes == ["PUT", "DELETE", "POST"]
        for rows in ("bacab", "abcab"):
            await at.press("u")
            await at.becomes(rows)


async def test_u_undoes_a_move_that_was_not_even_sent(edits: Edits) -> None:
    async with edits("abc") as at:
        at.go_to(1)
        await at.press("x")
        await at.becomes("ac")
        at.go_to(0)
        await at.press("J", "u")
        await at.told(f"Moved back: “{at.name('a')}”.")
        await at.becomes("ac")
        await at.press("u")
        await at.becomes("abc")


async def test_a_move_is_sent_though_one_goes_to_another_list_meanwhile(edits: Edits, simulator: Simulator) -> None:
    fill(simulator, "xyz", OTHER)
    async with edits("abc") as at:
        await at.press("J")
        await at.open(OTHER)
        await at.press("home", "j", "J")
        await at.stage.until(lambda: at.truth == "bac")
        await at.stage.until(lambda: at.spelling(simulator.world.playlists.named(OTHER)) == "yxz")
        await at.open(NAME)
        await at.becomes("bac")


async def test_a_move_that_fails_is_taken_back_with_a_sentence(edits: Edits) -> None:
    async with edits("abc") as at:
        at.fails("refused", "PUT")
        await at.press("J")
        assert at.shown == "bac"
        await at.told("Spotify cannot be reached. Nothing was changed.")
        assert at.both == ("abc", "abc")
        await at.press("u")
        await at.told(NOTHING)


async def test_a_move_is_not_made_on_top_of_what_was_changed_elsewhere(edits: Edits) -> None:
    async with edits("abc") as at:
        await at.stage.later(60.0)
        at.elsewhere("z", 0)
        await at.press("J")
        assert at.shown == "bac"
        await at.told(ELSEWHERE)
        await at.becomes("zabc")
        assert at.changes == []


async def test_a_list_that_was_read_anew_while_a_move_waited_is_left_as_it_is(edits: Edits) -> None:
    async with edits("abc") as at:
        at.elsewhere("z", 0)
        await at.press("J", "r")
        await at.told(ELSEWHERE)
        await at.becomes("zabc")
        assert at.changes == []
        at.go_to(1)
        await at.press("J")
        await at.becomes("zbac")


@pytest.mark.parametrize("keys", [["s"], ["f", "a", "enter"]])
async def test_in_another_order_or_behind_a_filter_no_row_moves(edits: Edits, keys: list[str]) -> None:
    async with edits("abc") as at:
        await at.press(*keys, "J")
        await at.told("Tracks can be moved in the playlist's own order only, without a filter: press s, or esc.")
        assert at.shown == "abc"
        await settled(at)
        assert at.changes == []


async def test_a_move_in_a_list_that_is_not_loaded_in_full_can_be_undone_after_scrolling(
    edits: Edits, simulator: Simulator
) -> None:
    rows = "abcdefghij" * 20
    playlist = fill(simulator, rows, OTHER)
    async with edits("abc") as at:
        await at.open(OTHER)
        at.go_to(0)
        await at.press("J")
        await at.told(f"Moved “{at.name('a')}”. u undoes it.")
        assert at.spelling(playlist) == "ba" + rows[2:]
        assert at.shown == "ba" + rows[2:100] + "?" * 100
        await at.press("G")
        await at.stage.until(lambda: at.shown[-1] == rows[-1])
        await at.press("u")
        await at.told(f"Moved back: “{at.name('a')}”.")
        assert at.spelling(playlist) == rows
        assert at.shown[:100] == rows[:100]
