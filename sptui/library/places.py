"""What a list can be of: the parts of a library, and everything that has parts of its own."""

from dataclasses import dataclass, field
from typing import Final, Literal

from sptui.spotify.models.catalogue import Album, Artist, Audiobook, Chapter, Episode, Show, Track
from sptui.spotify.models.playlists import Playlist
from sptui.spotify.models.things import Thing

Shelved = Literal[
    "playlists", "liked", "albums", "artists", "shows", "episodes", "audiobooks", "recent", "top tracks", "top artists"
]
"""The parts of a library."""

ThingKind = Literal["track", "chapter", "playlist", "album", "artist", "show", "episode", "audiobook"]
"""What Spotify calls the things that a list can hold."""

Kind = Shelved | ThingKind | Literal["results"]

SAVED: Final = frozenset({"liked", "albums", "artists", "shows", "episodes", "audiobooks", "playlists"})
"""The parts that hold nothing but what is saved or followed."""


@dataclass(frozen=True, slots=True)
class Place:
    """One list, told from others by its `kind` and `id`.

    The `id` is Spotify's, of the top items their time range, and of search results the kind and the words. `about` is
    what was known of the thing when one went there.
    """

    kind: Kind
    id: str = ""
    about: Thing | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """Its name in the store."""
        return f"{self.kind}:{self.id}"


_KINDS: Final[dict[type, ThingKind]] = {
    Track: "track",
    Chapter: "chapter",
    Episode: "episode",
    Album: "album",
    Artist: "artist",
    Show: "show",
    Audiobook: "audiobook",
    Playlist: "playlist",
}


def kind_of(thing: Thing) -> ThingKind:
    """What Spotify calls a thing."""
    return _KINDS[type(thing)]


def place_of(thing: Thing) -> Place | None:
    """Where one sees more of a thing: of a track its album, of a chapter its book; None where that is nowhere."""
    match thing:
        case Track(album=Album(id=str()) as album):
            return Place("album", album.id or "", album)
        case Chapter(audiobook=Audiobook(id=str()) as book):
            return Place("audiobook", book.id or "", book)
    kind = kind_of(thing)
    return Place(kind, thing.id, thing) if thing.id and kind not in ("track", "chapter") else None
