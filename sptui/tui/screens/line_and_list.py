"""A dialog of a line and the list that it finds in: letters go to the line, the arrows to the list."""

from typing import TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from sptui.spotify.models.text import clean
from sptui.tui.keyboard.named import with_keys
from sptui.tui.screens.dialog import Dialog
from sptui.tui.widgets.box import Box
from sptui.tui.widgets.columns import Column, Row, Span
from sptui.tui.widgets.hints import HintBar
from sptui.tui.widgets.line import Line
from sptui.tui.widgets.rows import Rows
from sptui.tui.widgets.searchline import SearchLine

T = TypeVar("T")


class FoundRows(Rows):
    """A list that never has the focus: letters go to the line, also after a click. Its cursor is as strong as ever."""

    DEFAULT_CSS = """
    FoundRows {
        & > .rows--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
        & > .rows--bar { color: $text-accent; }
        & > .rows--hover { background: $panel; }
    }
    """

    def __init__(self, *columns: Column, placeholder: str = "") -> None:
        super().__init__(*columns, placeholder=placeholder)
        self.can_focus = False

    def go_to_first(self) -> None:
        """Put the cursor on the first row that can be chosen, or else as far up as possible."""
        enabled = (place for place, row in enumerate(self.rows) if row.value is not None and not row.disabled)
        self.move_cursor(next(enabled, 0))


class LineAndList(Dialog[T]):
    """Under `title` the line, a word on how things are, the list, and the hints.

    A subclass says what is found for other words (`typed`) and what choosing a row does (`take`).
    """

    DEFAULT_CSS = """
    LineAndList {
        & Box { width: 76; height: 80%; max-height: 24; }
        & SearchLine { margin: 0 1; padding: 0 2; }
        & #told { width: 100%; padding: 0 3; }
        & FoundRows { width: 100%; height: 1fr; }
        &.-short Box { height: 100%; }
    }
    """
    AUTO_FOCUS = "SearchLine"

    def __init__(self, title: str, line: SearchLine, rows: FoundRows) -> None:
        super().__init__()
        self._title = title
        self._line = line
        self._rows = rows
        self._told = Line(id="told")
        self._words = ""
        self._note = ""
        self._moved = False
        """Whether somebody has moved the cursor since the words have changed."""

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        with Box() as box:
            box.border_title = Content(self._title)  # never markup: a name may stand in it
            yield self._line
            yield self._told
            yield self._rows
            yield HintBar()

    def typed(self) -> None:
        """Show what there is for other words."""
        raise NotImplementedError

    def take(self, row: Row | None) -> None:
        """Leave with `row`, or tell why it cannot be chosen."""
        raise NotImplementedError

    @on(Input.Submitted)
    def choose(self) -> None:
        """Take the row with the cursor."""
        self.read_line()
        self.take(self._rows.highlighted)

    def move(self, by: int) -> None:
        """Move the cursor by as many rows."""
        self._step()
        self._rows.action_move(by)

    def page(self, pages: int) -> None:
        """Move the cursor by as many views."""
        self._step()
        self._rows.action_page(pages)

    def _step(self) -> None:
        self.read_line()
        self._moved = True
        self.say()

    @on(Input.Changed)
    def read_line(self) -> None:
        """Take what was typed; keys ask for it as well, as that a letter was typed is told with some delay."""
        words = clean(self._line.value)
        if words == self._words:
            return
        self._words = words
        self._moved = False
        self.say()
        self.typed()

    def say(self, complaint: str = "") -> None:
        """Tell what is not right, or else what is to be told at all."""
        told = Span(with_keys(complaint or self._note), "line--warning" if complaint else "line--muted")
        self._told.show((told,))

    @on(Rows.Chosen)
    def _press(self, event: Rows.Chosen) -> None:
        self.take(event.row)

    @on(events.Click)
    def _clicked(self, event: events.Click) -> None:
        self._moved |= event.widget is self._rows
        self.say()
