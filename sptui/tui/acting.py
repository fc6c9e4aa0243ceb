"""What the app does when a key of its table is pressed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.notifications import SeverityLevel

from sptui.player.player import Player
from sptui.settings import Settings
from sptui.tui.actions import ACTIONS, BY_ID, Action, Remote, why_not
from sptui.tui.keyboard.choosing import keymap_by
from sptui.tui.keyboard.keyboard import Layer, Typed
from sptui.tui.keyboard.named import name_by
from sptui.tui.looks.dressed import Dressed
from sptui.tui.outside import Outside
from sptui.tui.screens.main import MainScreen

if TYPE_CHECKING:
    from sptui.tui.guiding import Guiding
    from sptui.tui.remote import AppRemote


class Acting(Dressed):
    """The third of the app that has a table of actions."""

    guiding: "Guiding"
    main: MainScreen
    outside: Outside
    player: Player
    remote: "AppRemote"
    settings: Settings

    def use_keys(self) -> None:
        """Let keys do what the settings say."""
        keys = self.settings.keys
        self.keyboard.keymap, _ = keymap_by(keys)  # what is wrong there, the preferences tell
        self.keyboard.pause = keys.pause_ms / 1000
        name_by(self.keyboard.keymap)  # before the panes hear of it, which write their sentences anew
        self.main.keymap = self.keyboard.keymap

    def tell(self, text: str, *, severity: SeverityLevel = "information") -> None:
        """Say something once."""
        raise NotImplementedError

    def layers(self) -> Sequence[Layer]:
        """The table of the dialog that is open, and the app's own."""
        return (*super().layers(), Layer(ACTIONS, self.remote.reaches, self._do))

    def typed_of_more(self, typed: Typed) -> None:
        """Show what can follow."""
        self.guiding.tell(typed)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a row of the table counts here; elsewhere its keys are text, or the open screen's own."""
        return self.remote.reaches(BY_ID[str(parameters[0])]) if action == "act" else True

    def why_not(self, action: Action[Remote]) -> str:
        """Why an action cannot be done now, "" when it can."""
        state, pane = self.player.state, self.main.pane if self.main.view == "panes" else None
        return why_not(action, state.shown, state.trouble, self.main.missing, pane)

    def action_act(self, action_id: str, count: int | None = None) -> None:
        """Do what a row of the table says, `count` times where that means something, or tell why that cannot be now."""
        action = BY_ID[action_id]
        if reason := self.why_not(action):
            self.tell(reason, severity="warning")
        elif count is not None and action.counted is not None:
            action.counted(self.remote, count)
        else:
            action.run(self.remote)

    def _do(self, action: Action[Any], count: int | None) -> None:
        self.action_act(action.id, count)
