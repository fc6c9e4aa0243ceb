"""A line at the bottom of the screen to type a place in the item into."""

from typing import Protocol

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from sptui.player.positions import EXAMPLES, NoPosition, meaning, position
from sptui.tui.actions.going_to import GOING_TO
from sptui.tui.screens.dialog import Dialog
from sptui.tui.widgets.codefield import CodeField
from sptui.tui.widgets.columns import Span
from sptui.tui.widgets.hints import HintBar
from sptui.tui.widgets.line import Line


class Sought(Protocol):
    """What plays, as far as one moves in it."""

    @property
    def closed(self) -> str:
        """Why nothing can be sought now; "" when it can."""
        ...

    def where(self) -> tuple[int, int]:
        """How far the item is now and how long it is, in ms; 0 where that is not known."""
        ...

    def go(self, position_ms: int) -> None:
        """Go to a position."""
        ...


class GoTo(Dialog[None]):
    """Tells live what the typed time means; Enter goes there."""

    DEFAULT_CSS = """
    GoTo {
        align: left bottom;
        background: transparent;

        & > Vertical { height: 2; width: 100%; }
        & Horizontal { height: 1; padding: 0 1; background: $panel; }
        & #label { width: 6; }
        & CodeField { width: 14; background: $panel; }
        & CodeField:focus { background: $block-cursor-background; }
        & #meaning { margin-left: 2; }
    }
    """
    TABLE = GOING_TO
    AUTO_FOCUS = "CodeField"

    def __init__(self, sought: Sought) -> None:
        super().__init__()
        self._sought = sought
        self._field = CodeField(r"0-9:%+\-")
        self._field.select_on_focus = False  # something may be typed before the focus comes

    def compose(self) -> ComposeResult:
        """The line, and below it the keys."""
        with Vertical():
            with Horizontal():
                yield Line(id="label")
                yield self._field
                yield Line(id="meaning")
            yield HintBar()

    def on_mount(self) -> None:
        """Say what to type."""
        self.query_one("#label", Line).show((Span("Go to", "line--accent"),))
        self._tell()

    @on(Input.Submitted)
    def go(self) -> None:
        """Go to what was typed; a time that means nothing stays to be mended, and nothing at all leaves."""
        if not self._field.value:
            self.leave()
        elif not self._sought.closed and (at := self._place()) is not None:
            self._sought.go(at)
            self.dismiss()

    def leave(self) -> None:
        """Stay where it is."""
        self.dismiss()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._tell()

    @on(events.Key)
    def _catch(self, event: events.Key) -> None:
        """Let the line have what was typed before the focus came to it."""
        character = event.character or ""
        if not self._field.has_focus and self._field.check_consume_key(event.key, character):
            self._field.value += character
            self._field.cursor_position = len(self._field.value)

    @on(events.Click)
    def _leave_it(self, event: events.Click) -> None:
        """A click outside of the line closes it."""
        if event.widget is self:
            self.dismiss()

    def _place(self) -> int | None:
        try:
            return position(self._field.value, *self._sought.where())
        except NoPosition:
            return None

    def _tell(self) -> None:
        """Say what the time means, or what is wrong with it."""
        text, style = EXAMPLES, "line--muted"
        if reason := self._sought.closed:
            text, style = reason, "line--warning"
        elif self._field.value.strip("+-"):
            now_ms, duration_ms = self._sought.where()
            try:
                text = meaning(position(self._field.value, now_ms, duration_ms), duration_ms)
                style = "line--text"
            except NoPosition as error:
                text, style = str(error), "line--warning"
        self.query_one("#meaning", Line).show((Span(text, style),))
