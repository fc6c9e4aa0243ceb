"""Where in the item it is (`sptui.tui.actions.listening.Seeking`)."""

from typing import TYPE_CHECKING

from sptui.player import intents
from sptui.tui.actions import BY_ID

if TYPE_CHECKING:
    from sptui.tui.actions.listening import Rooms
    from sptui.tui.app import SptuiApp

_FORWARD = BY_ID["player.seek-forward"]


class AppSeeking:
    """Going to a place in the item that plays."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app

    @property
    def closed(self) -> str:
        """Why nothing can be sought now; "" when it can."""
        return self._app.why_not(_FORWARD)

    def ask(self) -> None:
        """Let one type where to go."""
        from sptui.tui.screens.go_to import GoTo  # noqa: PLC0415 -- the first frame does not wait for it

        self._app.push_screen(GoTo(self))

    def where(self) -> tuple[int, int]:
        """How far the item is now and how long it is, in ms; 0 where that is not known."""
        playback = self._app.player.state.shown.playback
        return playback.position_ms(self._app.player.clock.monotonic()), playback.duration_ms

    def go(self, position_ms: int) -> None:
        """Go to a position."""
        self._app.remote.do(intents.seek_to(self._app.player.state.shown, position_ms))

    def digit(self, digit: int) -> None:
        """Go to so many tenths of the item; while one is at the devices, choose the one of that number."""
        main = self._app.main
        if main.pane == "devices" and "devices" in main.visible_panes:
            rooms: Rooms | None = getattr(self._app.listening, "rooms", None)
            if rooms is not None and digit:
                rooms.choose(digit)
            return
        _, duration_ms = self.where()
        if reason := self.closed or ("" if duration_ms else "Spotify does not tell how long it is."):
            self._app.tell(reason, severity="warning")
        else:
            self.go(duration_ms * digit // 10)
