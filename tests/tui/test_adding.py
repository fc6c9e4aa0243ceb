"""Rows, and what plays, that go into playlists, through the whole app."""

import pytest

from sptui.simulator import Simulator
from sptui.simulator.catalogue import LOCAL_FILES
from sptui.simulator.faults import Fault
from sptui.tui.screens.choose_playlist import OptionRows
from sptui.tui.widgets.line import Line
from tests.tui.conftest import Opened
from tests.tui.editing import (
    FOREIGN,
    NAME,
    NOTHING,
    OTHER,
    Edits,
    add_to,
    choosing,
    fill,
    name_new,
    offered,
    other,
)

LOCAL = "1 cannot be added by other apps: local files."


@pytest.fixture
def edits(edits: Edits, simulator: Simulator) -> Edits:
    fill(simulator, "xyz", OTHER)
    return edits


async def test_the_row_under_the_cursor_goes_to_the_end_of_the_playlist_that_is_chosen(edits: Edits) -> None:
    async with edits("abc") as at:
        at.go_to(1)
        screen = await choosing(at)
        assert screen._title == f"Add “{at.name('b')}” to …"
        await at.press("escape")
        await add_to(at, OTHER)
        await at.told(f"Added “{at.name('b')}” to “{OTHER}”. u undoes it.")
        assert at.spelling(other(at)) == "xyzb"
        assert at.stage.writes == [("POST", f"/v1/playlists/{other(at).id}/items")]

        await at.press("u")
        await at.told(f"Taken out of “{OTHER}” again: “{at.name('b')}”.")
        assert at.spelling(other(at)) == "xyz"


async def test_marked_rows_go_in_their_order_and_are_marked_no_more(edits: Edits) -> None:
    async with edits("abcd") as at:
        at.mark(3, 0, 2)
        screen = await choosing(at)
        assert screen._title == "Add 3 items to …"
        await at.press("escape")
        assert len(at.rows.marks) == 3
        await add_to(at, OTHER)
        await at.told(f"Added 3 items to “{OTHER}”. u undoes it.")
        assert at.spelling(other(at)) == "xyzacd"
        assert at.rows.marks == frozenset()


async def test_what_plays_is_added_from_anywhere_and_leaves_the_marks_alone(edits: Edits) -> None:
    async with edits("abc") as at:
        at.mark(0, 1)
        playing = at.stage.truth.item
        assert playing is not None
        await add_to(at, OTHER, "I")
        await at.told(f"Added “{playing.name}” to “{OTHER}”. u undoes it.")
        assert other(at).items[-1] == playing
        assert len(at.rows.marks) == 2


async def test_when_nothing_plays_there_is_nothing_to_add(remote: Opened, simulator: Simulator) -> None:
    simulator.world.player.go_idle()
    async with remote() as stage:
        await stage.read()
        await stage.press("I")
        assert stage.told == ["There is nothing here that could be added to a playlist."]


async def test_what_is_in_the_playlist_already_is_added_once_more_and_said(edits: Edits) -> None:
    async with edits("abc") as at:
        await add_to(at, NAME)
        await at.told(f"Added “{at.name('a')}” to “{NAME}”. It was there before. u undoes it.")
        await at.becomes("abca")
        at.mark(0, 1)
        await add_to(at, NAME)
        await at.told(f"Added 2 items to “{NAME}”. 2 were there before. u undoes it.")
        await at.press("u")
        await at.becomes("abca")


async def test_playlists_of_others_stand_behind_one_s_own(edits: Edits) -> None:
    async with edits("abc") as at:
        await choosing(at)
        await at.stage.until(lambda: FOREIGN in offered(at))
        rows = at.stage.app.screen.query_one(OptionRows).rows
        others = ["not yours" in str(row.cells) for row in rows if row.value is not None]
        assert others == sorted(others)
        assert any(others)


