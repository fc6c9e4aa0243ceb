"""What depends on the room there is: where notifications stand, and what is said where nothing can be shown."""

from textual import events, on
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Input

from sptui.tui.screens.panes import Panes
from sptui.tui.sizes import View, below_toasts, speechless
from sptui.tui.widgets.narrow import Narrow


class Room(Screen[None]):
    """A screen of panes; `view` is how it is arranged now."""

    view: reactive[View] = reactive("panes")

    panes: Panes

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def keep_toasts_clear(self) -> None:
        """Move the notifications that stand there, if any do."""
        if any(rack.display for rack in self.query("ToastRack")):
            self.clear_toasts()

    def clear_toasts(self) -> None:
        """Let notifications stand above what plays, which is what one looks at after a key, and clear of what one
        types. They stand away from the pane that is used.
        """
        lines = self.size.height
        typed = self.focused.region.y if isinstance(self.focused, Input) else None
        below = {"panes": lines - self.panes.region.bottom + 1, "full": 2}.get(self.view, 6)
        used = self.panes.standing.get(self.panes.current)
        away = used is not None and self.view == "panes" and used.region.center[0] > self.size.width / 2
        for rack in self.query("ToastRack"):
            rack.set_class(away, "-left")
            rack.styles.margin = (0, 0, below_toasts(lines, below, typed), 0)

    def tell_narrow(self) -> None:
        """Where nothing can be shown, say so."""
        narrow = speechless(*self.app.size)
        if narrow != self.has_class("-small"):
            self.set_class(narrow, "-small")
            if narrow and not self.query(Narrow):
                self.mount(Narrow())
        for each in self.query(Narrow) if narrow else ():
            each.fit(*self.app.size)

    def watch_trouble(self) -> None:
        """Notifications stand above it."""
        self.call_after_refresh(self.keep_toasts_clear)

    def watch_reminder(self) -> None:
        """Notifications stand above it."""
        self.call_after_refresh(self.keep_toasts_clear)
