"""Which of many entries somebody means, the best first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice
from typing import Final

from sptui.library.folding import folded
from sptui.tui.palette.entry import SIGNS, Entry
from sptui.tui.palette.fuzzy import BESIDE, match, possible

OFTEN: Final = 8
"""Entries that stand above all others while nothing is typed, for being used most."""

MOST: Final = 200
"""Entries that are shown at once; who wants another one types another letter."""

_USED = 12.0  # what much use is worth, so that it decides between names that fit about as well
_SIGNS = frozenset(SIGNS.values())

Weigh = Callable[[str], float]
"""How much something was used, by the name that `Entry.use` gives it."""


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed: the `sign` of a kind, "" for all, and folded `words`."""

    sign: str = ""
    words: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str) -> "Query":
        """The query that a line stands for: `# sun day` is the sign `#`, `sun` and `day`."""
        text = text.lstrip()
        sign = text[:1] if text[:1] in _SIGNS else ""
        return cls(sign, tuple(folded(text[len(sign) :]).split()))


@dataclass(frozen=True, slots=True)
class Found:
    """The best entries, of which the first `often` stand there for being used most, and how many fit `of` all."""

    entries: tuple[Entry, ...] = ()
    of: int = 0
    often: int = 0


class Ranking:
    """Finds among `entries`; each letter more is looked for only where the letters before it were found."""

    def __init__(self, entries: Sequence[Entry], weigh: Weigh) -> None:
        self._entries = tuple(entries)
        self._weigh = weigh
        self._last: tuple[Query, Sequence[Entry]] = Query(), self._entries

    def find(self, query: Query) -> Found:
        """The best of what fits."""
        if not query.words:
            return self._all(query.sign)
        pool = self._pool(query)
        self._last = query, pool
        scored = [(score, -len(entry.name), -place, entry) for place, entry in enumerate(pool)
                  if (score := self._score(query.words, entry))]  # fmt: skip
        best = nlargest(MOST, scored, key=lambda each: each[:3])
        return Found(tuple(entry for *_, entry in best), len(scored))

    def _all(self, sign: str) -> Found:
        """All of a kind, the most used first."""
        entries = [entry for entry in self._entries if not sign or SIGNS[entry.kind] == sign]
        used = [(weight, -place, entry) for place, entry in enumerate(entries) if (weight := self._weigh(entry.use))]
        often = [entry for _, _, entry in nlargest(OFTEN, used, key=lambda each: each[:2])]
        ids = {entry.use for entry in often}
        others = islice((entry for entry in entries if entry.use not in ids), MOST - len(often))
        return Found((*often, *others), len(entries), len(often))

    def _pool(self, query: Query) -> Sequence[Entry]:
        """Those that may fit: what fitted the beginning of the query, and has all its letters in their order."""
        before, pool = self._last
        if before.sign != query.sign or not _goes_on(before.words, query.words):
            pool = self._entries
        if query.sign:
            pool = [entry for entry in pool if SIGNS[entry.kind] == query.sign]
        for word in query.words:
            may = possible(word).search
            pool = [entry for entry in pool if may(entry.name) or (entry.also and _beside(word, entry))]
        return pool

    def _score(self, words: tuple[str, ...], entry: Entry) -> float:
        """How well an entry fits all of the words, 0 for not at all; they may stand in any order."""
        total = 0.0
        for word in words:
            found = match(word, entry.name) if possible(word).search(entry.name) else None
            if found is None and not _beside(word, entry):
                return 0
            total += BESIDE if found is None else found.score
        total /= len(words)
        if len(words) > 1 and (phrase := match(" ".join(words), entry.name)) is not None:
            total = max(total, phrase.score)
        weight = self._weigh(entry.use)
        return total + (_USED * (1 - 0.5**weight) if weight else 0)


def _beside(word: str, entry: Entry) -> bool:
    return len(word) > 1 and f" {word}" in f" {entry.also}"


def _goes_on(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Whether whatever does not fit the words `before` cannot fit those `after` them either."""
    if not before or len(before) > len(after) or any(len(word) < 2 for word in before):
        return False  # one letter is looked for in fewer places than two are
    *same, last = before
    return same == list(after[: len(same)]) and after[len(same)].startswith(last)
