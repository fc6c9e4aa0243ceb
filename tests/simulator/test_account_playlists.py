"""Playlists of the simulated account."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from sptui.simulator import Request, Simulator
from sptui.simulator.catalogue import LOCAL_FILES
from sptui.simulator.playlists import LONG_PLAYLIST, Playlist

Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def playlist(simulator: Simulator) -> Playlist:
    """The listener's first playlist, cut to five rows."""
    found = simulator.world.playlists.named("Late Train Home")
    found.rows = found.rows[:5]
    return found


def uris(playlist: Playlist) -> list[str]:
    return [item.uri for item in playlist.items if item is not None]


def test_my_playlists_hold_a_null_row_and_all_kinds_of_owners(ask: Ask) -> None:
    rows = ask("GET", "me/playlists?limit=50")[1]["items"]
    assert rows.count(None) == 1
    names = {row["name"] for row in rows if row}
    assert {LONG_PLAYLIST, "Rainy Window", "Daily Mix 1"} <= names


def test_private_playlists_need_their_scope(simulator: Simulator) -> None:
    headers = {"authorization": f"Bearer {simulator.sign_in(())['access_token']}"}
    rows = json.loads(simulator.handle(Request("GET", "/v1/me/playlists?limit=50", headers)).body)["items"]
    assert {row["public"] for row in rows if row} == {True}


def test_added_items_go_where_told(ask: Ask, simulator: Simulator, playlist: Playlist) -> None:
    before, snapshot = uris(playlist), playlist.snapshot_id
    new = [simulator.world.catalogue.tracks[7].uri, simulator.world.catalogue.episodes[0].uri]
    status, body = ask("POST", f"playlists/{playlist.id}/items", {"uris": new, "position": 2})
    assert status == 201
    assert body == {"snapshot_id": playlist.snapshot_id}
    assert body["snapshot_id"] != snapshot
    assert uris(playlist) == [*before[:2], *new, *before[2:]]


def test_removing_takes_all_occurrences(ask: Ask, playlist: Playlist) -> None:
    first, *rest = uris(playlist)
    playlist.rows.append(playlist.rows[0])
    assert ask("DELETE", f"playlists/{playlist.id}/items", {"items": [{"uri": first}]})[0] == 200
    assert uris(playlist) == rest
    old_name = {"tracks": [{"uri": first}]}
    assert ask("DELETE", f"playlists/{playlist.id}/items", old_name)[1]["error"]["message"] == "No uris provided"


@pytest.mark.parametrize(
    ("start", "length", "before", "expected"),
    [
        (0, 1, 5, "12340"),
        (0, 2, 4, "23014"),
        (3, 2, 0, "34012"),
        (2, 1, 2, "01234"),
        (1, 1, 3, "02134"),
        (0, 3, 1, "01234"),
        (1, 3, 3, "01234"),
    ],
)
def test_reorder_counts_positions_before_the_move(
    ask: Ask, playlist: Playlist, start: int, length: int, before: int, expected: str
) -> None:
    old = uris(playlist)
    body = {"range_start": start, "range_length": length, "insert_before": before}
    assert ask("PUT", f"playlists/{playlist.id}/items", body)[0] == 200
    assert uris(playlist) == [old[int(place)] for place in expected]


def test_replacing_and_clearing(ask: Ask, playlist: Playlist) -> None:
    wanted = uris(playlist)[:2]
    ask("PUT", f"playlists/{playlist.id}/items", {"uris": wanted})
    assert uris(playlist) == wanted
    ask("PUT", f"playlists/{playlist.id}/items", {"uris": []})
    assert uris(playlist) == []


def test_creating_and_changing_a_playlist(ask: Ask) -> None:
    status, made = ask("POST", "me/playlists", {"name": "New", "public": False, "description": "why"})
    assert (status, made["name"], made["public"], made["items"]["total"]) == (201, "New", False, 0)
    assert ask("PUT", f"playlists/{made['id']}", {"name": "Newer"})[0] == 200
    assert ask("GET", f"playlists/{made['id']}")[1]["name"] == "Newer"
    assert ask("GET", "me/playlists?limit=1")[1]["items"][0]["id"] == made["id"]
    both = {"name": "x", "public": True, "collaborative": True}
    assert ask("POST", "me/playlists", both)[0] == 400


def test_a_public_playlist_does_not_become_private(ask: Ask, playlist: Playlist) -> None:
    before = playlist.snapshot_id
    assert ask("PUT", f"playlists/{playlist.id}", {"public": False, "description": "d"}) == (200, None)
    shown = ask("GET", f"playlists/{playlist.id}")[1]
    assert (shown["public"], shown["description"], shown["name"]) == (True, "d", "Late Train Home")
    assert shown["snapshot_id"] == playlist.snapshot_id != before


def test_a_public_playlist_becomes_private_where_that_sticks(
    ask: Ask, simulator: Simulator, playlist: Playlist
) -> None:
    simulator.world.public_sticks = True
    ask("PUT", f"playlists/{playlist.id}", {"public": False})
    assert ask("GET", f"playlists/{playlist.id}")[1]["public"] is False
    ask("PUT", f"playlists/{playlist.id}", {"public": True})
    assert ask("GET", f"playlists/{playlist.id}")[1]["public"] is True


def test_a_refused_change_of_details_changes_nothing(ask: Ask, playlist: Playlist) -> None:
    before = ask("GET", f"playlists/{playlist.id}")[1]
    assert ask("PUT", f"playlists/{playlist.id}", {"name": "x", "collaborative": True})[0] == 400
    assert ask("GET", f"playlists/{playlist.id}")[1] == before


