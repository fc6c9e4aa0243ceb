"""The painting half of a list: draws the rows that can be seen, and repaints only the lines that change."""

from collections.abc import Hashable, Iterable, Sequence
from typing import ClassVar

from rich.style import Style
from textual import events, on
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from sptui.tui.keyboard.named import with_keys
from sptui.tui.widgets.columns import GUTTER, MARGIN, Column, Row, draw, draw_placeholder

_NARROWEST = 20
_REVERSE = Style(reverse=True, dim=False, color="default", bgcolor="default")


class RowView(ScrollView, inherit_bindings=False):
    """Rows under one another, one of them with a cursor; what moves the cursor is up to the subclass.

    `columns` arranges the cells of each row. `placeholder` is shown when there are no rows; the first of its lines
    is its title. It takes none of the keys of a scrolling container, so that left and right stay free for the app.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--plain",
        "rows--hover",
        "rows--cursor",
        "rows--bar",
        "rows--marker",
        "rows--mark",
        "rows--text",
        "rows--muted",
        "rows--playing",
        "rows--disabled",
        "rows--heading",
    }
    DEFAULT_CSS = """
    RowView {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size: 0 1;
        scrollbar-gutter: stable;
        color: $foreground;

        & > .rows--hover { background: $block-hover-background; }
        & > .rows--cursor { background: $block-cursor-blurred-background; }
        & > .rows--bar { color: $text-muted; }
        & > .rows--marker { color: $text-accent; }
        & > .rows--mark { color: $text-accent; text-style: bold; }
        & > .rows--muted { color: $text-muted; }
        & > .rows--playing { color: $text-accent; text-style: bold; }
        & > .rows--disabled { color: $text-disabled; text-style: italic; }
        & > .rows--heading { color: $text-muted; text-style: bold; }

        &:focus > .rows--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
        &:focus > .rows--bar { color: $text-accent; }
    }
    """

    def __init__(self, *columns: Column, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._columns = columns
        self._placeholder = placeholder
        self._rows: Sequence[Row] = ()
        self._cursor: int | None = None
        self._marks: frozenset[Hashable] = frozenset()
        self._hover_line: int | None = None

    @property
    def rows(self) -> Sequence[Row]:
        """The rows that are shown, headings and notes included; indices count them."""
        return self._rows

    @property
    def cursor(self) -> int | None:
        """The index of the row with the cursor, None when there is no item to carry it."""
        return self._cursor

    @property
    def highlighted(self) -> Row | None:
        """The row with the cursor."""
        return None if self._cursor is None else self._rows[self._cursor]

    @property
    def visible_indices(self) -> range:
        """The indices of the rows that can be seen."""
        top = self.scroll_offset.y
        return range(top, max(top, min(top + self._view.height, len(self._rows))))

    @property
    def room(self) -> int:
        """The cells that a note has, and all cells of a row together; some also before anything can be seen."""
        return max(_NARROWEST, self._view.width - GUTTER - MARGIN)

    def set_columns(self, *columns: Column) -> None:
        """Arrange the cells of each row in other columns."""
        if columns != self._columns:
            self._columns = columns
            self.refresh()

    def set_placeholder(self, text: str) -> None:
        """Show `text`, of one or more lines, when there are no rows."""
        if text != self._placeholder:
            self._placeholder = text
            if not self._rows:
                self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line `y` cells below the top of the view."""
        width, height = self._view
        index = y + self.scroll_offset.y
        if index >= len(self._rows):
            above = len(self._rows) - self.scroll_offset.y
            return draw_placeholder(with_keys(self._says), y - above, width, height - above, self._look)
        row = self._rows[index]
        bar, ground = " ", "rows--hover" if y == self._hover_line and row.kind == "item" else "rows--plain"
        if index == self._cursor:
            bar, ground = "▌" if self.has_focus else "▏", "rows--cursor"
        marked = row.can_be_marked and row.key in self._marks
        return draw(row, self._columns, width, self._look, ground, bar, marked=marked)

    @property
    def _says(self) -> str:
        """What stands below the rows, in lines."""
        return "" if self._rows else self._placeholder

    def _show(self, rows: Sequence[Row], cursor: int | None) -> None:
        """Replace the rows and the cursor, repainting no line that stays as it was."""
        shown, self._rows = self._rows, rows
        left, self._cursor = self._cursor, cursor
        if len(shown) != len(rows):
            self.virtual_size = Size(0, len(rows))
            self.refresh()
        else:
            changed = {index for index in self.visible_indices if shown[index] != rows[index]}
            self._repaint(changed if left == cursor else changed | {left, cursor})

    def _repaint(self, indices: Iterable[int | None]) -> None:
        """Repaint those of the rows at `indices` that can be seen."""
        visible = self.visible_indices
        width = self._view.width
        regions = [
            Region(0, index - visible.start, width, 1) for index in indices if index is not None and index in visible
        ]
        if regions:
            self.refresh(*regions)

    @on(events.Resize)
    def _reveal(self) -> None:
        """Scroll as little as possible until the cursor can be seen, with the headings right above it."""
        top, height = self.scroll_offset.y, self._view.height
        if self._cursor is None or not height:
            return
        first = self._cursor
        while first and self._rows[first - 1].kind != "item" and self._cursor - first < height - 1:
            first -= 1
        if first >= top and self._cursor < top + height:
            return
        line = first if first < top else self._cursor - height + 1
        self.scroll_to(y=line, animate=False, immediate=True, force=True)

    @on(events.MouseMove)
    def _hover(self, event: events.MouseMove) -> None:
        self._set_hover(event.get_content_offset_capture(self).y)

    @on(events.Leave)
    def _unhover(self) -> None:
        self._set_hover(None)

    def _set_hover(self, line: int | None) -> None:
        """Let the pointer rest on a line of the view; it stays there when the rows scroll under it."""
        left, self._hover_line = self._hover_line, line
        if left != line:
            top = self.scroll_offset.y
            self._repaint(top + y for y in (left, line) if y is not None)

    @property
    def _view(self) -> Size:
        """The size of what can be seen, in cells, without the scrollbar."""
        return self.scrollable_content_region.size

    def _look(self, *names: str) -> Style:
        style = self.get_visual_style(*names).rich_style
        # Textual leaves this one out, which is how the cursor shows in the terminal's own colours and without any.
        reverse = bool(names) and self.get_component_styles(names[0]).text_style.reverse
        return style + _REVERSE if reverse else style
