"""One line at the bottom of the screen: what the keys do now, and a word on how things are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events, on
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from sptui.tui.text import clip

MARGIN = 1
GAP = 3


@dataclass(frozen=True, slots=True)
class Hint:
    """What the action `id` is called, the key that does it, and whether it can be done now."""

    id: str
    key: str
    title: str
    enabled: bool = True


def place(hints: Iterable[Hint], cells: int) -> dict[int, Hint]:
    """By the cell where each starts, the first of `hints` that fit whole into `cells` cells."""
    placed = {}
    start = 0
    for hint in hints:
        end = start + cell_len(f"{hint.key} {hint.title}")
        if end > cells:
            break
        placed[start] = hint
        start = end + GAP
    return placed


class HintBar(Widget):
    """Key hints on the left, as many as fit whole, and a status on the right. A click on a hint presses it."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "hint-bar--key",
        "hint-bar--title",
        "hint-bar--off",
    }
    DEFAULT_CSS = """
    HintBar {
        height: 1;
        width: 1fr;
        background: $surface;
        color: $foreground;

        & > .hint-bar--key { color: $text-accent; text-style: bold; }
        & > .hint-bar--title { color: $text-muted; }
        & > .hint-bar--off { color: $text-disabled; }
    }
    """

    @dataclass
    class Pressed(Message):
        """A click on the hint of the action `id`."""

        id: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._hints: tuple[Hint, ...] = ()
        self._status = ""

    def set_hints(self, hints: Iterable[Hint]) -> None:
        """Show `hints`, the most important first."""
        fresh = tuple(hints)
        if fresh != self._hints:
            self._hints = fresh
            self.refresh()

    def set_status(self, text: str) -> None:
        """Show `text` on the right; it may take up to half of the line."""
        if text != self._status:
            self._status = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, base = self.size.width, self.visual_style.rich_style
        if y:
            return Strip.blank(width, base)
        left = Strip([Segment(" " * MARGIN, base)], MARGIN)
        for start, hint in self._placed.items():
            key, title = ("hint-bar--key", "hint-bar--title") if hint.enabled else ("hint-bar--off",) * 2
            texts = ((hint.key, key), (f" {hint.title}", title))
            spans = [Segment(text, self.get_visual_style(style).rich_style) for text, style in texts]
            left = Strip([*left.extend_cell_length(MARGIN + start, base), *spans])
        status = self._shown_status
        style = self.get_visual_style("hint-bar--title").rich_style
        left = left.adjust_cell_length(max(0, width - MARGIN - cell_len(status)), base)
        return Strip([*left, Segment(status, style)]).adjust_cell_length(width, base)

    @property
    def _shown_status(self) -> str:
        return clip(self._status, self.size.width // 2 - MARGIN)

    @property
    def _placed(self) -> dict[int, Hint]:
        taken = 2 * MARGIN + (GAP + cell_len(self._shown_status) if self._status else 0)
        return place(self._hints, self.size.width - taken)

    @on(events.Click)
    def _press(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for start, hint in self._placed.items():
            if hint.enabled and 0 <= offset.x - MARGIN - start < cell_len(f"{hint.key} {hint.title}"):
                self.post_message(self.Pressed(hint.id))
