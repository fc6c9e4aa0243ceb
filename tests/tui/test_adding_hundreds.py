"""Rows that go into playlists in hundreds, of which some have gone when it stops."""

import pytest

from sptui.library.places import Place
from sptui.simulator import Simulator
from tests.tui.editing import OTHER, Editing, Edits, add_to, fill, name_new, other

LETTERS = "abcdefghij" * 12


@pytest.fixture
def edits(edits: Edits, simulator: Simulator) -> Edits:
    fill(simulator, "xyz", OTHER)
    return edits


async def begun(at: Editing, name: str = "") -> None:
    """Add all rows, of which the second hundred fails."""
    at.fails("refused", "POST", after=1)
    await at.press("F")
    await at.stage.until(lambda: "?" not in at.shown)
    await at.press("ctrl+a")
    await (name_new(at, name) if name else add_to(at, OTHER))
    await at.asked("Add the rest?")
    await at.asked("Spotify cannot be reached. 100 of 120 were added.")


async def test_the_rest_follows_and_all_of_it_can_be_undone(edits: Edits) -> None:
    async with edits(LETTERS) as at:
        await begun(at)
        at.fails("refused", "POST")
        await at.press("enter")
        await at.stage.until(lambda: at.changes == ["POST"] * 3)
        await at.asked("Add the rest?")
        await at.press("enter")
        await at.told(f"Added 120 items to “{OTHER}”. u undoes it.")
        assert at.spelling(other(at)) == "xyz" + LETTERS
        await at.press("u")
        await at.told(f"Taken out of “{OTHER}” again: 120 items.")
        assert at.spelling(other(at)) == "xyz"


async def test_who_declines_is_told_how_many_there_are_and_can_undo_these(edits: Edits) -> None:
    async with edits(LETTERS) as at:
        await begun(at)
        await at.press("escape")
        await at.told(f"Added 100 of 120 items to “{OTHER}”. u undoes it.")
        assert at.spelling(other(at)) == "xyz" + LETTERS[:100]
        await at.press("u")
        await at.told(f"Taken out of “{OTHER}” again: 100 items.")
        assert at.spelling(other(at)) == "xyz"


async def test_a_playlist_that_was_made_for_them_is_in_the_library_and_goes_with_u(edits: Edits) -> None:
    async with edits(LETTERS) as at:
        await begun(at, "In parts")
        known = at.stage.app.browsing.collections.at(Place("playlists")).listing.entries
        assert known[0] is not None
        assert known[0].thing is not None
        assert known[0].thing.name == "In parts"
        await at.press("enter")
        await at.told("Added 120 items to “In parts”. u undoes it.")
        made = at.simulator.world.playlists.named("In parts")
        assert at.spelling(made) == LETTERS
        await at.press("u")
        await at.told("“In parts” is deleted again.")
        assert made.id not in at.simulator.world.playlists.listed


async def test_how_far_it_is_shows_no_more_when_another_account_comes_in_between(edits: Edits) -> None:
    async with edits(LETTERS) as at:
        await at.press("F")
        await at.stage.until(lambda: "?" not in at.shown)
        await at.press("ctrl+a")
        at.stage.hold("/v1/playlists/*/items")
        await add_to(at, OTHER)
        await at.stage.until(lambda: at.stage.app.main.working == "0 of 2 requests done …")
        at.stage.app.signed_in(same=False)
        await at.stage.until(lambda: not at.stage.app.main.working)
