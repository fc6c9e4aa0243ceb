"""The moving half of a list: where the cursor goes."""

from sptui.tui.widgets.rowholder import RowHolder


class RowMover(RowHolder):
    """A list whose cursor moves by rows, by items and by views."""

    def action_move(self, by: int) -> None:
        """Move the cursor by as many rows."""
        if self._cursor is not None:
            self.move_cursor(self._cursor + by, towards=by)

    def step(self, by: int) -> None:
        """Move the cursor by as many items, whatever stands between them."""
        if self._cursor is None:
            return
        place, left, towards = self._cursor, abs(by), 1 if by > 0 else -1
        for index in range(self._cursor + towards, len(self._rows) if by > 0 else -1, towards):
            if self._rows[index].kind == "item":
                place, left = index, left - 1
                if not left:
                    break
        self.move_cursor(place, towards=towards)

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

    def go(self, number: int) -> None:
        """Put the cursor on the item of that number, from 1, or on the last where there are fewer."""
        items = [index for index, row in enumerate(self._rows) if row.kind == "item"]
        if items:
            self.move_cursor(items[min(number, len(items)) - 1])

    def go_in_sight(self, part: float) -> None:
        """Put the cursor on a row that can be seen: 0 is the first, 1 the last of them."""
        seen = self.visible_indices
        if seen:
            self.move_cursor(seen.start + round(part * (len(seen) - 1)), towards=-1 if part > 0.5 else 1)

    def centre(self) -> None:
        """Scroll until the row with the cursor stands in the middle, as far as there are rows to scroll."""
        if self._cursor is not None:
            self.scroll_to(y=self._cursor - self._view.height // 2, animate=False, immediate=True, force=True)
