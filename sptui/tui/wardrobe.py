"""Themes that are looked at, and those that are put on for a while."""

from typing import TYPE_CHECKING

from textual.theme import Theme

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp
    from sptui.tui.preferences import AppPreferences


class Wardrobe:
    """Puts on themes that no setting asks for, and tells of those that are more than looked at."""

    def __init__(self, app: "SptuiApp", preferences: "AppPreferences") -> None:
        self._app = app
        self._preferences = preferences
        self._before = ""  # the theme below one that is only looked at

    def begin(self) -> None:
        """Notice from now on what is put on by other means."""
        self._app.theme_changed_signal.subscribe(self._app.main, self._changed)

    def preview(self, theme: str) -> None:
        """Show the colours of a theme for a moment, or with "" those from before again."""
        if not theme:
            before, self._before = self._before, ""
            self._app.theme = before or self._app.theme
            return
        self._before = self._before or self._app.theme
        self._app.theme = theme

    def wear(self, theme: str) -> None:
        """Put on a theme until the end of the session, also one that was only looked at."""
        self._before = ""
        self._app.theme = theme
        self._tell(theme)

    def decide(self) -> None:
        """Stay with what is worn: it is more than a look."""
        self._before = ""

    def _changed(self, theme: Theme) -> None:
        # It is told of with some delay: a theme that was only looked at has gone by then.
        looked_at = self._before or theme.name != self._app.theme
        if looked_at:
            return
        if theme.name == self._app.put_on:  # also one that stands in for a theme that there is not
            self._preferences.session.pop("theme", None)
        else:
            self._tell(theme.name)

    def _tell(self, theme: str) -> None:
        known = theme == self._preferences.session.get("theme")
        if not known and (told := self._preferences.chosen("theme", theme)):
            self._app.tell(f"Theme {theme}. {told}")
