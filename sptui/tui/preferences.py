"""The settings while the app is open (`sptui.tui.actions.settings.Preferences`): changed, kept, and taken back."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sptui.player.schedule import Profile
from sptui.settings import Loaded, Origin
from sptui.settings.catalogue import Entry, entry_at, value_of
from sptui.settings.checking import with_value
from sptui.settings_file import NotWrittenError, Value
from sptui.tui import profiles
from sptui.tui.applying import apply
from sptui.tui.settings_desk import SettingsDesk
from sptui.tui.themes import in_order
from sptui.tui.wardrobe import Wardrobe
from sptui.tui.wrong import Wrong

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

TO_KEEP: Final = "For this session. Press [[settings.keep]] to keep it."
UNKEPT: Final = "For this session: the demo keeps nothing."


@dataclass(frozen=True, slots=True)
class _Change:
    """What stood in the file before, None for nothing, or without a file the value that held."""

    key: str
    before: Value | None


class AppPreferences:
    """What holds, where it comes from, and what can be done about it. Without a desk nothing is kept.

    `session` is what was chosen, by key, for this session in place of what the settings say, and `trouble` what was
    found wrong with the file when the settings were opened, "" for nothing.
    """

    def __init__(self, app: "SptuiApp", desk: SettingsDesk | None) -> None:
        self._app = app
        self._desk = desk
        self.session: dict[str, Value] = {}
        self.trouble = ""
        self._wrong = Wrong(partial(app.tell, severity="warning"))
        self._changes: list[_Change] = []
        self.wardrobe = Wardrobe(app, self)
        self._begun = False

    @property
    def file(self) -> Path | None:
        """Where changes are kept; None for nowhere."""
        return self._desk.file if self._desk is not None else None

    def begin(self) -> None:
        """Tell what is wrong with the settings, and notice from now on what is chosen for this session only."""
        if self._begun:
            return
        self._begun = True
        if self._app.settings.motion == "reduced":
            apply(self._app, self._app.settings, chosen="motion")
        self.wardrobe.begin()
        self._wrong.tell(self._desk.loaded if self._desk is not None else Loaded(self._app.settings))

    def toggle(self, at: str = "") -> None:
        """Open the settings, as the file has them now, with the cursor on the one `at`, or close them again."""
        from sptui.tui.screens.settings import SettingsScreen  # noqa: PLC0415 -- the first frame does not wait for it

        screen = self._app.screen
        if isinstance(screen, SettingsScreen):
            screen.leave()
            return
        if self._desk is not None:
            self._desk.reload()
            apply(self._app, self._desk.loaded.settings)
            wrong = self._wrong.tell(self._desk.loaded)
            self.trouble = self._desk.trouble or next(iter(wrong), "")
        self._changes.clear()
        self._app.clear_notifications()  # which would lie over what is entered
        self._app.push_screen(SettingsScreen(self, at))

    def value(self, entry: Entry) -> Any:  # noqa: ANN401 -- of whatever type the setting is
        """What holds, by the file and what goes before it."""
        return value_of(self._app.settings, entry.key)

    def origin(self, entry: Entry) -> Origin:
        """Who gave it."""
        if self._desk is not None:
            return self._desk.loaded.origin(entry.key)
        return Origin("default" if self.value(entry) == entry.default else "file")

    def choices(self, entry: Entry) -> tuple[str, ...]:
        """What one may choose among; nothing where any text or number will do."""
        if entry.key == "theme":
            return in_order(self._app.available_themes)
        return entry.choices

    def set(self, key: str, value: Value | None) -> str:
        """Let a setting have another value, or with None its default; why that cannot be, "" when it is done."""
        change = _Change(key, self._given(key))
        problem = self._set(key, value)
        if not problem:
            self._changes.append(change)
        return problem

    def undo(self) -> tuple[str, str]:
        """Take back the last change since the settings were opened: its key, "" for none, and what hindered it."""
        if not self._changes:
            return "", ""
        change = self._changes[-1]
        problem = self._set(change.key, change.before)
        if not problem:
            self._changes.pop()
        return change.key, problem

    @property
    def can_undo(self) -> bool:
        """Whether something was changed since the settings were opened."""
        return bool(self._changes)

    def chosen(self, key: str, value: Value) -> str:
        """Note that something holds for this session only; what to tell of that."""
        if self.value(entry_at(key)) == value:
            self.session.pop(key, None)
            return ""
        self.session[key] = value
        return TO_KEEP if self._desk is not None else UNKEPT

    def keep(self) -> None:
        """Keep what was chosen for this session, or tell why that cannot be."""
        if self._desk is None:
            self._app.tell("The demo keeps nothing.")
        elif not self.session:
            self._app.tell("Nothing was chosen for this session only.")
        else:
            for key, value in list(self.session.items()):
                if problem := locked(entry_at(key), self.origin(entry_at(key))) or self._set(key, value):
                    self._app.tell(problem, severity="warning")
                    return
                self._app.tell(f"{key} = {value} is kept in {self._desk.file.name}.")

    def cycle_profile(self) -> None:
        """Read by the next profile."""
        self.read_by(profiles.following(self._app.player.state.profile))

    def read_by(self, profile: Profile) -> None:
        """Read by `profile`, and tell what that means."""
        self._app.player.set_profile(profile)
        self._app.tell(f"{profiles.MEANINGS[profile]} {self.chosen('sync.profile', profile)}".rstrip())

    def _given(self, key: str) -> Value | None:
        """What stands in the file for that key; without one what holds."""
        entry = entry_at(key)
        given: Value | None = self.value(entry)
        return given if self._desk is None or self.origin(entry).kind == "file" else None

    def _set(self, key: str, value: Value | None) -> str:
        if self._desk is None:
            loaded = Loaded(with_value(self._app.settings, key, entry_at(key).default if value is None else value))
        else:
            try:
                self._desk.set(key, value)
            except NotWrittenError as error:
                return f"Nothing was changed: {error}."
            loaded = self._desk.loaded
        self.session.pop(key, None)
        self.wardrobe.decide()
        self.trouble = ""
        apply(self._app, loaded.settings, chosen=key)
        self._wrong.tell(loaded)
        return ""


def locked(entry: Entry, origin: Origin, *, kept: bool = True) -> str:
    """Why a setting cannot be changed on the screen; "" when it can. `kept` tells whether there is a file."""
    if entry.restart and not kept:
        return "A change of this one counts from the next start on, and nothing is kept here."
    if origin.kind == "flag":
        return f"{origin.name} was given on the command line, and goes before what is kept."
    if origin.kind == "variable":
        return f"{origin.name} is set in the environment, and goes before what is kept."
    if entry.kind == "secret":
        return f"A secret is not typed here: write {entry.key} in config.toml yourself."
    if entry.kind == "table":
        return "Written in config.toml: `sptui config init --print` shows how."
    return ""
