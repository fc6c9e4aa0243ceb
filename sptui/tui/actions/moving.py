"""What an action can reach of the list that is used."""

from typing import Protocol


class Moving(Protocol):
    """The list that is used: it has a cursor and marks."""

    def action_move(self, by: int) -> None:
        """Move the cursor by as many rows."""
        ...

    def step(self, by: int) -> None:
        """Move it by as many items."""
        ...

    def action_page(self, pages: float) -> None:
        """Move it by as many views."""
        ...

    def action_first(self) -> None:
        """Put it on the first item."""
        ...

    def action_last(self) -> None:
        """Put it on the last item."""
        ...

    def go(self, number: int) -> None:
        """Put it on the item of that number, from 1, or on the last where there are fewer."""
        ...

    def go_in_sight(self, part: float) -> None:
        """Put it on a row that can be seen: 0 the first of them, 1 the last."""
        ...

    def centre(self) -> None:
        """Scroll until its row stands in the middle."""
        ...

    def action_choose(self) -> None:
        """Choose the row with the cursor."""
        ...

    def action_mark(self) -> None:
        """Mark that row, or no more."""
        ...

    def mark_ahead(self, count: int) -> None:
        """Mark so many items from the cursor on."""
        ...

    def action_mark_range(self) -> None:
        """Mark all up to it."""
        ...

    def action_mark_all(self) -> None:
        """Mark all, or none."""
        ...
