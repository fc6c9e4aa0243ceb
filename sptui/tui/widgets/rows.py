"""The list of the app: what moves its cursor, and what it tells about that."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.message import Message

from sptui.tui.widgets.columns import Row
from sptui.tui.widgets.rowview import RowView


class Rows(RowView):
    """A list with a cursor that only items carry. The rows are replaced as a whole, with `set_rows`.

    A click puts the cursor on a row and a second one chooses it, so that no single stray click starts anything.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Down", show=False, id="rows.down"),
        Binding("k,up", "move(-1)", "Up", show=False, id="rows.up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="rows.page-down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="rows.page-up"),
        Binding("ctrl+d", "page(0.5)", "Half a page down", show=False, id="rows.half-page-down"),
        Binding("ctrl+u", "page(-0.5)", "Half a page up", show=False, id="rows.half-page-up"),
        Binding("g,home", "first", "First", show=False, id="rows.first"),
        Binding("G,end", "last", "Last", show=False, id="rows.last"),
        Binding("enter", "choose", "Choose", show=False, id="rows.choose"),
    ]

    @dataclass
    class Highlighted(Message):
        """The cursor has come to another row: one with another key, or None when no item is left."""

        rows: "Rows"
        row: Row | None
        index: int | None

        @property
        def control(self) -> "Rows":
            """The list, for `@on` with a selector."""
            return self.rows

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

    _clicked = False
    """True while the cursor stands where a click has put it."""

    def set_rows(self, rows: Iterable[Row], *, keep_cursor: bool = True) -> None:
        """Replace all rows, repainting only the lines that differ.

        The cursor stays on the row with its key, or at its place if that row has gone. Without `keep_cursor` it
        goes to the first item, and the view to the top.
        """
        held, place = self.highlighted, self._cursor
        fresh = tuple(rows)
        in_view = place is None or place in self.visible_indices
        if not keep_cursor:
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
        if keep_cursor and held is not None and place is not None:
            self._show(fresh, _find(fresh, held.key, place))
        else:
            self._show(fresh, _item_near(fresh, 0, 1))
        # Somebody who has scrolled away with the wheel stays there when rows are added or move.
        if self._cursor != place and (in_view or not keep_cursor):
            self._reveal()
        now = self.highlighted
        if (held is None) != (now is None) or (held and now and held.key != now.key):
            self._announce()

    def move_cursor(self, index: int, *, towards: int = 1) -> None:
        """Put the cursor on the item at `index`, or on the next one in the direction of `towards` (1 or -1)."""
        target = _item_near(self._rows, index, towards)
        if target != self._cursor:
            self._show(self._rows, target)
            self._reveal()
            self._announce()

    def action_move(self, by: int) -> None:
        """Move the cursor by as many rows."""
        if self._cursor is not None:
            self.move_cursor(self._cursor + by, towards=by)

    def action_page(self, pages: float) -> None:
        """Move the cursor by as many views, at least by one row."""
        distance = max(1, int(self._view.height * abs(pages)))
        self.action_move(distance if pages > 0 else -distance)

    def action_first(self) -> None:
        """Put the cursor on the first item."""
        self.move_cursor(0)

    def action_last(self) -> None:
        """Put the cursor on the last item."""
        self.move_cursor(len(self._rows) - 1, towards=-1)

    def action_choose(self) -> None:
        """Choose the row with the cursor."""
        if self._cursor is not None:
            self.post_message(self.Chosen(self, self._rows[self._cursor], self._cursor))

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
        self.move_cursor(index)
        self._clicked = True

    @on(events.Blur)
    def _disarm(self) -> None:
        self._clicked = False

    def _announce(self) -> None:
        self._clicked = False
        self.post_message(self.Highlighted(self, self.highlighted, self._cursor))


def _item_near(rows: tuple[Row, ...], index: int, towards: int) -> int | None:
    """The item at `index`, or the next one in the direction of `towards`, or else the nearest on the other side."""
    index = max(0, min(index, len(rows) - 1))
    below, above = range(index, len(rows)), reversed(range(min(index + 1, len(rows))))
    order = chain(below, above) if towards > 0 else chain(above, below)
    return next((place for place in order if rows[place].kind == "item"), None)


def _find(rows: tuple[Row, ...], key: Hashable, place: int) -> int | None:
    """The item with `key`, best at `place`; failing that, or without a key, the item nearest to `place`."""
    same = [index for index, row in enumerate(rows) if row.key == key and row.kind == "item"]
    if key is None or not same:
        return _item_near(rows, place, 1)
    return min(same, key=lambda index: abs(index - place))
