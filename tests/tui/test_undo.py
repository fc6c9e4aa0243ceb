"""What is taken back, and what stops on its way and goes on, through the whole app."""

import pytest

from sptui.library.undo import LIFETIME
from sptui.simulator import Simulator
from sptui.simulator.faults import Fault
from sptui.simulator.playlists import LONG_PLAYLIST
from tests.tui.editing import ELSEWHERE, NAME, NOTHING, OTHER, Editing, Edits, fill

HALF = "The playlist is half changed, by 1 of 2 steps: go on to finish it."
UNSURE = "It may have been done all the same: going on finds that out."


async def stopped(at: Editing) -> None:
    """Remove the second of three rows that are the same, and let the second step fail; a question is asked then."""
    at.fails("refused", "POST")
    at.go_to(1)
    await at.press("x")
    await at.asked("Finish the change?")
    await at.asked(f"Spotify cannot be reached. {HALF}")


async def test_several_changes_are_taken_back_one_after_the_other_the_last_first(edits: Edits) -> None:
    async with edits("abcabc") as at:
        await at.press("x")
        await at.becomes("bcabc")
        await at.press("J")
        await at.becomes("cbabc")
        await at.press("D")
        await at.becomes("cba")
        for text, rows in (
            ("Back in the playlist: 2 duplicates.", "cbabc"),
            (f"Moved back: “{at.name('b')}”.", "bcabc"),
            (f"Back in the playlist: “{at.name('a')}”.", "abcabc"),
        ):
            await at.press("u")
            await at.told(text)
            assert at.both == (rows, rows)
        await at.press("u")
        await at.told(NOTHING)


async def test_who_presses_u_several_times_at_once_takes_back_as_many_changes(edits: Edits) -> None:
    async with edits("abc") as at:
        await at.press("x")
        await at.becomes("bc")
        await at.press("x")
        await at.becomes("c")
        await at.press("u", "u", "u")
        await at.told(NOTHING)
        assert at.both == ("abc", "abc")


async def test_a_change_is_taken_back_from_anywhere(edits: Edits, simulator: Simulator) -> None:
    fill(simulator, "xyz", OTHER)
    async with edits("abc") as at:
        await at.press("x")
        await at.becomes("bc")
        await at.open(OTHER)
        await at.press("d", "u")
        await at.told(f"Back in the playlist: “{at.name('a')}”.")
        assert (at.truth, at.shown) == ("abc", "xyz")
        await at.open(NAME)
        assert at.shown == "abc"


async def test_after_a_while_nobody_remembers_what_there_would_be_to_take_back(edits: Edits) -> None:
    async with edits("abc") as at:
        await at.press("x")
        await at.becomes("bc")
        await at.stage.later(LIFETIME / 2)
        await at.press("x")
        await at.becomes("c")
        await at.stage.later(LIFETIME / 2)
        await at.press("u")
        await at.becomes("bc")
        await at.press("u")
        await at.told(NOTHING)
        assert at.truth == "bc"


async def test_what_others_have_changed_since_is_not_overwritten_by_undoing(edits: Edits) -> None:
    async with edits("abc") as at:
        await at.press("x")
        await at.becomes("bc")
        await at.stage.later(60.0)
        at.elsewhere("z", 0)
        await at.press("u")
        await at.told(ELSEWHERE)
        await at.becomes("zbc")
        assert at.changes == ["DELETE"]
        await at.press("u")
        await at.told(NOTHING)


async def test_an_undo_without_a_network_can_be_tried_again(edits: Edits) -> None:
    async with edits("abc") as at:
        await at.press("x")
        await at.becomes("bc")
        at.fails("refused", "POST")
        await at.press("u")
        await at.told("Spotify cannot be reached. Nothing was changed.")
        assert at.both == ("bc", "bc")
        await at.press("u")
        await at.becomes("abc")


async def test_an_undo_whose_rows_cannot_be_read_can_be_tried_again(edits: Edits) -> None:
    async with edits("abc") as at:
        await at.press("x")
        await at.becomes("bc")
        at.simulator.faults.add(Fault.named("refused", path="/v1/playlists/*", times=2))
        await at.press("r")
        await at.stage.until(lambda: at.stage.app.browsing.current.contents.trouble)
        await at.stage.later(60.0)
        await at.press("u")
        await at.told("Not undone: what is in it was not read. Spotify cannot be reached.")
        await at.stage.later(60.0)
        await at.press("u")
        await at.becomes("abc")


