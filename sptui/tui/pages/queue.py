"""The queue as rows: what was played, what plays, and what comes next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sptui.player.staging.entry import Entry, given, here, own_in
from sptui.spotify.models.catalogue import Item
from sptui.tui import things
from sptui.tui.keyboard.named import with_keys
from sptui.tui.text import count, wrapped
from sptui.tui.things import BLANK, Marks, Pick
from sptui.tui.widgets.columns import Row

EMPTY = "Spotify does not tell what comes next"
_WAITING = "Asking Spotify what comes next …"
_LAST = ("Nothing comes next.", "Press [[pane.search]] to search, and [[row.enqueue]] to queue.")
_GIVEN = "In Spotify's queue"

NOW = object()
"""The key of the row that plays."""


@dataclass(frozen=True, slots=True)
class Order:
    """All that the rows are made from: `item` plays, `waits` tells what holds up what waits, "" for nothing, and
    `refused` why Spotify does not tell its `queue`.
    """

    item: Item | None
    queue: tuple[Item, ...] | None
    staged: tuple[Entry, ...]
    heard: tuple[Item, ...]
    waits: str
    refused: str
    marks: Marks


def numbers_of(order: Order) -> str:
    """How many wait here and how many Spotify tells of, for the title; "" where neither is known."""
    waiting, following = len(here(order.staged)), len(order.queue or ())
    parts = f"{count(waiting)} waiting" if waiting else "", f"{count(following)} next" if following else ""
    return " + ".join(part for part in parts if part)


def rows_of(order: Order, *, room: int) -> list[Row]:
    """The rows, whose notes have `room` cells."""
    before = _before(order) if order.item is not None or order.staged else []
    rows = [*before, *_now(order), *_given(order), *_waiting(order, room), *_next(order, room)]
    return rows[1:] if rows[:1] == [BLANK] else rows


def _before(order: Order) -> list[Row]:
    heard = order.heard
    rows = [
        things.row(item, Pick(item, entry=0), ("heard", len(heard) - place), order.marks)
        for place, item in enumerate(heard)
    ]
    rows = [replace(row, playing=False, disabled=True, past=True) for row in rows]
    return [Row(("Before",), kind="heading"), *rows] if rows else []


def _now(order: Order) -> list[Row]:
    item = order.item
    return [BLANK, Row(("Now",), kind="heading"), _row(order, item, None)] if item is not None else []


def _given(order: Order) -> list[Row]:
    if order.queue is None:
        rows = [_row(order, entry.item, place) for place, entry in enumerate(given(order.staged))]
        rows = [replace(row, value=Pick(row.value.thing)) for row in rows]
    else:
        rows = [_row(order, item, index) for index, item in enumerate(order.queue[: own_in(order.staged, order.queue)])]
    return [BLANK, Row((_GIVEN,), kind="heading"), *rows] if rows else []


def _waiting(order: Order, room: int) -> list[Row]:
    waiting = here(order.staged)
    if not waiting:
        return []
    number = f"  ·  {count(len(waiting))}" if len(waiting) > 1 else ""
    head = [BLANK, Row((f"Waiting here{number}",), kind="heading"), *_notes(order.waits, room)]
    rows = (
        things.row(entry.item, Pick(entry.item, entry=entry.id), ("waiting", entry.id), order.marks)
        for entry in waiting
    )
    off = [entry.state == "refused" for entry in waiting]
    return [*head, *(replace(row, playing=False, disabled=no) for row, no in zip(rows, off, strict=True))]


def _next(order: Order, room: int) -> list[Row]:
    if order.item is None:
        return []
    if order.queue:
        first = own_in(order.staged, order.queue)
        rows = [_row(order, item, index) for index, item in enumerate(order.queue[first:], start=first)]
        return [BLANK, Row(("Next",), kind="heading"), *rows] if rows else []
    if order.queue == () and order.staged:
        return []
    told: Sequence[str] = (_WAITING,) if order.queue is None else _LAST
    if order.queue is None and order.refused:
        told = f"{EMPTY}.", order.refused
    return [BLANK, *(note for line in told for note in _notes(line, room))]


def _notes(text: str, room: int) -> Iterator[Row]:
    """A sentence in as many lines as it needs; none for ""."""
    return (Row((part,), kind="note") for part in (wrapped(with_keys(text), room) if text else ()))


def _row(order: Order, item: Item, index: int | None) -> Row:
    """The row of an item, which plays when it has no `index`."""
    # The cursor goes with the item as the queue moves up; of duplicates, the nearest one gets it.
    key = NOW if index is None else item.uri or index
    row = things.row(item, Pick(item, index=index), key, order.marks)
    return replace(row, playing=index is None, disabled=row.disabled and not item.is_local)
