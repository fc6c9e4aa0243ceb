"""The holding half of a list: its rows, those that a filter shows, the one with the cursor, and what is in view."""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.message import Message

from sptui.tui.widgets.columns import Column, Row
from sptui.tui.widgets.rowfilter import RowFilter, words_of
from sptui.tui.widgets.rowsequence import RowsAt, item_near, locate
from sptui.tui.widgets.rowview import RowView

_NOTHING = "Nothing matches “{}”\nFewer letters, or another spelling, may help"
_NOTHING_YET = "Nothing that is loaded matches “{}”\n[[app.back]], then [[list.fill]], loads the rest"


class RowHolder(RowView):
    """Rows that are replaced as a whole, with `set_rows`, and a cursor that only items carry.

    A sequence that builds its rows when asked for them is not asked for more than are shown, unless a filter, whose
    texts it does not give itself, or all marks, have to know them.
    """

    @dataclass
    class Highlighted(Message):
        """The cursor has come to another row: one with another key, or None when no item is left."""

        rows: "RowHolder"
        row: Row | None
        index: int | None

        @property
        def control(self) -> "RowHolder":
            """The list, for `@on` with a selector."""
            return self.rows

    @dataclass
    class Sifted(Message):
        """Rows have come in, or another filter: `matches` may be another."""

        rows: "RowHolder"

        @property
        def control(self) -> "RowHolder":
            """The list, for `@on` with a selector."""
            return self.rows

    @dataclass
    class Seen(Message):
        """Other rows are in view than before, or those of a list that starts over: `visible_rows`.

        Told once for all that changed until a refresh.
        """

        rows: "RowHolder"

        @property
        def control(self) -> "RowHolder":
            """The list, for `@on` with a selector."""
            return self.rows

    def __init__(self, *columns: Column, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(*columns, placeholder=placeholder, id=id)
        self._all: Sequence[Row] = ()
        self._places: Sequence[int] = range(0)
        self._held: tuple[Hashable, int] | None = None
        self._filter_text = ""
        self._words: tuple[str, ...] = ()
        self._filter: RowFilter | None = None
        self._seen: tuple[range, tuple[Hashable, ...]] | None = range(0), ()
        self._looking = False
        self._said = placeholder

    @property
    def visible_rows(self) -> tuple[Row, ...]:
        """The rows that can be seen now."""
        return tuple(self._rows[index] for index in self.visible_indices)

    @property
    def filter_text(self) -> str:
        """What shown items must hold, "" when all are shown."""
        return self._filter_text

    @property
    def matches(self) -> tuple[int, int]:
        """How many items are shown, and how many there are that are loaded, without the pinned ones."""
        sieve = self._sieve
        return len(sieve.found(self._words)), sieve.loaded

    def set_rows(self, rows: Iterable[Row], *, keep_cursor: bool = True) -> None:
        """Replace all rows, repainting only the lines that differ. A sequence is kept as it is and must not change.

        The cursor stays on the row with its key, or at its place if that row has gone. Without `keep_cursor` it
        goes to the first item, and the view to the top.
        """
        before = self._cursor
        in_view = before is None or before in self.visible_indices
        # Lists are what others may go on changing.
        fresh = rows if isinstance(rows, Sequence) and not isinstance(rows, list) else tuple(rows)
        if not keep_cursor:
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
            self._seen = None
        key, near = (self._held if keep_cursor else None) or (None, 0)
        place = locate(fresh, key, near)
        if fresh is not self._all:
            self._all, self._filter = fresh, None
        self._sift(item_near(fresh, near, 1) if place is None else place)
        # Somebody who has scrolled away with the wheel stays there when rows are added or move.
        if self._cursor != before and (in_view or not keep_cursor):
            self._reveal()

    def set_filter(self, text: str) -> None:
        """Show only items that hold every word of `text`, in any case and with any accents; "" shows all rows.

        Headings stay with what is below them, notes go. The cursor stays on its row, or goes to the nearest.
        """
        text = " ".join(text.split())
        if text != self._filter_text:
            self._filter_text, self._words = text, words_of(text)
            self._sift(self._held[1] if self._held is not None else None)
            self._reveal()

    def move_cursor(self, index: int, *, towards: int = 1, reveal: bool = True) -> None:
        """Put the cursor on the item at `index`, or on the next one in the direction of `towards` (1 or -1).

        Without `reveal` nothing scrolls: under a pointer, everything stays where it is.
        """
        target = item_near(self._rows, index, towards)
        if target != self._cursor:
            self._show(self._rows, target)
            self._hold(target)
            if reveal:
                self._reveal()
            self._announce()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Show and tell what has come into view."""
        super().watch_scroll_y(old_value, new_value)
        self._look_soon()

    @property
    def _sieve(self) -> RowFilter:
        if self._filter is None:
            self._filter = RowFilter(self._all)
        return self._filter

    @property
    def _says(self) -> str:
        """What stands below the rows, in lines."""
        if self._words and self._all and not self.matches[0]:
            whole = self._sieve.loaded == len(self._sieve.items)
            return (_NOTHING if whole else _NOTHING_YET).format(self._filter_text)
        return super()._says

    def _sift(self, place: int | None) -> None:
        """Show what the filter lets through, with the cursor on the item at `place` of all rows, or nearest to it."""
        before = self.highlighted
        rows, cursor = self._all, place
        if self._words:
            self._places = self._sieve.shown(self._words)
            rows = RowsAt(self._all, self._places)
            cursor = self._seat(place) if place is not None else None
        else:
            self._places = range(len(self._all))
        self._show(rows, cursor)
        if self._says != self._said:
            self._said = self._says
            self.refresh()
        self._held = None if place is None else (self._all[place].key, place)
        if not self._words or self.matches[0]:
            self._hold(cursor)
        self._look_soon()
        self.post_message(self.Sifted(self).set_sender(self))  # for the ancestors of whoever has set the rows
        now = self.highlighted
        if (before is None) != (now is None) or (before and now and before.key != now.key):
            self._announce()

    def _seat(self, place: int) -> int | None:
        """The index, among the rows that are left, of the item at `place` of all rows, or the one nearest to it."""
        index = bisect_left(self._places, place)
        if self._places[index : index + 1] == [place]:
            return index
        nearest = self._sieve.nearest(self._words, place)
        if nearest is None:  # only pinned rows are left
            return item_near(RowsAt(self._all, self._places), 0, 1)
        return bisect_left(self._places, nearest)

    def _hold(self, index: int | None) -> None:
        """Remember the row at `index`, to come back to it when a filter leaves none."""
        if index is not None:
            self._held = self._rows[index].key, self._places[index]

    @on(events.Resize)
    def _look_soon(self) -> None:
        if not self._looking:
            self._looking = self.call_after_refresh(self._look_now)

    def _look_now(self) -> None:
        self._looking = False
        seen = self.visible_indices, tuple(row.key for row in self.visible_rows)
        if seen != self._seen:
            self._seen = seen
            # Not from whoever has set the rows, whose ancestors would not hear of it.
            self.post_message(self.Seen(self).set_sender(self))

    def _announce(self) -> None:
        self.post_message(self.Highlighted(self, self.highlighted, self._cursor))
