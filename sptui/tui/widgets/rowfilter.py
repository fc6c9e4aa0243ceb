"""Which rows of a list hold what somebody types."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, starmap

from sptui.library.folding import folded
from sptui.tui.widgets.columns import Row, text_of
from sptui.tui.widgets.rowsequence import UNKNOWN, Searchable

_FOREIGN = re.compile(r"[^\x00-\x7f]+")


def fold(text: str) -> str:
    """`text` without case and accents, as `folded`, and several times faster over ten thousand of them."""
    # Few letters are foreign, and they come again: an é of one title is that of the next.
    return text.lower() if text.isascii() else _FOREIGN.sub(_fold_run, text).casefold()


def words_of(text: str) -> tuple[str, ...]:
    """The words to look for, `folded`, each once."""
    return tuple(dict.fromkeys(fold(text).split()))


class RowFilter:
    """Finds the items of `rows` whose text holds every word, in any order.

    `items` is where those stand that it looks at, and `loaded` how many of them are. It reads the texts of all rows
    once, and remembers what it found: whoever types on only narrows that down.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        given = rows if isinstance(rows, Searchable) else None
        self._texts: list[str] = []
        self.items: list[int] = []
        """Where the rows stand that it looks at."""
        others: list[int] = []
        for place in range(len(rows)):
            text = given.text(place) if given is not None else ""
            looked_at = bool(text) or _is_item(rows[place])
            self._texts.append(fold(text or (_text_of(rows[place]) if looked_at else "")))
            (self.items if looked_at else others).append(place)
        self._pinned = [place for place in others if rows[place].pinned]
        headings = [place for place in others if rows[place].kind == "heading"]
        self._sections = list(starmap(range, pairwise([*headings, len(rows)])))
        unloaded = fold(UNKNOWN)
        self.loaded = sum(self._texts[place] != unloaded for place in self.items)
        self._words: tuple[str, ...] = ()
        self._found = self.items

    def found(self, words: tuple[str, ...]) -> Sequence[int]:
        """Where the items with all of `words` stand, in order."""
        if words != self._words:
            narrower = all(any(word in longer for longer in words) for word in self._words)
            found = self._found if narrower else self.items
            for word in words:
                found = [place for place in found if word in self._texts[place]]
            self._words, self._found = words, found
        return self._found

    def shown(self, words: tuple[str, ...]) -> Sequence[int]:
        """Where those rows stand that stay: what is found, the headings above it, and what is pinned."""
        found = self.found(words)
        headings = (section.start for section in self._sections if _meets(section, found))
        kept = {*self._pinned, *headings}
        return sorted([*found, *kept]) if kept else found

    def nearest(self, words: tuple[str, ...], place: int) -> int | None:
        """Where the item stands, of those with all of `words`, that is nearest to `place`."""
        found = self.found(words)
        after = bisect_left(found, place)
        # Of two that are equally near, the one below is what comes next.
        around = reversed(found[max(0, after - 1) : after + 1])
        return min(around, key=lambda each: abs(each - place), default=None)


def _fold_run(match: re.Match[str]) -> str:
    return _folded(match[0])


_folded = lru_cache(maxsize=4096)(folded)


def _meets(section: range, found: Sequence[int]) -> bool:
    first = bisect_left(found, section.start)
    return first < len(found) and found[first] < section.stop


def _is_item(row: Row) -> bool:
    """Whether a filter looks at a row."""
    return row.kind == "item" and not row.pinned


def _text_of(row: Row) -> str:
    return " ".join(map(text_of, row.cells))
