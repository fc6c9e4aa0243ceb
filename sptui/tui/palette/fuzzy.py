"""How well a name fits what somebody types, and which of its letters are meant.

Letters are compared folded: without capitals and accents. In falling order a word of the query is worth most as the
whole name, its beginning, the beginning of a word, the first letters of words (`sls` finds “Seek a little sooner”), a
part of a word, and last as letters with others between them, of which the first begins a word.
"""

import re
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


@lru_cache(maxsize=64)
def possible(word: str) -> re.Pattern[str]:
    """What every folded name has that may fit: the letters of a folded `word` in their order; one letter begins a word."""
    if len(word) == 1:
        return re.compile(rf"(?<!\w){re.escape(word)}")
    first, *others = word
    return re.compile(re.escape(first) + "".join(rf"[^{re.escape(each)}]*{re.escape(each)}" for each in others))


def fit(word: str, name: str) -> float:
    """How well a folded `word` fits a folded `name`, 0 for not at all."""
    at = name.find(word)
    if at == 0:
        return WHOLE if len(word) == len(name) else BEGINS
    while at > 0:
        if not name[at - 1].isalnum():
            return BEGINS_WORD - min(_LATER, at / 10)
        at = name.find(word, at + 1)
    if len(word) == 1:
        return 0
    if (at := name.find(word)) > 0 and len(word) > 2:
        return WITHIN - min(_LATER, at / 10)
    begun = possible(word[0]).search(name) is not None
    if begun and (letters := _initials(word, name)) is not None:
        return INITIALS - min(_LATER, letters[0] / 10)
    if at > 0:
        return WITHIN - min(_LATER, at / 10)
    letters = _scattered(word, name) if begun else None
    return 0 if letters is None else max(1.0, SCATTERED - (letters[-1] - letters[0] + 1 - len(word)))


def letters_of(words: tuple[str, ...], title: str) -> frozenset[int]:
    """The places in `title` of the letters that folded `words` mean."""
    name, places = _unfolded(title)
    found = set[int]()
    for word in words:
        found.update(places[at] for at in _letters(word, name))
    return frozenset(found)


def _letters(word: str, name: str) -> tuple[int, ...]:
    """Where the letters of a word stand in a name, as `fit` has found them."""
    at, first = name.find(word), name.find(word)
    while at > 0 and name[at - 1].isalnum():
        at = name.find(word, at + 1)
    if at < 0 and (first < 0 or len(word) == 2):
        initials = _initials(word, name) if len(word) > 1 else None
        if initials is not None:
            return initials
        if first < 0:
            return (_scattered(word, name) or ()) if len(word) > 1 else ()
    at = first if at < 0 else at
    return tuple(range(at, at + len(word))) if len(word) > 1 or at == 0 or not name[at - 1].isalnum() else ()


def _initials(word: str, name: str) -> tuple[int, ...] | None:
    """Where each letter follows the one before it or begins a later word, and the first begins one; None if nowhere."""
    starts = [match.start() for match in _WORD.finditer(name[:_CAREFUL])]
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

    begun = (follow(0, start) for start in starts if name[start] == word[0])
    return next((found for found in begun if found is not None), None)


def _scattered(word: str, name: str) -> tuple[int, ...] | None:
    """Where the letters follow one another with not too many between them, the first of them beginning a word."""
    for match in _WORD.finditer(name[:_CAREFUL]):
        at, found = match.start(), [match.start()]
        if name[at] != word[0]:
            continue
        for letter in word[1:]:
            at = name.find(letter, at + 1)
            if at < 0:
                return None
            found.append(at)
        if found[-1] - found[0] < 3 * len(word):
            return tuple(found)
    return None


@lru_cache(maxsize=512)
def _unfolded(title: str) -> tuple[str, tuple[int, ...]]:
    """`title` folded, and for each letter of that the place in `title` that it comes from."""
    if title.isascii():
        return title.lower(), tuple(range(len(title)))
    pieces = [(folded(letter), place) for place, letter in enumerate(title)]
    return "".join(piece for piece, _ in pieces), tuple(place for piece, place in pieces for _ in piece)
