"""What a list is made of: rows of cells, the columns they stand in, and how one row is drawn.

Nothing here is a widget. Cells hold other people's text, so a cell is a plain string or spans of plain strings
and never markup.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from sptui.tui.text import Align, clip, fit

GUTTER = 3
"""Cells on the left of every row: the cursor's bar, the marker of what plays, and the sign of a mark, or air."""

GAP = 2
"""Cells between two columns."""

MARGIN = 1
"""Cells that stay empty on the right of every row."""

Look = Callable[..., Style]
"""From names of component classes, the later winning, to the style they make together."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a cell's text drawn in the component class `style` instead of its column's."""

    text: str
    style: str


Cell = str | tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list.

    An item can carry the cursor; a heading or a note cannot, and shows only its first cell, across all columns. Where
    an item has fewer cells than there are columns, the last of them has the room of the rest.
    `key` tells it from others: the cursor and the marks stay with it when the rows are replaced. `value` is what it
    stands for, for whoever made it.

    No filter takes away a `pinned` row, nor counts it. A `pending` item is not loaded yet: its cells hold "…", and it
    can carry the cursor but no mark, like one that is not `markable`.
    """

    cells: tuple[Cell, ...]
    key: Hashable = None
    kind: Literal["item", "heading", "note"] = "item"
    playing: bool = False
    disabled: bool = False
    pinned: bool = False
    markable: bool = True
    pending: bool = False
    value: Any = field(default=None, compare=False)

    @property
    def can_be_marked(self) -> bool:
        """Whether it is an item that a mark can be put on, and found by."""
        return self.kind == "item" and self.markable and not self.pending and self.key is not None


@dataclass(frozen=True, slots=True)
class Column:
    """Where the nth cell of every item goes.

    `width` is in cells; a `weight` above zero makes it the minimum, and shares out the spare room. When there is
    not room for all the columns, those with the highest `priority` vanish first. `style` is a component class of the
    list: `rows--text`, or `rows--muted` for what matters less.
    """

    width: int = 0
    weight: int = 0
    align: Align = "left"
    style: str = "rows--text"
    priority: int = 0


@lru_cache(maxsize=64)
def arrange(columns: tuple[Column, ...], room: int) -> tuple[int, ...]:
    """The width in cells of each column when `room` cells are there for all of them; 0 where one is left out."""
    shown = list(range(len(columns)))
    spare = room - sum(column.width for column in columns) - GAP * (len(columns) - 1)
    while spare < 0 and len(shown) > 1:
        least = max(shown, key=lambda index: (columns[index].priority, index))
        shown.remove(least)
        spare += columns[least].width + GAP
    widths = [0] * len(columns)
    weights = sum(columns[index].weight for index in shown)
    for index in shown:
        column = columns[index]
        share = spare * column.weight // weights if weights else min(0, spare)
        widths[index] = max(0, column.width + share)
        spare -= share
        weights -= column.weight
    return tuple(widths)


def draw(
    row: Row, columns: tuple[Column, ...], width: int, look: Look, ground: str, bar: str, *, marked: bool = False
) -> Strip:
    """`row` as one strip of `width` cells.

    `ground` is the component class of the row's background, `bar` the character of the cursor's bar.
    """
    base = look(ground)
    marker = "▶" if row.playing else " "
    segments = [
        Segment(bar, look(ground, "rows--bar")),
        Segment(marker, look(ground, "rows--marker")),
        Segment("✓" if marked else " ", look(ground, "rows--mark")),
    ]
    room = width - GUTTER - MARGIN
    if row.kind == "item":
        shown = [item for item in zip(row.cells, columns, _widths(row, columns, room), strict=False) if item[2]]
        for index, (cell, column, cells) in enumerate(shown):
            if index:
                segments.append(Segment(" " * GAP, base))
            segments += _cell(cell, column, cells, lambda style: look(ground, style), _tone(row, column))
    else:
        style = "rows--heading" if row.kind == "heading" else "rows--muted"
        whole = Column(width=room, style=style)
        segments += _cell(row.cells[0], whole, room, lambda style: look(ground, style), style)
    return Strip(segments).adjust_cell_length(width, base)


def _widths(row: Row, columns: tuple[Column, ...], room: int) -> Sequence[int]:
    """The width of each cell of an item; the last one has the room of those that the item lacks."""
    widths = arrange(columns, room)
    last = len(row.cells) - 1
    if not 0 <= last < len(columns) - 1:
        return widths
    taken = [width + GAP for width in widths[:last] if width]
    return (*widths[:last], max(0, room - sum(taken)))


def draw_placeholder(text: str, line: int, width: int, height: int, look: Look) -> Strip:
    """Line `line` of an empty list of `width` by `height` cells: `text` in its middle, its first line as the title."""
    lines = text.splitlines()
    index = line - max(0, (height - len(lines)) // 2)
    if not 0 <= index < len(lines):
        return Strip.blank(width, look())
    shown = clip(lines[index], width - 2 * MARGIN)
    left = " " * ((width - cell_len(shown)) // 2)
    style = look("rows--muted" if index else "rows--text")
    return Strip([Segment(left + shown, style)]).adjust_cell_length(width, style)


def _tone(row: Row, column: Column) -> str:
    """The component class of a cell: a row that is off, not loaded or playing outranks its column."""
    if row.disabled or row.pending:
        return "rows--disabled" if row.disabled else "rows--muted"
    return "rows--playing" if row.playing and column.style == "rows--text" else column.style


def _cell(cell: Cell, column: Column, cells: int, look: Look, tone: str) -> list[Segment]:
    """The segments of one cell, exactly `cells` cells wide together."""
    if isinstance(cell, str):
        return [Segment(fit(cell, cells, column.align), look(tone))]
    segments = []
    for span in cell:
        text = clip(span.text, cells)
        cells -= cell_len(text)
        segments.append(Segment(text, look("rows--disabled" if tone == "rows--disabled" else span.style or tone)))
        if text != span.text:
            break
    padding = Segment(" " * cells, look(tone))
    return [*segments, padding] if column.align == "left" else [padding, *segments]
