"""An independent client gets on with the simulator over real HTTP."""

import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
import spotipy

from sptui.simulator import Simulator
from sptui.simulator.server import SimulatorServer


@pytest.fixture
def spotify(simulator: Simulator) -> Iterator[spotipy.Spotify]:
    with SimulatorServer(simulator) as server:
        client = spotipy.Spotify(auth=simulator.sign_in()["access_token"], retries=0, status_retries=0)
        client.prefix = f"{server.url}/v1/"
        yield client
        client._session.close()


@pytest.fixture
def settle(clock: SimpleNamespace) -> Callable[[], None]:
    """Lets the reads catch up with the writes."""

    def settle() -> None:
        clock.now += 1

    return settle


def test_playing_pausing_and_skipping(
    spotify: spotipy.Spotify, settle: Callable[[], None], simulator: Simulator
) -> None:
    device, album = simulator.world.device("Desk").id, simulator.world.catalogue.albums[2]
    spotify.start_playback(context_uri=album.uri, offset={"position": 1}, position_ms=3000)
    settle()
    state = spotify.current_playback()
    assert (state["item"]["uri"], state["progress_ms"], state["context"]["uri"]) == (
        album.tracks[1].uri,
        4000,
        album.uri,
    )
    simulator.world.player.stop()
    spotify.start_playback(device, album.uri, offset={"position": 1})
    spotify.next_track()
    spotify.pause_playback()
    settle()
    state = spotify.current_playback()
    assert (state["item"]["uri"], state["is_playing"]) == (album.tracks[2].uri, False)
    with pytest.raises(spotipy.SpotifyException, match="Restriction violated") as refused:
        spotify.pause_playback()
    assert (refused.value.http_status, refused.value.reason) == (403, "UNKNOWN")


def test_devices_volume_and_transfer(spotify: spotipy.Spotify, settle: Callable[[], None]) -> None:
    devices = {device["name"]: device for device in spotify.devices()["devices"]}
    spotify.transfer_playback(devices["Kitchen"]["id"], force_play=False)
    spotify.volume(20)
    spotify.shuffle(True)
    spotify.repeat("context")
    settle()
    state = spotify.current_playback()
    assert (state["device"]["name"], state["device"]["volume_percent"]) == ("Kitchen", 20)
    assert (state["shuffle_state"], state["repeat_state"]) == (True, "context")


def test_queue(spotify: spotipy.Spotify, settle: Callable[[], None], simulator: Simulator) -> None:
    track = simulator.world.catalogue.tracks[9]
    spotify.add_to_queue(track.uri)
    settle()
    assert [item["uri"] for item in spotify.queue()["queue"]].index(track.uri) == 2


def test_search_and_the_next_page(spotify: spotipy.Spotify) -> None:
    page = spotify.search("rain", limit=2, type="track")["tracks"]
    assert len(page["items"]) == 2
    following = spotify.next(page)["tracks"]
    assert following["offset"] == 2


def test_library(spotify: spotipy.Spotify, simulator: Simulator) -> None:
    track = simulator.world.catalogue.tracks[1]
    assert spotify.current_user_saved_tracks_contains([track.id]) == [False]
    spotify.current_user_saved_tracks_add([track.id])
    assert spotify.current_user_saved_tracks(limit=1)["items"][0]["track"]["id"] == track.id
    spotify.current_user_saved_tracks_delete([track.id])
    assert spotify.current_user_saved_tracks_contains([track.id]) == [False]


def test_playlists(spotify: spotipy.Spotify, simulator: Simulator) -> None:
    made = spotify.current_user_playlist_create("From afar")
    uris = [track.uri for track in simulator.world.catalogue.tracks[:3]]
    spotify.playlist_add_items(made["id"], uris)
    spotify.playlist_reorder_items(made["id"], range_start=0, insert_before=3)
    spotify.playlist_remove_all_occurrences_of_items(made["id"], uris[1:2])
    rows = spotify.playlist_items(made["id"])["items"]
    assert [row["item"]["uri"] for row in rows] == [uris[2], uris[0]]
    assert spotify.current_user_playlists(limit=1)["items"][0]["name"] == "From afar"


def test_profile_artist_and_followed_artists(spotify: spotipy.Spotify, simulator: Simulator) -> None:
    assert spotify.me()["display_name"] == "Mira Lindqvist"
    followed = spotify.current_user_followed_artists(limit=3)["artists"]
    assert len(followed["items"]) == 3
    assert spotify.artist(followed["items"][0]["id"])["name"] == simulator.world.catalogue.artists[0].name


def test_removed_endpoints_are_forbidden(spotify: spotipy.Spotify, simulator: Simulator) -> None:
    with pytest.raises(spotipy.SpotifyException) as refused:
        spotify._get(f"artists/{simulator.world.catalogue.artists[0].id}/top-tracks")
    assert refused.value.http_status == 403


def test_many_requests_over_one_connection_are_quick(spotify: spotipy.Spotify) -> None:
    started = time.perf_counter()
    for _ in range(50):
        spotify.current_playback()
    assert time.perf_counter() - started < 2.0