async def test_rows_that_would_have_to_be_read_for_an_undo_are_asked_for(edits: Edits, simulator: Simulator) -> None:
    async with edits("abc") as at:
        long = simulator.world.playlists.named(LONG_PLAYLIST)
        rows = list(long.rows)
        await at.open(LONG_PLAYLIST)
        at.go_to(0)
        await at.press("I")
        await at.stage.until(lambda: at.stage.in_front == "ChoosePlaylist")
        await at.press(*"every", "enter")
        await at.stage.until(lambda: len(long.rows) == 10_001)
        await at.stage.until(lambda: at.stage.in_front == "MainScreen")
        await at.press("u")
        await at.asked("All of it must be known to undo that. Load the other 9,901 tracks?")
        await at.press("escape")
        await at.told("Not undone: what is in it was not read.")
        assert long.rows[:-1] == rows
        await at.press("u")
        await at.asked("All of it must be known to undo that.")
        await at.press("escape")


async def test_a_change_that_stops_on_its_way_is_finished_by_enter(edits: Edits) -> None:
    async with edits("abcb") as at:
        await stopped(at)
        assert at.truth == "ac"
        await at.press("enter")
        await at.becomes("acb")
        await at.told(f"Removed “{at.name('b')}”. u undoes it.")
        await at.press("u")
        await at.becomes("abcb")


async def test_finishing_can_be_tried_for_as_long_as_it_fails(edits: Edits) -> None:
    async with edits("abcb") as at:
        at.fails("refused", "POST")
        await stopped(at)
        await at.press("enter")
        await at.stage.until(lambda: at.changes == ["DELETE", "POST", "POST"])
        await at.asked("Finish the change?")
        await at.press("enter")
        await at.becomes("acb")


async def test_who_declines_to_finish_goes_on_by_u_and_nothing_is_lost(edits: Edits) -> None:
    async with edits("abcb") as at:
        await stopped(at)
        await at.press("escape")
        await at.told(f"Spotify cannot be reached. {HALF} u goes on.")
        await at.stage.until(lambda: at.both == ("ac", "ac"))
        await at.press("u")
        await at.becomes("acb")
        await at.told("Done now: what had stopped on its way.")
        await at.press("u")
        await at.told(NOTHING)


async def test_what_was_to_be_put_back_comes_to_the_end_where_others_have_changed_the_list(edits: Edits) -> None:
    async with edits("abcb") as at:
        await stopped(at)
        at.elsewhere("z", 0)
        await at.press("enter")
        await at.told(ELSEWHERE)
        await at.told("What was yet to be put back stands at its end now.")
        await at.becomes("zacb")
        await at.press("u")
        await at.told(NOTHING)


async def test_the_same_goes_for_what_was_declined_first(edits: Edits) -> None:
    async with edits("abcb") as at:
        await stopped(at)
        await at.press("escape")
        await at.told(f"Spotify cannot be reached. {HALF} u goes on.")
        at.elsewhere("z", 0)
        at.fails("refused", "POST")
        await at.press("u")
        await at.asked("Put the rest back?")
        await at.asked("Spotify cannot be reached. Nothing was changed.")
        await at.press("escape")
        await at.told("Still to be put back: 1 item. u goes on.")
        at.fails("refused", "POST")
        await at.press("u")
        await at.asked("Put the rest back?")
        await at.press("escape")
        await at.told("Still to be put back: 1 item. u goes on.")
        await at.press("u")
        await at.told("All of it is back.")
        await at.becomes("zacb")
        await at.press("u")
        await at.told(NOTHING)


async def test_of_many_rows_that_were_out_none_comes_back_twice(edits: Edits) -> None:
    async with edits("a" * 151) as at:
        at.fails("refused", "POST")
        await at.press("x")
        await at.asked("Finish the change?")
        at.elsewhere("z", 0)
        at.fails("refused", "POST", after=1)
        await at.press("enter")
        await at.asked("Put the rest back?")
        await at.asked("Spotify cannot be reached. 100 of 150 were added.")
        await at.press("enter")
        await at.told("What was yet to be put back stands at its end now.")
        assert at.truth == "z" + "a" * 150


