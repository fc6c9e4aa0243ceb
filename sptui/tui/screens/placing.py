"""How the panes are put in their places, and how the edges between them are dragged."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

from textual import events, on
from textual.containers import Container
from textual.geometry import Offset, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.message import Message
from textual.widget import Widget

from sptui.tui.layout import (
    Arrangement,
    Box,
    Edge,
    EdgeName,
    Kind,
    Use,
    Wishes,
    columns_of,
    moved,
    nearest_edge,
    placed,
)
from sptui.tui.widgets.divider import Divider
from sptui.tui.widgets.rowholder import RowHolder

STEP: Final = 2
"""Cells by which a key moves an upright edge."""


class _Places(Layout):
    """Asks the `Placing` itself."""

    name = "places"

    def arrange(
        self,
        parent: Widget,
        children: list[Widget],
        size: Size,
        greedy: bool = True,  # noqa: ARG002, FBT001, FBT002 -- Textual's
    ) -> ArrangeResult:
        """Where each child stands; one that has no place is not seen."""
        boxes = cast("Placing", parent).boxes(size)
        return [
            WidgetPlacement(Region(*boxes[child.id]), Offset(), Spacing(), child)
            for child in children
            if child.id in boxes
        ]


_PLACES = _Places()


class Placing(Container):
    """Puts its children where `layout` says, and lets the edges between them be dragged.

    `standing` are the children that there are, by name. Which of them can be seen goes by the `kind` of arrangement,
    by what somebody wants of it, and by the `use` that is made of them.
    """

    DEFAULT_CSS = "Placing { layers: base above; }"

    @dataclass
    class Rewished(Message):
        """Somebody has dragged an edge: what is wanted of each kind of arrangement now."""

        wanted: Mapping[Kind, Wishes]

    def __init__(self, *, id: str) -> None:  # noqa: A002 -- Textual's word
        super().__init__(id=id)
        self.kind: Kind = "two"
        self.wanted: dict[Kind, Wishes] = {}
        self.standing: dict[str, Widget] = {}
        self._lines = 0
        self._divider: Divider | None = None
        self._edge: Edge | None = None
        self._held: EdgeName | None = None
        self._before = Wishes()

    @property
    def layout(self) -> Layout:
        """Textual's word for what asks where the children stand."""
        return _PLACES

    @property
    def wishes(self) -> Wishes:
        """What is wanted of the arrangement as it is now."""
        return self.wanted.get(self.kind, Wishes())

    def be(self, kind: Kind) -> None:
        """Be arranged so."""
        if kind != self.kind:
            self.kind = kind
            self.settle()

    def wish(self, wishes: Wishes) -> None:
        """Want this of it."""
        self.wanted[self.kind] = wishes
        self.settle()

    @property
    def use(self) -> Use:
        """What the arrangement has to know."""
        raise NotImplementedError

    @property
    def arrangement(self) -> Arrangement:
        """Where all stands now."""
        return self._placed(self.content_size)

    def boxes(self, size: Size) -> Mapping[str | None, Box]:
        """The places of the children, by id."""
        arrangement = self._placed(size)
        boxes: dict[str | None, Box] = dict(arrangement.boxes.items())
        if self._divider is not None and self._edge is not None:
            now = next((edge for edge in arrangement.edges if edge.name == self._edge.name), self._edge)
            boxes[self._divider.id] = now.line
        return boxes

    def settle(self) -> None:
        """Put everything in its place."""
        if self.children:
            self.children[0].refresh(layout=True)

    @on(RowHolder.Sifted)
    def _grow(self, event: RowHolder.Sifted) -> None:
        """The devices have as many lines as they need."""
        devices, lines = self.standing.get("devices"), len(event.rows.rows)
        if devices is not None and devices in event.rows.ancestors and lines != self._lines:
            self._lines = lines
            self.settle()

    def move_edge(self, pane: str, right: int, down: int) -> bool:
        """Move the edge of a pane by so many steps; False where it has none."""
        now, edge = self.arrangement, nearest_edge(pane, bool(right), self.arrangement)
        if edge is not None:
            self.wish(moved(self.wishes, edge, right * STEP or down, now, *self.content_size))
            self.post_message(self.Rewished(self.wanted))
        return edge is not None

    def _placed(self, size: Size) -> Arrangement:
        return placed(columns_of(self.kind, self.wishes, self.use), *size, self.wishes, self._lines)

    @on(events.MouseDown)
    def _grab(self, event: events.MouseDown) -> None:
        edge = self._edge_under(event)
        if event.button == 1 and edge is not None:
            event.stop()
            self._held, self._before = edge.name, self.wishes
            self._show(edge)
            self.capture_mouse()

    @on(events.MouseMove)
    def _drag(self, event: events.MouseMove) -> None:
        if self._held is None:
            self._show(self._edge_under(event) if not event.button else None)
            return
        now = self.arrangement
        edge = next((each for each in now.edges if each.name == self._held), None)
        if edge is None:
            return
        x, y = self._within(Offset(event.screen_x, event.screen_y))
        by = y - edge.line.y if self._held == "lower" else x - edge.line.x
        if by:
            self.wish(moved(self.wishes, self._held, by, now, *self.content_size))

    @on(events.MouseUp)
    def _let_go(self) -> None:
        if self._held is not None:
            self._held = None
            self.release_mouse()
            self._show(None)
            if self.wishes != self._before:
                self.post_message(self.Rewished(self.wanted))

    @on(events.Leave)
    def _unhover(self) -> None:
        """The sign of an edge comes between the pointer and what was under it, which is no reason to take it away."""
        if self._held is None and self.arrangement.edge_at(*self._within(self.app.mouse_position)) is None:
            self._show(None)

    def _within(self, place: Offset) -> Offset:
        return place - self.content_region.offset

    def _edge_under(self, event: events.MouseEvent) -> Edge | None:
        return self.arrangement.edge_at(*self._within(Offset(event.screen_x, event.screen_y)))

    def _show(self, edge: Edge | None) -> None:
        """Let the pointer see what it can take hold of."""
        if edge == self._edge:
            return
        if self._divider is None:
            self._divider = Divider(id="divider")
            self.mount(self._divider)
        self._edge = edge
        self._divider.display = edge is not None
        self._divider.upright = edge is None or edge.name != "lower"
        self.settle()
