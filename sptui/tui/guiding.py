"""What can follow the keys that were typed, for whoever hesitates."""

from typing import TYPE_CHECKING

from textual.timer import Timer

from sptui.tui.keyboard.keyboard import Typed

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp
    from sptui.tui.panes.key_guide import KeyGuide

HESITATION = 0.3
"""Seconds after which the guide opens: who knows the keys is not to see it."""


class Guiding:
    """Tells the hints at once, and opens the guide a moment later."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app
        self._guide: KeyGuide | None = None
        self._soon: Timer | None = None
        self._typed = Typed()

    def tell(self, typed: Typed) -> None:
        """Show what was typed of more keys, and what can follow."""
        self._app.main.typed = self._typed = typed
        if self._soon is not None:
            self._soon.stop()
            self._soon = None
        if not typed.begun or self._app.screen is not self._app.main:
            self._show(Typed())
        elif self._guide is not None and self._guide.display:
            self._show(typed)
        else:
            self._soon = self._app.set_timer(HESITATION, self.open)

    def open(self) -> None:
        """Show the guide to what was typed."""
        if self._guide is None:
            from sptui.tui.panes.key_guide import KeyGuide  # noqa: PLC0415 -- not before somebody hesitates

            self._guide = KeyGuide()
            self._app.main.mount(self._guide)
        self._show(self._typed)

    def _show(self, typed: Typed) -> None:
        if self._guide is not None:
            self._guide.tell(typed)
