"""All keys, grouped as in the table of actions."""

from sptui.tui.actions import ACTIONS
from sptui.tui.keys import shown_keys
from sptui.tui.screens.box import BoxScreen
from sptui.tui.widgets.columns import Row

_IN_LISTS = (
    ("j k ↓ ↑", "Down, up"),
    ("g G", "First, last"),
    ("enter", "Open, play, jump or transfer"),
    ("v V ^a", "Mark it, all up to it, all of them"),
)
_METER = ("12/1,000", "Requests in 24 h, of the day's budget")


class HelpScreen(BoxScreen):
    """Escape or `?` closes it."""

    DEFAULT_CSS = """
    HelpScreen Rows { min-height: 2; }
    """
    BORDER = "Keys"

    def rows(self) -> list[Row]:
        """Every action under its group."""
        rows: list[Row] = []
        for group in dict.fromkeys(action.group for action in ACTIONS):
            rows += [Row(("",), kind="note")] if rows else []
            rows.append(Row((group,), kind="heading"))
            rows += [
                Row((shown_keys(action.keys), action.title), key=action.id)
                for action in ACTIONS
                if action.group == group
            ]
            if group == "Lists":
                rows += [Row(pair, key=pair) for pair in _IN_LISTS]
        return [*rows, Row(("",), kind="note"), Row(("At the bottom",), kind="heading"), Row(_METER, key=_METER)]
