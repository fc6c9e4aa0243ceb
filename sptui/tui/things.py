"""How things look in a list: one set of columns and cells for every pane."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sptui.library.places import Kind, Place
from sptui.spotify.models.catalogue import Album, Artist, Audiobook, Chapter, Episode, Show, Track
from sptui.spotify.models.playlists import Playlist
from sptui.spotify.models.things import Single, Thing
from sptui.tui.text import count, duration
from sptui.tui.widgets.columns import Column, Row

COLUMNS = (
    Column(width=18, weight=6),
    Column(width=10, weight=6, style="rows--muted", priority=2),
    Column(width=20, weight=3, style="rows--muted", priority=4, slack=6),
    Column(width=10, style="rows--muted", priority=5, slack=12),
    Column(width=1, style="rows--marker", priority=3, firm=True),
    Column(width=12, align="right", style="rows--muted", priority=1),
)
"""Its name, whose it is, what it is part of, when it was added, liked or not, how long it is."""

_AWAY = Column(most=0, firm=True)
_WITHOUT: Mapping[Kind, tuple[int, ...]] = {
    "album": (1, 2, 3),
    "artist": (2, 3),
    "artists": (1, 2, 3),
    "audiobook": (1, 3),
    "show": (3,),
    "top artists": (1, 2, 3),
    "playlists": (2, 3),
}
"""The columns that would be empty, or would tell the same in every row of a list."""

BLANK = Row(("",), kind="note")
"""Air between two parts of a list."""

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

HEART, NO_HEART = "♥", "♡"


def columns_of(place: Place | None = None) -> tuple[Column, ...]:
    """The columns of a list, or of one that is no place: nothing tells when its rows were added."""
    without = (3,) if place is None else _WITHOUT.get(place.kind, ())
    return tuple(_AWAY if index in without else column for index, column in enumerate(COLUMNS))


@dataclass(frozen=True, slots=True)
class Pick:
    """What a row stands for: a `thing`, or a `place` to go to.

    `index` counts the rows of the list that it is in, from 0, as the service does; None where that means nothing.
    `entry` is its id where it waits in the queue, and 0 where it has been played before.
    """

    thing: Thing | None = None
    place: Place | None = None
    index: int | None = None
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """What rows show of the moment: the item and the context that play, and what is liked."""

    item: str | None = None
    context: str = ""
    likes: Mapping[str, bool] | None = None

    def playing(self, uri: str | None) -> bool:
        """Whether a thing plays, or what plays is part of it."""
        return bool(uri) and (uri == self.item or same_context(uri or "", self.context))

    def heart(self, uri: str | None, *, saved: bool = False) -> str:
        """What tells that a thing is liked or followed; among `saved` things, what tells that it is no more."""
        liked = self.likes.get(uri) if self.likes and uri else None
        if saved:
            return NO_HEART if liked is False else ""
        return HEART if liked else ""


def same_context(one: str, other: str) -> bool:
    """Whether two URIs name one context: a playlist may be called its owner's, and an audiobook a show."""
    if one == other:
        return bool(one)
    if one.endswith(":collection") or other.endswith(":collection") or not one or not other:
        return False
    return one.rpartition(":")[2] == other.rpartition(":")[2]


def row(
    thing: Thing,
    pick: Pick,
    key: object,
    marks: Marks,
    *,
    added: str = "",
    byline: str | None = None,
    saved: bool = False,
) -> Row:
    """The row of a thing, added on the day `added`; `byline` stands in the place of its own where that goes without
    saying. Among `saved` things that it is liked goes without saying, too.
    """
    owner, part, size = details(thing)
    heart = marks.heart(thing.uri, saved=saved)
    return Row(
        cells=(thing.name or UNTITLED, owner if byline is None else byline, part, added, heart, size),
        key=key,
        playing=marks.playing(thing.uri),
        disabled=isinstance(thing, Single) and not thing.available,
        value=pick,
    )


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


def day_of(moment: str) -> str:
    """The day of an ISO time, "" for none and for the one that stands for none."""
    return "" if moment.startswith("1970-") else moment[:10]
