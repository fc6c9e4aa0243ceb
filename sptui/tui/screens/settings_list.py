"""The list of the settings, what is told of the one with the cursor, and what a key does to it."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from sptui.settings.catalogue import Entry, catalogue, entry_at
from sptui.settings_file import Value
from sptui.tui.keyboard.named import with_keys
from sptui.tui.pages.settings import Held, explanation, rows, shown
from sptui.tui.preferences import AppPreferences, locked
from sptui.tui.screens.dialog import Dialog
from sptui.tui.widgets.box import Box
from sptui.tui.widgets.columns import Column, Span
from sptui.tui.widgets.hints import HintBar
from sptui.tui.widgets.line import Line
from sptui.tui.widgets.rowlist import RowList
from sptui.tui.widgets.rows import Rows
from sptui.tui.widgets.valueline import ValueLine

_NOWHERE = "Nothing is kept here: this is the demo. Changes hold until you quit."


class SettingsList(Dialog[None]):
    """Every setting as it holds, with the cursor on the one `at`; what is changed is kept and takes effect at once."""

    def __init__(self, preferences: AppPreferences, at: str = "") -> None:
        super().__init__()
        self._at = at
        self._preferences = preferences
        self._list = RowList(
            Column(width=16, weight=1),
            Column(width=10, weight=2),
            Column(width=14, weight=1, style="rows--muted", priority=1),
        )
        self._choices = Rows(Column(width=20, weight=1), Column(width=14, style="rows--muted", priority=1))
        self._line = ValueLine()
        self._about = Static(id="about")
        self._told = Line(id="told")

    def compose(self) -> ComposeResult:
        """The list, or the choices in its place; the line; what is told; the hints."""
        with Box() as box:
            box.border_title = "Settings"
            box.border_subtitle = Content(self._place)
            yield self._list
            yield self._choices
            yield self._line
            yield self._about
            yield self._told
            yield HintBar()

    def on_mount(self) -> None:
        """Begin with the setting that was asked for, or with the first."""
        self._choices.display = False
        self.draw()
        keys = [row.key for row in self._list.rows.rows]
        self._list.rows.move_cursor(keys.index(self._at) if self._at in keys else 0)
        self.screen.set_focus(self._list.rows)
        self.rest()

    @property
    def entry(self) -> Entry | None:
        """The setting with the cursor."""
        row = self._list.rows.highlighted
        return row.value if row is not None else None

    def draw(self) -> None:
        """Show what holds now."""
        self._list.rows.set_rows(tuple(rows(map(self._held, catalogue()))))
        self.explain()
        self.show_hints()

    def say(self, text: str, *, warning: bool = False) -> None:
        """Tell something below the list."""
        self._tell(Span(text, "line--warning" if warning else "line--accent"))

    def rest(self) -> None:
        """Tell nothing below the list but what is wrong with the file, or that nothing is kept."""
        if trouble := self._preferences.trouble:
            self.say(trouble, warning=True)
            return
        self._tell(Span(_NOWHERE if self._preferences.file is None else "", "line--muted"))

    @on(Rows.Highlighted)
    @on(RowList.Filtered)
    def explain(self) -> None:
        """Tell what the setting with the cursor does."""
        entry = self.entry
        # Words of our own, but values that people have given: never markup.
        self._about.update(Content(explanation(self._held(entry)) if entry is not None else ""))
        if not self._line.is_open and not self._choices.display:
            self.rest()

    def change(self, key: str, value: Value | None) -> bool:
        """Let a setting have another value, or its default, and tell of it; False when that cannot be."""
        problem = self._preferences.set(key, value)
        self.draw()
        entry = entry_at(key)
        self.say(problem or f"{entry.title}: {shown(entry, self._preferences.value(entry))}", warning=bool(problem))
        return not problem

    def why_locked(self, entry: Entry) -> str:
        """Why a setting cannot be changed here; "" when it can."""
        return locked(entry, self._preferences.origin(entry), kept=self._preferences.file is not None)

    def reset(self) -> None:
        """Let the setting with the cursor have its default."""
        entry = self.entry
        if entry is None:
            return
        if self._preferences.origin(entry).kind == "file" or self._preferences.session.get(entry.key) is not None:
            self.change(entry.key, None)
        else:
            self.say(self.why_locked(entry) or f"{entry.title} has its default already.", warning=True)

    def undo(self) -> None:
        """Take back the last change."""
        key, problem = self._preferences.undo()
        self.draw()
        told = problem or (f"{key} is as it was before." if key else "There is nothing to undo.")
        self.say(told, warning=bool(problem) or not key)

    def cycle(self, by: int) -> None:
        """Take the next choice, or the one before."""
        entry = self.entry
        if entry is None or self.why_locked(entry):
            return
        value = self._preferences.value(entry)
        if entry.kind == "switch":
            self.change(entry.key, not value)
        elif choices := self._preferences.choices(entry):
            place = choices.index(value) if value in choices else 0
            self.change(entry.key, choices[(place + by) % len(choices)])

    def tell_file(self) -> None:
        """Tell where the file lies."""
        file = self._preferences.file
        copies = with_keys("[[settings-box.copy]] copies this path.")
        self.say(f"{file}: {copies}" if file is not None else _NOWHERE)

    def _tell(self, told: Span) -> None:
        """Show a text, and beside it what config.toml calls the setting."""
        entry = self.entry
        self._told.show((told,), (Span(entry.key if entry is not None else "", "line--off"),))

    @property
    def _place(self) -> str:
        file = self._preferences.file
        return "" if file is None else str(file)

    def _held(self, entry: Entry) -> Held:
        return Held(
            entry=entry,
            value=self._preferences.value(entry),
            origin=self._preferences.origin(entry),
            locked=self.why_locked(entry),
            session=self._preferences.session.get(entry.key),
        )