async def test_the_playlist_used_last_is_offered_first_and_remembered(edits: Edits) -> None:
    async with edits("abc") as at:
        await add_to(at, OTHER)
        await at.told(f"Added “{at.name('a')}” to “{OTHER}”. u undoes it.")
        await choosing(at)
        assert offered(at)[0] == OTHER
        assert at.stage.shows("last used")
        assert at.stage.store.remembered("last playlist") == other(at).id


async def test_a_new_playlist_is_made_for_the_rows_and_deleted_by_u(edits: Edits) -> None:
    async with edits("abc") as at:
        at.mark(0, 1)
        await name_new(at, "Brand new")
        await at.told("Added 2 items to “Brand new”. u undoes it.")
        made = at.simulator.world.playlists.named("Brand new")
        assert (at.spelling(made), made.public) == ("ab", False)
        await choosing(at)
        assert offered(at)[0] == "Brand new"
        assert at.stage.shows("2 items  ·  private")
        await at.press("escape", "u")
        await at.told("“Brand new” is deleted again.")
        assert made.id not in at.simulator.world.playlists.listed
        await choosing(at)
        assert "Brand new" not in offered(at)


async def test_playlists_of_others_are_offered_as_such_and_take_nothing(edits: Edits) -> None:
    async with edits("abc") as at:
        await add_to(at, FOREIGN)
        told = at.stage.app.screen.query_one("#told", Line)
        assert told.text == "Nothing can be added there: not yours."
        assert at.stage.writes == []


async def test_local_files_are_left_out_and_that_is_told(edits: Edits) -> None:
    async with edits("aLb") as at:
        at.mark(0, 1, 2)
        await add_to(at, OTHER)
        await at.told(f"Added 2 items to “{OTHER}”. {LOCAL} u undoes it.")
        assert at.spelling(other(at)) == "xyzab"
        await at.press("u")
        await at.told(f"Taken out of “{OTHER}” again: 2 items.")
        assert at.spelling(other(at)) == "xyz"


async def test_where_there_is_nothing_but_local_files_nothing_is_sent_and_nothing_can_be_undone(edits: Edits) -> None:
    async with edits("aL") as at:
        at.go_to(1)
        screen = await choosing(at)
        assert screen._title == f"Add “{LOCAL_FILES[0].name}” to …"
        await at.press("escape")
        await add_to(at, OTHER)
        await at.told(f"Nothing was added. {LOCAL}")
        assert at.stage.writes == []
        await at.press("u")
        await at.told(NOTHING)


async def test_a_new_playlist_for_a_local_file_is_made_and_stays_empty(edits: Edits) -> None:
    async with edits("aL") as at:
        at.go_to(1)
        await name_new(at, "Home made")
        await at.told(f"Made “Home made”. Nothing was added. {LOCAL} u undoes it.")
        assert at.simulator.world.playlists.named("Home made").rows == []


async def test_rows_without_content_cannot_be_added(edits: Edits) -> None:
    async with edits("a-") as at:
        at.go_to(1)
        await at.press("i")
        await at.told("There is nothing here that could be added to a playlist.")


async def test_of_an_album_its_tracks_are_added(edits: Edits) -> None:
    async with edits("abc") as at:
        album = next(each for each in at.simulator.world.catalogue.albums if each.name == "Small Hours")
        await at.stage.find("small hours")
        rows = at.stage.rows("search")
        rows.move_cursor(next(place for place, row in enumerate(rows.rows) if row.key == ("Albums", 0)))
        screen = await choosing(at)
        assert screen._title == f"Add {len(album.tracks)} items to …"
        await at.press("escape")
        await add_to(at, OTHER)
        await at.told(f"Added {len(album.tracks)} items to “{OTHER}”. u undoes it.")
        assert [item.uri for item in other(at).items[3:] if item] == [track.uri for track in album.tracks]


async def test_an_album_that_cannot_be_read_says_why_and_nothing_is_added(edits: Edits) -> None:
    async with edits("abc") as at:
        await at.stage.find("small hours")
        rows = at.stage.rows("search")
        rows.move_cursor(next(place for place, row in enumerate(rows.rows) if row.key == ("Albums", 0)))
        at.simulator.faults.add(Fault.named("refused", path="/v1/albums/*"))
        await at.press("i")
        await at.told("Spotify cannot be reached.")
        assert at.stage.in_front == "MainScreen"


