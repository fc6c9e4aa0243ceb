"""Library, playlists, search, catalogue and history of the simulated account."""

import json
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from sptui.simulator import Request, Simulator
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


def pages(ask: Ask, path: str, limit: int) -> list[Any]:
    items: list[Any] = []
    joint = "&" if "?" in path else "?"
    while True:
        page = ask("GET", f"{path}{joint}limit={limit}&offset={len(items)}")[1]
        items += page["items"]
        if page["next"] is None:
            return items


def test_paging_visits_every_saved_track_once_newest_first(ask: Ask, simulator: Simulator) -> None:
    rows = pages(ask, "me/tracks", 50)
    assert len(rows) == len(simulator.world.library.saved("track"))
    assert len({row["track"]["id"] for row in rows}) == len(rows)
    added = [row["added_at"] for row in rows]
    assert added == sorted(added, reverse=True)


def test_next_lies_on_the_host_that_was_asked(ask: Ask) -> None:
    page = ask("GET", "me/tracks?limit=2")[1]
    assert page["next"] == "https://api.spotify.com/v1/me/tracks?limit=2&offset=2"
    assert ask("GET", "me/tracks?limit=2", host="x")[1]["previous"] is None


def test_saving_removing_and_asking_mixed_kinds(ask: Ask, simulator: Simulator) -> None:
    catalogue = simulator.world.catalogue
    wanted = f"{catalogue.tracks[1].uri},{catalogue.albums[1].uri},{catalogue.artists[1].uri},spotify:track:unknown"
    assert ask("GET", f"me/library/contains?uris={wanted}") == (200, [False] * 4)
    assert ask("PUT", f"me/library?uris={wanted}".replace(":", "%3A")) == (200, None)
    assert ask("GET", f"me/library/contains?uris={wanted}") == (200, [True] * 4)
    assert ask("GET", "me/tracks?limit=1")[1]["items"][0]["track"]["uri"] == catalogue.tracks[1].uri
    assert ask("DELETE", f"me/library?uris={wanted}") == (200, None)
    assert ask("GET", f"me/library/contains?uris={wanted}") == (200, [False] * 4)


def test_following_and_unfollowing_a_playlist(ask: Ask, simulator: Simulator) -> None:
    uri = simulator.world.playlists.named("Canciones para volver").uri
    ask("PUT", f"me/library?uris={uri}")
    assert ask("GET", "me/playlists?limit=1")[1]["items"][0]["uri"] == uri
    ask("DELETE", f"me/library?uris={uri}")
    assert ask("GET", f"me/library/contains?uris={uri}")[1] == [False]


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
    [(0, 1, 5, "12340"), (0, 2, 4, "23014"), (3, 2, 0, "34012"), (2, 1, 2, "01234"), (1, 1, 3, "02134")],
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


def test_search_finds_words_and_filters(ask: Ask) -> None:
    tracks = ask("GET", 'search?q=driftwood artist:"marlow"&type=track')[1]["tracks"]["items"]
    assert [track["name"] for track in tracks][:1] == ["Driftwood"]
    albums = ask("GET", "search?q=album:driftwood&type=album,track,artist")[1]
    assert [album["name"] for album in albums["albums"]["items"]] == ["Driftwood"]
    assert {track["album"]["name"] for track in albums["tracks"]["items"]} == {"Driftwood"}
    assert albums["artists"]["items"] == []
    years = ask("GET", "search?q=year:1990-1999&type=album&limit=10")[1]["albums"]["items"]
    assert years
    assert all("1990" <= album["release_date"][:4] <= "1999" for album in years)


def test_search_ends_where_next_is_null_whatever_the_total(ask: Ask) -> None:
    seen, totals, path = 0, set(), "search?q=a&type=track&limit=10&offset="
    while True:
        page = ask("GET", f"{path}{seen}")[1]["tracks"]
        seen += len(page["items"])
        totals.add(page["total"])
        if page["next"] is None:
            break
    assert seen > 100
    assert len(totals) > 1


def test_search_leaves_nulls_for_spotifys_playlists(ask: Ask) -> None:
    found = ask("GET", "search?q=daily&type=playlist")[1]
    assert set(found) == {"playlists"}
    assert found["playlists"]["items"] == [None]


