"""What the actions can reach of the app."""

from typing import TYPE_CHECKING, Final

from sptui.player.command import Command
from sptui.player.reader import What
from sptui.player.state import Picture
from sptui.tui.actions import Action, BoxName, PaneName, Remote, not_granted
from sptui.tui.actions.views import needs_rows
from sptui.tui.leaving import AppLeaving
from sptui.tui.screens.box import BoxScreen
from sptui.tui.screens.dialog import Dialog
from sptui.tui.widgets.rowlist import RowList
from sptui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp
    from sptui.tui.palette.opened import AppPalette
    from sptui.tui.playlists import AppPlaylists
    from sptui.tui.preferences import AppPreferences


_ALWAYS: Final = "app.quit-at-once"
_NOT_IN_BOXES: Final = frozenset({"Views", "Panes", "Places", "Queue", "Lists", "Playlists"})


class AppRemote:
    """The app as the table of actions sees it (`sptui.tui.actions.Remote`)."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app
        self.account = app.account
        self.leaving = AppLeaving(app)
        self.listening = app.listening
        self.lists = app.lists
        self.opening = app.opening
        self._palette: AppPalette | None = None

    @property
    def playlists(self) -> "AppPlaylists":
        """The playlists."""
        return self._app.playlists

    @property
    def moving(self) -> Rows:
        """The list that is used."""
        focused = self._app.screen.focused
        return focused if isinstance(focused, Rows) else self._app.main.panes.row_list.rows

    @property
    def preferences(self) -> "AppPreferences":
        """The settings."""
        return self._app.preferences

    @property
    def picture(self) -> Picture:
        """What is shown now."""
        return self._app.player.state.shown

    @property
    def now(self) -> float:
        """Monotonic seconds."""
        return self._app.player.clock.monotonic()

    def reaches(self, action: Action[Remote]) -> bool:
        """Whether the keys of `action` count on the screen that is open."""
        if not self._app.main.ready:
            return False
        screen = self._app.screen
        if action.group == "Moving":
            return isinstance(screen.focused, Rows)
        if screen is self._app.main:
            seen = self._app.main.view == "panes" or not needs_rows(action)
            return seen and (action.while_typing or not self._app.main.typing)
        if isinstance(screen, BoxScreen):
            here = action.group not in _NOT_IN_BOXES or action.id == "list.filter"
            return here and (action.while_typing or not screen.typing)
        return isinstance(screen, Dialog) and not screen.typing and (action in screen.also or action.id == _ALWAYS)

    def do(self, *commands: Command | None) -> bool:
        """Hand commands to the player; False, and why, when there is one that the sign-in does not allow."""
        for command in commands:
            if command is None:
                continue
            if reason := not_granted(command.scope, self._app.main.missing):
                self._app.tell(reason, severity="warning")
                return False
            self._app.player.do(command)
        return True

    def show_pane(self, name: PaneName) -> None:
        """Bring a pane forward and focus it."""
        self._app.main.show_pane(name)

    def cycle_pane(self, step: int) -> None:
        """Focus the next pane, or with -1 the one before."""
        self._app.main.cycle_pane(step)

    def refresh_all(self) -> None:
        """Read again what is shown."""
        extras: tuple[What, ...] = ("queue", "devices")
        seen = self._app.main.visible_panes
        self._app.player.refresh("likes", *(extra for extra in extras if extra in seen))
        if self._app.main.pane in seen and self._app.main.pane == "library":
            self._app.browsing.reread()
        self._app.listening.read_again()

    def back(self) -> None:
        """Leave what is open."""
        collection, screen = self._app.browsing.current, self._app.screen
        if screen is not self._app.main:
            if not isinstance(screen, BoxScreen) or not screen.query_one(RowList).close_filter():
                self._app.pop_screen()
        elif self.listening.views.leave():
            pass
        elif self._app.main.pane == "library" and collection.contents.filling:
            collection.stop()
        elif self._app.main.pane == "lyrics":
            if not self._app.main.back():
                self._app.listening.lyrics.close()
        elif (
            not self._app.main.back()
            and (self._app.main.pane != "library" or not self._app.browsing.back())
            and not self.listening.views.rest()
        ):
            self._app.main.show_pane("queue")

    def go_back(self) -> None:
        """Go back to the list before."""
        if self._app.main.pane != "library" or not self._app.browsing.back():
            self._app.tell("This is where one begins.")

    def toggle_help(self) -> None:
        """Open or close the list of keys."""
        from sptui.tui.screens.help import HelpScreen  # noqa: PLC0415 -- with the tables of all dialogs

        if isinstance(self._app.screen, HelpScreen):
            self._app.pop_screen()
        else:
            self._app.push_screen(HelpScreen(self._app.keyboard.keymap, self._app.why_not, self._app.action_act))

    def open(self, box: BoxName) -> None:
        """Open what lies over the panes."""
        if box == "notices":
            self._app.notices.open()
            return
        if self._palette is None:
            from sptui.tui.palette.opened import AppPalette  # noqa: PLC0415 -- the first frame does not wait for it

            self._palette = AppPalette(self._app)
        self._palette.open()
