"""Where the panes stand: from the room there is, and what somebody wants, to boxes and the edges that can be moved."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

Kind = Literal["one", "two", "three"]
"""How many columns there may be."""
EdgeName = Literal["left", "right", "lower"]
"""The one that bounds the left column, the right one, or the devices."""

TWO: Final = 100
"""Cells from which two columns stand side by side."""
THREE: Final = (160, 40)
"""Cells and lines from which there are three."""
GAP: Final = 1
"""Cells between two columns."""

SHARING: Final = ("library", "search", "lyrics")
"""Panes that share the left column where there are two; the one that was used last stands before the others."""
HIDEABLE: Final[Mapping[Kind, tuple[str, ...]]] = MappingProxyType({
    "one": ("library", "search", "queue", "devices"),
    "two": ("library", "queue", "devices"),
    "three": ("library", "queue", "devices", "cover", "lyrics"),
})  # fmt: skip
"""What can be hidden; with the library the search goes as well, where they share a place."""

_LEAST: Final = 30  # cells of a column
_LOWEST: Final = 3  # lines of a pane with its border
_DEVICES: Final = 10  # lines beyond which the devices do not grow by themselves
_WORDS: Final = 14  # lines that a cover leaves to the lyrics below it
_COVER: Final = 6  # lines from which a cover is worth its place
_SHARES: Final[Mapping[Kind, tuple[int, int]]] = MappingProxyType({
    "one": (1000, 0),
    "two": (500, 0),
    "three": (320, 270),
})  # fmt: skip


class Box(NamedTuple):
    """A place on the screen, in cells."""

    x: int
    y: int
    width: int
    height: int

    def holds(self, x: int, y: int) -> bool:
        """Whether a cell lies in it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants of one kind of arrangement: which panes are `hidden`, and how large others are.

    `left` and `right` are the widths of the outer columns and `lower` the height of the devices, in thousandths of all;
    None for what suits.
    """

    hidden: frozenset[str] = frozenset()
    left: int | None = None
    right: int | None = None
    lower: int | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """Which pane is used, which of those that share the left column stand in front, and what the right one can hold."""

    current: str = "queue"
    front: str = "library"
    cover: bool = False
    words: bool = False


class Columns(NamedTuple):
    """The panes of each column from top to bottom; one without any is not there."""

    left: tuple[str, ...] = ()
    middle: tuple[str, ...] = ()
    right: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.left, *self.middle, *self.right)


class Edge(NamedTuple):
    """What can be dragged: its name, where it can be taken hold of, and the line that tells of it."""

    name: EdgeName
    grip: Box
    line: Box


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where everything stands."""

    boxes: Mapping[str, Box]
    edges: tuple[Edge, ...] = ()

    def edge_at(self, x: int, y: int) -> Edge | None:
        """The edge that can be taken hold of there."""
        return next((edge for edge in self.edges if edge.grip.holds(x, y)), None)


def kind_of(width: int, height: int) -> Kind:
    """How many columns a terminal of that size has room for."""
    if width < TWO:
        return "one"
    return "three" if width >= THREE[0] and height >= THREE[1] else "two"


def columns_of(kind: Kind, wishes: Wishes, use: Use) -> Columns:
    """Which panes stand where. A hidden one is there while it is used."""
    if kind == "one":
        return Columns(middle=(use.current,))
    hidden = wishes.hidden - {use.current}
    sharing = SHARING if kind == "two" else SHARING[:2]
    front = use.current if use.current in sharing else use.front
    right: tuple[str, ...] = ()
    if kind == "three":
        there = {"cover": use.cover, "lyrics": use.words or use.current == "lyrics"}
        right = tuple(name for name in ("cover", "lyrics") if there[name] and name not in hidden)
        front = front if front != "lyrics" else "library"
    left = (front,) if "library" not in hidden or use.current in sharing else ()
    middle = tuple(name for name in ("queue", "devices") if name not in hidden)
    shown = Columns(left, middle, right)
    return shown if set(shown.names) - {"cover"} else Columns(middle=("queue",), right=right)


