"""The list of the app: what its keys and the mouse do."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import islice

from textual import events, on
from textual.message import Message

from sptui.tui.widgets.columns import Row
from sptui.tui.widgets.rowmover import RowMover
from sptui.tui.widgets.rowsequence import locate, markable_keys, places_of


class Rows(RowMover):
    """A list with a cursor and marks that only items carry.

    A click puts the cursor on a row and a second one chooses it, so that no single stray click starts anything. Marks
    are on keys, so they stay when rows are replaced or filtered; items that share a key are marked together.
    """

    @dataclass
    class Chosen(Message):
        """Enter, or a second click, on the row with the cursor."""

        rows: "Rows"
        row: Row
        index: int

        @property
        def control(self) -> "Rows":
            """The list, for `@on` with a selector."""
            return self.rows

    @dataclass
    class Marked(Message):
        """Other rows are marked than before: `count` of them."""

        rows: "Rows"
        count: int

        @property
        def control(self) -> "Rows":
            """The list, for `@on` with a selector."""
            return self.rows

    _clicked = False
    """True while the cursor stands where a click has put it."""
    _last_mark: Hashable = None
    """The key of the row that was marked last."""

    @property
    def marks(self) -> frozenset[Hashable]:
        """The keys of the marked rows."""
        return self._marks

    @property
    def marked(self) -> tuple[Row, ...]:
        """The marked rows in their order, those that the filter leaves out as well."""
        return tuple(self._all[place] for place in places_of(self._all, self._marks))

    def clear_marks(self) -> None:
        """Mark nothing any more."""
        self._set_marks(frozenset())

    def set_rows(self, rows: Iterable[Row], *, keep_cursor: bool = True) -> None:
        """Replace all rows, as `RowHolder` does. Marks go with rows that have gone, or that can be marked no more."""
        super().set_rows(rows, keep_cursor=keep_cursor)
        if self._marks:
            now = markable_keys(self._all, self._marks)
            self._last_mark = now.get(self._last_mark)
            self._set_marks(frozenset(now.values()))

    def action_choose(self) -> None:
        """Choose the row with the cursor."""
        if self._cursor is not None:
            self.post_message(self.Chosen(self, self._rows[self._cursor], self._cursor))

    def action_mark(self) -> None:
        """Mark the row with the cursor, or take its mark away, and go to the next."""
        row = self.highlighted
        if row is not None and row.can_be_marked:
            self._set_marks(self._marks ^ {row.key})
            if row.key in self._marks:
                self._last_mark = row.key
        self.action_move(1)

    def mark_ahead(self, count: int) -> None:
        """Mark so many items from the cursor on, as far as they can be marked."""
        ahead = self._rows[self._cursor or 0 :]
        keys = islice((row.key for row in ahead if row.can_be_marked), count)
        self._set_marks(self._marks | frozenset(keys))

    def action_mark_range(self) -> None:
        """Mark all that is shown from the last mark to the cursor, or the row with the cursor when there is none."""
        if self._cursor is None:
            return
        place = self._places[self._cursor]
        mark = locate(self._all, self._last_mark, place) if self._last_mark in self._marks else None
        first, last = sorted((place, place if mark is None else mark))
        between = self._rows[bisect_left(self._places, first) : bisect_right(self._places, last)]
        self._set_marks(self._marks | {row.key for row in between if row.can_be_marked})
        if (key := self._rows[self._cursor].key) in self._marks:
            self._last_mark = key

    def action_mark_all(self) -> None:
        """Mark all that is shown, or when all of that is marked, none of it."""
        keys = {row.key for row in self._rows if row.can_be_marked}
        self._set_marks(self._marks - keys if keys <= self._marks else self._marks | keys)

    def _set_marks(self, marks: frozenset[Hashable]) -> None:
        """Have the rows with the keys `marks` marked, and no others."""
        changed, self._marks = self._marks ^ marks, marks
        if changed:
            self._repaint(index for index in self.visible_indices if self._rows[index].key in changed)
            self.post_message(self.Marked(self, len(marks)))

    @on(events.Click)
    def _select(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or event.button != 1:
            return
        index = offset.y + self.scroll_offset.y
        if index not in self.visible_indices or self._rows[index].kind != "item":
            return
        if index == self._cursor and self._clicked:
            # The third click of a chain comes from a nervous finger, not from a wish to do it again.
            if event.chain <= 2:
                self.action_choose()
            return
        self.move_cursor(index, reveal=False)
        self._clicked = True

    @on(events.Blur)
    def _disarm(self) -> None:
        self._clicked = False

    def _announce(self) -> None:
        self._clicked = False
        super()._announce()
