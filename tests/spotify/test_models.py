import pytest
from pydantic import ValidationError

from sptui.spotify.answers import json_of
from sptui.spotify.models.catalogue import Album, Episode, Track
from sptui.spotify.models.library import Saved, User
from sptui.spotify.models.paging import Page
from sptui.spotify.models.playback import Device, PlaybackState, Queue
from sptui.spotify.models.playlists import Playlist, PlaylistItem, PlaylistPage


def test_an_odd_value_costs_itself_and_not_the_page() -> None:
    page = Page[Track].model_validate(
        {
            "items": [{"name": "A", "duration_ms": -1, "artists": "nobody", "id": 7}, None, {"name": "B"}],
            "total": "many",
        }
    )

    assert page.items == (Track(name="A"), Track(name="B"))
    assert page.total is None


def test_a_number_beyond_all_measure_is_an_odd_value() -> None:
    body = f'{{"name": "A", "duration_ms": {"9" * 400}, "track_number": {2**53}}}'

    assert Track.model_validate(json_of(body.encode())) == Track(name="A", track_number=2**53)


def test_a_body_without_what_makes_it_one_is_refused() -> None:
    bodies: tuple[object, ...] = ({}, {"items": None}, {"items": {}}, [])
    for raw in bodies:
        with pytest.raises(ValidationError):
            Page[Track].model_validate(raw)
    with pytest.raises(ValidationError):
        User.model_validate({"display_name": "no id"})


@pytest.mark.parametrize(
    ("page", "next_offset"),
    [
        (Page[Track](items=(), limit=10, offset=20, next="more"), 30),
        (Page[Track](items=(Track(), Track()), offset=20, next="more"), 22),
        (Page[Track](items=(), limit=10, offset=20), None),
    ],
)
def test_the_next_page_starts_behind_the_rows_that_were_null(page: Page[Track], next_offset: int | None) -> None:
    assert page.next_offset == next_offset


def test_a_null_row_keeps_its_place_where_places_count() -> None:
    page = PlaylistPage.model_validate({"items": [{"track": {"name": "A"}}, None, {"item": None, "track": None}]})
    queue = Queue.model_validate({"queue": [None, {"type": "episode", "name": "B"}]})

    assert [row.item for row in page.items] == [Track(name="A"), None, None]
    assert queue.queue == (Track(), Episode(name="B"))
    assert not queue.queue[0].available


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({"item": {"name": "new"}, "track": {"name": "old"}}, "new"),
        ({"item": None, "track": {"name": "old"}}, "old"),
        ({"track": {"name": "a", "track": True, "episode": False}}, "a"),
        ({"item": {"name": "a", "track": True}}, "a"),
    ],
)
def test_a_row_is_read_under_its_new_or_its_old_name(row: dict[str, object], name: str) -> None:
    item = PlaylistItem.model_validate(row).item

    assert item is not None
    assert item.name == name


@pytest.mark.parametrize(
    ("raw", "total", "rows"),
    [
        ({"items": {"href": "x", "total": 7}}, 7, None),
        ({"tracks": {"href": "x", "total": 7}}, 7, None),
        ({"items": {"items": [None], "total": 1}, "tracks": {"items": [], "total": 9}}, 1, 1),
        ({"items": None, "tracks": {"items": [{}, {}], "total": 2}}, 2, 2),
        ({"name": "somebody else's"}, None, None),
    ],
)
def test_a_playlist_tells_its_size_even_when_its_rows_are_hidden(
    raw: dict[str, object], total: int | None, rows: int | None
) -> None:
    playlist = Playlist.model_validate(raw)

    assert playlist.total == total
    assert (None if playlist.items is None else len(playlist.items.items)) == rows


def test_a_saved_row_holds_its_thing_whatever_it_is_called() -> None:
    assert Saved[Album].model_validate({"album": {"name": "A"}}).item == Album(name="A")
    assert Saved[Album].model_validate({"item": None, "album": {"name": "A"}}).item == Album(name="A")
    assert Saved[Album].model_validate({"id": "1", "name": "bare"}).item == Album(id="1", name="bare")
    assert Saved[Album].model_validate({"added_at": "2026", "album": None}).item is None


def test_models_can_be_made_from_models() -> None:
    track = Track(name="A")
    page = PlaylistPage(items=(PlaylistItem(item=track),))

    assert page.items[0].item is track
    assert Playlist(items=page, total=3).items == page
    assert Playlist(items=page, total=3).total == 3
    assert Saved[Track](item=track).item is track


@pytest.mark.parametrize(
    ("item", "available"),
    [
        ({"name": "A"}, True),
        ({"name": ""}, False),
        ({"name": "A", "is_playable": False}, False),
        ({"name": "A", "restrictions": {"reason": "market"}}, False),
    ],
)
def test_what_cannot_be_played_says_so(item: dict[str, object], available: bool) -> None:
    assert Track.model_validate(item).available == available


def test_a_line_about_an_item_names_its_makers_and_its_collection() -> None:
    track = Track.model_validate({"artists": [{"name": "A"}, {"name": ""}, {"name": "B"}], "album": {"name": "C"}})
    episode = Episode.model_validate({"show": {"name": "S", "publisher": "P"}})

    assert (track.byline, track.collection) == ("A, B", "C")
    assert (episode.byline, episode.collection, episode.is_local) == ("S", "P", False)
    assert (Track().byline, Track().collection, Track().images) == ("", "", ())


def test_only_a_device_with_an_id_and_no_restriction_can_be_controlled() -> None:
    assert Device(id="d").controllable
    assert not Device().controllable
    assert not Device(id="d", is_restricted=True).controllable
    assert Device.model_validate({}).supports_volume


def test_only_what_is_true_is_disallowed() -> None:
    state = PlaybackState.model_validate({"actions": {"disallows": {"seeking": True, "pausing": False, "odd": 1}}})

    assert state.actions.disallows == {"seeking"}


def test_an_unknown_mode_is_off() -> None:
    assert PlaybackState.model_validate({"repeat_state": "album", "item": {"type": "ad"}}).repeat_state == "off"


def test_text_is_cleaned_where_it_enters() -> None:
    raw = {"name": "A\x1b[2J\nB", "publisher": "\u202eP", "description": " d "}
    playlist = Playlist.model_validate({"name": "\x07N", "description": "Tom &amp; Jerry&#x27;s&#27;[2J"})

    assert Episode.model_validate({"show": raw}).byline == "A [2J B"
    assert (playlist.name, playlist.description) == ("N", "Tom & Jerry's[2J")
