"""All keys, grouped as in the tables of actions: what they do, and why some of it cannot be done now."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from textual import on
from textual.binding import Binding

from sptui.tui.actions import ACTIONS, BY_ID, Action
from sptui.tui.keyboard.keymap import Keymap
from sptui.tui.keyboard.named import with_keys
from sptui.tui.keyboard.rooms import DIALOGS
from sptui.tui.keyboard.strokes import shown, strokes
from sptui.tui.panes.search import QueryLine
from sptui.tui.screens.box import BoxScreen
from sptui.tui.widgets.columns import Cell, Row, Span
from sptui.tui.widgets.filterline import FilterField
from sptui.tui.widgets.rows import Rows

_NUMBERS = ("5 …", "A number before a key: 5 down, 3 next, to the 12th")
_METER = ("12/1,000", "Requests in 24 h, of the day's budget")
_NO_KEY = "none"
IN_LINES: Final = "In a line that one types into"


def keys_in_lines() -> Iterator[tuple[str, str]]:
    """The keys that lines take themselves, as they are shown, and what each does."""
    for name, line in (("Search", QueryLine), ("Filter", FilterField)):
        for binding in line.BINDINGS:
            if isinstance(binding, Binding):
                keys = " ".join(shown(each) for each in strokes(binding.key))
                yield keys, f"{name}: {binding.description[:1].lower()}{binding.description[1:]}"


class HelpScreen(BoxScreen):
    """The keys by `keymap`; a chosen one is done, as if it had been pressed where one came from.

    `why_not` tells why an action of the app cannot be done now, "" when it can, and `act` does one by its id.
    """

    DEFAULT_CSS = """
    HelpScreen Box { width: 88; }
    HelpScreen Rows { min-height: 2; }
    """
    BORDER = "Keys"
    TOLD = (("list.filter", "filters"), ("app.back", "closes"))

    def __init__(self, keymap: Keymap, why_not: Callable[[Action[Any]], str], act: Callable[[str], object]) -> None:
        super().__init__()
        self._keymap = keymap
        self._why_not = why_not
        self._act = act

    def rows(self) -> list[Row]:
        """Every action under its group, those of dialogs behind the app's."""
        rows: list[Row] = []
        for group in dict.fromkeys(action.group for action in ACTIONS):
            rows += self._section(group, (action for action in ACTIONS if action.group == group), self._why_not)
            if group == "Moving":
                rows.append(Row(_NUMBERS, key=_NUMBERS))
        rows += [*_headed(IN_LINES), *(Row(told, key=told) for told in keys_in_lines())]
        rows += [*_headed("At the bottom"), Row(_METER, key=_METER)]
        for name, table in DIALOGS.items():
            rows += self._section(name, table, lambda _: "")
        return rows[1:]

    @on(Rows.Chosen)
    def _do(self, event: Rows.Chosen) -> None:
        if event.row.key in BY_ID:
            self.dismiss()
            self.app.call_next(self._act, str(event.row.key))

    def _section(self, name: str, table: Iterable[Action[Any]], why_not: Callable[[Action[Any]], str]) -> list[Row]:
        told: dict[object, Action[Any]] = {}
        for action in table:
            usual = action.family is not None and action.id not in self._keymap.changed
            told.setdefault(action.family if usual else action.id, action)
        return [*_headed(name), *(self._row(key, action, why_not(action)) for key, action in told.items())]

    def _row(self, key: object, action: Action[Any], reason: str) -> Row:
        keys, title = self._keymap.shown(action), action.title
        if action.family is not None and key == action.family:
            keys, title = action.family.keys, action.family.title
        told: Cell = (Span(title, "rows--disabled"), Span(f"  {with_keys(reason)}", "rows--muted")) if reason else title
        return Row((keys or _NO_KEY, told), key=action.id, disabled=bool(reason))


def _headed(name: str) -> list[Row]:
    return [Row(("",), kind="note"), Row((name,), kind="heading")]
