import json
from typing import Any
from urllib.parse import urlencode

import pytest

from sptui.desktop.lyrics.lrclib import LrcLib, lyrics_client
from sptui.desktop.lyrics.lyrics import INSTRUMENTAL, NONE, Song
from sptui.simulator import Request, Simulator, SimulatorTransport
from sptui.simulator.lyrics import Kind, kind_of, words
from sptui.simulator.names import ODD_ARTIST
from sptui.simulator.objects import Track


@pytest.fixture
def simulator() -> Simulator:
    return Simulator(clock=lambda: 1_800_000_000.0)


def some(simulator: Simulator, kind: Kind) -> Track:
    """A track for which LRCLIB has that, and that its artist has recorded once."""
    tracks = simulator.world.catalogue.tracks
    told = [(track.name, track.artists[0]) for track in tracks]
    return next(each for each in tracks if kind_of(each) == kind and told.count((each.name, each.artists[0])) == 1)


def ask(simulator: Simulator, path: str, **query: object) -> tuple[int, Any]:
    answer = simulator.handle(Request("GET", f"https://lrclib.net{path}?{urlencode(query)}"))
    return answer.status, json.loads(answer.body)


def about(track: Track) -> dict[str, object]:
    return {"track_name": track.name, "artist_name": track.artists[0].name, "album_name": track.album.name}


def song(track: Track) -> Song:
    return Song(track.name, tuple(artist.name for artist in track.artists), track.album.name, track.duration_ms)


def test_a_track_is_found_within_two_seconds_of_its_length_and_needs_no_sign_in(simulator: Simulator) -> None:
    track = some(simulator, "synced")
    seconds = round(track.duration_ms / 1000)
    for off, status in ((0, 200), (2, 200), (-2, 200), (3, 404), (-3, 404)):
        assert ask(simulator, "/api/get", **about(track), duration=seconds + off)[0] == status
    status, body = ask(simulator, "/api/get", **about(track), duration=seconds)
    assert body["duration"] == seconds
    assert body["syncedLyrics"].splitlines()[0].endswith(words(track)[0][1])
    assert ask(simulator, "/api/get", **(about(track) | {"album_name": "Another"}), duration=seconds)[0] == 404


def test_a_search_finds_by_title_and_artist_whatever_the_length(simulator: Simulator) -> None:
    track = some(simulator, "longer")
    status, found = ask(simulator, "/api/search", track_name=track.name, artist_name=track.artists[0].name)
    assert status == 200
    assert [each["duration"] for each in found] == [round(track.duration_ms / 1000) + 31]
    assert ask(simulator, "/api/search", track_name=track.name, artist_name="Nobody") == (200, [])


@pytest.mark.parametrize("kind", ["synced", "plain", "instrumental", "missing", "longer"])
async def test_the_client_finds_what_there_is_of_each_kind(simulator: Simulator, kind: Kind) -> None:
    track = some(simulator, kind)
    lrclib = LrcLib(lambda: lyrics_client(SimulatorTransport(simulator)))
    lyrics = await lrclib.ask(song(track))
    await lrclib.aclose()
    expected = {"instrumental": INSTRUMENTAL, "missing": NONE, "longer": NONE}
    if kind in expected:
        assert lyrics == expected[kind]
    else:
        assert lyrics.kind == kind
        assert len(lyrics.lines) >= 8
    assert len(simulator.log) == (2 if kind in ("missing", "longer") else 1)


async def test_odd_titles_come_clean_into_the_words(simulator: Simulator) -> None:
    track = next(each for each in simulator.world.catalogue.tracks if "owned" in each.name)
    assert track.artists[0].name == ODD_ARTIST
    lrclib = LrcLib(lambda: lyrics_client(SimulatorTransport(simulator)))
    lyrics = await lrclib.ask(song(track))
    await lrclib.aclose()
    assert "\x1b" not in "".join(lyrics.lines)


def test_the_words_of_a_track_are_always_the_same(simulator: Simulator) -> None:
    track = some(simulator, "synced")
    before = words(track)
    words.cache_clear()
    assert words(track) == before
    starts = [start for start, _ in before]
    assert starts == sorted(starts)
    assert starts[-1] < track.duration_ms