@pytest.mark.parametrize("fault", ["dropped", "gateway_timeout"])
@pytest.mark.parametrize("method", ["DELETE", "POST"])
async def test_a_step_whose_answer_was_lost_is_done_once(edits: Edits, fault: str, method: str) -> None:
    async with edits("abcb") as at:
        at.fails(fault, method)
        at.go_to(1)
        await at.press("x")
        await at.asked(UNSURE)
        await at.press("enter")
        await at.becomes("acb")
        await at.told(f"Removed “{at.name('b')}”. u undoes it.")


async def test_an_undo_that_stops_on_its_way_goes_on_by_u(edits: Edits) -> None:
    async with edits("abcb") as at:
        await at.press("D")
        await at.becomes("abc")
        at.go_to(0)
        await at.press("x")
        await at.becomes("bc")
        at.mark(0, 1)
        await at.press("x")
        await at.becomes("")
        await at.press("u")
        await at.becomes("bc")
        at.fails("refused", "POST")
        await at.press("u")
        await at.told("Spotify cannot be reached. Nothing was changed.")
        at.fails("dropped", "POST")
        await at.press("u")
        await at.asked(UNSURE)
        await at.press("escape")
        await at.stage.until(lambda: any(text.endswith(f"{UNSURE} u goes on.") for text in at.stage.told))
        await at.press("u")
        await at.becomes("abc")
        await at.told(f"Back in the playlist: “{at.name('a')}”.")
        await at.press("u")
        await at.becomes("abcb")


async def test_the_next_change_waits_for_the_answer_to_a_question(edits: Edits) -> None:
    async with edits("abcbd") as at:
        at.fails("refused", "POST")
        at.stage.hold("/v1/playlists/*/items", times=1)
        at.go_to(1)
        await at.press("x", "J")
        at.stage.answers.set()
        await at.asked("Finish the change?")
        assert at.changes == ["DELETE", "POST"]
        await at.press("enter")
        await at.becomes("abcd")


async def test_what_shows_on_top_of_a_change_that_is_left_half_done_is_told_not_to_be(edits: Edits) -> None:
    async with edits("abcbd") as at:
        at.stage.hold("/v1/playlists/*/items", times=1)
        at.fails("refused", "POST")
        at.go_to(1)
        await at.press("x", "J", "J")
        at.stage.answers.set()
        await at.asked("Finish the change?")
        await at.press("escape")
        await at.told("That was not done, for what was done before it has failed: look again.")
        await at.stage.until(lambda: at.both == ("acd", "acd"))
        await at.press("u")
        await at.becomes("acbd")


async def test_with_another_account_there_is_nothing_to_undo_any_more(edits: Edits) -> None:
    async with edits("abc") as at:
        await at.press("x")
        await at.becomes("bc")
        at.stage.app.signed_in(same=False)
        await at.press("u")
        await at.told(NOTHING)
        assert at.truth == "bc"


async def test_with_another_account_nothing_is_sent_any_more_that_waited_for_the_keys_to_rest(
    edits: Edits,
) -> None:
    async with edits("abc") as at:
        await at.press("J")
        assert at.both == ("bac", "abc")
        send = at.stage.app.playlists.moving.send  # as the timer does
        at.stage.app.signed_in(same=False)
        send()
        await at.press("u")
        await at.told(NOTHING)
        assert (at.truth, at.changes) == ("abc", [])


async def test_what_was_on_its_way_when_another_account_came_is_neither_told_nor_taken_back(edits: Edits) -> None:
    async with edits("abc") as at:
        at.stage.hold("/v1/playlists/*/items", times=1)
        await at.press("x")
        await at.stage.until(lambda: at.changes == ["DELETE"])
        at.stage.app.signed_in(same=False)
        at.stage.answers.set()
        await at.press("u")
        await at.told(NOTHING)
        assert [text for text in at.stage.told if "undoes it" in text] == []


async def test_what_takes_many_requests_to_undo_is_asked_first_and_again(
    edits: Edits, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with edits("abc") as at:
        await at.press("x")
        await at.becomes("bc")
        monkeypatch.setattr("sptui.tui.asking.SEVERAL", 0)
        await at.press("u")
        await at.asked("Undo it? That takes 1 request;")
        await at.press("escape")
        await at.told("It was not undone: u asks again.")
        assert at.truth == "bc"
        await at.press("u")
        await at.asked("Undo it?")
        await at.press("enter")
        await at.becomes("abc")
