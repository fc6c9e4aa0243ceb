"""The list of what was told since the app was started."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from sptui.tui.actions import Action
from sptui.tui.actions.notices import NOTICES_BOX
from sptui.tui.notices import Told
from sptui.tui.screens.dialog import Dialog
from sptui.tui.text import count, moment
from sptui.tui.widgets.box import Box
from sptui.tui.widgets.columns import Column, Row, Span, fitted, widths_of
from sptui.tui.widgets.hints import HintBar
from sptui.tui.widgets.rowlist import RowList
from sptui.tui.widgets.rows import Rows

_NONE: Final = "Nothing was told yet\nWhat stands in the corner for some seconds can be read here later"
_LOOKS: Final = {
    "information": ("·", "told", "rows--muted"),
    "warning": ("!", "warning", "rows--warning"),
    "error": ("✗", "error", "rows--error"),
}
_COLUMNS: Final = (
    Column(width=5, style="rows--muted"),
    Column(width=9),
    Column(width=16, weight=1),
    Column(width=5, align="right", style="rows--muted", priority=1),
)


class NoticeRows(Rows):
    """The notices; that one was a warning is told by a sign, a word and a colour."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--warning", "rows--error"}
    DEFAULT_CSS = """
    NoticeRows > .rows--warning { color: $text-warning; }
    NoticeRows > .rows--error { color: $text-error; }
    """


class NoticesScreen(Dialog[None]):
    """Shows what was `told`, newest first, and all of the one with the cursor below; `now` gives epoch seconds.

    `clear` forgets them.
    """

    DEFAULT_CSS = """
    NoticesScreen {
        & Box { width: 92; height: 80%; max-height: 28; }
        & RowList { height: 1fr; }
        & VerticalScroll { height: auto; max-height: 5; margin-top: 1; padding: 0 3; }
        & #whole { width: 100%; height: auto; }
        &.-short Box { height: 100%; }
        &.-short VerticalScroll { max-height: 2; margin-top: 0; }
    }
    """
    TABLE = NOTICES_BOX
    AUTO_FOCUS = "Rows"

    def __init__(self, told: Sequence[Told], now: Callable[[], float], *, clear: Callable[[], object]) -> None:
        super().__init__()
        self._now = now
        self._clear = clear
        self._list = RowList(*_COLUMNS, placeholder=_NONE, rows=NoticeRows)
        self._whole = Static(id="whole", markup=False)
        self.show(told)

    def compose(self) -> ComposeResult:
        """The list, the whole of one, the hints."""
        with Box() as box:
            box.border_title = "Notices"
            yield self._list
            with VerticalScroll(can_focus=False):
                yield self._whole
            yield HintBar()

    def on_mount(self) -> None:
        """Hint the keys."""
        self.show_hints()

    def show(self, told: Sequence[Told]) -> None:
        """Show others; the cursor stays on its row."""
        now = self._now()
        rows = [_row(each, now) for each in told]
        self._list.rows.set_columns(*fitted(_COLUMNS, widths_of(rows, len(_COLUMNS))))
        self._list.rows.set_rows(rows)
        if self.is_mounted:
            self.show_hints()

    def counts(self, action: Action[Any]) -> bool:
        """Whether there is anything to do it with."""
        return action.id == "notices.leave" or bool(self._list.rows.rows) or self._list.filtering

    def filter(self) -> None:
        """Type what its rows must hold."""
        self._list.show_filter()

    def copy(self) -> None:
        """Copy the marked texts, or the one with the cursor."""
        rows = self._list.rows
        chosen = rows.marked or ((rows.highlighted,) if rows.highlighted is not None else ())
        if chosen:
            self.app.copy_to_clipboard("\n".join(row.value.text for row in chosen))
            rows.clear_marks()
            number = f"Copied {count(len(chosen))} notices" if len(chosen) > 1 else "Copied"
            self._say(f"{number}, if your terminal allows it")

    def clear(self) -> None:
        """Forget all of them."""
        self._clear()
        self._say("")

    def leave(self) -> None:
        """Close the filter, or the list."""
        if not self._list.close_filter():
            self.dismiss(None)

    def _say(self, text: str) -> None:
        self.query_one(Box).border_subtitle = text or None

    @on(Rows.Highlighted)
    def _read(self) -> None:
        """Show the whole of the one with the cursor."""
        row = self._list.rows.highlighted
        told: Told | None = row.value if row is not None else None
        self._whole.update(Content(told.text if told is not None else ""))
        self._say("")


def _row(told: Told, now: float) -> Row:
    sign, word, style = _LOOKS[told.severity]
    times = f"× {count(told.times)}" if told.times > 1 else ""
    return Row((moment(told.at, now), (Span(f"{sign} {word}", style),), told.text, times), key=told.serial, value=told)
