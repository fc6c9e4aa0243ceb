"""A line to type one value into, and below it what is wrong with that."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from sptui.tui.widgets.columns import Span
from sptui.tui.widgets.line import Line
from sptui.tui.widgets.searchline import SearchLine


class ValueLine(Vertical):
    """Hidden until it is opened. What is typed is looked at at once."""

    DEFAULT_CSS = """
    ValueLine {
        height: 2;
        display: none;

        & Horizontal { height: 1; }
        & #label { max-width: 50%; }
        & SearchLine { width: 1fr; background: $block-cursor-background; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.field = SearchLine(select_on_focus=False)
        self._label = Line(id="label")
        self._wrong = Line(id="wrong")
        self._look: Callable[[str], str] = lambda _: ""

    def compose(self) -> ComposeResult:
        """What it is, the line, and what is wrong."""
        with Horizontal():
            yield self._label
            yield self.field
        yield self._wrong

    @property
    def is_open(self) -> bool:
        """Whether it is there."""
        return bool(self.display)

    @property
    def problem(self) -> str:
        """What is wrong with what stands there, "" when nothing is."""
        return self._look(self.field.value)

    def open(self, label: str, value: str, look: Callable[[str], str]) -> None:
        """Begin with `value`; `look` tells what is wrong with a text, "" for nothing."""
        self._look = look
        self._label.show((Span(f"{label}  ", "line--accent"),))
        self._label.styles.width = self._label.taken
        self.field.value = value
        self.field.cursor_position = len(value)
        self.display = True
        self.screen.set_focus(self.field)
        self._tell()

    def close(self) -> None:
        """Take it away."""
        self.display = False

    @on(Input.Changed)
    def _tell(self) -> None:
        self._wrong.show((Span(self.problem, "line--warning"),))
