"""What the mouse's wheel does over what plays."""

from typing import TYPE_CHECKING

from textual import events
from textual.errors import NoWidget

from sptui.tui.actions import BY_ID, why_not
from sptui.tui.actions.sound import VOLUME_STEP

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

PLACES = ("now-playing", "full")
"""The ids of the widgets over which the wheel turns the volume; over their seek bars it seeks."""


class Wheel:
    """Does what the keys for a step do. What cannot be done now is not told of: nobody has pressed anything."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app

    def seek(self, by: int) -> None:
        """A step forward (1) or back (-1)."""
        action_id = "player.seek-forward" if by > 0 else "player.seek-back"
        if self._open(action_id):
            BY_ID[action_id].run(self._app.remote)

    def turned(self, event: events.MouseScrollUp | events.MouseScrollDown) -> None:
        """Louder or quieter, where the pointer is over what plays."""
        if self._over_what_plays(event):
            step = VOLUME_STEP if isinstance(event, events.MouseScrollUp) else -VOLUME_STEP
            if self._open("player.louder"):
                self._app.listening.sound.turn(step)

    def _over_what_plays(self, event: events.MouseEvent) -> bool:
        """Whether the pointer is there; a real terminal's event does not tell of a widget, only of a place."""
        try:
            widget, _ = self._app.screen.get_widget_at(event.screen_x, event.screen_y)
        except NoWidget:
            return False
        return any(each.id in PLACES for each in widget.ancestors_with_self)

    def _open(self, action_id: str) -> bool:
        app = self._app
        return not why_not(BY_ID[action_id], app.player.state.shown, app.player.state.trouble, app.main.missing)
