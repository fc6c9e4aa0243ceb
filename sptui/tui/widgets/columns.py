"""What a list is made of: rows of cells, the columns they stand in, and how one row is drawn.

Nothing here is a widget. Cells hold other people's text, so a cell is a plain string or spans of plain strings
and never markup.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import starmap, zip_longest
from math import inf
from typing import Any, Literal

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from sptui.tui.text import Align, clip, fit, wrapped

GUTTER = 3
"""Cells on the left of every row: the cursor's bar, a sign, and air.

The sign is that of a mark, or else of what plays, or of what cannot be played.
"""

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
    an item has fewer cells than there are columns, the last of them has the room of the rest. The cells of a `flowing`
    one follow one another, wherever the columns are.
    `key` tells it from others: the cursor and the marks stay with it when the rows are replaced. `value` is what it
    stands for, for whoever made it.

    No filter takes away a `pinned` row, nor counts it. A `pending` item is not loaded yet: its cells hold "…", and it
    can carry the cursor but no mark, like one that is not `markable`. A `disabled` one has a sign for that, unless it
    is only `past`.
    """

    cells: tuple[Cell, ...]
    key: Hashable = None
    kind: Literal["item", "heading", "note"] = "item"
    playing: bool = False
    disabled: bool = False
    past: bool = False
    pinned: bool = False
    markable: bool = True
    pending: bool = False
    flowing: bool = False
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

    One with some `slack` vanishes already when as many cells would not be left over. No cell is wider than `most`,
    where that is known: the column gets no more, and vanishes when it is 0. A `firm` one keeps its room whatever is in
    it, since that comes and goes.
    """

    width: int = 0
    weight: int = 0
    align: Align = "left"
    style: str = "rows--text"
    priority: int = 0
    slack: int = 0
    most: int | None = None
    firm: bool = False

    @property
    def least(self) -> int:
        """The cells that it needs."""
        return self.width if self.most is None else min(self.width, self.most)

    @property
    def growth(self) -> float:
        """The cells that it can use beyond these."""
        return inf if self.most is None else self.most - self.least


Widths = tuple[int, ...]
"""Cells, column by column."""


def widths_of(rows: Iterable[Row], columns: int) -> Widths:
    """How wide the cells of the items get in each of that many columns; one that has the room of others counts not."""
    widest = [0] * columns
    for row in rows:
        if row.kind == "item" and not row.flowing:
            cells = row.cells if len(row.cells) == columns else row.cells[:-1]
            for place, cell in enumerate(cells):
                widest[place] = max(widest[place], cell_len(text_of(cell)))
    return tuple(widest)


def wider(one: Widths, other: Widths) -> Widths:
    """The greater of each two."""
    return tuple(starmap(max, zip_longest(one, other, fillvalue=0)))


def fitted(columns: Sequence[Column], widths: Widths) -> tuple[Column, ...]:
    """The columns for cells of these widths: what one of them has no use for, the others get."""
    pairs = zip(columns, widths, strict=True)
    return tuple(column if column.firm else replace(column, most=width) for column, width in pairs)


def text_of(cell: Cell) -> str:
    """What a cell says."""
    return cell if isinstance(cell, str) else "".join(span.text for span in cell)


@lru_cache(maxsize=256)
def arrange(columns: tuple[Column, ...], room: int) -> tuple[int, ...]:
    """The width in cells of each column when `room` cells are there for all of them; 0 where one is left out."""
    if not columns:
        return ()
    shown = [index for index, column in enumerate(columns) if column.most != 0] or [0]
    spare = room - sum(columns[index].least for index in shown) - GAP * (len(shown) - 1)
    while len(shown) > 1:
        last = max(shown, key=lambda index: (columns[index].priority, index))
        if spare >= columns[last].slack:
            break
        shown.remove(last)
        spare += columns[last].least + GAP
    shares = _shares([columns[index] for index in shown], spare)
    widths = [0] * len(columns)
    for index, share in zip(shown, shares, strict=True):
        widths[index] = max(0, columns[index].least + share)
    return tuple(widths)


def _shares(columns: Sequence[Column], spare: int) -> Sequence[int]:
    """What each column gets of the spare cells: by its weight, but no more than it can use while others can."""
    if spare < 0:  # there is one column left
        return [spare]
    shares = [0] * len(columns)
    growing = [place for place, column in enumerate(columns) if column.weight]
    first = growing[:1]
    while growing:
        weights = sum(columns[place].weight for place in growing)
        full = [place for place in growing if columns[place].growth <= spare * columns[place].weight // weights]
        for place in full:
            shares[place] = int(columns[place].growth)
            spare -= shares[place]
            growing.remove(place)
        if not full:
            break
    rest = growing or first
    weights = sum(columns[place].weight for place in rest)
    for place in rest:
        share = spare * columns[place].weight // weights
        shares[place] += share
        spare -= share
        weights -= columns[place].weight
    return shares


def draw(
    row: Row, columns: tuple[Column, ...], width: int, look: Look, ground: str, bar: str, *, marked: bool = False
) -> Strip:
    """`row` as one strip of `width` cells.

    `ground` is the component class of the row's background, `bar` the character of the cursor's bar.
    """
    base = look(ground)
    tone = "rows--disabled" if row.disabled and not row.playing else "rows--marker"
    sign = Segment("✓", look(ground, "rows--mark")) if marked else _marker(row, look(ground, tone))
    segments = [Segment(bar, look(ground, "rows--bar")), sign, Segment(" ", base)]
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


def _marker(row: Row, style: Style) -> Segment:
    return Segment("▶" if row.playing else "×" if row.disabled and not row.past else " ", style)


def _widths(row: Row, columns: tuple[Column, ...], room: int) -> Sequence[int]:
    """The width of each cell of an item; the last one has the room of those that the item lacks."""
    widths = arrange(columns, room)
    last = len(row.cells) - 1
    if row.flowing:
        first, *others = (cell_len(text_of(cell)) for cell in row.cells)
        widths = (max(0, min(first, room - sum(GAP + other for other in others if other))), *others)
    elif not 0 <= last < len(columns) - 1:
        return widths
    taken = [width + GAP for width in widths[:last] if width]
    return (*widths[:last], max(0, room - sum(taken)))


def draw_placeholder(text: str, line: int, width: int, height: int, look: Look) -> Strip:
    """Line `line` of an empty list of `width` by `height` cells: `text` in its middle, its first line as the title.

    Lines that are too long for it are broken between words.
    """
    title, *others = text.splitlines() or [""]
    room = width - 2 * MARGIN
    head = wrapped(title, room)
    lines = (*head, *(part for other in others for part in wrapped(other, room)))
    index = line - max(0, (height - len(lines)) // 2)
    if not 0 <= index < len(lines):
        return Strip.blank(width, look())
    shown = clip(lines[index], room)
    left = " " * ((width - cell_len(shown)) // 2)
    style = look("rows--muted" if index >= len(head) else "rows--text")
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
