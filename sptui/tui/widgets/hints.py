"""One line at the bottom of the screen: what the keys do now, and a word on how things are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events, on
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from sptui.tui.text import clip
from sptui.tui.widgets.columns import Span

MARGIN = 1
GAP = 2

Status = tuple[Span, ...]
"""A word on how things are, in component classes of the bar."""

_QUIET, _LOUD, _MOST = 5, 3, 3  # parts of the line: one of so many is for the status


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
    """Key hints on the left, as many as fit whole, and a status on the right. A click on a hint presses it, and one on
    a dimmed hint gets to know why it is.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "hint-bar--key",
        "hint-bar--title",
        "hint-bar--accent",
        "hint-bar--off",
        "hint-bar--loud",
        "hint-bar--hover",
    }
    DEFAULT_CSS = """
    HintBar {
        height: 1;
        width: 1fr;
        background: $surface;
        color: $foreground;

        & > .hint-bar--key { color: $text-accent; text-style: bold; }
        & > .hint-bar--title { color: $text-muted; }
        & > .hint-bar--accent { color: $text-accent; }
        & > .hint-bar--off { color: $text-disabled; }
        & > .hint-bar--loud { color: $text-warning; }
        & > .hint-bar--hover { text-style: underline; }
    }
    """

    @dataclass
    class Pressed(Message):
        """A click on the hint of the action `id`."""

        id: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._hints: tuple[Hint, ...] = ()
        self._forms: tuple[Status, ...] = ()
        self._loud = False
        self._hover = ""

    def set_hints(self, hints: Iterable[Hint]) -> None:
        """Show `hints`, the most important first."""
        fresh = tuple(hints)
        if fresh != self._hints:
            self._hints = fresh
            self.refresh()

    def set_status(self, forms: Sequence[Status], *, loud: bool = False) -> None:
        """Show the first of `forms` that there is room for, or as much of the last as a third of the line holds.

        A quiet one leaves four fifths of the line to the hints, a `loud` one two thirds.
        """
        if (tuple(forms), loud) != (self._forms, self._loud):
            self._forms, self._loud = tuple(forms), loud
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, base = self.size.width, self.visual_style.rich_style
        if y:
            return Strip.blank(width, base)
        left = Strip([Segment(" " * MARGIN, base)], MARGIN)
        for start, hint in self._placed.items():
            key, title = ("hint-bar--key", "hint-bar--title") if hint.enabled else ("hint-bar--off",) * 2
            hover = ("hint-bar--hover",) if hint.id and hint.id == self._hover else ()
            texts = ((hint.key, (key,)), (" ", (title,)), (hint.title, (title, *hover)))
            spans = [Segment(text, self.get_visual_style(*looks).rich_style) for text, looks in texts]
            left = Strip([*left.extend_cell_length(MARGIN + start, base), *spans])
        status = self._status
        right = [Segment(span.text, self.get_visual_style(span.style).rich_style) for span in status]
        left = left.adjust_cell_length(max(0, width - MARGIN - _cells(status)), base)
        return Strip([*left, *right]).adjust_cell_length(width, base)

    @property
    def _status(self) -> Status:
        """What there is room for."""
        room = self.size.width // (_LOUD if self._loud else _QUIET)
        fitting = (form for form in self._forms if _cells(form) <= room)
        return next(fitting, _clipped(self._forms[-1], self.size.width // _MOST) if self._forms else ())

    @property
    def _placed(self) -> dict[int, Hint]:
        taken = 2 * MARGIN + (GAP + _cells(self._status) if self._forms else 0)
        return place(self._hints, self.size.width - taken)

    @on(events.Click)
    def _press(self, event: events.Click) -> None:
        if event.button == 1 and (id_ := self._at(event)):
            self.post_message(self.Pressed(id_))

    @on(events.MouseMove)
    def _point(self, event: events.MouseMove) -> None:
        self._set_hover(self._at(event))

    @on(events.Leave)
    def _unpoint(self) -> None:
        self._set_hover("")

    def _at(self, event: events.MouseEvent) -> str:
        """The id of the hint under the pointer, "" where there is none."""
        offset = event.get_content_offset(self)
        if offset is None:
            return ""
        under = (
            hint.id
            for start, hint in self._placed.items()
            if 0 <= offset.x - MARGIN - start < cell_len(f"{hint.key} {hint.title}")
        )
        return next(under, "")

    def _set_hover(self, id_: str) -> None:
        if id_ != self._hover:
            self._hover = id_
            self.refresh()


def _cells(status: Status) -> int:
    return sum(cell_len(span.text) for span in status)


def _clipped(status: Status, room: int) -> Status:
    shown: list[Span] = []
    for span in status:
        text = clip(span.text, room - _cells(tuple(shown)))
        shown.append(Span(text, span.style))
        if text != span.text:
            break
    return tuple(shown)
