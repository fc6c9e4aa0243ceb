"""Playlists that are made, described and emptied of rows, through the whole app."""

import pytest
from textual.widgets import Input

from sptui.library.places import Place
from sptui.simulator.faults import Fault
from sptui.simulator.playlists import LONG_PLAYLIST
from tests.tui.editing import ELSEWHERE, FOREIGN, NAME, NOT_HERE, NOTHING, ONLY_ITS_OWNER, OTHER, Editing, Edits
from tests.tui.stage import Stage


async def form(at: Editing, key: str) -> None:
    """Press the key of a form, and wait for it."""
    await at.press(key)
    await at.stage.until(lambda: at.stage.in_front == "PlaylistForm")
    await at.stage.pilot.pause()


def write(stage: Stage, field: str, text: str) -> None:
    stage.app.screen.query_one(f"#{field}", Input).value = text


def heading(at: Editing) -> str:
    """What the open list is called above its rows."""
    return str(at.rows.rows[0].cells[0])


def names(at: Editing) -> list[str]:
    """The playlists of the library, as they are known."""
    known = at.stage.app.browsing.collections.at(Place("playlists")).listing.entries
    return [entry.thing.name for entry in known if entry is not None and entry.thing is not None]


async def test_a_new_playlist_is_opened_stands_on_top_of_the_library_and_can_be_undone(edits: Edits) -> None:
    async with edits("abc") as at:
        await form(at, "N")
        write(at.stage, "name", "For [b]rain[/]")
        write(at.stage, "description", "Slow & low")
        await at.press("enter")
        await at.told("Made “For [b]rain[/]”. u undoes it.")
        made = at.simulator.world.playlists.named("For [b]rain[/]")
        assert (made.description, made.public, made.rows) == ("Slow & low", False, [])
        assert at.stage.app.browsing.place == Place("playlist", made.id)
        await at.stage.until(lambda: heading(at) == "For [b]rain[/]")
        assert at.stage.shows("Nothing in it yet")
        assert names(at)[0] == "For [b]rain[/]"

        await at.press("u")
        await at.told("“For [b]rain[/]” is deleted again.")
        assert made.id not in at.simulator.world.playlists.listed
        assert "For [b]rain[/]" not in names(at)
        assert at.stage.app.browsing.place != Place("playlist", made.id)


async def test_a_new_playlist_can_be_public(edits: Edits) -> None:
    async with edits("abc") as at:
        await form(at, "N")
        write(at.stage, "name", "Loud")
        await at.press("tab", "tab", "space", "enter")
        await at.told("Made “Loud”. u undoes it.")
        assert at.simulator.world.playlists.named("Loud").public


async def test_a_playlist_that_is_not_made_is_not_there_and_says_why(edits: Edits) -> None:
    async with edits("abc") as at:
        before = names(at)
        at.simulator.faults.add(Fault.named("refused", method="POST", path="/v1/me/playlists"))
        await form(at, "N")
        write(at.stage, "name", "Nowhere")
        await at.press("enter")
        await at.told("Spotify cannot be reached. Nothing was changed.")
        assert names(at) == before
        await at.press("u")
        await at.told(NOTHING)


async def test_the_open_playlist_is_renamed_and_described_and_has_its_old_name_again_after_u(edits: Edits) -> None:
    async with edits("abcb") as at:
        await form(at, "e")
        write(at.stage, "name", "Late Tram")
        write(at.stage, "description", "Home, slowly")
        await at.press("enter")
        await at.told("Changed “Late Tram”. u undoes it.")
        assert (at.playlist.name, at.playlist.description) == ("Late Tram", "Home, slowly")
        await at.stage.until(lambda: heading(at) == "Late Tram" and at.stage.shows("Home, slowly"))
        assert "Late Tram" in names(at)

        await at.press("u")
        await at.told(f"“{NAME}” is as it was.")
        assert (at.playlist.name, at.playlist.description) == (NAME, "")
        await at.stage.until(lambda: heading(at) == NAME and NAME in names(at))


async def test_a_playlist_that_was_renamed_here_is_not_taken_for_one_that_was_changed_elsewhere(edits: Edits) -> None:
    async with edits("abcb") as at:
        await form(at, "e")
        write(at.stage, "name", "Late Tram")
        await at.press("enter")
        await at.told("Changed “Late Tram”. u undoes it.")
        await at.stage.later(60.0)
        at.go_to(0)
        await at.press("x")
        await at.becomes("bcb")
        assert ELSEWHERE not in at.stage.told


