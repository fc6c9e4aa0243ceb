"""An app whose keys go by tables of actions."""

from collections.abc import Sequence
from typing import Any

from textual import events, on
from textual.app import App
from textual.errors import NoWidget
from textual.widgets import Input

from sptui.tui.actions.action import Action
from sptui.tui.keyboard.keyboard import Keyboard, Layer, Typed
from sptui.tui.screens.dialog import Dialog
from sptui.tui.widgets.hints import HintBar

PAUSE = 0.6
"""Seconds for which a key waits that may begin something else, unless told otherwise."""


class Keyed(App[None], inherit_bindings=False):
    """Keys reach the table of the dialog that is open, and then those of the app.

    What a table binds acts before the next key is looked at, so that what is typed right after `/` is typed there;
    only what waits its turn goes to the line that is typed into first.
    """

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self.keyboard = Keyboard(self.layers, later=self.set_timer, changed=self.typed_of_more, pause=PAUSE)

    def layers(self) -> Sequence[Layer]:
        """The tables whose keys count now, the first before the others."""
        screen = self.screen
        return screen.tables if isinstance(screen, Dialog) else ()

    def typed_of_more(self, typed: Typed) -> None:
        """Show what was typed of more than one key."""

    @property
    def counting(self) -> bool:
        """Whether a digit may begin a number: not where one types, nor in a dialog, which may have other plans."""
        return not isinstance(self.screen, Dialog) and not isinstance(self.focused, Input)

    async def on_event(self, event: events.Event) -> None:
        """Take a key before anything else does."""
        if isinstance(event, events.Key) and not event.is_forwarded and self._takes(event):
            self.app_focus = True  # as Textual does with every key
            return
        if isinstance(event, events.Paste) or (isinstance(event, events.MouseDown) and not self._hinted(event)):
            self.keyboard.drop()
        await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """Take a key that has come back from whatever has the focus, with nothing done; a line submits itself."""
        submits = event.key == "enter" and isinstance(self.focused, Input)
        if self.screen_stack and not submits and self.keyboard.press_in_turn(event.key):
            event.prevent_default()
            event.stop()

    @on(HintBar.Pressed)
    def _followed(self) -> None:
        """A hint of what can follow was clicked instead of pressed."""
        self.keyboard.drop()

    def _hinted(self, event: events.MouseDown) -> bool:
        """Whether a hint is about to be clicked, which may be one of what can follow."""
        try:
            return isinstance(self.get_widget_at(event.screen_x, event.screen_y)[0], HintBar)
        except NoWidget:
            return False

    def _takes(self, event: events.Key) -> bool:
        return bool(self.screen_stack) and self.keyboard.press(event.key, counting=self.counting)


def described(action: Action[Any]) -> str:
    """What an action is called where there is little room."""
    return action.hint or action.title[:1].lower() + action.title[1:]
