"""Search over the catalogue. Source: reference, "Search for Item"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from sptui.simulator.catalogue import Catalogue
from sptui.simulator.objects import Album, Artist, Thing, Track

FILTER = re.compile(r'(artist|album|track|year|genre|isrc|upc|tag):(?:"([^"]*)"|(\S*))', re.IGNORECASE)
FILTERS_OF = {
    "artist": {"artist", "year", "genre"},
    "album": {"artist", "album", "year", "upc", "tag"},
    "track": {"artist", "album", "track", "year", "genre", "isrc"},
}
Found = TypeVar("Found", bound=Thing)


@dataclass(frozen=True, slots=True)
class Query:
    """Free words and filters, all case-folded."""

    words: tuple[str, ...]
    filters: dict[str, str]


def parse(text: str) -> Query:
    """What somebody typed, taken apart; values of several words are quoted."""
    filters = {name.casefold(): (quoted or bare).casefold() for name, quoted, bare in FILTER.findall(text)}
    return Query(tuple(FILTER.sub(" ", text).casefold().replace('"', " ").split()), filters)


def find(catalogue: Catalogue, kind: str, query: Query) -> list[Thing]:
    """Everything of a kind that fits, names that begin with the words first."""
    things: dict[str, Iterable[Thing]] = {
        "track": catalogue.tracks,
        "album": catalogue.albums,
        "artist": catalogue.artists,
        "show": catalogue.shows,
        "episode": catalogue.episodes,
        "audiobook": catalogue.audiobooks,
    }
    if query.filters and not set(query.filters) <= FILTERS_OF.get(kind, set()):
        return []
    hits = [thing for thing in things[kind] if matches(thing, query)]
    start = " ".join(query.words)
    return sorted(hits, key=lambda thing: not thing.name.casefold().startswith(start))


def matches(thing: Thing, query: Query) -> bool:
    """Whether all words and filters fit."""
    haystack = thing.haystack
    return all(word in haystack for word in query.words) and all(
        _fits(thing, name, value) for name, value in query.filters.items()
    )


def _fits(thing: Thing, name: str, value: str) -> bool:
    album = thing.album if isinstance(thing, Track) else thing
    match name, album:
        case "artist", Artist(name=title):
            return value in title.casefold()
        case "artist", Album():
            artists = thing.artists if isinstance(thing, Track) else album.artists
            return any(value in artist.name.casefold() for artist in artists)
        case "album", Album(name=title):
            return value in title.casefold()
        case "year", Album(year=year):
            return _in_years(year, value)
        case "tag", Album(year=year):
            return value == "new" and year >= 2026
    return isinstance(thing, Track) and value in {"track": thing.name, "isrc": thing.isrc}.get(name, "").casefold()


def _in_years(year: int, value: str) -> bool:
    first, _, last = value.partition("-")
    return first.isdigit() and int(first) <= year <= (int(last) if last.isdigit() else int(first))
