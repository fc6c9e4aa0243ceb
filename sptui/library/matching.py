"""Instant matches among what is known here: ten thousand names are searched between two keys, in about 3 ms.

Names and words are compared folded, without apostrophes, and with other punctuation as blanks. A sign that stands by
itself, such as `÷`, is a word.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

from sptui.library.folding import folded
from sptui.spotify.models.base import Body

LIMIT: Final = 50
"""Matches at once, if no other number is asked for."""

# A hit counts where it begins, the less the better, and for its kind more than any name is long.
_INNER: Final = 2**32
_BESIDE: Final = 2**48

_APOSTROPHES: Final = re.compile("['’‘ʼ`´]+")
_SIGN: Final = "!-/:-@\\[-`{-¿×÷\u2000-\u206f\u3000-\u3004\u3008-\u3020\u3030・"
_BETWEEN: Final = re.compile(rf"(?<=[^\s{_SIGN}])[{_SIGN}]++|(?<![{_SIGN}])[{_SIGN}]++(?=\S)")

_Rank = tuple[int, int, float, int]
"""How well a row fits, the smallest the best: its hits, its length, its weight, and its number, which tells it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that can be found by its `text`, or by the `detail` beside it, such as whose it is.

    It is told from others by its `kind` and its `value`: a thing of Spotify's by its URI, anything else by being
    equal; it must be hashable. Of equal matches the one of more `weight` comes first.
    """

    text: str
    kind: str
    value: object
    detail: str = ""
    weight: float = 0.0

    @property
    def key(self) -> tuple[str, object]:
        """What it is told from others by."""
        uri = getattr(self.value, "uri", None) if isinstance(self.value, Body) else None
        return self.kind, uri or self.value


class Haystack:
    """Candidates prepared to be searched many times; of those that are the same, the one of the most weight stays."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        kept: dict[tuple[str, object], Candidate] = {}
        for candidate in candidates:
            before = kept.setdefault(candidate.key, candidate)
            if candidate.weight > before.weight:
                kept[candidate.key] = candidate
        self._candidates = tuple(kept.values())
        self._texts: list[str] = []
        self._initials: list[str] = []
        self._tails: list[tuple[int, float, int]] = []
        for row, candidate in enumerate(self._candidates):
            words = _words(candidate.text)
            # Each word stands behind a blank, so that a blank and a word find the beginning of one.
            text = f" {' '.join(words)}"
            self._texts.append(f"{text}\n {' '.join(_words(candidate.detail))}" if candidate.detail else text)
            self._initials.append("".join(word[0] for word in words))
            self._tails.append((len(text), -candidate.weight, row))
        self._most_initials = max(map(len, self._initials), default=0)

    def find(self, words: str, limit: int = LIMIT) -> list[Candidate]:
        """At most `limit` candidates that have all `words`, the best first; none without words.

        The beginning of a word beats its inside, and both beat what stands in the detail; then what stands earlier
        beats what stands later, and a shorter text a longer one. What has one word for its initials, with others
        between them or not, comes last.
        """
        wanted = _wanted(words)
        if not wanted or limit < 1:
            return []
        # One letter is in nearly every name, but few names have words that begin with it; often these are enough.
        best = nsmallest(limit, self._hits(wanted, [f" {word}" for word in wanted]))
        if len(best) < limit or best[-1][0] >= _INNER:
            best = nsmallest(limit, self._hits(wanted, wanted))
        if len(wanted) == 1 and len(best) < limit:
            found = {rank[-1] for rank in best}
            others = (rank for rank in self._abbreviated(wanted[0]) if rank[-1] not in found)
            best += nsmallest(limit - len(best), others)
        return [self._candidates[rank[-1]] for rank in best]

    def _hits(self, wanted: list[str], parts: list[str]) -> list[_Rank]:
        """The ranks of the rows that have all `parts`, which hold the words."""
        texts, tails = self._texts, self._tails
        rows: Iterable[int] = range(len(texts))
        for part in parts:
            rows = [row for row in rows if part in texts[row]]
        costs = dict.fromkeys(rows, 0)
        for word in wanted:
            start = f" {word}"
            for row in costs:
                text, size = texts[row], tails[row][0]
                cost = text.find(start)
                if not 0 <= cost < size:
                    inner = text.find(word)
                    if inner < size:
                        cost = inner + _INNER
                    elif cost < 0:
                        cost = inner - size + _BESIDE + _INNER
                    else:
                        cost += _BESIDE - size
                costs[row] += cost
        return [(cost, *tails[row]) for row, cost in costs.items()]

    def _abbreviated(self, word: str) -> list[_Rank]:
        """The ranks of the rows whose words begin with the letters of `word`, in this order."""
        if len(word) > self._most_initials:
            return []
        ends = re.compile("".join(f"[^{each}]*+{each}" for each in map(re.escape, word)))
        hits = ((ends.match(initials), row) for row, initials in enumerate(self._initials))
        return [(hit.end(), *self._tails[row]) for hit, row in hits if hit is not None]


def _words(text: str) -> list[str]:
    words = folded(_APOSTROPHES.sub("", text)).split()
    if all(map(str.isalnum, words)):
        return words  # as most are, which makes preparing them twice as fast
    return _BETWEEN.sub(" ", " ".join(words)).split()


def _wanted(text: str) -> list[str]:
    """The words of a question, each once; signs count where there is nothing else."""
    words = list(dict.fromkeys(_words(text)))
    return [word for word in words if any(map(str.isalnum, word))] or words