def placed(columns: Columns, width: int, height: int, wishes: Wishes, devices: int = 0) -> Arrangement:
    """Where they stand in so many cells and lines; `devices` are the lines that the devices need inside."""
    widths = _widths(columns, width, wishes)
    boxes: dict[str, Box] = {}
    edges: list[Edge] = []
    x = 0
    for name, panes, cells in zip(("left", "middle", "right"), columns, widths, strict=True):
        if not panes:
            continue
        if x:
            edge: EdgeName = "left" if name == "middle" or not columns.middle else "right"
            edges.append(Edge(edge, Box(x - 2, 0, 3, height), Box(x - 1, 0, 1, height)))
        column = Box(x, 0, cells, height)
        boxes.update(_covered(panes, column) if name == "right" else _stacked(panes, column, wishes, devices))
        x += cells + GAP
    if "devices" in boxes and boxes["devices"].y:
        below = boxes["devices"]
        middle = Box(below.x + below.width // 3, below.y, max(1, below.width - 2 * (below.width // 3)), 1)
        edges.append(Edge("lower", Box(below.x + 1, below.y - 1, max(1, below.width - 2), 2), middle))
    return Arrangement(boxes, tuple(edges))


def moved(wishes: Wishes, edge: EdgeName, by: int, now: Arrangement, width: int, height: int) -> Wishes:
    """The wishes with an edge `by` cells further right, or lines further down."""
    boxes = now.boxes.values()
    cells_of_all = width - GAP * sum(each.name != "lower" for each in now.edges)
    if edge == "left":
        cells = min(box.width for box in boxes if box.x == 0) + by
        return replace(wishes, left=_share(cells, cells_of_all))
    if edge == "right":
        start = max(box.x for each in now.edges if each.name == "right" for box in (each.line,)) + GAP
        return replace(wishes, right=_share(width - start - by, cells_of_all))
    return replace(wishes, lower=_share(now.boxes["devices"].height - by, height, least=_LOWEST))


def nearest_edge(pane: str, upright: bool, now: Arrangement) -> EdgeName | None:  # noqa: FBT001 -- the one question
    """The edge of a pane that keys move: the right one of its sides, or else the left one; None where it has none."""
    names = [edge.name for edge in now.edges]
    if not upright:
        return "lower" if "lower" in names and pane in ("queue", "devices") else None
    sides = [name for name in names if name != "lower"]
    box = now.boxes.get(pane)
    if box is None or not sides:
        return None
    after = [edge.name for edge in now.edges if edge.name != "lower" and edge.line.x >= box.x + box.width]
    return after[0] if after else sides[-1]


def written(wishes: Mapping[Kind, Wishes]) -> str:
    """The wishes as text that `read` takes."""
    kept = {kind: {**asdict(each), "hidden": sorted(each.hidden)} for kind, each in wishes.items() if each != Wishes()}
    return json.dumps(kept) if kept else ""


def read(text: str) -> dict[Kind, Wishes]:
    """The wishes that were written; what cannot be understood of them is left out."""
    known: dict[Kind, Wishes] = {}
    with suppress(ValueError, RecursionError):
        kept = json.loads(text) if text else {}
        for kind in HIDEABLE:
            each = kept.get(kind) if isinstance(kept, dict) else None
            if isinstance(each, dict):
                known[kind] = _wishes(kind, each)
    return known


def _wishes(kind: Kind, kept: Mapping[str, object]) -> Wishes:
    listed = kept.get("hidden")
    names = [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
    left, right, lower = (
        value if isinstance(value := kept.get(name), int) and not isinstance(value, bool) and 0 < value < 1000 else None
        for name in ("left", "right", "lower")
    )
    return Wishes(frozenset(names) & frozenset(HIDEABLE[kind]), left, right, lower)


def _share(cells: int, of: int, *, least: int = _LEAST) -> int:
    return max(1, min(round(1000 * max(min(cells, of - least), least) / max(1, of)), 999))


def _widths(columns: Columns, width: int, wishes: Wishes) -> tuple[int, int, int]:
    """Cells of each column, none for one that is not there."""
    there = [bool(panes) for panes in columns]
    kind: Kind = "three" if columns.right else "two"
    left, right = _SHARES[kind]
    gaps = GAP * (sum(there) - 1)
    cells = [0, 0, 0]
    if there[0] and (there[1] or there[2]):
        cells[0] = _within(wishes.left, left, width - gaps, spare=width - gaps - _LEAST * (sum(there) - 1))
    if there[2] and there[1]:
        cells[2] = _within(wishes.right, right, width - gaps, spare=width - gaps - cells[0] - _LEAST)
    rest = next((place for place in (1, 0, 2) if there[place] and not cells[place]), 1)
    cells[rest] = max(0, width - gaps - sum(cells))
    return cells[0], cells[1], cells[2]


def _within(wish: int | None, share: int, cells_of_all: int, *, spare: int) -> int:
    cells = round((share if wish is None else wish) * cells_of_all / 1000)
    return max(min(_LEAST, max(1, spare)), min(cells, spare))


def _stacked(panes: tuple[str, ...], column: Box, wishes: Wishes, devices: int) -> Iterator[tuple[str, Box]]:
    """One pane, or one above the devices."""
    if len(panes) == 1:
        yield panes[0], column
        return
    height = column.height
    if wishes.lower is None:
        lines = min(max(_LOWEST + 1, devices + 2), _DEVICES, height // 2)
    else:
        lines = round(wishes.lower * height / 1000)
    lines = max(0, min(max(_LOWEST, lines), height - _LOWEST))
    yield panes[0], column._replace(height=height - lines)
    yield panes[1], column._replace(y=height - lines, height=lines)


def _covered(panes: tuple[str, ...], column: Box) -> Iterator[tuple[str, Box]]:
    """The cover, as large as it gets, above the lyrics."""
    lines = 0
    if "cover" in panes:
        room = column.height - (_WORDS if "lyrics" in panes else 0)
        lines = min(column.width // 2 - 1, room)
        lines = lines if lines >= _COVER else 0
    if lines:
        yield "cover", Box(column.x + (column.width - 2 * lines) // 2, 0, 2 * lines, lines)
    if "lyrics" in panes:
        yield "lyrics", column._replace(y=lines, height=column.height - lines)
