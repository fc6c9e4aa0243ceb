"""What is shown of a list: the rows that are known, the thing that they are of, and how it stands with the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from sptui.library.listing import Entry, Listing
from sptui.library.places import Place
from sptui.spotify.models.catalogue import Album, Audiobook, Show
from sptui.spotify.models.playlists import Playlist
from sptui.spotify.models.things import Thing

BY_SPOTIFY: Final = "37i9"
"""How the ids of the playlists begin that Spotify makes."""

Closed = Literal["", "not yours", "by spotify", "gone"]
"""Why a list has no rows that could be seen."""

REASONS: Final[Mapping[Closed, tuple[str, ...]]] = MappingProxyType({
    "": (),
    "not yours": (
        "Spotify shows what is in a playlist to its owner only.",
        "It can be played, shuffled, followed and shared all the same.",
    ),
    "by spotify": (
        "Spotify made this playlist and keeps what is in it from other apps.",
        "It can be played, shuffled, followed and shared all the same.",
    ),
    "gone": (
        "Spotify does not know it any more.",
        "It was taken down, or is not offered where you live.",
    ),
})  # fmt: skip
"""The sentences that say so."""

_GONE: Final[Mapping[str, str]] = MappingProxyType({
    "playlist": "It was deleted or made private.",
    "artist": "The page was taken down, or has become part of another one.",
})  # fmt: skip
_OPENED: Final = ("playlist", "album", "artist", "show", "episode", "audiobook")


def name_of(kind: str) -> str:
    """What people call a kind of thing."""
    return "podcast" if kind == "show" else kind


def why_closed(closed: Closed, kind: str) -> tuple[str, ...]:
    """The sentences that say so of a thing of that kind."""
    if closed != "gone" or kind not in _OPENED:
        return REASONS[closed]
    return f"Spotify does not know this {name_of(kind)} any more.", _GONE.get(kind, REASONS[closed][1])


def entered_as(contents: "Contents", user_id: str) -> str | None:
    """The URI by which a list of the user `user_id` can be played from one of its rows; None where it cannot."""
    if contents.place.kind == "liked":
        return f"spotify:user:{user_id}:collection" if user_id else None
    about = contents.about
    return about.uri if isinstance(about, Album | Playlist | Show | Audiobook) else None


@dataclass(frozen=True, slots=True)
class Contents:
    """A list as it is known now.

    `about` is the thing whose list it is, None for a part of the library. `popular` are an artist's tracks before the
    releases. `trouble` tells why the last read failed, `loading` that one is on its way, and `filling` that all rows
    are being read.
    """

    place: Place
    about: Thing | None = None
    listing: Listing = field(default_factory=Listing)
    popular: tuple[Entry, ...] = ()
    closed: Closed = ""
    trouble: str = ""
    loading: bool = False
    filling: bool = False
