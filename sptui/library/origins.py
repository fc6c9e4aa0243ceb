"""Where an item is played from, in words, as far as that is known without asking anybody."""

from collections.abc import Callable
from typing import Final

from sptui.library.contents import BY_SPOTIFY
from sptui.spotify import links
from sptui.spotify.models.catalogue import Artist, Episode, Item, Track
from sptui.spotify.models.playback import Context

BY_ITSELF: Final = ""
"""Stands for the name of a playlist that Spotify made and tells no app about."""

UNNAMED: Final = "from a playlist"
"""What is said while the name of a playlist is not known."""

_COLLECTIONS: Final = {"collection": "from Liked songs", "collectionyourepisodes": "from Your episodes"}


def playlist_of(context: Context | None) -> str:
    """The id of the playlist that a context is; "" for anything else."""
    link = links.parse(context.uri) if context is not None and context.type == "playlist" else None
    return link.id if link is not None and link.kind == "playlist" else ""


def origin(context: Context | None, item: Item | None, name: Callable[[str], str | None]) -> str:
    """`from playlist Late Train Home`; "" for what has no context, or none that is worth a word.

    `name` knows playlists by id: None for one that it does not know, `BY_ITSELF` for one that Spotify made.
    """
    if context is None:
        return ""
    if context.type in _COLLECTIONS:
        return _COLLECTIONS[context.type]
    if playlist := playlist_of(context):
        return _playlist(BY_ITSELF if playlist.startswith(BY_SPOTIFY) else name(playlist))
    link = links.parse(context.uri)
    return _of_kind(context.type, link.id if link is not None else "", item)


def _of_kind(kind: str, id_: str, item: Item | None) -> str:
    match kind:
        case "album":
            return "from its album" if id_ and id_ == _album_id(item) else "from another album"
        case "artist":
            artist = next((each.name for each in _artists(item) if each.id == id_), "")
            return f"from the artist {artist}" if artist else "from an artist"
        case "show":  # its name stands in the line above
            return "" if isinstance(item, Episode) else "from a podcast"
    return ""


def _playlist(name: str | None) -> str:
    if name is None:
        return UNNAMED
    return "from a playlist of Spotify's" if name == BY_ITSELF else f"from playlist {name}"


def _album_id(item: Item | None) -> str | None:
    return item.album.id if isinstance(item, Track) and item.album is not None else None


def _artists(item: Item | None) -> tuple[Artist, ...]:
    return item.artists if isinstance(item, Track) else ()
