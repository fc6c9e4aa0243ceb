"""How lists are read: where one looks, as a whole, again; and what they show where that is not possible."""

import pytest

from sptui.library import collection
from sptui.simulator import Simulator
from sptui.simulator.faults import Fault
from tests.tui.conftest import Opened
from tests.tui.stage import NARROW
from tests.tui.test_library import (
    LONG,
    SHELVES,
    go_to,
    loaded,
    names,
    notes,
    open_row,
    quiet,
    reads,
    status,
    title,
    under,
)

OFFLINE = "Spotify cannot be reached."
SHARED = "It can be played, shuffled, followed and shared all the same."


@pytest.fixture
def at_full_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rest between two pages of a list that is read as a whole."""
    monkeypatch.setattr(collection, "BETWEEN", 0.0)


async def test_rows_are_read_where_one_looks_and_nowhere_else(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, LONG)
        assert (loaded(stage), status(stage)) == (100, "100 of 10,000 loaded")
        stage.rows("library").move_cursor(5_004)
        await stage.press("j")
        assert under(stage) == "…"
        await quiet(stage)
        entries = stage.app.browsing.current.listing.entries
        truth = stage.simulator.world.playlists.named(LONG).items
        assert {entry.uri for entry in entries[4_980:5_002] if entry} == {
            item.uri for item in truth[4_980:5_002] if item
        }
        assert loaded(stage) == 200
        assert under(stage) == str(stage.thing and stage.thing.name) != "…"


async def test_what_flies_past_is_not_read(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, LONG)
        for _ in range(20):
            stage.rows("library").action_page(1)
        await quiet(stage)
        assert (reads(stage, "/items"), loaded(stage)) == (1, 200)
        assert not any(row.pending for row in stage.rows("library").visible_rows)


async def test_the_page_that_is_being_read_is_told(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.hold("/v1/me/albums")
        await stage.press("L")
        go_to(stage, "Albums")
        await stage.press("enter")
        await stage.until(lambda: reads(stage, "/albums"))
        assert stage.shows("Loading …")
        assert status(stage) == "loading …"
        stage.answers.set()
        await quiet(stage)
        assert status(stage) == ""


async def test_r_reads_the_open_list_again_and_shows_what_somebody_else_changed(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Late Train Home")
        playlist = stage.simulator.world.playlists.named("Late Train Home")
        playlist.insert([stage.simulator.world.catalogue.albums[3].tracks[0]], 0, stage.clock.now)
        go_to(stage, "Ivy")
        await stage.press("r")
        await quiet(stage)
        assert names(stage)[1:] == [item.name for item in playlist.items if item]
        assert under(stage) == "Ivy"


@pytest.mark.usefixtures("at_full_speed")
async def test_all_rows_are_loaded_at_once_where_that_costs_little(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Liked songs")
        await stage.press("F")
        await quiet(stage)
        assert (loaded(stage), status(stage), reads(stage, "/me/tracks")) == (261, "", 6)
        await stage.press("F")
        assert stage.told == ["All of it is here."]


@pytest.mark.usefixtures("at_full_speed")
@pytest.mark.parametrize("key", ["F", "escape"])
async def test_loading_ten_thousand_rows_is_asked_first_counted_and_can_be_stopped(remote: Opened, key: str) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, LONG)
        await stage.press("F")
        await stage.until(lambda: stage.in_front == "AskFirst")
        assert stage.shows("Load the other 9,900 tracks?")
        assert stage.shows("That takes 99 requests; 7 of 1,000 were sent in the last 24")
        await stage.press("enter")
        await stage.until(lambda: reads(stage, "/items") >= 2)
        await stage.until(lambda: status(stage).endswith(" of 10,000, F stops"))
        assert status(stage).startswith("loading all: ")
        await stage.press(key)
        await quiet(stage)
        assert (title(stage), loaded(stage)) == (f"‹ {LONG}", 100 + 100 * reads(stage, "/items"))
        assert loaded(stage) < 10_000
        assert status(stage) == f"{loaded(stage):,} of 10,000 loaded"


async def test_declining_to_load_all_rows_loads_none(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, LONG)
        await stage.press("F")
        await stage.until(lambda: stage.in_front == "AskFirst")
        await stage.press("escape")
        await quiet(stage)
        assert (loaded(stage), reads(stage, "/items")) == (100, 0)


async def test_a_list_that_grows_goes_on_at_its_end(remote: Opened, simulator: Simulator) -> None:
    for artist in simulator.world.catalogue.artists:
        simulator.world.library.save(artist.uri, 0.0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sptui.library.sources.Following.page", 10)
        async with remote(size=NARROW) as stage:
            await stage.read()
            await open_row(stage, "Artists")
            counts = [loaded(stage)]
            for _ in range(3):
                await stage.press("G")
                await quiet(stage)
                counts.append(loaded(stage))
            assert counts == [20, 26, 26, 26]
            assert names(stage) == [thing.name for thing, _ in simulator.world.library.saved("artist")]


async def test_the_age_of_a_list_is_told_when_it_is_not_young(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Late Train Home")
        await stage.later(119)
        stage.app.browsing._tell_time()
        assert status(stage) == ""
        await stage.later(1)
        stage.app.browsing._tell_time()
        assert status(stage) == "read 2 min ago"
        await stage.press("r")
        await quiet(stage)
        assert status(stage) == ""


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "Rainy Window",
            f"by Friend0 · public · 40 items Spotify shows what is in a playlist to its owner only. {SHARED}",
        ),
        (
            "Daily Mix 1",
            (
                "by Spotify · public · 50 items "
                f"Spotify made this playlist and keeps what is in it from other apps. {SHARED}"
            ),
        ),
    ],
)
async def test_a_playlist_whose_rows_cannot_be_seen_tells_why_and_plays(remote: Opened, name: str, told: str) -> None:
    async with remote() as stage:
        await stage.ready()
        playlist = stage.simulator.world.playlists.named(name)
        await open_row(stage, name)
        assert (names(stage), notes(stage)) == ([name], told)
        asked = reads(stage, playlist.id)
        await stage.press("backspace", "enter")
        await quiet(stage)
        assert reads(stage, playlist.id) == asked == 1
        await stage.press("enter")
        await stage.until(lambda: stage.truth.context.uri == playlist.uri)


async def test_what_has_gone_says_so(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage)
        stage.simulator.world.playlists._by_id.pop(stage.simulator.world.playlists.named("Зима").id)
        go_to(stage, "Зима")
        await stage.press("enter")
        await quiet(stage)
        assert notes(stage) == (
            "by Mira Lindqvist · public · 60 items "
            "Spotify does not know this playlist any more. It was deleted or made private."
        )


async def test_offline_without_anything_known_a_list_says_so_until_it_is_read(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage)
        stage.simulator.faults.add(Fault.named("refused", path="/v1/me/albums", times=None))
        go_to(stage, "Albums")
        await stage.press("enter")
        await quiet(stage)
        assert names(stage) == []
        assert all(stage.shows(line) for line in ("Not read", OFFLINE, "Press r to try again."))
        stage.simulator.faults.clear()
        await stage.press("r")
        await quiet(stage)
        assert names(stage)[0] == "Small Hours"
        assert not stage.shows("Not read")


async def test_offline_what_is_known_stays_and_the_library_tells_that_it_is_old(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Liked songs")
        known = names(stage)
        await stage.press("Q")
        await stage.later(720)
        await quiet(stage)
        stage.simulator.faults.add(Fault.named("refused", times=None))
        await stage.press("L")
        await quiet(stage)
        assert (names(stage), notes(stage)) == (known, f"Not read again: {OFFLINE}")
        await stage.press("backspace")
        await quiet(stage)
        assert notes(stage) == f"Not read again: {OFFLINE}"
        assert "Late Train Home" in names(stage)
        assert status(stage) == "read 12 min ago"


async def test_offline_from_the_start_the_library_shows_its_parts_and_why_no_more(
    remote: Opened, simulator: Simulator
) -> None:
    async with remote() as stage:
        await stage.ready()
        simulator.faults.add(Fault.named("refused", times=None))
        await open_row(stage)
        assert len(names(stage)) == 9
        assert notes(stage) == f"Not read {OFFLINE} Press r to try again."


async def test_with_another_account_nothing_of_the_one_before_is_left(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Albums", "Field Notes")
        playlists = stage.simulator.world.playlists
        playlists.listed[:] = [playlists.named("Зима").id]
        stage.simulator.log.clear()
        stage.app.signed_in(same=False)
        await quiet(stage)
        assert (title(stage), names(stage)) == ("Library", [*SHELVES, "Зима"])
        assert [cells[5] for cells in stage.cells("library") if cells[0] in SHELVES] == [""] * 9
        assert (reads(stage, "/me/playlists"), reads(stage, "/v1/me"), reads(stage, "/albums")) == (1, 1, 0)
        await open_row(stage, "Albums")
        assert reads(stage, "/albums") == 1
