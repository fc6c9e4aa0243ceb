"""How well a name fits what somebody types, and which of its letters are meant.

Letters are compared folded: without capitals and accents. In falling order a word of the query is worth most as the
whole name, its beginning, the beginning of a word, the first letters of words (`sls` finds “Seek a little sooner”), a
part of a word, and last as letters with others between them, of which the first begins a word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sptui.library.folding import folded

WHOLE: Final = 100.0
BEGINS: Final = 90.0
BEGINS_WORD: Final = 80.0
INITIALS: Final = 65.0
WITHIN: Final = 50.0
SCATTERED: Final = 30.0
BESIDE: Final = 40.0
"""What a word is worth that is found in what stands beside the name: its kind, its other names."""

_LATER = 10.0  # taken away at most for standing late in a name
_WORD = re.compile(r"\w+")
_CAREFUL = 120  # letters of a name that are looked at one by one


@dataclass(frozen=True, slots=True)
class Match:
    """How well a word fits a name, and which letters of the name it means."""

    score: float
    letters: Sequence[int]


@lru_cache(maxsize=64)
def possible(word: str) -> re.Pattern[str]:
    """What every folded name has that may fit a folded `word`: its letters in their order; one letter begins a word."""
    if len(word) == 1:
        return re.compile(rf"(?<!\w){re.escape(word)}")
    between = (rf"[^{re.escape(each)}]*{re.escape(each)}" for each in word[1:])
    return re.compile(re.escape(word[0]) + "".join(between))


def match(word: str, name: str) -> Match | None:
    """How a folded `word` fits a folded `name`, None where it does not."""
    first = at = name.find(word)
    while at > 0 and name[at - 1].isalnum():
        at = name.find(word, at + 1)
    if at >= 0:
        best = BEGINS_WORD - min(_LATER, at / 10) if at else WHOLE if len(word) == len(name) else BEGINS
        return Match(best, range(at, at + len(word)))
    if len(word) == 1:
        return None
    within = Match(WITHIN - min(_LATER, first / 10), range(first, first + len(word))) if first > 0 else None
    if within is not None and len(word) > 2:
        return within
    return (_apart(word, name) or within) if within is None else (_initials(word, name) or within)


def letters_of(words: tuple[str, ...], title: str) -> frozenset[int]:
    """The places in `title` of the letters that folded `words` mean."""
    name, places = _unfolded(title)
    matches = (match(word, name) for word in words)
    return frozenset(places[at] for each in matches if each is not None for at in each.letters)


def _apart(word: str, name: str) -> Match | None:
    """The letters of a word with others between them."""
    if possible(word[0]).search(name) is None:
        return None
    return _initials(word, name) or _scattered(word, name)


def _initials(word: str, name: str) -> Match | None:
    """Where each letter follows the one before it or begins a later word, and the first begins one."""
    starts = [found.start() for found in _WORD.finditer(name[:_CAREFUL])]
    dead = set[tuple[int, int]]()

    def follow(place: int, at: int) -> tuple[int, ...] | None:
        """The rest of the word from its letter at `place`, which stands `at`."""
        if place == len(word) - 1:
            return (at,)
        if (place, at) in dead:
            return None
        wanted = word[place + 1]
        later = [start for start in starts if start > at + 1 and name[start] == wanted]
        if name[at + 1 : at + 2] == wanted:
            later.insert(0, at + 1)
        for start in later:
            if (rest := follow(place + 1, start)) is not None:
                return (at, *rest)
        dead.add((place, at))
        return None

    for start in starts:
        if name[start] == word[0] and (found := follow(0, start)) is not None:
            return Match(INITIALS - min(_LATER, start / 10), found)
    return None


def _scattered(word: str, name: str) -> Match | None:
    """Where the letters follow one another with not too many between them, the first of them beginning a word."""
    for begun in _WORD.finditer(name[:_CAREFUL]):
        at, found = begun.start(), [begun.start()]
        if name[at] != word[0]:
            continue
        for letter in word[1:]:
            at = name.find(letter, at + 1)
            if at < 0:
                return None
            found.append(at)
        room = found[-1] - found[0] + 1 - len(word)
        if room < 2 * len(word):
            return Match(max(1.0, SCATTERED - room), found)
    return None


@lru_cache(maxsize=512)
def _unfolded(title: str) -> tuple[str, tuple[int, ...]]:
    """`title` folded, and for each letter of that the place in `title` that it comes from."""
    if title.isascii():
        return title.lower(), tuple(range(len(title)))
    pieces = [(folded(letter), place) for place, letter in enumerate(title)]
    return "".join(piece for piece, _ in pieces), tuple(place for piece, place in pieces for _ in piece)
