"""Lists as they are said: numbered rows, some at a time, which words behind them refer to by their numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sptui.library.collection import Collection
from sptui.library.contents import Contents, name_of
from sptui.library.listing import Entry as ListedEntry
from sptui.library.places import Place, kind_of
from sptui.library.wording import UNTITLED, details
from sptui.plain.words import NotUnderstood
from sptui.player.scenes import Scene
from sptui.spotify.models.catalogue import Episode, Track
from sptui.spotify.models.playback import Device
from sptui.spotify.models.things import Single, Thing

PAGE = 10
"""Rows that are said at once."""

_UNITS = {"playlist": "items", "album": "tracks", "show": "episodes", "audiobook": "chapters"}

GONE = "not offered by Spotify any more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: its `text`, and what it stands for.

    `index` is its place in the list that it is part of, from 0; `ahead` its place in Spotify's queue, and `waits` its
    id among what was queued from here.
    """

    text: str
    thing: Thing | None = None
    place: Place | None = None
    index: int | None = None
    ahead: int | None = None
    waits: int | None = None
    device: Device | None = None
    scene: Scene | None = None


@dataclass(slots=True)
class Listed:
    """A list that was begun: its `rows` as far as they are known, of which the first `said` were said.

    Those of a `collection` come as they are asked for. `place` is where it is, None for what is no place.
    """

    title: str
    rows: Sequence[Row] = ()
    collection: Collection | None = None
    place: Place | None = None
    said: int = 0

    @property
    def contents(self) -> Contents | None:
        """What is known of the collection."""
        return self.collection.contents if self.collection is not None else None

    @property
    def total(self) -> int | None:
        """How many rows there are; None where nobody knows yet."""
        contents = self.contents
        if contents is None:
            return len(self.rows)
        listing = contents.listing
        known = len(contents.popular) + len(listing.entries)
        return None if listing.grows and listing.more is not None else known

    async def next(self, marks: Mapping[str, str]) -> Sequence[tuple[int, Row]]:
        """The rows to be said next, with their numbers from 1; `marks` are words about things by their URIs."""
        start = self.said
        if self.collection is not None:
            popular = len(self.collection.contents.popular)
            self.collection.look(range(max(0, start - popular), start - popular + PAGE))
            await self.collection.load()
            await self.collection.settled()
            self.rows = tuple(_rows(self.collection.contents, marks))
        stop = min(len(self.rows), start + PAGE)
        self.said = stop
        return [(place + 1, self.rows[place]) for place in range(start, stop) if self.rows[place].text]

    def row(self, number: int) -> Row:
        """The row of a number. Raises `NotUnderstood`."""
        if not 0 < number <= self.said or not self.rows[number - 1].text:
            many = f"They go from 1 to {self.said}." if self.said else "The last list was empty."
            raise NotUnderstood(f"There is no number {number} in the last list. {many}")
        return self.rows[number - 1]


@dataclass(slots=True)
class Lists:
    """The last list that was said, and the places that one comes back to."""

    last: Listed | None = None
    path: list[Place] = field(default_factory=list)

    def row(self, number: int) -> Row:
        """The row of a number in the last list. Raises `NotUnderstood`."""
        if self.last is None:
            raise NotUnderstood("There is no list yet. Type library, search, queue or devices for one.")
        return self.last.row(number)


def described(thing: Thing, *, kind: bool = False, mark: str = "") -> str:
    """A thing in a line: its name, its `kind` where that is to be said, whose it is, what it is part of, how long."""
    head = f"{thing.name or UNTITLED}, {name_of(kind_of(thing))}" if kind else thing.name or UNTITLED
    gone = GONE if isinstance(thing, Single) and not thing.available else ""
    return ", ".join(part for part in (head, *_about(thing), gone, mark) if part)


def _about(thing: Thing) -> Sequence[str]:
    """Whose it is, what it is part of, how long or how large."""
    owner, part, size = details(thing)
    if isinstance(thing, Track):
        local = "local file" if thing.is_local else ""
        return local, f"by {thing.byline}" if thing.byline else "", f"on {part}" if part else "", size
    if isinstance(thing, Episode):
        return f"of {thing.byline}" if thing.byline else "", thing.release_date, size.replace("✓ ", "")
    unit = _UNITS.get(kind_of(thing), "")
    size = f"{size} {unit}" if size.replace(",", "").isdigit() else size.replace("✓ ", "")
    return f"by {owner}" if owner else "", part.replace("  ", ", "), size


def _rows(contents: Contents, marks: Mapping[str, str]) -> list[Row]:
    """A row for each entry that is known; those that are not, and those that hide, have no text."""
    rows = [
        Row(text=f"{described(entry.thing, mark=marks.get(entry.uri, ''))}, popular", thing=entry.thing)
        for entry in contents.popular
        if entry.thing is not None
    ]
    rows += [_row(entry, index, marks) for index, entry in enumerate(contents.listing.entries)]
    return rows


def _row(entry: ListedEntry | None, index: int, marks: Mapping[str, str]) -> Row:
    if entry is None or entry.hidden:
        return Row(text="", index=index)
    if entry.thing is None:
        return Row(text=GONE[0].upper() + GONE[1:], index=index)
    return Row(text=described(entry.thing, mark=marks.get(entry.uri, "")), thing=entry.thing, index=index)
