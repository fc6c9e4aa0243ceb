"""The head of a list: the parts of the library, or the thing that the list is of and why it cannot be seen."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sptui.library.contents import Contents, name_of, why_closed
from sptui.library.places import kind_of
from sptui.spotify.models.catalogue import Album, Audiobook, Episode, Show
from sptui.spotify.models.playlists import Playlist
from sptui.spotify.models.things import Thing
from sptui.tui.keyboard.named import with_keys
from sptui.tui.pages.look import SECTIONS, SHELVES, Look, shelf_place, waiting
from sptui.tui.text import count, duration, wrapped
from sptui.tui.things import BLANK, Pick, row, visibility
from sptui.tui.widgets.columns import Row

_LINES = 3  # of a description, but for an episode's, which one opens to read


def head_of(contents: Contents, look: Look) -> Iterator[Row]:
    """What stands above the rows of a list."""
    if contents.place.kind == "playlists":
        yield from _shelves(look)
        if contents.listing.known or contents.loading or contents.trouble:
            total = contents.listing.total
            number = f"  ·  {count(total)}" if total else ""
            yield from (BLANK, Row((f"Playlists{number}",), kind="heading"))
            if not contents.listing.entries and not _not_again(contents):
                yield from _notes(waiting(contents), look)
        else:
            yield from (BLANK, Row(("Playlists",), kind="heading"))
            yield from _notes(("[[pane.library]] brings them",), look)
    yield from _about(contents, look)
    popular = [entry.thing for entry in contents.popular if entry.thing is not None]
    if popular:
        yield Row(("Popular",), kind="heading")
        yield from (row(each, Pick(each), ("popular", each.uri), look.marks, byline="") for each in popular)


def _shelves(look: Look) -> Iterator[Row]:
    for place, (kind, name) in enumerate(SHELVES.items()):
        if kind in SECTIONS:
            yield from (BLANK,) if place else ()
            yield Row((SECTIONS[kind],), kind="heading")
        total = look.totals.get(kind)
        playing = kind == "liked" and look.marks.context.endswith(":collection")
        cells = (name, "", "", "", "", count(total) if total is not None else "")
        yield Row(cells, key=("shelf", kind), playing=playing, value=Pick(place=shelf_place(kind)), markable=False)


def _about(contents: Contents, look: Look) -> Iterator[Row]:
    """The thing that the list is of, and what is known of it."""
    about = contents.about
    if about is not None:
        told = row(about, Pick(about), ("about", about.uri), look.marks)
        cells = (told.cells[0], name_of(kind_of(about)), "", "", told.cells[4], told.cells[5])
        yield replace(told, cells=cells, pinned=True, markable=False)
        yield from (Row((line,), kind="note") for line in _facts(about, look.width))
        yield BLANK
    lines = why_closed(contents.closed, contents.place.kind) + _not_again(contents)
    yield from _notes(lines, look)
    if lines and contents.listing.entries:
        yield BLANK
    if about is not None and not contents.listing.entries and not lines:
        yield from _notes(waiting(contents), look)


def _not_again(contents: Contents) -> tuple[str, ...]:
    """What to say above the rows that were read before, when they cannot be read again."""
    return (f"Not read again: {contents.trouble}",) if contents.trouble and contents.listing.known else ()


def _notes(lines: Iterable[str], look: Look) -> Iterator[Row]:
    return (Row((part,), kind="note") for line in lines for part in _wrapped(with_keys(line), look.width))


def _facts(about: Thing, width: int) -> Iterator[str]:
    facts: list[str] = []
    description = ""
    match about:
        case Playlist():
            owner = about.owner.display_name
            facts = [
                f"by {owner}" if owner else "",
                visibility(about),
                f"{count(about.total)} items" if about.total else "",
            ]
            description = about.description
        case Album(artists=artists):
            facts = [", ".join(artist.name for artist in artists), about.album_type.casefold(), about.release_date]
        case Show():
            facts, description = [about.publisher], about.description
        case Episode():
            facts = [about.byline, about.release_date, duration(about.duration_ms)]
            description = about.description
        case Audiobook(authors=authors, narrators=narrators):
            read_by = ", ".join(each.name for each in narrators)
            facts = [f"by {', '.join(each.name for each in authors)}", f"read by {read_by}" if read_by else ""]
            description = about.description
    if any(facts):
        yield "  ·  ".join(fact for fact in facts if fact)
    lines = _wrapped(description, width)
    if len(lines) > _LINES and not isinstance(about, Episode):
        lines[_LINES - 1 :] = [f"{lines[_LINES - 1]} …"]
    yield from lines


def _wrapped(text: str, width: int) -> list[str]:
    return list(wrapped(text, max(20, width))) if text else []
