"""A list as far as it is known: pages that came in any order, and what lies between them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Self

from sptui.spotify.models.things import Thing


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a list. `thing` is None where the content was withdrawn; `at` is the ISO time of its adding or playing.

    A `hidden` one holds a place and shows nothing: the service counts it and sends null.
    """

    thing: Thing | None
    at: str = ""
    hidden: bool = False

    @property
    def uri(self) -> str:
        """Its URI, "" where it has none."""
        return (self.thing.uri if self.thing is not None else None) or ""


HIDDEN = Entry(None, hidden=True)

MOST_ROWS = 100_000
"""Rows that a list is taken to have at most: the service goes no deeper."""

Next = int | str
"""Where a list that only grows goes on: an offset, or the service's cursor."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One answer: the rows from `offset` on.

    `total` is how many the whole list has, None where that is not to be trusted. A list that `grows` can be read in
    its order only, and goes on at `more`, None at its end. The first answer may tell of the thing itself as well, of
    its version (`tag`), of an artist's `popular` tracks, and that the rows are `closed` to this app.
    """

    entries: tuple[Entry, ...] = ()
    offset: int = 0
    total: int | None = None
    grows: bool = False
    more: Next | None = None
    about: Thing | None = None
    tag: str = ""
    popular: tuple[Entry, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows of a list, None where one is not known yet; of one that `grows`, those that are known.

    `total`, `grows`, `more` and `tag` are those of a `Batch`, `read_at` is when the list's beginning was last read
    (epoch seconds).
    """

    entries: tuple[Entry | None, ...] = ()
    total: int | None = None
    grows: bool = False
    more: Next | None = None
    read_at: float | None = None
    tag: str = ""

    @property
    def known(self) -> bool:
        """Whether anything was ever read."""
        return self.read_at is not None

    @property
    def loaded(self) -> int:
        """How many rows are known."""
        return len(self.entries) - self.entries.count(None)

    @property
    def complete(self) -> bool:
        """Whether all rows are known."""
        return self.known and self.more is None and None not in self.entries

    @property
    def uris(self) -> tuple[str | None, ...]:
        """The URIs in their order; None for rows that are unknown or have none."""
        return tuple((entry.uri or None) if entry is not None else None for entry in self.entries)

    def with_first(self, batch: Batch, now: float) -> Self:
        """The listing that begins with `batch`, read at `now`; what is known further down stays if it is the same
        list still.
        """
        if self.same_as(batch):
            return replace(self.with_page(batch), more=self.more, read_at=now)
        empty = replace(self, entries=(), total=batch.total, grows=batch.grows, tag=batch.tag, read_at=now)
        return empty.with_page(batch)

    def with_page(self, batch: Batch) -> Self:
        """The listing with the rows of `batch` in their places."""
        end = batch.offset + len(batch.entries)
        if batch.grows:
            entries = self.entries[: batch.offset] + batch.entries + self.entries[end:]
            return replace(self, entries=entries, total=batch.total, grows=True, more=batch.more)
        if batch.total != self.total:  # somebody has changed it meanwhile: nothing is where it was
            return replace(self, entries=(), total=batch.total).with_page(batch)
        size = min(batch.total or 0, MOST_ROWS)
        entries = (self.entries + (None,) * size)[:size]
        return replace(self, entries=(entries[: batch.offset] + batch.entries + entries[end:])[:size])

    def same_as(self, first: Batch) -> bool:
        """Whether `first`, a list's first page, begins this very list: by its version, or its total and first rows.

        Rows that are not known are taken to be the same.
        """
        if not self.known:
            return False
        if first.tag or self.tag:
            return first.tag == self.tag
        pairs = zip(self.entries, first.entries, strict=False)
        return first.total == self.total and all(old is None or _named(old) == _named(new) for old, new in pairs)

    def missing(self, rows: range, page: int) -> int | None:
        """Where to read a page of that many rows so that it serves `rows`; None when all of them are known."""
        unknown = next((row for row in rows if row < len(self.entries) and self.entries[row] is None), None)
        if unknown is None:
            return None
        last = next(row for row in reversed(rows) if row < len(self.entries) and self.entries[row] is None)
        upwards = last + 1 < len(self.entries) and self.entries[last + 1] is not None
        from_above = unknown == 0 or self.entries[unknown - 1] is not None
        return max(0, last + 1 - page) if upwards and not from_above else unknown

    def gap(self) -> int | None:
        """The first row that is not known, None when all are."""
        return next((row for row, entry in enumerate(self.entries) if entry is None), None)

    def rearranged(self, order: Sequence[int | None], new: Sequence[Entry], tag: str) -> Self:
        """The listing after a change: for each row the old row that it was, or None for the next of `new`."""
        fresh = iter(new)
        entries = tuple(next(fresh) if row is None else self.entries[row] for row in order)
        return replace(self, entries=entries, total=len(entries), tag=tag)


def _named(entry: Entry) -> tuple[str, str]:
    return entry.uri, entry.at


def placed(entries: Sequence[Entry], offset: int, limit: int, total: int | None) -> tuple[Entry, ...]:
    """`entries` of a page, with a hidden one for each that the service counts and has sent as null."""
    room = limit if total is None else max(0, min(limit, total - offset))
    return (*islice(entries, room), *[HIDDEN] * (room - len(entries)))
