"""One line with text on the left and on the right."""

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from sptui.tui.text import clip
from sptui.tui.widgets.columns import Span

GAP = 2
LEAST = 12
"""Cells in which the first part on the right is worth a beginning."""

DOT = "  ·  "


class Line(Widget):
    """Spans of plain text, each in one of the line's component classes; repainted only when they change."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line--title",
        "line--text",
        "line--muted",
        "line--off",
        "line--accent",
        "line--warning",
    }
    DEFAULT_CSS = """
    Line {
        height: 1;
        width: 1fr;
        color: $foreground;

        & > .line--title { text-style: bold; }
        & > .line--muted { color: $text-muted; }
        & > .line--off { color: $text-disabled; }
        & > .line--accent { color: $text-accent; }
        & > .line--warning { color: $text-warning; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, classes=classes)
        self._left: tuple[Span, ...] = ()
        self._right: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """What stands on the left and on the right, without their looks."""
        sides = "".join(span.text for span in self._left), DOT.join(span.text for span in self._right)
        return "  ".join(side for side in sides if side)

    @property
    def taken(self) -> int:
        """Cells in which all of it would stand."""
        left = sum(cell_len(span.text) for span in self._left)
        right = cell_len(DOT.join(span.text for span in self._right))
        return left + right + (GAP if left and right else 0)

    def show(self, left: tuple[Span, ...], right: tuple[Span, ...] = ()) -> None:
        """Show `left`, and on the right the parts of `right` with dots between them.

        Where there is not room for all, the last parts of the right go first, until the left has three fifths. The
        first one is cut short before it goes.
        """
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, base = self.size.width, self.visual_style.rich_style
        if y:
            return Strip.blank(width, base)
        right = self._segments(self._dotted(), width)
        taken = sum(cell_len(segment.text) for segment in right)
        left = self._segments(self._left, width - taken - (GAP if taken else 0))
        return Strip([*Strip(left).adjust_cell_length(width - taken, base), *right])

    def _dotted(self) -> tuple[Span, ...]:
        """Those parts of the right side that there is room for, and the dots between them."""
        left = sum(cell_len(span.text) for span in self._left)
        room = self.size.width - min(left, self.size.width * 3 // 5) - GAP
        shown: list[Span] = []
        for span in self._right:
            shown += [Span(DOT, "line--off"), span] if shown else [span]
            if sum(cell_len(each.text) for each in shown) > room:
                beginning = (Span(clip(span.text, room), span.style),) if room >= LEAST else ()
                return tuple(shown[:-2]) or beginning
        return tuple(shown)

    def _segments(self, spans: tuple[Span, ...], room: int) -> list[Segment]:
        segments = []
        for span in spans:
            text = clip(span.text, max(0, room))
            room -= cell_len(text)
            segments.append(Segment(text, self.get_visual_style(span.style).rich_style))
            if text != span.text:
                break
        return segments
