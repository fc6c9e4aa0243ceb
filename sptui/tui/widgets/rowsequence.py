"""Lists too long to be made at once: rows that are built when somebody looks at them, and how to find one."""

from abc import abstractmethod
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice, zip_longest
from typing import Protocol, overload, runtime_checkable

from sptui.tui.widgets.columns import Row

NEAR = 4
"""How many rows on either side of where one was are looked at before the sequence itself is asked where it is now."""


UNKNOWN = "…"
"""What a row says that is not loaded yet."""


@runtime_checkable
class Indexed(Protocol):
    """Rows that know where a key is."""

    def index_of(self, key: Hashable, near: int) -> int | None:
        """The index of the item with `key`, or of the one that it has become, of several the nearest to `near`."""
        ...


@runtime_checkable
class Searchable(Protocol):
    """Rows whose texts can be had without building them."""

    def text(self, index: int) -> str:
        """What a filter looks at, "" where it has to ask the row itself: what is no item, pinned, or without a text."""
        ...


class _OnDemand(Sequence[Row]):
    """A sequence of rows that each come from `_row`."""

    @abstractmethod
    def _row(self, index: int) -> Row:
        """The row at `index`, which counts from the beginning."""

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Row, ...]: ...

    def __getitem__(self, index: int | slice) -> Row | tuple[Row, ...]:
        places = range(len(self))[index]
        return self._row(places) if isinstance(places, int) else tuple(self._row(place) for place in places)


class LazyRows(_OnDemand):
    """`length` rows, each made by `build` when it is first looked at.

    `key` gives the key of the row at an index, None where it is no item, and `text` what a filter shall look at, ""
    where it shall ask the row itself, as it must where that is no item, or pinned. Without them the rows are built.
    """

    def __init__(
        self,
        length: int,
        build: Callable[[int], Row],
        *,
        key: Callable[[int], Hashable] | None = None,
        text: Callable[[int], str] | None = None,
    ) -> None:
        self._length = length
        self._build = build
        self._key = key
        self._text = text
        self._built: dict[int, Row] = {}

    def __len__(self) -> int:
        return self._length

    def index_of(self, key: Hashable, near: int) -> int | None:
        """The index of the item with `key`, of several the one nearest to `near`; None when there is none."""
        places = self._places.get(key, ())
        after = bisect_left(places, near)
        return min(places[max(0, after - 1) : after + 1], key=lambda place: abs(place - near), default=None)

    def text(self, index: int) -> str:
        """What a filter looks at, "" where it has to ask the row itself."""
        return self._text(index) if self._text is not None else ""

    def _row(self, index: int) -> Row:
        row = self._built.get(index)
        if row is None:
            row = self._built[index] = self._build(index)
        return row

    @cached_property
    def _places(self) -> dict[Hashable, list[int]]:
        """By key where its items stand, in order."""
        places: dict[Hashable, list[int]] = {}
        for index in range(self._length):
            key = self._key(index) if self._key is not None else item_key(self[index])
            if key is not None:
                places.setdefault(key, []).append(index)
        return places


class RowsAt(_OnDemand):
    """Those of `rows` that stand at `places`."""

    def __init__(self, rows: Sequence[Row], places: Sequence[int]) -> None:
        self._rows = rows
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    def _row(self, index: int) -> Row:
        return self._rows[self._places[index]]


def item_key(row: Row) -> Hashable:
    """The key of an item, None for other rows."""
    return row.key if row.kind == "item" else None


def item_near(rows: Sequence[Row], index: int, towards: int) -> int | None:
    """The item at `index`, or the next one in the direction of `towards`, or else the nearest on the other side."""
    index = max(0, min(index, len(rows) - 1))
    below, above = range(index, len(rows)), reversed(range(min(index + 1, len(rows))))
    order = chain(below, above) if towards > 0 else chain(above, below)
    return next((place for place in order if rows[place].kind == "item"), None)


def locate(rows: Sequence[Row], key: Hashable, near: int) -> int | None:
    """Where the item with `key` is, of several the one nearest to `near`; None without a key or such an item."""
    if key is None:
        return None
    order: Iterator[int] = _outwards(near, len(rows))
    if isinstance(rows, Indexed):
        order = islice(order, 2 * NEAR + 1)
    found = next((place for place in order if item_key(rows[place]) == key), None)
    return rows.index_of(key, near) if found is None and isinstance(rows, Indexed) else found


def places_of(rows: Sequence[Row], keys: frozenset[Hashable]) -> list[int]:
    """Where the items with `keys` stand, in order."""
    if isinstance(rows, Indexed):
        return sorted(place for key in keys if (place := rows.index_of(key, 0)) is not None)
    return [place for place, row in enumerate(rows) if item_key(row) in keys]


def markable_keys(rows: Sequence[Row], keys: frozenset[Hashable]) -> dict[Hashable, Hashable]:
    """Those of `keys` whose items can be marked, each with the key that its item has now."""
    if isinstance(rows, Indexed):
        places = {key: rows.index_of(key, 0) for key in keys}
        found = {key: rows[place] for key, place in places.items() if place is not None}
    else:
        found = {row.key: row for row in rows if row.key in keys}
    return {key: row.key for key, row in found.items() if row.can_be_marked}


def _outwards(near: int, length: int) -> Iterator[int]:
    """The numbers below `length`, the nearest to `near` first."""
    near = max(0, min(near, length - 1))
    pairs = zip_longest(range(near, length), range(near - 1, -1, -1))
    return (place for place in chain.from_iterable(pairs) if place is not None)
