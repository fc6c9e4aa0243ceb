"""What the store gives back of a list."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.library.contents import Contents
from sptui.library.keeping import frozen, frozen_thing, thawed, thawed_thing
from sptui.library.kept import PAGE, Kept, pages_of
from sptui.library.listing import HIDDEN, Batch, Entry, Listing
from sptui.library.places import Place
from sptui.spotify.models.catalogue import (
    Album,
    Artist,
    Audiobook,
    Author,
    Chapter,
    Episode,
    Image,
    ResumePoint,
    Show,
    Track,
)
from sptui.spotify.models.playlists import Playlist, PlaylistOwner
from sptui.spotify.models.things import Thing
from sptui.store import Store

COVER = (Image(url="https://i.scdn.co/image/x", width=64, height=64),)
ALBUM = Album(id="l", uri="spotify:album:l", name="Small Hours", album_type="single", release_date="1999", images=COVER)
THINGS: tuple[Thing, ...] = (
    Track(id="t", uri="spotify:track:t", name="Ivy", album=ALBUM, artists=(Artist(name="Wren"),), duration_ms=5),
    Track(uri="spotify:local:a:b:c:1", name="tape", is_local=True),
    Episode(
        id="e", uri="spotify:episode:e", name="One", resume_point=ResumePoint(fully_played=True), show=Show(name="S")
    ),
    Chapter(id="c", uri="spotify:episode:c", name="I", audiobook=Audiobook(id="b", name="Book")),
    ALBUM,
    Artist(id="a", uri="spotify:artist:a", name="Wren", images=COVER),
    Show(id="s", uri="spotify:show:s", name="Fog", total_episodes=3),
    Audiobook(id="b", uri="spotify:show:b", name="Book", authors=(Author(name="Ada"),)),
    Playlist(id="p", uri="spotify:playlist:p", name="Late", owner=PlaylistOwner(id="me"), snapshot_id="x", total=4),
)


@pytest.mark.parametrize("thing", THINGS, ids=[type(thing).__name__ + str(n) for n, thing in enumerate(THINGS)])
def test_a_thing_comes_back_as_it_was_but_for_its_pictures(thing: Thing) -> None:
    back = thawed_thing(frozen_thing(thing))
    assert type(back) is type(thing)
    assert back is not None
    without = {"images": True, "album": {"images"}}
    assert back.model_dump(exclude=without) == thing.model_dump(exclude=without)  # type: ignore[arg-type]
    assert "i.scdn.co" not in frozen_thing(thing)


def test_rows_come_back_with_their_times_and_gaps() -> None:
    rows = (Entry(THINGS[0], "2026-01-01T00:00:00Z"), Entry(None), HIDDEN)
    back = thawed(frozen(rows), 3)
    assert back is not None
    assert [(entry.uri, entry.at, entry.hidden) for entry in back] == [
        ("spotify:track:t", "2026-01-01T00:00:00Z", False),
        ("", "", False),
        ("", "", True),
    ]


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps), st.integers(0, 3))
def test_rubbish_is_no_rows_and_no_thing(text: str, count: int) -> None:
    rows = thawed(text, count)
    assert rows is None or len(rows) == count
    thing = thawed_thing(text)
    assert thing is None or isinstance(thing, Thing)


@given(st.lists(st.booleans(), max_size=3 * PAGE))
def test_pages_for_the_store_hold_every_known_row_once(known: list[bool]) -> None:
    entries = tuple(Entry(None, str(row)) if here else None for row, here in enumerate(known))
    pages = list(pages_of(Listing(entries, total=len(entries), read_at=1.0)))
    assert all(rows and len(rows) <= PAGE for _, rows in pages)
    placed = {start + index: entry.at for start, rows in pages for index, entry in enumerate(rows)}
    assert placed == {row: str(row) for row, here in enumerate(known) if here}
    assert sum(len(rows) for _, rows in pages) == len(placed)


def test_a_head_that_is_rubbish_leaves_the_list_with_its_rows() -> None:
    store, place = Store.in_memory(), Place("playlist", "p")
    store.keep_list(place.key, tag="x", total=1, at=5.0, about="[")
    store.keep_page(place.key, 0, 1, frozen((Entry(THINGS[0]),)))
    kept = Kept(store, place.key)
    contents = kept.contents(Contents(place), 6.0)
    assert (contents.listing.tag, contents.listing.total, kept.waiting) == ("x", 1, {0: 1})


def test_a_list_whose_rows_have_made_room_is_not_known() -> None:
    store, place = Store.in_memory(), Place("playlist", "p")
    kept = Kept(store, place.key)
    listing = Listing().with_first(Batch((Entry(THINGS[0]),), 0, 1, about=THINGS[-1], tag="x"), 5.0)
    kept.keep_head(Contents(place, about=THINGS[-1], listing=listing))
    contents = Kept(store, place.key).contents(Contents(place), 6.0)
    assert not contents.listing.known
    assert contents.about is not None
    assert contents.about.name == "Late"


def test_without_a_store_nothing_is_kept() -> None:
    place = Place("results", "track x")
    kept = Kept(None, place.key)
    kept.keep_head(Contents(place))
    kept.keep_page(0, (Entry(THINGS[0]),))
    kept.forget_rows()
    assert kept.contents(Contents(place), 1.0) == Contents(place)
