"""What the app tells: for some seconds in a corner, and as long as the app runs in a list that one can go back to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from sptui.player.state import Trouble
from sptui.tui.keyboard.named import with_keys
from sptui.tui.text import clip, wrapped

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp
    from sptui.tui.screens.notices import NoticesScreen

Severity = Literal["information", "warning", "error"]

MOST: Final = 200
"""Notices that are kept; the oldest go first."""

SECONDS: Final[Mapping[Severity, float]] = MappingProxyType({"information": 4.0, "warning": 6.0, "error": 10.0})
"""For how long a notice stands in the corner."""

LINES: Final = 2
"""Lines that a notice takes there at most."""

WIDTH: Final = 60
"""Cells of a notice in the corner, with its frame, where there is room for them."""

_FRAME = 3  # cells of it that are not text
_EDGE = 2  # cells of the screen that stay free beside it
_NARROW_SHARE, _SHARE, _NARROW = 0.8, 0.5, 100  # as in app.tcss
_WHOLE = " [[app.notices]] shows all"


@dataclass(frozen=True, slots=True)
class Told:
    """A text that was told so many `times`, last `at` (epoch seconds); `serial` tells it from all others."""

    text: str
    severity: Severity
    at: float
    times: int = 1
    serial: int = 0


class Log:
    """The last texts, each once, the one that was told last before the others."""

    def __init__(self) -> None:
        self._told: list[Told] = []
        self._serial = 0

    @property
    def told(self) -> tuple[Told, ...]:
        """The texts, newest first."""
        return tuple(self._told)

    def add(self, text: str, severity: Severity, at: float) -> None:
        """Take note of a text that is told `at` a moment (epoch seconds)."""
        before = next((each for each in self._told if (each.text, each.severity) == (text, severity)), None)
        if before is not None:
            self._told.remove(before)
            self._told.insert(0, replace(before, at=at, times=before.times + 1))
            return
        self._serial += 1
        self._told.insert(0, Told(text, severity, at, serial=self._serial))
        del self._told[MOST:]

    def clear(self) -> None:
        """Forget all of them."""
        self._told.clear()


class Notices:
    """The notices of the app. Nothing but their texts is kept, and nothing on disk."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app
        self._trouble = ""
        self._screen: NoticesScreen | None = None
        self.log = Log()

    def tell(self, text: str, severity: Severity) -> None:
        """Say something once, in a corner; never parsed as markup, for it may hold a title.

        What still stands there is not said again, and besides it at most one thing that was said before.
        """
        text = with_keys(text)
        self._add(text, severity)
        shown = brief(text, room(self._app.size.width))
        self._app.show_notice(shown, severity, SECONDS[severity])
        self._app.main.say(text)

    def trouble(self, trouble: Trouble | None) -> None:
        """Take note of a lasting trouble, which has a line of its own on the screen, when it begins or changes."""
        text = with_keys(trouble.text) if trouble is not None else ""
        if text and text != self._trouble:
            self._add(text, "error")
        self._trouble = text

    def open(self) -> None:
        """Show the list."""
        from sptui.tui.screens.notices import NoticesScreen  # noqa: PLC0415 -- seldom opened

        self._screen = NoticesScreen(self.log.told, self._app.player.clock.time, clear=self.forget)
        self._app.clear_notifications()  # they stand in the list now
        self._app.push_screen(self._screen, self._closed)

    def forget(self) -> None:
        """Know of nothing any more."""
        self.log.clear()
        self._show()

    def _add(self, text: str, severity: Severity) -> None:
        self.log.add(text, severity, self._app.player.clock.time())
        self._show()

    def _show(self) -> None:
        if self._screen is not None:
            self._screen.show(self.log.told)

    def _closed(self, _: None) -> None:
        self._screen = None


def room(width: int) -> int:
    """Cells of a line of text in the corner of a screen of that `width`."""
    share = _NARROW_SHARE if width < _NARROW else _SHARE
    return max(1, min(WIDTH, int((width - _EDGE) * share)) - _FRAME)


def brief(text: str, cells: int) -> str:
    """`text` in at most two lines of so many cells; one that had to be cut says where all of it is."""
    lines = wrapped(text, cells)
    if len(lines) <= LINES:
        return text
    whole = with_keys(_WHOLE)
    start = " ".join(lines[LINES - 1 :])
    if len(whole) >= cells // 2:
        return "\n".join((*lines[: LINES - 1], clip(start, cells)))
    return "\n".join((*lines[: LINES - 1], clip(start, cells - len(whole)) + whole))