def test_resume_points_need_their_scope_and_come_in_all_kinds(ask: Ask, simulator: Simulator) -> None:
    show = simulator.world.catalogue.shows[0]
    episodes = ask("GET", f"shows/{show.id}/episodes?limit=6")[1]["items"]
    assert ["resume_point" in episode for episode in episodes] == [True, True, False, True, True, True]
    assert episodes[3]["resume_point"] is None
    assert episodes[4]["resume_point"]["resume_position_ms"] == -1


def test_artist_albums_hold_a_release_twice_and_at_most_ten(ask: Ask, simulator: Simulator) -> None:
    artist = simulator.world.catalogue.artists[0]
    names = [album["name"] for album in ask("GET", f"artists/{artist.id}/albums?limit=10")[1]["items"]]
    assert names.count("Small Hours") == 2
    assert ask("GET", f"artists/{artist.id}/albums?limit=11")[0] == 400
    assert ask("GET", f"artists/{artist.id}/albums?include_groups=appears_on")[1]["total"] == 1


def test_an_album_spans_two_discs(simulator: Simulator) -> None:
    tracks = next(album for album in simulator.world.catalogue.albums if album.name == "Small Hours").tracks
    assert {track.disc_number for track in tracks} == {1, 2}
    assert next(track.track_number for track in tracks if track.disc_number == 2) == 1


def test_followed_artists_are_paged_by_the_last_id(ask: Ask) -> None:
    first = ask("GET", "me/following?type=artist&limit=5")[1]["artists"]
    second = ask("GET", f"me/following?type=artist&limit=50&after={first['cursors']['after']}")[1]["artists"]
    assert second["next"] is None
    ids = [artist["id"] for artist in first["items"] + second["items"]]
    assert len(set(ids)) == len(ids) == first["total"]


def test_history_pages_backwards_and_ends_after_fifty(ask: Ask) -> None:
    first = ask("GET", "me/player/recently-played?limit=30")[1]
    second = ask("GET", f"me/player/recently-played?limit=30&before={first['cursors']['before']}")[1]
    assert (len(first["items"]), len(second["items"])) == (30, 20)
    assert second["next"] is None
    played = [item["played_at"] for item in first["items"] + second["items"]]
    assert played == sorted(played, reverse=True)
    beyond = ask("GET", f"me/player/recently-played?before={second['cursors']['before']}")[1]
    assert (beyond["items"], beyond["cursors"]) == ([], None)


def test_a_finished_track_enters_the_history(ask: Ask, clock: SimpleNamespace, simulator: Simulator) -> None:
    item = simulator.world.player.state.item
    assert item is not None
    clock.now += 600
    history = ask("GET", "me/player/recently-played?limit=50")[1]["items"]
    assert item.uri in [play["track"]["uri"] for play in history]
    assert len(history) == 50


def test_liked_songs_play_as_a_collection(ask: Ask, clock: SimpleNamespace, simulator: Simulator) -> None:
    uri = simulator.world.collection_uri
    newest = ask("GET", "me/tracks?limit=3")[1]["items"][2]["track"]["uri"]
    assert ask("PUT", "me/player/play", {"context_uri": uri, "offset": {"uri": newest}})[0] in {200, 204}
    clock.now += 1
    state = ask("GET", "me/player")[1]
    assert (state["context"]["type"], state["context"]["uri"], state["item"]["uri"]) == ("collection", uri, newest)


def test_uris_play_without_a_context(ask: Ask, clock: SimpleNamespace, simulator: Simulator) -> None:
    wanted = [track.uri for track in simulator.world.catalogue.tracks[:3]]
    body = {"uris": wanted, "offset": {"position": 1}, "position_ms": 5_000}
    assert ask("PUT", "me/player/play", body)[0] in {200, 204}
    clock.now += 1
    state = ask("GET", "me/player")[1]
    assert (state["context"], state["item"]["uri"], state["progress_ms"]) == (None, wanted[1], 6_000)


def test_an_episode_needs_additional_types(ask: Ask, clock: SimpleNamespace, simulator: Simulator) -> None:
    show = simulator.world.catalogue.shows[0]
    ask("PUT", "me/player/play", {"context_uri": show.uri})
    clock.now += 1
    hidden = ask("GET", "me/player")[1]
    assert (hidden["item"], hidden["currently_playing_type"]) == (None, "episode")
    shown = ask("GET", "me/player?additional_types=track,episode")[1]
    assert shown["item"]["uri"] == show.episodes[0].uri


