"""LRCLIB as it answers for the made-up catalogue, with words made up from the names of its songs.

Each track has its own kind of record, always the same: most have lines with moments, some lines without, some are told
to be instrumental, some are not there, and some only in a version that is longer. Source: https://lrclib.net/docs.
"""

import random
import zlib
from functools import lru_cache
from itertools import cycle
from typing import Final, Literal

from sptui.simulator import names
from sptui.simulator.catalogue import Catalogue
from sptui.simulator.messages import JSON_TYPE, Json, Request, Response, encode
from sptui.simulator.objects import Track

PATHS: Final = frozenset({"/api/get", "/api/search"})
MOST_FOUND: Final = 20
LONGER: Final = 31
"""Seconds that the version of a track lasts longer that is another one's."""

Kind = Literal["synced", "plain", "instrumental", "missing", "longer"]
_KINDS: Final[tuple[Kind, ...]] = (*("synced",) * 12, *("plain",) * 3, "instrumental", *("missing",) * 2, "longer")

_TEMPLATES = (
    "{}, {}",
    "{} and {}",
    "Oh, {}",
    "You said {}, I said {}",
    "Somewhere between {} and {}",
    "All I ever wanted was {}",
    "{}, and then {}",
    "Don't tell me {}",
)
_JOINTS = {"ja": "、"}
_VERSE = 4  # lines, and then a pause


def kind_of(track: Track) -> Kind:
    """What LRCLIB has for a track."""
    return _KINDS[zlib.crc32(track.id.encode()) % len(_KINDS)]


def handle(catalogue: Catalogue, request: Request) -> Response:
    """Answer a request for one of the `PATHS`."""
    query = request.query
    title, artist = query.get("track_name", ""), query.get("artist_name", "")
    found = [track for track in catalogue.tracks if _named(track, title, artist) and kind_of(track) != "missing"]
    if request.path == "/api/search":
        return _answer([record(track) for track in found[:MOST_FOUND]])
    album, duration = query.get("album_name", "").casefold(), query.get("duration", "")
    for track in found:
        told = record(track)
        same_album = not album or album == track.album.name.casefold()
        if same_album and (not duration.isdigit() or abs(told["duration"] - int(duration)) <= 2):
            return _answer(told)
    return _answer({"statusCode": 404, "name": "TrackNotFound", "message": "Failed to find specified track"}, 404)


def record(track: Track) -> Json:
    """LRCLIB's record of a track that it has."""
    kind, seconds = kind_of(track), round(track.duration_ms / 1000)
    lines = () if kind == "instrumental" else words(track)
    stamped = "\n".join(f"[{ms // 60_000:02}:{ms // 1000 % 60:02}.{ms // 10 % 100:02}] {line}" for ms, line in lines)
    return {
        "id": zlib.crc32(track.uri.encode()),
        "name": track.name,
        "trackName": track.name,
        "artistName": track.artists[0].name,
        "albumName": track.album.name,
        "duration": float(seconds + (LONGER if kind == "longer" else 0)),
        "instrumental": kind == "instrumental",
        "plainLyrics": "\n".join(line for _, line in lines) or None,
        "syncedLyrics": stamped if kind in ("synced", "longer") else None,
    }


@lru_cache(maxsize=64)
def words(track: Track) -> tuple[tuple[int, str], ...]:
    """The lines of a track and the milliseconds at which they begin; an empty line is a pause."""
    rng = random.Random(track.id)  # noqa: S311 -- made-up words, no secret
    language = next((each for each, songs in names.SONGS.items() if track.name in names.words(songs)), "en")
    titles = names.words(names.SONGS[language])
    pairs = cycle(_pairs(rng.sample(titles, len(titles))))
    chorus = (track.name, *(_line(rng, next(pairs), language) for _ in range(_VERSE - 1)))
    lines: list[tuple[int, str]] = []
    at, verse = rng.randrange(6_000, 14_000), 0
    while at < track.duration_ms - 20_000:
        verse += 1
        sung = chorus if verse % 2 == 0 else tuple(_line(rng, next(pairs), language) for _ in range(_VERSE))
        for line in sung:
            lines.append((at, line))
            at += rng.randrange(2_600, 5_400)
        lines.append((at, ""))
        at += rng.randrange(3_000, 11_000)
    return tuple(lines)


def _pairs(titles: list[str]) -> list[tuple[str, str]]:
    return list(zip(titles[::2], titles[1::2], strict=False))


def _line(rng: random.Random, pair: tuple[str, str], language: str) -> str:
    if language != "en":
        return _JOINTS.get(language, ", ").join(pair)
    line = rng.choice(_TEMPLATES).format(*(title.lower() for title in pair))
    return line[0].upper() + line[1:]


def _named(track: Track, title: str, artist: str) -> bool:
    return track.name.casefold() == title.casefold() and any(
        each.name.casefold() == artist.casefold() for each in track.artists
    )


def _answer(payload: object, status: int = 200) -> Response:
    return Response(status, (JSON_TYPE,), encode(payload))
