"""A box to choose in when the music shall stop."""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from sptui.tui.actions.sleep_box import SLEEP_BOX
from sptui.tui.screens.dialog import Dialog
from sptui.tui.sleeping import Choice, Option
from sptui.tui.text import count, time_of_day
from sptui.tui.widgets.box import Box
from sptui.tui.widgets.codefield import CodeField
from sptui.tui.widgets.columns import Column, Row, Span
from sptui.tui.widgets.hints import HintBar
from sptui.tui.widgets.line import Line
from sptui.tui.widgets.rows import Rows

LONGEST = 24 * 60
"""Minutes that can be typed, at most."""


class SleepBox(Dialog[Choice]):
    """The `options`, and a line for any number of minutes from `now` (epoch seconds); ends with what was chosen."""

    DEFAULT_CSS = """
    SleepBox {
        & Box { width: 66; }
        & Rows { height: auto; max-height: 60vh; }
        & Horizontal { height: 1; margin-top: 1; padding: 0 1 0 3; }
        & #label { width: 9; }
        & CodeField { width: 11; }
        & #meaning { margin-left: 2; }
        &.-short Horizontal { margin-top: 0; }
    }
    """
    TABLE = SLEEP_BOX
    AUTO_FOCUS = "Rows"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012 -- Textual's own declaration

    def __init__(self, options: Sequence[Option], now: float) -> None:
        super().__init__()
        self._options = options
        self._now = now
        self._field = CodeField("0-9")
        self._field.select_on_focus = False  # the first digit may have been typed at the list
        self._rows = Rows(Column(width=20), Column(width=12, weight=1, style="rows--muted"))

    def compose(self) -> ComposeResult:
        """The list, the line, the keys."""
        with Box() as box:
            box.border_title = "Sleep timer"
            yield self._rows
            with Horizontal():
                yield Line(id="label")
                yield self._field
                yield Line(id="meaning")
            yield HintBar()

    def on_mount(self) -> None:
        """Fill the list."""
        self._rows.set_rows(
            Row(
                (each.title, each.note),
                key=each.choice,
                playing=each.chosen,
                disabled=each.closed,
                markable=False,
                value=each,
            )
            for each in self._options
        )
        self.query_one("#label", Line).show((Span("Minutes", "line--muted"),))
        self._tell()
        self.show_hints()

    def choose(self) -> None:
        """Take the minutes that were typed, or else the row with the cursor."""
        if self._field.value:
            self._take_minutes()
        elif (row := self._rows.highlighted) is not None:
            self._take(row.value)

    def leave(self) -> None:
        """Leave all as it is."""
        self.dismiss()

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        self._take(event.row.value)

    @on(Input.Submitted)
    def _take_minutes(self) -> None:
        if not self._field.value:
            self._rows.focus()
        elif self._minutes is not None:
            self.dismiss(self._minutes)

    @on(Input.Changed)
    def _tell(self) -> None:
        """Say until when the typed minutes last, or what is wrong with them."""
        minutes = self._minutes
        text, style = ("or type a number", "line--muted")
        if minutes is not None:
            text, style = f"until {time_of_day(self._now + minutes * 60)}", "line--text"
        elif self._field.value:
            text, style = f"1 to {count(LONGEST)} minutes", "line--warning"
        self.query_one("#meaning", Line).show((Span(text, style),))

    @on(events.Key)
    def _catch(self, event: events.Key) -> None:
        """A digit that is typed at the list belongs into the line."""
        if not self._field.has_focus and (event.character or "").isdecimal():
            self._field.value += event.character or ""
            self._field.focus()
            self._field.cursor_position = len(self._field.value)

    @on(events.Click)
    def _leave_it(self, event: events.Click) -> None:
        """A click outside of the box closes it."""
        if event.widget is self:
            self.dismiss()

    @property
    def _minutes(self) -> int | None:
        """The minutes that were typed; None where these are none that can be chosen."""
        digits = self._field.value.lstrip("0")[:6]
        return int(digits) if digits and int(digits) <= LONGEST else None

    def _take(self, option: Option) -> None:
        if not option.closed:
            self.dismiss(option.choice)
