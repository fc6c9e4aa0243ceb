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


def frame(position_ms: int, duration_ms: int, cells: int, *, show_remaining: bool) -> Frame:
    """The line in `cells` cells. A duration of 0 is unknown, and draws a calm line without an end."""
    if duration_ms <= 0:
        left, right, fraction = (duration(position_ms) if position_ms > 0 else UNKNOWN), UNKNOWN, 0.0
    else:
        position_ms = max(0, min(position_ms, duration_ms))
        # Both times count whole seconds from the same start, so that they change in the same moment.
        left_ms = (duration_ms // 1000 - position_ms // 1000) * 1000
        right = remaining(left_ms) if show_remaining else duration(duration_ms)
        right = right.rjust(len(duration(duration_ms)) + show_remaining)
        left = duration(position_ms).rjust(len(duration(duration_ms)))
        fraction = position_ms / duration_ms
    return Frame(left, *rule(fraction, max(0, cells - len(left) - len(right) - 2 * len(GAP))), right)


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

    A click on the bar asks for that position; one on the right time turns it into what remains, and back.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"seek-bar--played", "seek-bar--rest", "seek-bar--time", "seek-bar--off"}
    DEFAULT_CSS = """
    SeekBar {
        height: 1;
        width: 1fr;
        color: $foreground;

        & > .seek-bar--played { color: $text-accent; }
        & > .seek-bar--rest { color: $text-disabled; }
        & > .seek-bar--time { color: $text-muted; }
        & > .seek-bar--off { color: $text-disabled; }
    }
    """

    @dataclass
    class Sought(Message):
        """A click asked for a position, in milliseconds from the start of the item."""

        position_ms: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._position_ms = 0
        self._duration_ms = 0
        self._enabled = False
        self._show_remaining = False
        self._painted = ""

    def update(self, position_ms: int, duration_ms: int, *, enabled: bool = True) -> None:
        """Show a position in an item, both in milliseconds; a duration of 0 is unknown.

        The bar is dimmed and takes no clicks unless `enabled`.
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
            (now.left + GAP, off or "seek-bar--time"),
            (now.played, off or "seek-bar--played"),
            (now.rest, "seek-bar--rest"),
            (GAP + now.right, off or "seek-bar--time"),
        )
        segments = [Segment(text, self.get_visual_style(style).rich_style) for text, style in parts if text]
        return Strip(segments).adjust_cell_length(self.size.width, self.visual_style.rich_style)

    @property
    def _frame(self) -> Frame:
        return frame(self._position_ms, self._duration_ms, self.size.width, show_remaining=self._show_remaining)

    @on(events.Click)
    def _seek(self, event: events.Click) -> None:
        offset, track = event.get_content_offset(self), self._frame.track
        if offset is None:
            return
        if offset.x >= track.stop:
            self._show_remaining = not self._show_remaining
            self.update(self._position_ms, self._duration_ms, enabled=self._enabled)
        elif offset.x in track and self._enabled and self._duration_ms > 0:
            cell = offset.x - track.start
            # The middle of the cell, so that the bar comes to end where the click was; the first means the start.
            fraction = (cell + 0.5) / len(track) if cell else 0.0
            self.post_message(self.Sought(ceil(fraction * self._duration_ms)))