def test_an_unknown_version_is_refused_and_an_earlier_one_is_not(ask: Ask, playlist: Playlist) -> None:
    path, first = f"playlists/{playlist.id}/items", playlist.snapshot_id
    changes: list[tuple[str, dict[str, Any]]] = [
        ("DELETE", {"items": [{"uri": uris(playlist)[0]}]}),
        ("PUT", {"range_start": 0, "insert_before": 2}),
    ]
    for method, change in changes:
        before = playlist.snapshot_id
        for unknown in ("MTAs", "", 1, ["MTAs"]):
            assert ask(method, path, {**change, "snapshot_id": unknown})[0] == 400
        assert playlist.snapshot_id == before
        assert ask(method, path, {**change, "snapshot_id": before})[0] == 200
        assert ask(method, path, {**change, "snapshot_id": first})[0] == 200
        assert playlist.snapshot_id != before


def test_a_file_of_the_listeners_own_cannot_be_added(ask: Ask, playlist: Playlist) -> None:
    before = playlist.snapshot_id
    added = {"uris": [uris(playlist)[0], LOCAL_FILES[0].uri]}
    for method in ("POST", "PUT"):
        assert ask(method, f"playlists/{playlist.id}/items", added)[1]["error"]["message"] == "Invalid track uri"
    assert playlist.snapshot_id == before


def test_a_page_of_rows_has_twenty_by_default_and_a_hundred_at_most(ask: Ask, simulator: Simulator) -> None:
    path = f"playlists/{simulator.world.playlists.named(LONG_PLAYLIST).id}/items"
    page = ask("GET", path)[1]
    assert (len(page["items"]), page["limit"]) == (20, 20)
    assert len(ask("GET", f"{path}?limit=100")[1]["items"]) == 100
    assert ask("GET", f"{path}?limit=101")[1]["error"]["message"] == "Invalid limit"


@pytest.mark.parametrize("fields", ["snapshot_id", "snapshot_id,public,name,description,collaborative"])
@pytest.mark.parametrize("name", ["Late Train Home", "Rainy Window", LONG_PLAYLIST])
def test_a_playlist_tells_no_more_than_it_was_asked_for(ask: Ask, simulator: Simulator, name: str, fields: str) -> None:
    found = simulator.world.playlists.named(name)
    everything = ask("GET", f"playlists/{found.id}")[1]
    told = ask("GET", f"playlists/{found.id}?fields={fields}")
    assert told == (200, {field: everything[field] for field in fields.split(",")})
    assert told[1]["snapshot_id"] == found.snapshot_id


def test_other_peoples_playlists_are_metadata_and_spotifys_are_hidden(ask: Ask, simulator: Simulator) -> None:
    foreign = simulator.world.playlists.named("Rainy Window")
    mix = simulator.world.playlists.named("Daily Mix 1")
    assert "items" not in ask("GET", f"playlists/{foreign.id}")[1]
    assert ask("GET", f"playlists/{foreign.id}/items")[1] == {"error": {"status": 403, "message": "Forbidden"}}
    assert ask("GET", f"playlists/{mix.id}")[0] == 404
    assert ask("PUT", "me/player/play", {"context_uri": mix.uri})[0] in {200, 204}


def test_odd_rows_are_there(ask: Ask, simulator: Simulator) -> None:
    found = simulator.world.playlists.named("Sunday Kitchen ☕")
    rows = ask("GET", f"playlists/{found.id}/items?limit=50&additional_types=track,episode")[1]["items"]
    assert any(row["item"] is None for row in rows)
    assert any(row["is_local"] and row["item"]["id"] is None for row in rows)
    assert any(row["added_at"] is None for row in rows)
    assert any(row["item"] and row["item"].get("is_playable") is False for row in rows)
    assert [row["item"]["show"]["name"] for row in rows if row["item"] and row["item"]["type"] == "episode"]
    broken = ask("GET", f"playlists/{found.id}/items?limit=50")[1]["items"]
    assert [row["item"]["artists"] for row in broken if row["item"] and row["item"]["type"] == "episode"]


def test_the_fields_filter_keeps_what_it_names(ask: Ask, playlist: Playlist) -> None:
    fields = "total,items(added_at,item(name,artists(id),album.name))"
    page = ask("GET", f"playlists/{playlist.id}/items?fields={fields}&limit=1")[1]
    assert set(page) == {"total", "items"}
    assert set(page["items"][0]) == {"added_at", "item"}
    assert set(page["items"][0]["item"]) == {"name", "artists", "album"}
    assert set(page["items"][0]["item"]["album"]) == {"name"}
    assert ask("GET", f"playlists/{playlist.id}/items?fields=items(total")[0] == 400


def test_the_long_playlist_is_quick_to_open(ask: Ask, simulator: Simulator) -> None:
    found = simulator.world.playlists.named(LONG_PLAYLIST)
    started = time.perf_counter()
    page = ask("GET", f"playlists/{found.id}/items?limit=50&offset=9950")[1]
    assert time.perf_counter() - started < 0.25
    assert (page["total"], len(page["items"]), page["next"]) == (10_000, 50, None)


def test_an_uploaded_cover_replaces_the_mosaic(simulator: Simulator, playlist: Playlist) -> None:
    headers = {"authorization": f"Bearer {simulator.sign_in()['access_token']}", "content-type": "image/jpeg"}
    path = f"/v1/playlists/{playlist.id}/images"
    assert len(playlist.pictures) == 3
    assert simulator.handle(Request("PUT", path, headers, b"x" * 262_145)).status == 413
    assert simulator.handle(Request("PUT", path, headers, b"/9j/4AAQ")).status == 202
    assert [picture["width"] for picture in playlist.pictures] == [None]
