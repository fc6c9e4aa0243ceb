"""The seek bar: where in the item playback is, on one line, repainting only the cells that change."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import ClassVar

from rich.segment import Segment
from textual import events, on
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from sptui.tui.text import duration, remaining
from sptui.tui.widgets.meter import rule

UNKNOWN = "–:––"
GAP = "  "


@dataclass(frozen=True, slots=True)
class Frame:
    """One state of the line: a time on either side, and between them the part that has been played and the rest."""

    left: str
    played: str
    rest: str
    right: str

    @property
    def text(self) -> str:
        """The whole line."""
        return self.left + GAP + self.played + self.rest + GAP + self.right

    @property
    def track(self) -> range:
        """The cells of the line that stand for the length of the item."""
        start = len(self.left) + len(GAP)
        return range(start, start + len(self.played) + len(self.rest))


def frame(
    position_ms: int,
    duration_ms: int,
    cells: int,
    *,
    show_remaining: bool,
    pointed_ms: int | None = None,
    whole: bool = False,
) -> Frame:
    """The line in `cells` cells. A duration of 0 is unknown, and draws a calm line without an end.

    Where the pointer stands for a position, the left time is that. A `whole` one moves once a second at most, by whole
    cells.
    """
    if duration_ms <= 0:
        left, right, fraction = (duration(position_ms) if position_ms > 0 else UNKNOWN), UNKNOWN, 0.0
    else:
        position_ms = max(0, min(position_ms, duration_ms))
        # Both times count whole seconds from the same start, so that they change in the same moment.
        left_ms = (duration_ms // 1000 - position_ms // 1000) * 1000
        right = remaining(left_ms) if show_remaining else duration(duration_ms)
        right = right.rjust(len(duration(duration_ms)) + show_remaining)
        left = duration(position_ms if pointed_ms is None else pointed_ms).rjust(len(duration(duration_ms)))
        fraction = (position_ms // 1000 * 1000 if whole and position_ms < duration_ms else position_ms) / duration_ms
    room = max(0, cells - len(left) - len(right) - 2 * len(GAP))
    return Frame(left, *rule(fraction, room, whole=whole), right)


def changes(before: str, after: str) -> Iterator[Region]:
    """The runs of cells in which two lines differ, both made of characters that are one cell wide."""
    if len(before) != len(after):
        yield Region(0, 0, len(after), 1)
        return
    for differs, run in groupby(range(len(after)), key=lambda cell: before[cell] != after[cell]):
        if differs:
            cells = list(run)
            yield Region(cells[0], 0, len(cells), 1)


class SeekBar(Widget):
    """`1:23  ━━━━━━━╸───────  4:05`, fed with `update`.

    A click on the bar asks for that position, and so does letting go of it after dragging. While the pointer is over
    it, the left time is the one under the pointer. The wheel asks for a step. A click on the right time turns that into
    what remains, and back.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "seek-bar--played",
        "seek-bar--rest",
        "seek-bar--time",
        "seek-bar--pointed",
        "seek-bar--off",
    }
    DEFAULT_CSS = """
    SeekBar {
        height: 1;
        width: 1fr;
        color: $foreground;

        & > .seek-bar--played { color: $text-accent; }
        & > .seek-bar--rest { color: $text-disabled; }
        & > .seek-bar--time { color: $text-muted; }
        & > .seek-bar--pointed { color: $text-accent; }
        & > .seek-bar--off { color: $text-disabled; }
    }
    """

    @dataclass
    class Sought(Message):
        """A click asked for a position, in milliseconds from the start of the item."""

        position_ms: int

    @dataclass
    class Wheeled(Message):
        """The wheel asked for a step: 1 forward, -1 back."""

        by: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._position_ms = 0
        self._duration_ms = 0
        self._enabled = False
        self._show_remaining = False
        self._painted = ""
        self._pointed: int | None = None  # the cell of the bar under the pointer
        self._grabbed: int | None = None  # the one that the button went down on
        self._dragged = False

    def update(self, position_ms: int, duration_ms: int, *, enabled: bool = True) -> None:
        """Show a position in an item, both in milliseconds; a duration of 0 is unknown.

        The bar is dimmed, its rest dotted, and takes no clicks unless `enabled`.
        """
        self._position_ms, self._duration_ms = position_ms, duration_ms
        switched, self._enabled = enabled != self._enabled, enabled
        before, self._painted = self._painted, self._frame.text
        if switched:
            self.refresh()
        elif regions := list(changes(before, self._painted)):
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        if y:
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        now, off = self._frame, None if self._enabled else "seek-bar--off"
        parts = (
            (now.left + GAP, off or ("seek-bar--time" if self._pointed is None else "seek-bar--pointed")),
            (now.played, off or "seek-bar--played"),
            (now.rest if off is None else now.rest.replace("─", "┄"), "seek-bar--rest"),
            (GAP + now.right, off or "seek-bar--time"),
        )
        segments = [Segment(text, self.get_visual_style(style).rich_style) for text, style in parts if text]
        return Strip(segments).adjust_cell_length(self.size.width, self.visual_style.rich_style)

    @property
    def _frame(self) -> Frame:
        pointed = self._at(self._pointed) if self._pointed is not None else None
        shown = pointed if pointed is not None and self._dragged else self._position_ms
        return frame(
            shown,
            self._duration_ms,
            self.size.width,
            show_remaining=self._show_remaining,
            pointed_ms=pointed,
            whole=self.app.animation_level == "none",
        )

    @property
    def _track(self) -> range:
        """The cells that can be sought; none while nothing can."""
        if not self._enabled or self._duration_ms <= 0:
            return range(0)
        return frame(0, self._duration_ms, self.size.width, show_remaining=self._show_remaining).track

    def _at(self, cell: int) -> int:
        """The position, in ms, that a cell of the bar stands for: its middle, so that the bar comes to end there."""
        fraction = (cell + 0.5) / len(self._track) if cell and self._track else 0.0  # the first means the start
        return ceil(fraction * self._duration_ms)

    def _cell(self, event: events.MouseEvent) -> int | None:
        """The cell of the bar under the pointer; the nearest one while that drags it."""
        track, x = self._track, event.get_content_offset_capture(self).x
        if self._grabbed is not None and track:
            return min(max(x, track.start), track.stop - 1) - track.start
        return x - track.start if x in track and event.get_content_offset(self) is not None else None

    def _point(self, cell: int | None) -> None:
        """Show the time at a cell, or that of the item again."""
        switched, self._pointed = (cell is None) != (self._pointed is None), cell
        self.update(self._position_ms, self._duration_ms, enabled=self._enabled)
        if switched:  # the colour is another one even where the text is not
            self.refresh()

    @on(events.MouseMove)
    def _hover(self, event: events.MouseMove) -> None:
        cell = self._cell(event)
        self._dragged = self._dragged or (self._grabbed is not None and cell != self._grabbed)
        if cell != self._pointed:
            self._point(cell)

    @on(events.Leave)
    def _unhover(self) -> None:
        if self._grabbed is None and self._pointed is not None:
            self._point(None)

    @on(events.MouseDown)
    def _grab(self, event: events.MouseDown) -> None:
        self._dragged = False
        if event.button == 1 and (cell := self._cell(event)) is not None:
            self._grabbed = cell
            self.capture_mouse()

    @on(events.MouseUp)
    def _let_go(self) -> None:
        self.release_mouse()
        self._grabbed = None
        if self._dragged and self._pointed is not None and self._track:
            self.post_message(self.Sought(self._at(self._pointed)))
            self._point(None)

    @on(events.MouseScrollUp)
    @on(events.MouseScrollDown)
    def _wheel(self, event: events.MouseScrollUp | events.MouseScrollDown) -> None:
        event.stop()
        self.post_message(self.Wheeled(1 if isinstance(event, events.MouseScrollUp) else -1))

    @on(events.Click)
    def _seek(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if self._dragged or offset is None or event.button != 1:
            return  # what was dragged has been let go already
        if offset.x >= self._frame.track.stop:
            self._show_remaining = not self._show_remaining
            self.update(self._position_ms, self._duration_ms, enabled=self._enabled)
        elif (cell := self._cell(event)) is not None:
            self.post_message(self.Sought(self._at(cell)))
