"""A line of tabs, for screens that have room for one pane only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events, on
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from sptui.tui.text import clip

MARGIN = 2
GAPS = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab that says `title` and stands for `id`."""

    id: str
    title: str


def places(titles: Sequence[str], cells: int) -> Iterator[tuple[int, str]]:
    """Where each title starts in so many cells, and what of it is shown: with less air, or cut short, if need be."""
    room = max(0, cells - 2 * MARGIN)
    gap = next((gap for gap in GAPS if sum(map(cell_len, titles)) + gap * (len(titles) - 1) <= room), GAPS[-1])
    widest = max(map(cell_len, titles), default=0)
    shown = list(titles)
    while widest > 1 and sum(map(cell_len, shown)) + gap * (len(shown) - 1) > room:
        widest -= 1
        shown = [clip(title, widest) for title in titles]
    starts = accumulate((cell_len(title) + gap for title in shown), initial=MARGIN)
    yield from zip(starts, shown, strict=False)


class TabLine(Widget):
    """The tabs side by side; the current one is underlined as well as coloured. A click chooses one."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"tab-line--tab", "tab-line--hover", "tab-line--current"}
    DEFAULT_CSS = """
    TabLine {
        height: 1;
        width: 1fr;
        background: $surface;
        color: $foreground;

        & > .tab-line--tab { color: $text-muted; }
        & > .tab-line--hover { color: $foreground; background: $block-hover-background; }
        & > .tab-line--current { color: $text-accent; text-style: bold underline; }
    }
    """

    current: reactive[str] = reactive("")
    tabs: reactive[tuple[Tab, ...]] = reactive(())
    pointed: reactive[str] = reactive("")

    @dataclass
    class Pressed(Message):
        """A click on the tab that stands for `id`."""

        id: str

    def __init__(self, *tabs: Tab, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.set_reactive(TabLine.tabs, tabs)

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, base = self.size.width, self.visual_style.rich_style
        line = Strip([], 0)
        if y:
            return Strip.blank(width, base)
        for tab, start, title in self._placed:
            look = "tab-line--hover" if tab.id == self.pointed else "tab-line--tab"
            look = "tab-line--current" if tab.id == self.current else look
            segment = Segment(title, self.get_visual_style(look).rich_style)
            line = Strip([*line.extend_cell_length(start, base), segment])
        return line.adjust_cell_length(width, base)

    @property
    def _placed(self) -> Iterator[tuple[Tab, int, str]]:
        titles = [tab.title for tab in self.tabs]
        return ((tab, *place) for tab, place in zip(self.tabs, places(titles, self.size.width), strict=False))

    def _under(self, event: events.MouseEvent) -> str:
        """The id of the tab under the pointer, "" for none."""
        offset = event.get_content_offset(self)
        if offset is None:
            return ""
        under = (tab.id for tab, start, title in self._placed if start <= offset.x < start + cell_len(title))
        return next(under, "")

    @on(events.MouseMove)
    def _hover(self, event: events.MouseMove) -> None:
        self.pointed = self._under(event)

    @on(events.Leave)
    def _unhover(self) -> None:
        self.pointed = ""

    @on(events.Click)
    def _press(self, event: events.Click) -> None:
        if event.button == 1 and (tab := self._under(event)):
            self.post_message(self.Pressed(tab))
