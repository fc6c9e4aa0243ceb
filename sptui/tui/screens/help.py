"""All keys, grouped as in the table of actions."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from sptui.tui.actions import ACTIONS
from sptui.tui.keys import shown_keys
from sptui.tui.widgets.columns import Column, Row
from sptui.tui.widgets.rows import Rows

_IN_LISTS = (
    ("j k ↓ ↑", "Down, up"),
    ("g G", "First, last"),
    ("enter", "Play, jump or transfer"),
)
_METER = ("12/1,000", "Requests in 24 h, of the day's budget")


class HelpScreen(ModalScreen[None]):
    """A list that can be scrolled; Escape or `?` closes it."""

    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        background: $background 60%;

        & > Vertical {
            width: 66;
            max-width: 100%;
            height: auto;
            max-height: 90%;
            padding: 1 1;
            background: $surface;
            border: round $border;
            border-title-color: $text-accent;
        }
        & Rows { height: auto; max-height: 100%; }
    }
    """
    BORDER: ClassVar[str] = "Keys"

    def compose(self) -> ComposeResult:
        """One list in a box."""
        with Vertical() as box:
            box.border_title = self.BORDER
            box.border_subtitle = "esc closes"
            rows = Rows(Column(width=14), Column(width=20, weight=1, style="rows--muted"))
            rows.set_rows(_rows())
            yield rows

    def on_click(self, event: events.Click) -> None:
        """A click outside of the box closes it."""
        if event.widget is self:
            self.dismiss()


def _rows() -> list[Row]:
    rows: list[Row] = []
    for group in dict.fromkeys(action.group for action in ACTIONS):
        rows += [Row(("",), kind="note")] if rows else []
        rows.append(Row((group,), kind="heading"))
        rows += [
            Row((shown_keys(action.keys), action.title), key=action.id) for action in ACTIONS if action.group == group
        ]
        if group == "Lists":
            rows += [Row(pair, key=pair) for pair in _IN_LISTS]
    rows += [Row(("",), kind="note"), Row(("At the bottom",), kind="heading"), Row(_METER, key=_METER)]
    return rows
