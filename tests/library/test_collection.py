"""What a list asks for, and what it never asks for again."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest

from sptui.library.collection import MOST_SHORT
from sptui.library.contents import Contents
from sptui.library.listing import MOST_ROWS, Batch
from sptui.library.places import Place
from sptui.library.sources import HOUR, MINUTE
from sptui.simulator import Simulator
from sptui.simulator.call import Call
from sptui.simulator.faults import Fault
from sptui.simulator.playlists import LONG_PLAYLIST, LONG_PLAYLIST_ROWS
from sptui.spotify.client import Spotify
from sptui.store import Store
from tests.library.conftest import Opens

Asked = Callable[[], list[str]]
LIKED = Place("liked")


async def until(predicate: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not predicate():  # noqa: ASYNC110 -- nothing tells of a moment in the middle
            await asyncio.sleep(0)


@pytest.fixture
def long_one(simulator: Simulator) -> Place:
    return Place("playlist", simulator.world.playlists.named(LONG_PLAYLIST).id)


def rows(long_one: Place, count: int) -> list[str]:
    return [f"GET playlists/{long_one.id}/items"] * count


async def test_ten_thousand_rows_open_with_one_request(opens: Opens, long_one: Place, asked: Asked) -> None:
    collection = opens(long_one)
    assert not collection.fresh
    await collection.load()
    assert asked() == [f"GET playlists/{long_one.id}"]
    assert len(collection.listing.entries) == LONG_PLAYLIST_ROWS
    assert collection.listing.loaded == 100
    assert not collection.look(range(30))


async def test_only_pages_that_somebody_looks_at_are_read(opens: Opens, long_one: Place, asked: Asked) -> None:
    collection = opens(long_one)
    await collection.load()
    asked()
    assert collection.look(range(500, 530))
    await collection.load()
    assert asked() == rows(long_one, 1)
    assert collection.look(range(9_980, 10_000))
    await collection.load()
    assert asked() == rows(long_one, 1)
    assert collection.listing.loaded == 100 + 100 + 20
    assert not collection.look(range(510, 540))


async def test_a_second_opening_costs_nothing_and_shows_what_was_seen(
    opens: Opens, long_one: Place, asked: Asked
) -> None:
    first = opens(long_one)
    first.look(range(500, 530))
    await first.load()
    asked()
    again = opens(long_one)
    assert again.fresh
    assert again.contents.about is not None
    assert again.contents.about.name == LONG_PLAYLIST
    assert again.listing.uris[:100] == first.listing.uris[:100]
    assert not again.look(range(510, 520))
    assert again.listing.uris[510:520] == first.listing.uris[510:520]
    assert asked() == []


async def test_a_version_that_was_heard_of_lately_needs_not_be_read_again(
    opens: Opens, long_one: Place, clock: SimpleNamespace, simulator: Simulator
) -> None:
    await opens(long_one).load()
    read_at = clock.now
    clock.now += 20 * 24 * HOUR
    snapshot = simulator.world.playlists.named(LONG_PLAYLIST).snapshot_id
    assert not opens(long_one).fresh
    assert opens(long_one, version=lambda: (snapshot, clock.now - 60)).fresh
    assert not opens(long_one, version=lambda: (snapshot, clock.now - HOUR)).fresh
    clock.now = read_at + 60
    assert opens(long_one).fresh
    assert not opens(long_one, version=lambda: ("another", read_at + 1)).fresh
    assert opens(long_one, version=lambda: ("another", read_at - 1)).fresh  # it was heard of before


async def test_another_version_replaces_what_is_known(
    opens: Opens, long_one: Place, simulator: Simulator, asked: Asked, clock: SimpleNamespace
) -> None:
    first = opens(long_one)
    first.look(range(500, 530))
    await first.load()
    playlist = simulator.world.playlists.named(LONG_PLAYLIST)
    playlist.reorder(9_000, 1, 0)
    heard_at = clock.now = clock.now + 1
    asked()
    again = opens(long_one, version=lambda: (playlist.snapshot_id, heard_at))
    await again.load()
    assert asked() == [f"GET playlists/{long_one.id}"]
    assert again.listing.entries[0] is not None
    assert again.listing.entries[0].uri == playlist.rows[0].item.uri  # type: ignore[union-attr]
    assert again.listing.entries[510] is None
    assert opens(long_one).listing.entries[510] is None


async def test_a_saved_list_that_begins_as_before_keeps_all_that_is_known_of_it(
    opens: Opens, clock: SimpleNamespace, asked: Asked
) -> None:
    first = opens(LIKED)
    first.fill()
    await first.load()
    cost = len(asked())
    assert cost > 2
    clock.now += 11 * MINUTE
    again = opens(LIKED)
    assert not again.fresh
    again.fill()
    await again.load()
    assert asked() == ["GET me/tracks"]
    assert again.listing.complete
    assert again.listing.uris == first.listing.uris


async def test_a_saved_list_that_has_grown_is_read_anew_where_one_looks(
    opens: Opens, clock: SimpleNamespace, simulator: Simulator, asked: Asked
) -> None:
    first = opens(LIKED)
    first.fill()
    await first.load()
    clock.now += 11 * MINUTE
    fresh = next(track for track in simulator.world.catalogue.tracks if not simulator.world.library.contains(track.uri))
    simulator.world.library.save(fresh.uri, clock.now)
    asked()
    again = opens(LIKED)
    await again.load()
    assert asked() == ["GET me/tracks"]
    assert again.listing.entries[0] is not None
    assert again.listing.entries[0].uri == fresh.uri
    assert again.listing.loaded == 50


async def test_a_list_that_changes_while_it_is_paged_begins_anew(
    opens: Opens, simulator: Simulator, asked: Asked
) -> None:
    collection = opens(LIKED)
    await collection.load()
    gone = simulator.world.library.saved("track")[3][0]
    simulator.world.library.remove(gone.uri)
    asked()
    collection.look(range(60, 90))
    await collection.load()
    assert len(asked()) == 2
    liked = [thing.uri for thing, _ in simulator.world.library.saved("track")]
    assert list(collection.listing.uris[:50]) == liked[:50]
    assert list(collection.listing.uris[60:100]) == liked[60:100]
    assert collection.listing.total == len(liked)


async def test_all_rows_are_read_by_the_hundred_with_a_count_and_a_way_to_stop(
    opens: Opens, long_one: Place, asked: Asked, told: list[Contents]
) -> None:
    collection = opens(long_one)
    await collection.load()
    assert collection.requests_left == 99
    asked()
    collection.fill()
    loading = asyncio.create_task(collection.load())
    await until(lambda: collection.listing.loaded >= 1_500)
    collection.stop()
    await loading
    assert asked() == rows(long_one, (collection.listing.loaded - 100) // 100)
    stopped_at = collection.listing.loaded
    counts = [contents.listing.loaded for contents in told if contents.filling]
    assert counts == sorted(counts)
    assert counts[-1] >= 1_400
    assert not collection.contents.filling
    collection.fill()
    await collection.load()
    assert collection.listing.complete
    assert len(asked()) == 100 - stopped_at // 100


async def test_a_service_that_keeps_to_its_documented_page_is_asked_for_that_from_then_on(
    opens: Opens, long_one: Place, simulator: Simulator, asked: Asked
) -> None:
    collection = opens(long_one)
    await collection.load()
    simulator.faults.add(Fault(path=f"/v1/playlists/{long_one.id}/items", status=400))
    asked()
    collection.look(range(500, 520))
    await collection.load()
    assert asked() == rows(long_one, 2)
    assert collection.listing.loaded == 100 + 50
    collection.look(range(700, 720))
    await collection.load()
    assert asked() == rows(long_one, 1)
    assert collection.listing.loaded == 100 + 50 + 50


async def test_a_playlist_of_somebody_else_tells_what_is_known_and_why_no_more(
    opens: Opens, simulator: Simulator, asked: Asked
) -> None:
    playlist = simulator.world.playlists.named("Rainy Window")
    collection = opens(Place("playlist", playlist.id))
    await collection.load()
    assert (collection.contents.closed, collection.contents.trouble) == ("not yours", "")
    assert collection.contents.about is not None
    assert collection.contents.about.name == "Rainy Window"
    again = opens(Place("playlist", playlist.id))
    assert again.contents.closed == "not yours"
    assert again.fresh
    assert asked() == [f"GET playlists/{playlist.id}"]


async def test_a_playlist_by_spotify_is_known_from_where_one_came(opens: Opens, simulator: Simulator) -> None:
    from sptui.spotify.models.playlists import Playlist  # noqa: PLC0415

    mix = simulator.world.playlists.named("Daily Mix 1")
    about = Playlist(id=mix.id, uri=mix.uri, name=mix.name)
    collection = opens(Place("playlist", mix.id, about))
    await collection.load()
    assert (collection.contents.closed, collection.contents.trouble) == ("by spotify", "")
    assert collection.contents.about == about
    assert opens(Place("playlist", mix.id, about)).fresh


async def test_what_has_gone_says_so(opens: Opens) -> None:
    collection = opens(Place("album", "0" * 22))
    await collection.load()
    assert collection.contents.closed == "gone"
    assert collection.listing.entries == ()


async def test_a_failure_leaves_what_is_known_and_is_not_repeated_by_itself(
    opens: Opens, simulator: Simulator, clock: SimpleNamespace, asked: Asked
) -> None:
    collection = opens(LIKED)
    await collection.load()
    simulator.faults.add(Fault.named("refused", path="/v1/me/tracks", times=None))
    asked()
    collection.want()
    await collection.load()
    assert collection.contents.trouble == "Spotify cannot be reached."
    assert collection.listing.loaded == 50
    assert not collection.look(range(20))
    await collection.load()
    assert asked() == ["GET me/tracks"]
    simulator.faults.clear()
    clock.now += 5
    await collection.load()
    assert (collection.contents.trouble, asked()) == ("", ["GET me/tracks"])


async def test_a_rate_limit_is_waited_for_in_silence(
    opens: Opens, simulator: Simulator, clock: SimpleNamespace, asked: Asked
) -> None:
    collection = opens(LIKED)
    simulator.faults.add(Fault(path="/v1/me/tracks", status=429, headers={"retry-after": "20"}))
    await collection.load()
    assert "slow down" in collection.contents.trouble
    clock.now += 19
    await collection.load()
    assert asked() == ["GET me/tracks"]
    clock.now += 1
    await collection.load()
    assert collection.listing.loaded == 50


async def test_two_who_look_at_once_ask_once(opens: Opens, asked: Asked) -> None:
    collection = opens(LIKED)
    await asyncio.gather(collection.load(), collection.load())
    await collection.settled()
    assert asked() == ["GET me/tracks"]


async def test_a_list_is_loading_while_it_is_asked_for_and_no_longer(opens: Opens, told: list[Contents]) -> None:
    await opens(LIKED).load()
    assert told[0].loading
    assert not told[-1].loading


async def test_rubbish_in_the_store_is_read_anew(opens: Opens, store: Store, asked: Asked) -> None:
    first = opens(LIKED)
    await first.load()
    store.keep_page(LIKED.key, 0, 50, "[[]")
    asked()
    again = opens(LIKED)
    assert again.listing.loaded == 0
    again.look(range(20))
    await again.load()
    assert asked() == ["GET me/tracks"]
    assert again.listing.uris[:50] == first.listing.uris[:50]


async def test_a_change_from_here_is_kept_in_its_new_order(opens: Opens, long_one: Place, asked: Asked) -> None:
    collection = opens(long_one)
    await collection.load()
    asked()
    listing = collection.listing
    order = [1, 0, *range(2, len(listing.entries))]
    collection.change(listing.rearranged(order, (), "changed"))
    await collection.load()
    assert [each.uri for each in collection.listing.entries[:2] if each] == [
        each.uri for each in reversed(listing.entries[:2]) if each
    ]
    again = opens(long_one, version=lambda: ("changed", 0.0))
    assert again.fresh
    assert again.listing.uris[:100] == collection.listing.uris[:100]
    assert again.listing.entries[100] is None
    assert asked() == []


async def test_calls_that_disagree_on_the_length_do_not_ask_for_ever(
    opens: Opens, long_one: Place, simulator: Simulator, asked: Asked
) -> None:
    wrong = {"items": [], "total": LONG_PLAYLIST_ROWS - 1, "limit": 50, "offset": 9_960, "next": None}
    simulator.faults.add(Fault(path=f"/v1/playlists/{long_one.id}/items", times=None, body=json.dumps(wrong)))
    collection = opens(long_one)
    await collection.load()
    asked()
    for _ in range(3):
        collection.look(range(9_960, 9_990))
        await collection.load()
    assert len(asked()) == 3
    assert not collection.look(range(9_960, 9_990))


async def test_a_list_of_another_account_tells_and_keeps_nothing_any_more(
    opens: Opens, store: Store, told: list[Contents]
) -> None:
    collection = opens(LIKED)
    collection.retire()
    await collection.load()
    assert told == []
    assert store.kept_list(LIKED.key, 0.0) is None


@pytest.mark.parametrize("way", ["refused", "cut short"])
async def test_a_smaller_page_than_was_asked_for_is_scrolled_up_through_without_a_loop(
    opens: Opens, long_one: Place, simulator: Simulator, asked: Asked, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way == "refused":
        simulator.faults.add(Fault(path=f"/v1/playlists/{long_one.id}/items", status=400))
    else:
        page = Call.page
        monkeypatch.setattr(Call, "page", lambda call, *rows, **most: page(_capped(call), *rows, **most))
    collection = opens(long_one)
    await collection.load()
    collection.look(range(9_980, 10_000))
    await collection.load()
    asked()
    for start in (9_960, 9_930, 9_900):
        collection.look(range(start, start + 26))
        await collection.load()
        assert None not in collection.listing.entries[start : start + 26]
    assert len(asked()) <= 4


def _capped(call: Call) -> Call:
    query = {**call.query, "limit": str(min(50, int(call.query.get("limit", 20))))}
    url = f"https://api.spotify.com{call.request.path}?{urlencode(query)}"
    return replace(call, request=replace(call.request, url=url))


async def test_an_answer_that_was_asked_for_before_a_change_does_not_overrule_it(
    opens: Opens, long_one: Place, spotify: Spotify, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection = opens(long_one)
    await collection.load()
    let, first = asyncio.Event(), collection.source.first
    asked_for: list[int] = []

    async def slow() -> Batch:
        batch = await first()
        asked_for.append(1)
        if len(asked_for) == 1:
            await let.wait()
        return batch

    monkeypatch.setattr(collection.source, "first", slow)
    collection.want()
    loading = asyncio.create_task(collection.load())
    await until(lambda: bool(asked_for))
    listing = collection.listing
    order = [1, 0, *range(2, len(listing.entries))]
    snapshot = await spotify.playlists.reorder(long_one.id, range_start=0, insert_before=2)
    collection.change(listing.rearranged(order, (), snapshot))
    let.set()
    await loading
    assert collection.listing.tag == snapshot
    assert collection.listing.uris[:2] == (listing.uris[1], listing.uris[0])


async def test_a_total_beyond_all_measure_is_cut(opens: Opens, simulator: Simulator) -> None:
    simulator.faults.add(Fault(path="/v1/me/tracks", body=json.dumps({"items": [], "total": 10**15, "limit": 50})))
    collection = opens(LIKED)
    await collection.load()
    assert len(collection.listing.entries) == MOST_ROWS


async def test_a_list_of_which_page_after_page_is_hidden_is_read_two_pages_further_for_a_look(
    opens: Opens, simulator: Simulator, asked: Asked
) -> None:
    page = {"items": [None] * 10, "limit": 10, "offset": 0, "next": "https://api.spotify.com/v1/search", "total": 900}
    simulator.faults.add(Fault(path="/v1/search", times=None, body=json.dumps({"playlists": page})))
    collection = opens(Place("results", "playlist x"))
    collection.look(range(20))
    await collection.load()
    assert len(asked()) <= 3
    collection.fill()
    await collection.load()
    assert len(asked()) <= 3


async def test_short_pages_do_not_fill_a_view_by_a_request_for_every_row(
    opens: Opens, simulator: Simulator, asked: Asked
) -> None:
    one = {"uri": "spotify:playlist:x", "id": "x", "name": "x", "type": "playlist"}
    page = {"items": [one, *[None] * 9], "limit": 10, "offset": 0, "next": "https://api.spotify.com/x", "total": 900}
    simulator.faults.add(Fault(path="/v1/search", times=None, body=json.dumps({"playlists": page})))
    collection = opens(Place("results", "playlist x"))
    collection.look(range(20))
    await collection.load()
    assert len(asked()) == 1 + MOST_SHORT
    for rows in range(1, 5):  # as the view that holds more rows than there are is drawn again
        assert not collection.look(range(20 + rows))
    assert collection.look(range(1, 21))
    await collection.load()
    assert len(asked()) == MOST_SHORT


async def test_a_list_that_stays_stale_whatever_is_answered_is_not_asked_for_for_ever(
    opens: Opens, clock: SimpleNamespace, asked: Asked, long_one: Place
) -> None:
    collection = opens(long_one, version=lambda: ("another", clock.now + 60))
    await collection.load()
    assert len(asked()) <= 3
    assert not collection.look(range(20))
