"""The line below a list that one types into to see less of it."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from sptui.tui.text import count
from sptui.tui.widgets.columns import Span
from sptui.tui.widgets.line import GAP, Line
from sptui.tui.widgets.parted import Parted
from sptui.tui.widgets.searchline import SearchLine


class FilterField(SearchLine):
    """Words that rows must hold; Enter and Down submit them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "submit", "To the list", show=False, id="filter.list"),
    ]


class FilterLine(Parted):
    """The words on the left, and on the right how many items hold them."""

    DEFAULT_CSS = """
    FilterLine {
        layout: horizontal;
        height: 1;
        background: $panel;

        & FilterField { width: 1fr; }
        & Line { padding-right: 1; }
        &:focus-within { background: $block-cursor-background; background-tint: $foreground 5%; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.field = FilterField(placeholder="Filter this list")
        self._counter = Line()
        self.parts = self.field, self._counter

    def show_matches(self, shown: int, total: int) -> None:
        """Show `12 of 350`, or with no words to look for the total."""
        text = f"{count(shown)} of {count(total)}" if self.field.value.strip() else count(total)
        # As wide as it can get, so that nothing moves while somebody types.
        self._counter.styles.width = GAP + len(f"{count(total)} of {count(total)}") + 1
        self._counter.show((), (Span(text, "line--muted"),))
