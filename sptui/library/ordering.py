"""Other orders for the rows of a list."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sptui.library.listing import Entry, Listing
from sptui.library.places import Place
from sptui.spotify.models.catalogue import Album, Episode, Track
from sptui.spotify.models.playlists import Playlist

AS_IT_IS: Final = ""
"""The order in which the service tells them."""


def _name(entry: Entry) -> str:
    return entry.thing.name.casefold() if entry.thing else ""


def _maker(entry: Entry) -> str:
    match entry.thing:
        case Track() | Episode() as item:
            return item.byline.casefold()
        case Album(artists=artists):
            return ", ".join(artist.name for artist in artists).casefold()
        case Playlist(owner=owner):
            return owner.display_name.casefold()
    return ""


def _album(entry: Entry) -> tuple[str, int, int]:
    track = entry.thing
    if not isinstance(track, Track):
        return "", 0, 0
    return track.collection.casefold(), track.disc_number, track.track_number


def _length(entry: Entry) -> int:
    match entry.thing:
        case Track(duration_ms=ms) | Episode(duration_ms=ms):
            return ms
        case Playlist(total=total):
            return -(total or 0)
    return 0


def _released(entry: Entry) -> str:
    return entry.thing.release_date if isinstance(entry.thing, Album | Episode) else ""


_KEYS: Final[Mapping[str, tuple[Callable[[Entry], Any], bool]]] = {
    "by title": (_name, False),
    "by artist": (_maker, False),
    "by owner": (_maker, False),
    "by album": (_album, False),
    "newest first": (_released, True),
    "oldest first": (_released, False),
    "last added": (lambda entry: entry.at, True),
    "shortest first": (_length, False),
    "largest first": (_length, False),
}
_ROWS = (AS_IT_IS, "by title", "by artist", "by album", "last added", "shortest first")
_ORDERS: Final[Mapping[str, tuple[str, ...]]] = {
    "playlist": _ROWS,
    "liked": tuple(order for order in _ROWS if order != "last added"),  # which is the order that it has
    "playlists": (AS_IT_IS, "by title", "by owner", "largest first"),
    "albums": (AS_IT_IS, "by title", "by artist", "newest first", "oldest first"),
    "artists": (AS_IT_IS, "by title"),
    "artist": (AS_IT_IS, "newest first", "oldest first", "by title"),
    "shows": (AS_IT_IS, "by title"),
    "audiobooks": (AS_IT_IS, "by title"),
    "episodes": (AS_IT_IS, "by title", "newest first", "oldest first", "shortest first"),
    "show": (AS_IT_IS, "oldest first", "by title", "shortest first"),
}


def orders(place: Place) -> tuple[str, ...]:
    """The orders that make sense for a list, the first being its own."""
    return _ORDERS.get(place.kind, (AS_IT_IS,))


def ordered(listing: Listing, order: str) -> range | list[int]:
    """The rows to show, by where they stand in the listing; those that are not known yet come last.

    Equal ones stay as they are among themselves.
    """
    entries = listing.entries
    shown: range | list[int] = range(len(entries))
    if any(entry is not None and entry.hidden for entry in entries):
        shown = [index for index, entry in enumerate(entries) if entry is None or not entry.hidden]
    if order not in _KEYS:
        return shown
    key, backwards = _KEYS[order]
    known = [(index, entry) for index in shown if (entry := entries[index]) is not None]
    known.sort(key=lambda each: key(each[1]), reverse=backwards)
    return [*(index for index, _ in known), *(index for index in shown if entries[index] is None)]