def test_a_chapter_plays_as_an_episode_of_a_show(ask: Ask, clock: SimpleNamespace, simulator: Simulator) -> None:
    ask("PUT", "me/player/play", {"context_uri": simulator.world.catalogue.audiobooks[0].uri})
    clock.now += 1
    state = ask("GET", "me/player?additional_types=track,episode")[1]
    assert (state["item"]["type"], state["context"]["type"]) == ("episode", "show")


def test_queue_shows_the_users_items_first_and_twenty_at_most(
    ask: Ask, clock: SimpleNamespace, simulator: Simulator
) -> None:
    added = simulator.world.catalogue.tracks[5].uri
    assert ask("POST", f"me/player/queue?uri={added}")[0] in {200, 204}
    clock.now += 1
    queue = ask("GET", "me/player/queue")[1]["queue"]
    assert len(queue) == 20
    assert queue[2]["uri"] == added


def test_a_mix_shows_no_queue_though_it_plays(ask: Ask, clock: SimpleNamespace, simulator: Simulator) -> None:
    ask("PUT", "me/player/play", {"context_uri": simulator.world.playlists.named("Daily Mix 1").uri})
    clock.now += 1
    answer = ask("GET", "me/player/queue")[1]
    assert answer["currently_playing"] is not None
    assert answer["queue"] == []


def test_transfer_keeps_the_position_and_the_state(ask: Ask, clock: SimpleNamespace, simulator: Simulator) -> None:
    kitchen = simulator.world.device("Kitchen").id
    simulator.world.player.pause()
    ask("PUT", "me/player", {"device_ids": [kitchen]})
    clock.now += 1
    state = ask("GET", "me/player")[1]
    assert (state["device"]["name"], state["is_playing"], state["progress_ms"]) == ("Kitchen", False, 61_000)
    ask("PUT", "me/player", {"device_ids": [kitchen], "play": True})
    clock.now += 1
    assert ask("GET", "me/player")[1]["is_playing"] is True


def test_a_restricted_device_plays_but_is_not_listed(ask: Ask, clock: SimpleNamespace, simulator: Simulator) -> None:
    simulator.world.player.transfer(simulator.world.device("Garden").key)
    clock.now += 1
    state = ask("GET", "me/player")[1]
    assert (state["device"]["id"], state["device"]["is_restricted"]) == (None, True)
    listed = ask("GET", "me/player/devices")[1]["devices"]
    assert "Garden" not in [device["name"] for device in listed]
    assert not any(device["is_active"] for device in listed)


def test_a_device_that_falls_asleep_leaves_nothing_active(
    ask: Ask, clock: SimpleNamespace, simulator: Simulator
) -> None:
    desk = simulator.world.device("Desk")
    simulator.world.player.remove_device(desk.key)
    clock.now += 1
    assert ask("GET", "me/player") == (204, None)
    assert desk.id not in [device["id"] for device in ask("GET", "me/player/devices")[1]["devices"]]
    assert ask("GET", "me/player/queue")[1] == {"currently_playing": None, "queue": []}


def test_a_private_session_shows_on_the_device_and_may_hide_the_item(
    ask: Ask, clock: SimpleNamespace, simulator: Simulator
) -> None:
    simulator.world.player.set_private_session(on=True, hides_item=True)
    clock.now += 1
    state = ask("GET", "me/player")[1]
    assert state["device"]["is_private_session"] is True
    assert (state["item"], state["currently_playing_type"]) == (None, "unknown")


def test_a_known_etag_is_answered_with_304(simulator: Simulator) -> None:
    path = f"/v1/albums/{simulator.world.catalogue.albums[0].id}"
    headers = {"authorization": f"Bearer {simulator.sign_in()['access_token']}"}
    first = simulator.handle(Request("GET", path, headers))
    known = {**headers, "if-none-match": dict(first.headers)["etag"]}
    again = simulator.handle(Request("GET", path, known))
    assert (first.status, again.status, again.body) == (200, 304, b"")
    assert dict(first.headers)["cache-control"] == "public, max-age=7200"


def test_an_uploaded_cover_replaces_the_mosaic(simulator: Simulator, playlist: Playlist) -> None:
    headers = {"authorization": f"Bearer {simulator.sign_in()['access_token']}", "content-type": "image/jpeg"}
    path = f"/v1/playlists/{playlist.id}/images"
    assert len(playlist.pictures) == 3
    assert simulator.handle(Request("PUT", path, headers, b"x" * 262_145)).status == 413
    assert simulator.handle(Request("PUT", path, headers, b"/9j/4AAQ")).status == 202
    assert [picture["width"] for picture in playlist.pictures] == [None]
