"""A line of tabs, for screens that have room for one pane only."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events, on
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

MARGIN = 2
GAP = 3


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab that says `title` and stands for `id`."""

    id: str
    title: str


class TabLine(Widget):
    """The tabs side by side; the current one is underlined as well as coloured. A click chooses one."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"tab-line--tab", "tab-line--current"}
    DEFAULT_CSS = """
    TabLine {
        height: 1;
        width: 1fr;
        background: $surface;
        color: $foreground;

        & > .tab-line--tab { color: $text-muted; }
        & > .tab-line--current { color: $text-accent; text-style: bold underline; }
    }
    """

    current: reactive[str] = reactive("")

    @dataclass
    class Pressed(Message):
        """A click on the tab that stands for `id`."""

        id: str

    def __init__(self, *tabs: Tab, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._tabs = tabs

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, base = self.size.width, self.visual_style.rich_style
        if y:
            return Strip.blank(width, base)
        segments = [Segment(" " * MARGIN, base)]
        for tab in self._tabs:
            look = "tab-line--current" if tab.id == self.current else "tab-line--tab"
            segments += [Segment(tab.title, self.get_visual_style(look).rich_style), Segment(" " * GAP, base)]
        return Strip(segments).adjust_cell_length(width, base)

    @on(events.Click)
    def _press(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        start = MARGIN
        for tab in self._tabs:
            end = start + cell_len(tab.title)
            if offset is not None and start <= offset.x < end:
                self.post_message(self.Pressed(tab.id))
            start = end + GAP