async def test_a_row_of_the_library_can_be_edited_too_and_nothing_is_sent_for_what_stays(edits: Edits) -> None:
    async with edits("abc") as at:
        await at.press("escape")
        row = next(place for place, row in enumerate(at.rows.rows) if row.cells[0] == OTHER)
        at.rows.move_cursor(row)
        asked = at.count_asked()
        await form(at, "e")
        assert at.stage.app.screen.query_one("#name", Input).value == OTHER
        await at.press("enter")
        await at.stage.until(lambda: at.stage.in_front == "MainScreen")
        assert at.count_asked() == asked
        await form(at, "e")
        write(at.stage, "name", "Winter")
        await at.press("enter")
        await at.told("Changed “Winter”. u undoes it.")
        assert at.simulator.world.playlists.named("Winter").public
        assert at.stage.writes == [("PUT", f"/v1/playlists/{at.simulator.world.playlists.named('Winter').id}")]


async def test_a_private_playlist_is_made_public_and_private_again(edits: Edits) -> None:
    async with edits("abc") as at:
        at.simulator.world.public_sticks = True
        await at.open(LONG_PLAYLIST)
        long = at.simulator.world.playlists.named(LONG_PLAYLIST)
        await form(at, "e")
        await at.press("tab", "tab", "space", "enter")
        await at.told(f"Changed “{LONG_PLAYLIST}”. u undoes it.")
        assert long.public
        await at.press("u")
        await at.told(f"“{LONG_PLAYLIST}” is as it was.")
        assert not long.public


async def test_a_public_playlist_that_does_not_become_private_is_told_and_not_called_changed(edits: Edits) -> None:
    async with edits("abc") as at:
        await form(at, "e")
        await at.press("tab", "tab", "space", "enter")
        await at.told("Spotify kept it public: make it private in the Spotify app.")
        assert at.playlist.public
        assert not any(text.startswith("Changed") for text in at.stage.told)
        assert at.stage.shows("by Mira Lindqvist  ·  public")
        await at.press("u")
        await at.told(NOTHING)


async def test_a_change_of_details_that_fails_says_why_and_leaves_them(edits: Edits) -> None:
    async with edits("abc") as at:
        at.simulator.faults.add(Fault.named("bad_gateway", method="PUT"))
        await form(at, "e")
        write(at.stage, "name", "Other")
        await at.press("enter")
        await at.told("Spotify has a fault of its own (502). Try again in a moment.")
        assert (at.playlist.name, heading(at)) == (NAME, NAME)


async def test_what_is_not_yours_is_not_edited_and_nothing_is_sent_to_find_that_out(edits: Edits) -> None:
    async with edits("abc") as at:
        await at.open(FOREIGN)
        asked = at.count_asked()
        for key in ("e", "J", "K", "D"):
            at.stage.app.clear_notifications()
            await at.press(key)
            await at.told(ONLY_ITS_OWNER)
        await at.press("x")
        await at.told("There is nothing here that could be removed.")
        assert at.stage.in_front == "MainScreen"
        assert (at.count_asked(), at.stage.writes) == (asked, [])


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (["Q", "x"], "Spotify takes nothing out of its queue again: n skips it."),
        (["d", "x"], "Only a device that is asleep can be forgotten."),
        (["Q", "J"], "Only what waits here can be moved."),
        (["d", "D"], NOT_HERE),
        (["escape", "K"], NOT_HERE),
        (["escape", "D"], NOT_HERE),
        (["escape", "home", "x"], "There is nothing here that could be removed."),
        (["Q", "e"], "There is no playlist here: press e on one."),
        (["d", "i"], "There is nothing here that could be added to a playlist."),
        (["home", "x"], "There is nothing here that could be removed."),
        (["home", "J"], "There is nothing here that could be moved."),
    ],
)
async def test_keys_that_make_no_sense_on_a_list_say_so(edits: Edits, keys: list[str], told: str) -> None:
    async with edits("abc") as at:
        await at.press(*keys)
        await at.told(told)
        assert at.stage.writes == []


async def test_a_playlist_that_could_not_be_read_is_not_called_somebody_else_s(edits: Edits) -> None:
    async with edits("abc") as at:
        at.simulator.faults.add(Fault.named("refused", path="/v1/playlists/*", times=None))
        browsing = at.stage.app.browsing
        browsing.go(Place("playlist", at.simulator.world.playlists.named(OTHER).id))
        await at.stage.until(lambda: browsing.current.contents.trouble)
        await at.press("D")
        await at.told("What is in it is not here yet: press r to read it.")
