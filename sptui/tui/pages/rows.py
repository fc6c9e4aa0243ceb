"""A list as a sequence of rows, each of which is made when somebody looks at it."""

from collections.abc import Hashable, Iterator, Sequence
from itertools import groupby
from typing import overload

from sptui.library.contents import Contents
from sptui.library.listing import Entry
from sptui.library.ordering import AS_IT_IS, ordered
from sptui.library.places import SAVED
from sptui.spotify.models.catalogue import Album, Artist, Audiobook, Episode, Show, Track
from sptui.spotify.models.playlists import Playlist
from sptui.spotify.models.things import Thing
from sptui.tui.pages.head import head_of
from sptui.tui.pages.look import Look
from sptui.tui.things import BLANK, UNTITLED, Pick, day_of, row, visibility
from sptui.tui.widgets.columns import Row
from sptui.tui.widgets.rowsequence import UNKNOWN

_GROUPS = {"single": "Singles", "ep": "Singles", "compilation": "Compilations"}
_UNKNOWN = (UNKNOWN, "", "", "", "", "")
_WITHDRAWN = ("Not available any more",)


def rows_of(contents: Contents, look: Look) -> "PageRows":
    """The rows of a list."""
    return PageRows(contents, look, list(head_of(contents, look)), _body(contents, look))


class PageRows(Sequence[Row]):
    """The rows of a page: a head, and a body whose rows are made when somebody looks at them.

    The body tells of each row where it stands in the listing, or is a heading.
    """

    def __init__(self, contents: Contents, look: Look, head: Sequence[Row], body: Sequence[int | Row]) -> None:
        self._contents = contents
        self._entries = contents.listing.entries
        self._look = look
        self._head = head
        self._body = body
        self._made: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self._head) + len(self._body)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if index < len(self._head):
            return self._head[index]
        made = self._made.get(index)
        if made is None:
            made = self._made[index] = self._row(self._body[index - len(self._head)])
        return made

    @property
    def head(self) -> Sequence[Row]:
        """What stands above the rows of the list."""
        return self._head

    def listed(self, rows: range) -> range:
        """Which rows of the listing stand at `rows`, from the first to the last of them.

        In another order what lies between two of them stands elsewhere: there, only those count that are not known.
        """
        start, own = max(0, rows.start - len(self._head)), self._look.order == AS_IT_IS
        shown = [each for each in self._body[start : max(0, rows.stop - len(self._head))] if isinstance(each, int)]
        places = [each for each in shown if own or self._entries[each] is None]
        return range(min(places), max(places) + 1) if places else range(0)

    def index_of(self, key: Hashable, near: int) -> int | None:
        """Where the row with `key` stands, the nearest to `near` if it has moved; None when it has gone."""
        if not isinstance(key, tuple) or len(key) != 2 or not isinstance(key[1], int):
            return next((place for place, row in enumerate(self._head) if row.key == key), None)
        uri, index = key
        if index < len(self._entries):
            entry = self._entries[index]
            if entry is None or not uri or entry.uri == uri:
                return self._place(index, near)
        same = [place for place, entry in enumerate(self._entries) if entry is not None and entry.uri == uri]
        return self._place(min(same, key=lambda place: abs(place - index)), near) if same and uri else None

    def text(self, index: int) -> str:
        """What a filter looks at, "" where it has to ask the row itself."""
        listed = self._body[index - len(self._head)] if index >= len(self._head) else None
        if not isinstance(listed, int):
            return ""
        entry = self._entries[listed]
        if entry is None:
            return UNKNOWN
        return searched(entry.thing) if entry.thing is not None else ""

    def _place(self, listed: int, near: int) -> int | None:
        """Where a row of the listing stands here."""
        for place in (near - len(self._head), listed):
            if 0 <= place < len(self._body) and self._body[place] == listed:
                return place + len(self._head)
        places = (place for place, each in enumerate(self._body) if each == listed)
        return next((place + len(self._head) for place in places), None)

    def _row(self, listed: int | Row) -> Row:
        if isinstance(listed, Row):
            return listed
        entry = self._entries[listed]
        if entry is None:
            return Row(_UNKNOWN, key=("", listed), pending=True, value=Pick(index=listed), markable=False)
        return entry_row(entry, listed, self._contents, self._look)


def entry_row(entry: Entry, listed: int, contents: Contents, look: Look) -> Row:
    """A row of the listing; what goes without saying on its page is left out."""
    pick, key, thing = Pick(entry.thing, index=listed), (entry.uri, listed), entry.thing
    if thing is None:
        return Row(_WITHDRAWN, key=key, disabled=True, value=pick)
    byline, saved = _byline(thing, contents.about, look), contents.place.kind in SAVED
    return row(thing, pick, key, look.marks, added=day_of(entry.at), byline=byline, saved=saved)


def _byline(thing: Thing, about: Thing | None, look: Look) -> str | None:
    """What to tell in the place of whose a thing is, where that goes without saying; None where it does not."""
    if isinstance(thing, Playlist) and look.user_id and thing.owner.id == look.user_id:
        return visibility(thing)
    if isinstance(thing, Episode) and isinstance(about, Show):
        return thing.release_date
    match thing, about:
        case (Album(artists=artists) as album, Artist(id=owner)) if [each.id for each in artists] == [owner]:
            return album.release_date[:4]
        case (Track(artists=artists), Album(artists=owners)):
            return "" if [each.id for each in artists] == [each.id for each in owners] else None
    return None


def searched(thing: Thing) -> str:
    """What one may look for to find a thing: its name, whose it is, what it is part of."""
    name = thing.name or UNTITLED
    match thing:
        case Track() | Episode():
            return f"{name} {thing.byline} {thing.collection}"
        case Album(artists=artists):
            return f"{name} {' '.join(artist.name for artist in artists)} {thing.release_date[:4]}"
        case Playlist():
            return f"{name} {thing.owner.display_name}"
        case Audiobook(authors=authors):
            return f"{name} {' '.join(author.name for author in authors)}"
    return name


def _body(contents: Contents, look: Look) -> Sequence[int | Row]:
    shown = ordered(contents.listing, look.order)
    entries = contents.listing.entries
    if contents.place.kind == "album":
        return list(_discs(shown, entries))
    if contents.place.kind == "artist":
        return list(_releases(shown, contents, grouped=look.order == AS_IT_IS))
    return shown


def _discs(shown: Sequence[int], entries: Sequence[Entry | None]) -> Iterator[int | Row]:
    def disc(index: int) -> int:
        entry = entries[index]
        return entry.thing.disc_number if entry is not None and isinstance(entry.thing, Track) else 0

    several = len({disc(index) for index in shown} - {0}) > 1
    for number, tracks in groupby(shown, disc):
        if several and number:
            yield from (BLANK,) if number > 1 else ()
            yield Row((f"Disc {number}",), kind="heading")
        yield from tracks


def _releases(shown: Sequence[int], contents: Contents, *, grouped: bool) -> Iterator[int | Row]:
    """Each release once, though the service tells of some of them several times."""
    seen: set[Hashable] = set()
    heading, entries, popular = "", contents.listing.entries, contents.popular
    for index in shown:
        entry = entries[index]
        album = entry.thing if entry is not None else None
        if isinstance(album, Album):
            same = album.name.casefold(), album.album_type.casefold(), album.total_tracks, album.release_date[:4]
            if same in seen:
                continue
            seen.add(same)
            group = _GROUPS.get(album.album_type.casefold(), "Albums")
            if grouped and group != heading:
                yield from (BLANK,) if heading or popular else ()
                heading = group
                yield Row((heading,), kind="heading")
        yield index
