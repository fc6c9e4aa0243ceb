"""How things look in a list: one set of columns and cells for every pane."""

from collections.abc import Mapping
from dataclasses import dataclass

from sptui.library.places import Kind, Place
from sptui.library.wording import UNTITLED, details, heard, named, noun, several, size, visibility
from sptui.spotify.models.things import Single, Thing
from sptui.tui.widgets.columns import Column, Row

__all__ = [
    "BLANK",
    "COLUMNS",
    "HEART",
    "NO_HEART",
    "UNTITLED",
    "Marks",
    "Pick",
    "columns_of",
    "day_of",
    "details",
    "heard",
    "named",
    "noun",
    "row",
    "same_context",
    "several",
    "size",
    "visibility",
]

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


def day_of(moment: str) -> str:
    """The day of an ISO time, "" for none and for the one that stands for none."""
    return "" if moment.startswith("1970-") else moment[:10]
