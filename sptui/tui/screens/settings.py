"""The settings: every one of them explained, and changed where it stands."""

from typing import Any

from textual import events, on
from textual.widgets import Input

from sptui.settings.catalogue import Entry
from sptui.settings.checking import RefusedError, checked
from sptui.tui.actions import Action
from sptui.tui.actions.settings import SETTINGS_BOX
from sptui.tui.pages.settings import typed
from sptui.tui.screens.settings_list import SettingsList
from sptui.tui.widgets.box import Box
from sptui.tui.widgets.columns import Row, Span
from sptui.tui.widgets.rows import Rows

_ALONE = frozenset({"settings-box.edit", "settings-box.leave"})
"""The keys that count while one chooses a value."""


class SettingsScreen(SettingsList):
    """Enter turns a switch, or shows the choices or a line in which the value is typed.

    A theme is shown while the cursor is on it; Escape brings back the one from before.
    """

    DEFAULT_CSS = """
    SettingsScreen {
        & Box { width: 100; height: 100%; max-height: 44; }
        & RowList, & Box > Rows { width: 100%; height: 1fr; }
        & ValueLine { margin: 1 1 0 1; padding: 0 2; }
        & #about { height: 5; margin-top: 1; padding: 0 3; color: $text-muted; overflow: hidden; }
        & #told { padding: 0 3; }
        & Box > HintBar { margin-top: 0; }
        &.-tiny Box { padding: 0; }
        &.-short #about { height: 3; }
        &.-short ValueLine, &.-tiny ValueLine { margin: 0 1; }
        &.-tiny #about { display: none; }
    }
    """
    TABLE = SETTINGS_BOX
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (14, "-short"), (26, "-tall")]  # noqa: RUF012 -- Textual's own declaration

    def counts(self, action: Action[Any]) -> bool:
        """Whether there is something to change, to take back, to keep."""
        if self._editing:
            return action.id in _ALONE
        match action.id:
            case "settings-box.undo":
                return self._preferences.can_undo
            case "settings-box.keep":
                return bool(self._preferences.session) and self._preferences.file is not None
            case "settings-box.file" | "settings-box.copy":
                return self._preferences.file is not None
            case _:
                return True

    def title_of(self, action: Action[Any]) -> str:
        """What Enter and Escape bring about now."""
        if action.id == "settings-box.leave":
            return "back" if self._editing else "all" if self._list.filtering else action.hint
        if action.id == "settings-box.edit" and self._editing:
            return "take it"
        return action.hint

    @on(Input.Submitted)
    def edit(self) -> None:
        """Change the setting with the cursor, or take what was chosen or typed."""
        entry = self.entry
        if entry is None:
            return
        if self._line.is_open:
            self._take(entry, self._line.field.value)
        elif self._choices.display and (row := self._choices.highlighted) is not None:
            self._take(entry, row.value)
        elif reason := self.why_locked(entry):
            self.say(reason, warning=True)
        elif entry.kind == "switch":
            self.cycle(1)
        elif choices := self._preferences.choices(entry):
            self._offer(entry, choices)
        else:
            self.rest()
            self._line.open(entry.title, typed(entry, self._preferences.value(entry)), lambda text: _wrong(entry, text))
            self.show_hints()

    def leave(self) -> None:
        """Go back by one step."""
        if self._editing:
            self._preferences.wardrobe.preview("")
            self._back()
        elif not self._list.close_filter():
            self.dismiss()
        self.show_hints()

    def filter(self) -> None:
        """Type what the names must hold."""
        self._list.show_filter()

    def copy_path(self) -> None:
        """Copy the path of the file."""
        if (file := self._preferences.file) is None:
            self.rest()
        else:
            self.app.copy_to_clipboard(str(file))
            self.say(f"Copied {file}.")

    def keep(self) -> None:
        """Keep what was chosen for this session."""
        self._preferences.keep()
        self.draw()

    @property
    def _editing(self) -> bool:
        """Whether one chooses or types a value."""
        return self._line.is_open or bool(self._choices.display)

    def _take(self, entry: Entry, text: str) -> None:
        try:
            value = checked(entry.key, text)
        except RefusedError as error:
            self.say(str(error), warning=True)
            return
        if self.change(entry.key, value):
            self._back()
            self.show_hints()

    def _offer(self, entry: Entry, choices: tuple[str, ...]) -> None:
        """Show the choices, with the cursor on the one that holds."""
        value = self._preferences.value(entry)
        now = self.app.theme if entry.key == "theme" else value
        self._choices.set_rows(
            tuple(
                Row(
                    ((Span(choice, "rows--marker"),) if choice == value else choice, _remark(entry, choice, value)),
                    key=choice,
                    markable=False,
                    value=choice,
                )
                for choice in choices
            ),
            keep_cursor=False,
        )
        self._list.display, self._choices.display = False, True
        self.query_one(Box).border_title = f"Settings · {entry.title}"
        self._choices.move_cursor(choices.index(now) if now in choices else 0)
        self.set_focus(self._choices)
        self.rest()
        self.show_hints()

    def _back(self) -> None:
        """Show the list again."""
        self._line.close()
        self._choices.display, self._list.display = False, True
        self.query_one(Box).border_title = "Settings"
        self.set_focus(self._list.rows)

    @on(Rows.Highlighted)
    def _moved(self, event: Rows.Highlighted) -> None:
        """Show a theme for as long as the cursor is on it."""
        entry = self.entry
        choosing = event.rows is self._choices and self._choices.display
        if choosing and entry is not None and entry.key == "theme" and event.row is not None:
            self._preferences.wardrobe.preview(str(event.row.value))
        self.show_hints()

    @on(Rows.Chosen)
    def _press(self, event: Rows.Chosen) -> None:
        event.stop()
        self.edit()

    @on(events.Click)
    def _leave_it(self, event: events.Click) -> None:
        """A click outside of the box closes it."""
        if event.widget is self:
            self._preferences.wardrobe.preview("")
            self.dismiss()


def _remark(entry: Entry, choice: str, value: object) -> str:
    parts = ("holds" if choice == value else "", "default" if choice == entry.default else "")
    return ", ".join(part for part in parts if part)


def _wrong(entry: Entry, text: str) -> str:
    """What is wrong with a text for a setting, "" when nothing is."""
    try:
        checked(entry.key, text)
    except RefusedError as error:
        return str(error)
    return ""
