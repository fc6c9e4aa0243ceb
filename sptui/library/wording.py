"""How things are told to people: names, numbers, and whose they are."""

from collections.abc import Collection, Mapping

from sptui.figures import count, duration
from sptui.spotify.models.catalogue import Album, Artist, Audiobook, Chapter, Episode, Show, Track
from sptui.spotify.models.playlists import Playlist
from sptui.spotify.models.things import Thing

_NOUNS: Mapping[type, str] = {
    Track: "tracks",
    Episode: "episodes",
    Chapter: "chapters",
    Album: "albums",
    Artist: "artists",
    Playlist: "playlists",
    Show: "shows",
    Audiobook: "audiobooks",
}

UNTITLED = "Untitled"
"""What has no name."""


def details(thing: Thing) -> tuple[str, str, str]:
    """Whose it is, what it is part of or what kind of thing, and how long or how large, or how much of it is left."""
    match thing:
        case Track():
            owner = "  ".join(part for part in ("local file" if thing.is_local else "", thing.byline) if part)
            return owner, thing.collection, duration(thing.duration_ms) if thing.duration_ms else ""
        case Episode():
            return thing.byline or thing.release_date, "", heard(thing) or duration(thing.duration_ms)
        case Chapter():
            return "", "", heard(thing) or duration(thing.duration_ms)
        case Album():
            year = thing.release_date[:4]
            kind = thing.album_type.casefold()
            part = "  ".join(part for part in (year, kind if kind != "album" else "") if part)
            return ", ".join(each.name for each in thing.artists), part, size(thing.total_tracks, "tracks")
        case Artist():
            return "", "", ""
    return _rest(thing)


def _rest(thing: Playlist | Show | Audiobook) -> tuple[str, str, str]:
    match thing:
        case Playlist():
            return thing.owner.display_name, visibility(thing), size(thing.total, "items")
        case Show():
            return thing.publisher, "", size(thing.total_episodes, "episodes")
    return ", ".join(author.name for author in thing.authors), "", size(thing.total_chapters, "chapters")


def visibility(playlist: Playlist) -> str:
    """Who can see or change a playlist, where that is told."""
    if playlist.collaborative:
        return "collaborative"
    return {True: "public", False: "private", None: ""}[playlist.public]


def size(number: int | None, unit: str) -> str:
    """How many of what, "" for none or nobody knows; thousands need the room for themselves."""
    if not number:
        return ""
    return f"{number} {unit if number > 1 else unit.removesuffix('s')}" if number < 1_000 else count(number)


def noun(thing: Thing | None) -> str:
    """What several of its kind are called."""
    return _NOUNS.get(type(thing), "items")


def several(things: Collection[Thing | None]) -> str:
    """How many of what: `3 albums`, and `3 items` of several kinds."""
    nouns = {noun(thing) for thing in things}
    unit = nouns.pop() if len(nouns) == 1 else "items"
    return f"{count(len(things))} {unit if len(things) != 1 else unit.removesuffix('s')}"


def named(things: Collection[Thing | None]) -> str:
    """The name of a single thing, and of several how many of what."""
    one = next(iter(things)) if len(things) == 1 else None
    return f"“{one.name or UNTITLED}”" if one is not None else several(things)


def heard(thing: Episode | Chapter) -> str:
    """How far the listener came, "" for not begun; what was heard to its end has a sign."""
    point = thing.resume_point
    if point is None:
        return ""
    if point.fully_played:
        return "✓ heard"
    left_at = point.left_at(thing.duration_ms)
    return f"{duration(thing.duration_ms - left_at)} left" if left_at else ""
