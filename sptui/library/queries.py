"""What somebody types to search: words for Spotify, and letters before them that restrict what is looked for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sptui.spotify.endpoints.search import ALL_KINDS, Kind


@dataclass(frozen=True, slots=True)
class Query:
    """`words` as Spotify shall get them, its own filters among them, and the `kinds` to look for."""

    words: str
    kinds: tuple[Kind, ...] = ALL_KINDS


@dataclass(frozen=True, slots=True)
class Restriction:
    """What a letter restricts a search to; `title` is the plural, as a heading."""

    kind: Kind
    title: str


RESTRICTIONS: Final[Mapping[str, Restriction]] = MappingProxyType({
    "t": Restriction("track", "Tracks"),
    "a": Restriction("artist", "Artists"),
    "l": Restriction("album", "Albums"),
    "p": Restriction("playlist", "Playlists"),
    "s": Restriction("show", "Shows"),
    "e": Restriction("episode", "Episodes"),
    "b": Restriction("audiobook", "Audiobooks"),
})  # fmt: skip
"""The letters that may stand before a colon, in the order in which results are shown."""

_PREFIX: Final = re.compile(r"\s*([talpseb]+):", re.ASCII | re.IGNORECASE)
_TITLES: Final = {restriction.kind: restriction.title for restriction in RESTRICTIONS.values()}


def parse(text: str) -> Query:
    """What `text` asks for: `t: blue` looks for tracks, `ta:blue` and `t: a: blue` for tracks and artists.

    Capitals do not matter. Without a letter, all kinds are looked for; the words are "" when only letters are there.
    """
    letters, start = set[str](), 0
    while prefix := _PREFIX.match(text, start):
        typed = prefix[1].lower()
        if len(set(typed)) < len(typed):
            break  # a word such as `label:`
        letters.update(typed)
        start = prefix.end()
    kinds = tuple(each.kind for letter, each in RESTRICTIONS.items() if letter in letters)
    return Query(text[start:].strip(), kinds or ALL_KINDS)


def describe(query: Query) -> str:
    """What a query looks for, as in `tracks, artists and albums`; `everything` when it is all there is."""
    if set(query.kinds) == set(ALL_KINDS):
        return "everything"
    *before, last = (_TITLES[kind].lower() for kind in query.kinds)
    return f"{', '.join(before)} and {last}" if before else last
