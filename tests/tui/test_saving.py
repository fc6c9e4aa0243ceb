"""What leaves the library and comes back, through the whole app."""

import pytest

from sptui.library.places import Shelved
from sptui.simulator.faults import Fault
from tests.tui.editing import FOREIGN, NAME, NOTHING, Edits


async def test_an_unfollowed_playlist_is_followed_again(edits: Edits) -> None:
    async with edits("abc") as at:
        foreign = at.simulator.world.playlists.named(FOREIGN)
        await at.press("escape")
        rows = at.rows
        place = next(place for place, row in enumerate(rows.rows) if row.cells[0] == FOREIGN)
        rows.move_cursor(place)
        await at.press("x")
        await at.told(f"No longer among your playlists: “{FOREIGN}”. u undoes it.")
        assert foreign.id not in at.simulator.world.playlists.listed
        assert FOREIGN not in [row.cells[0] for row in rows.rows]
        await at.press("u")
        await at.told(f"Back among your playlists: “{FOREIGN}”.")
        assert foreign.id in at.simulator.world.playlists.listed
        await at.stage.until(lambda: FOREIGN in [row.cells[0] for row in at.rows.rows])


async def test_a_deleted_playlist_of_one_s_own_comes_back_with_its_rows(edits: Edits) -> None:
    async with edits("abc") as at:
        await at.press("escape")
        place = next(place for place, row in enumerate(at.rows.rows) if row.cells[0] == NAME)
        at.rows.move_cursor(place)
        await at.press("x")
        await at.told(f"No longer among your playlists: “{NAME}”. u undoes it.")
        assert at.playlist.id not in at.simulator.world.playlists.listed
        await at.press("u")
        await at.told(f"Back among your playlists: “{NAME}”.")
        await at.open(NAME)
        assert at.both == ("abc", "abc")


async def test_several_playlists_of_one_s_own_are_deleted_only_when_somebody_is_sure(edits: Edits) -> None:
    async with edits("abc") as at:
        await at.press("escape", "ctrl+a", "x")
        await at.asked("of your own will be deleted; u brings them back.")
        listed = list(at.simulator.world.playlists.listed)
        await at.press("escape")
        await at.stage.until(lambda: at.stage.in_front == "MainScreen")
        assert (list(at.simulator.world.playlists.listed), len(at.rows.marks) > 2) == (listed, True)
        await at.press("x")
        await at.asked("Remove")
        await at.press("enter")
        await at.stage.until(lambda: not any(at.simulator.world.playlists.listed))
        await at.stage.until(lambda: not at.rows.marks)
        await at.press("u")
        await at.stage.until(lambda: set(at.simulator.world.playlists.listed) == set(listed))


@pytest.mark.parametrize(("shelf", "kind"), [("liked", "track"), ("albums", "album"), ("shows", "show")])
async def test_what_leaves_the_library_comes_back_in_its_order(edits: Edits, shelf: Shelved, kind: str) -> None:
    what = f"2 {kind}s"
    async with edits("abc") as at:
        library = at.simulator.world.library
        before = [thing.uri for thing, _ in library.saved(kind)]
        await at.open_shelf(shelf)
        at.mark(0, 2)
        await at.press("x")
        await at.told(f"No longer in your library: {what}. u undoes it.")
        left = [before[1], *before[3:]]
        assert [thing.uri for thing, _ in library.saved(kind)] == left
        assert list(at.stage.app.browsing.current.listing.uris[:10]) == left[:10]
        assert at.rows.marks == frozenset()
        await at.press("u")
        await at.told(f"Back in your library: {what}.")
        now = [before[0], before[2], *left]
        assert [thing.uri for thing, _ in library.saved(kind)] == now
        assert list(at.stage.app.browsing.current.listing.uris[:10]) == now[:10]


async def test_rows_that_leave_the_library_faster_than_the_service_answers_are_those_that_were_chosen(
    edits: Edits,
) -> None:
    async with edits("abc") as at:
        library = at.simulator.world.library
        before = [thing.uri for thing, _ in library.saved("track")]
        await at.open_shelf("liked")
        at.stage.hold("/v1/me/library", times=2)
        at.go_to(0)
        await at.press("x", "j", "j", "x")
        await at.stage.until(lambda: at.stage.count("DELETE", "/v1/me/library") == 2)
        at.stage.answers.set()
        left = [before[1], *before[3:]]
        await at.stage.until(lambda: list(at.stage.app.browsing.current.listing.uris[:10]) == left[:10])
        assert [thing.uri for thing, _ in library.saved("track")] == left


async def test_what_does_not_leave_the_library_stays_and_says_why(edits: Edits) -> None:
    async with edits("abc") as at:
        await at.open_shelf("liked")
        before = at.stage.app.browsing.current.listing.uris
        at.simulator.faults.add(Fault.named("refused", path="/v1/me/library"))
        at.go_to(0)
        await at.press("x")
        await at.told("Spotify cannot be reached. Nothing was changed.")
        assert at.stage.app.browsing.current.listing.uris == before
        await at.press("u")
        await at.told(NOTHING)


async def test_more_than_the_service_takes_at_once_leave_the_library_and_come_back(edits: Edits) -> None:
    async with edits("abc") as at:
        library = at.simulator.world.library
        before = [thing.uri for thing, _ in library.saved("track")]
        await at.open_shelf("liked")
        at.mark(*range(45))
        await at.press("x")
        await at.asked("Remove 45 tracks? u brings them back for ten minutes.")
        at.stage.hold("/v1/me/library")
        await at.press("enter")
        await at.stage.until(lambda: "0 of 2 requests done …" in at.stage.screen[-1])
        at.stage.answers.set()
        await at.told("No longer in your library: 45 tracks. u undoes it.")
        assert at.stage.count("DELETE", "/v1/me/library") == 2
        await at.press("u")
        await at.told("Back in your library: 45 tracks.")
        assert [thing.uri for thing, _ in library.saved("track")] == before


async def test_a_like_that_was_taken_away_comes_back(edits: Edits) -> None:
    async with edits("abc") as at:
        library = at.simulator.world.library
        uri = at.uris("a")[0]
        library.save(uri, 0.0)
        at.stage.app.player.learn_likes([uri], saved=True)
        await at.press("h")
        await at.stage.until(lambda: not library.contains(uri))
        said = f"Removed “{at.name('a')}” from your library."
        await at.told(f"{said} u undoes it.")
        await at.press("u")
        await at.told("Liked again.")
        await at.stage.later(1.0)
        await at.stage.until(lambda: library.contains(uri))


async def test_a_like_that_was_given_is_no_change_to_take_back(edits: Edits) -> None:
    async with edits("abc") as at:
        library = at.simulator.world.library
        uri = at.uris("a")[0]
        library.remove(uri)
        at.stage.app.player.learn_likes([uri], saved=False)
        await at.press("h")
        await at.stage.until(lambda: library.contains(uri))
        await at.press("u")
        await at.told(NOTHING)
