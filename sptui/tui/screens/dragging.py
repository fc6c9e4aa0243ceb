"""How the edges between the panes are dragged, and moved by keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from textual import events, on
from textual.geometry import Offset, Size
from textual.message import Message

from sptui.tui.layout import Box, Edge, EdgeName, Kind, Wishes, moved, nearest_edge
from sptui.tui.screens.placing import Placing
from sptui.tui.widgets.divider import Divider

STEP: Final = 2
"""Cells by which a key moves an upright edge."""


class Dragging(Placing):
    """Lets the pointer take hold of the edges, and shows it where it can."""

    DEFAULT_CSS = "Dragging { layers: base above; }"

    @dataclass
    class Rewished(Message):
        """Somebody has dragged an edge: what is wanted of each kind of arrangement now."""

        wanted: Mapping[Kind, Wishes]

    def __init__(self, *, id: str) -> None:  # noqa: A002 -- Textual's word
        super().__init__(id=id)
        self._divider: Divider | None = None
        self._edge: Edge | None = None
        self._held: EdgeName | None = None
        self._before = Wishes()

    def boxes(self, size: Size) -> dict[str | None, Box]:
        """The places of the children, by id; with that of the sign of an edge."""
        boxes = super().boxes(size)
        if self._divider is not None and self._edge is not None:
            edges = self.placed(size).edges
            boxes[self._divider.id] = next((edge for edge in edges if edge.name == self._edge.name), self._edge).line
        return boxes

    def move_edge(self, pane: str, right: int, down: int) -> bool:
        """Move the edge of a pane by so many steps; False where it has none."""
        now, edge = self.arrangement, nearest_edge(pane, bool(right), self.arrangement)
        if edge is not None:
            self.wish(moved(self.wishes, edge, right * STEP or down, now, *self.content_size))
            self.post_message(self.Rewished(self.wanted))
        return edge is not None

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
        if not event.button:  # it was let go where nobody saw it
            self._let_go()
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
        self._divider.refresh(layout=True)
