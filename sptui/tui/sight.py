"""What can be seen, so that it is asked which of it is liked."""

from typing import TYPE_CHECKING

from textual.timer import Timer

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

GLANCE = 0.1
"""Seconds after which several lists that change at once are looked at together."""


class Sight:
    """Tells the player which things stand in the rows that can be seen."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app
        self._due: Timer | None = None

    def changed(self) -> None:
        """Look soon."""
        if self._due is None:
            self._due = self._app.set_timer(GLANCE, self._look)

    def _look(self) -> None:
        self._due = None
        if self._app.main.ready:
            self._app.player.look_at(self._app.main.seen)
