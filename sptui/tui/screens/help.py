"""All keys, grouped as in the table of actions."""

from sptui.tui.actions import ACTIONS, Action, Remote
from sptui.tui.keys import shown_keys
from sptui.tui.screens.box import BoxScreen
from sptui.tui.widgets.columns import Row

_IN_LISTS = (
    ("j k ↓ ↑", "Down, up"),
    ("g g  G", "First, last; home and end, too"),
    ("enter", "Open, play, jump or transfer"),
    ("v V ^a", "Mark it, all up to it, all of them"),
)
_METER = ("12/1,000", "Requests in 24 h, of the day's budget")


def _line(action: Action[Remote]) -> tuple[str, str]:
    if action.family is not None:
        return action.family.keys, action.family.title
    return shown_keys(action.keys), action.title


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
            told = {action.family or action.id: action for action in ACTIONS if action.group == group}
            rows += [Row(_line(action), key=action.id) for action in told.values()]
            if group == "Lists":
                rows += [Row(pair, key=pair) for pair in _IN_LISTS]
        return [*rows, Row(("",), kind="note"), Row(("At the bottom",), kind="heading"), Row(_METER, key=_METER)]
