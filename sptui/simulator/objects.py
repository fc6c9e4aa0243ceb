"""The things of the catalogue and the JSON shapes the service gives them to a Development Mode app.

Each thing knows its reference names: `simplified` is the SimplifiedXObject, `full` the XObject. Shapes are built
once and shared; nobody may change them. Source: reference chapters "Tracks" to "Chapters", without the fields
that the February 2026 migration guide removed.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar
from urllib.parse import quote_plus

from sptui.simulator.messages import Json

API = "https://api.spotify.com/v1"
OPEN = "https://open.spotify.com"


def images(stem: str, sizes: tuple[int, ...] = (640, 300, 64)) -> list[Json]:
    """Image objects, widest first; an empty stem means that there are none. Sizes are in pixels."""
    if not stem:
        return []
    return [{"url": f"https://i.scdn.co/image/{size:08x}{stem}", "height": size, "width": size} for size in sizes]


@dataclass(frozen=True, eq=False)
class Thing:
    """Anything with an id and a URI."""

    id: str
    name: str
    kind: ClassVar[str]

    @cached_property
    def uri(self) -> str:
        """`spotify:{kind}:{id}`."""
        return f"spotify:{self.kind}:{self.id}"

    @cached_property
    def links(self) -> Json:
        """The five fields that every object has."""
        return {
            "external_urls": {"spotify": f"{OPEN}/{self.kind}/{self.id}"},
            "href": f"{API}/{self.kind}s/{self.id}",
            "id": self.id,
            "type": self.kind,
            "uri": self.uri,
        }

    @cached_property
    def haystack(self) -> str:
        """What search looks through, case-folded."""
        return self.name.casefold()


@dataclass(frozen=True, eq=False)
class Artist(Thing):
    """An artist; `albums` fills while the catalogue is being made."""

    image: str
    albums: list["Album"] = field(default_factory=list)
    kind = "artist"

    @cached_property
    def simplified(self) -> Json:
        """The artist as tracks and albums name it."""
        return {**self.links, "name": self.name}

    @cached_property
    def full(self) -> Json:
        """The artist as restricted apps get it: no followers, genres or popularity."""
        return {**self.simplified, "images": images(self.image, (640, 320, 160))}

    @cached_property
    def tracks(self) -> tuple["Track", ...]:
        """What playing the artist plays."""
        return tuple(track for album in self.albums for track in album.tracks if self in track.artists)


@dataclass(frozen=True, eq=False)
class Album(Thing):
    """An album; `release_date` is YYYY, YYYY-MM or YYYY-MM-DD."""

    album_type: str
    artists: tuple[Artist, ...]
    release_date: str
    image: str
    tracks: list["Track"] = field(default_factory=list)
    kind = "album"

    @cached_property
    def simplified(self) -> Json:
        """The album as tracks, search and lists name it."""
        return {
            **self.links,
            "album_type": self.album_type,
            "artists": [artist.simplified for artist in self.artists],
            "images": images(self.image),
            "is_playable": True,
            "name": self.name,
            "release_date": self.release_date,
            "release_date_precision": precision(self.release_date),
            "total_tracks": len(self.tracks),
        }

    @cached_property
    def haystack(self) -> str:
        """The album's and its artists' names."""
        return " ".join([self.name, *(artist.name for artist in self.artists)]).casefold()

    @property
    def year(self) -> int:
        """The year of release."""
        return int(self.release_date[:4])


@dataclass(frozen=True, eq=False)
class Track(Thing):
    """A track; not `playable` means that it has been withdrawn from the listener's market."""

    album: Album
    artists: tuple[Artist, ...]
    disc_number: int
    track_number: int
    duration_ms: int
    explicit: bool = False
    playable: bool = True
    isrc: str = ""
    kind = "track"

    @cached_property
    def simplified(self) -> Json:
        """The track as its album lists it."""
        shape: Json = {
            **self.links,
            "artists": [artist.simplified for artist in self.artists],
            "disc_number": self.disc_number,
            "duration_ms": self.duration_ms,
            "explicit": self.explicit,
            "is_local": False,
            "is_playable": self.playable,
            "name": self.name,
            "preview_url": None,
            "track_number": self.track_number,
        }
        if not self.playable:
            shape["restrictions"] = {"reason": "market"}
        return shape

    @cached_property
    def full(self) -> Json:
        """The track with its album."""
        return {**self.simplified, "album": self.album.simplified, "external_ids": {"isrc": self.isrc}}

    @cached_property
    def row(self) -> Json:
        """The track as playlist rows hold it, with the two booleans that are no tracks."""
        return {**self.full, "episode": False, "track": True}

    @cached_property
    def haystack(self) -> str:
        """The track's, its artists' and its album's names."""
        return " ".join([self.name, *(artist.name for artist in self.artists), self.album.name]).casefold()


@dataclass(frozen=True, eq=False)
class LocalFile:
    """A file of the listener's own disk, which the service knows by name only."""

    artist: str
    album: str
    name: str
    duration_ms: int
    kind = "track"
    playable = True

    @cached_property
    def uri(self) -> str:
        """`spotify:local:artist:album:title:seconds`, plus-encoded."""
        parts = (self.artist, self.album, self.name, str(self.duration_ms // 1000))
        return "spotify:local:" + ":".join(quote_plus(part) for part in parts)

    @cached_property
    def full(self) -> Json:
        """A track without any id."""
        nothing: Json = {"external_urls": {}, "href": None, "id": None, "uri": None}
        album: Json = {"album_type": None, "artists": [], "images": [], "name": self.album, "type": "album"}
        return {
            "album": {**nothing, **album, "release_date": None, "release_date_precision": None},
            "artists": [{**nothing, "name": self.artist, "type": "artist"}],
            "disc_number": 0,
            "duration_ms": self.duration_ms,
            "explicit": False,
            "external_ids": {},
            "external_urls": {},
            "href": None,
            "id": None,
            "is_local": True,
            "name": self.name,
            "preview_url": None,
            "track_number": 0,
            "type": "track",
            "uri": self.uri,
        }

    @property
    def row(self) -> Json:
        """The same in a playlist's row."""
        return self.full


def precision(date: str) -> str:
    """Which of year, month and day a release date gives."""
    return ("year", "month", "day")[date.count("-")]