async def test_an_artist_has_nothing_that_could_be_added(edits: Edits) -> None:
    async with edits("abc") as at:
        await at.stage.find("paper lanterns")
        rows = at.stage.rows("search")
        rows.move_cursor(next(place for place, row in enumerate(rows.rows) if row.key == ("Artists", 0)))
        await at.press("i")
        await at.told("There is nothing in it that could be added to a playlist.")


async def test_what_is_added_to_the_open_playlist_shows_behind_what_others_have_added(edits: Edits) -> None:
    async with edits("abc") as at:
        at.elsewhere("z")
        at.go_to(0)
        await add_to(at, NAME)
        await at.becomes("abcza")
        await at.press("u")
        await at.becomes("abcz")


async def test_only_what_was_added_is_taken_out_again_though_copies_of_it_stand_further_up(edits: Edits) -> None:
    async with edits("abcab") as at:
        at.mark(0, 1)
        await add_to(at, NAME)
        await at.becomes("abcabab")
        await at.press("u")
        await at.becomes("abcab")


async def test_what_others_have_added_behind_it_is_not_taken_out(edits: Edits) -> None:
    async with edits("abc") as at:
        await add_to(at, NAME)
        await at.becomes("abca")
        await at.stage.later(60.0)
        at.elsewhere("z")
        await at.press("r")
        await at.stage.until(lambda: at.shown == "abcaz")
        await at.press("u")
        await at.told("The playlist has been changed elsewhere meanwhile, and was left as it is now.")
        assert at.truth == "abcaz"
        await at.press("u")
        await at.told(NOTHING)


async def test_a_thing_that_is_added_while_another_one_is_on_its_way_ends_neither(edits: Edits) -> None:
    async with edits("abc") as at:
        at.stage.hold("/v1/playlists/*/items", times=1)
        await add_to(at, OTHER)
        await at.stage.until(lambda: at.changes == ["POST"])
        at.go_to(1)
        await add_to(at, OTHER)
        at.stage.answers.set()
        await at.told(f"Added “{at.name('b')}” to “{OTHER}”. u undoes it.")
        assert at.spelling(other(at)) == "xyzab"
        await at.press("u", "u")
        await at.told(f"Taken out of “{OTHER}” again: “{at.name('a')}”.")
        assert at.spelling(other(at)) == "xyz"


async def test_adding_that_fails_says_why_and_keeps_the_marks(edits: Edits) -> None:
    async with edits("abc") as at:
        at.mark(0, 1)
        at.fails("refused", "POST")
        await add_to(at, OTHER)
        await at.told("Spotify cannot be reached. Nothing was changed.")
        assert at.spelling(other(at)) == "xyz"
        assert len(at.rows.marks) == 2
        await at.press("u")
        await at.told(NOTHING)


async def test_what_may_have_been_added_without_saying_so_shows_when_the_list_is_looked_at(edits: Edits) -> None:
    async with edits("abc") as at:
        await at.open(OTHER)
        await at.press("escape")
        at.go_to(0)
        at.fails("dropped", "POST")
        await add_to(at, OTHER)
        await at.stage.until(lambda: any("It may have been done all the same" in text for text in at.stage.told))
        await at.open(OTHER)
        await at.stage.until(lambda: at.shown == "xyza")


async def test_without_a_network_the_playlists_that_are_known_are_offered_and_the_reason_is_told(
    edits: Edits, simulator: Simulator
) -> None:
    async with edits("abc") as at:
        await at.stage.later(3_000.0)
        simulator.faults.add(Fault.named("refused", path="/v1/me/playlists", times=None))
        await choosing(at)
        told = at.stage.app.screen.query_one("#told", Line)
        await at.stage.until(lambda: told.text == "Spotify cannot be reached.")
        assert OTHER in offered(at)
