"""Announcements: what has changed is told once, and the more somebody wants to hear the sooner."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sptui.plain.spoken import LOGIN, spoken
from sptui.plain.telling import Detail, as_loud, changes, told
from sptui.plain.voice import Voice
from sptui.player.clock import Clock
from sptui.player.state import Picture, PlayerState, Trouble

OWN = 6.0
"""Seconds after a word for which what changes is its effect, which is told in any case."""

KEPT = 20
"""Notices that can be listed."""


@dataclass(frozen=True, slots=True)
class Said:
    """A notice, and when it was given (epoch seconds)."""

    text: str
    at: float


class Announcer:
    """Compares each state of the player with what was told last.

    `detail` is how much is told by itself. `faults` counts what went wrong, and `heard` what was said. While `fading`
    is true, the volume moves by itself and is nothing to tell. `silent` starts with nothing to tell of what plays
    already.
    """

    def __init__(self, voice: Voice, clock: Clock, *, command: str = "sptui", silent: bool = False) -> None:
        self.voice = voice
        self.detail: Detail = "normal"
        self.faults = 0
        self.heard = 0
        self.fading = False
        self.notices: deque[Said] = deque(maxlen=KEPT)
        self._clock = clock
        self._command = command
        self._silent = silent
        self._before = Picture()
        self._serial = 0
        self._trouble: Trouble | None = None
        self._own_until = 0.0
        self._holding = False

    @contextmanager
    def own(self) -> Iterator[None]:
        """What happens inside, and for a while after it, is somebody's own doing, and is told at its end as one."""
        self._holding, self._own_until = True, self._clock.monotonic() + OWN
        try:
            yield
        finally:
            self._holding = False

    def look(self, state: PlayerState) -> None:
        """Tell what is new in a state."""
        if self._holding:
            return
        self._tell_changes(state.shown)
        self._tell_trouble(state.trouble)
        notice = state.notice
        if notice is not None and notice.serial != self._serial:
            self._serial = notice.serial
            if state.trouble is None or notice.text != state.trouble.text:
                self.notice(notice.text, fault=notice.severity != "information")
            else:
                self.faults += 1

    def notice(self, text: str, *, fault: bool = False) -> None:
        """Tell something in any case, and keep it to be listed."""
        text = spoken(text, self._command)
        self.faults += fault
        self.notices.append(Said(text, self._clock.time()))
        self._say(text)

    def _tell_changes(self, picture: Picture) -> None:
        before, now = self._before, self._clock.monotonic()
        if not picture.playback.known:
            self._before = picture
            return
        if self.fading:
            picture = as_loud(picture, before)
        first = not before.playback.known
        self._before = told(before, picture)
        if first and self._silent:
            return
        own = now < self._own_until
        for change in changes(before, picture, now):
            by_itself = self.detail != "quiet" and (not change.minor or self.detail == "verbose")
            if own or by_itself:
                self._say(change.text)

    def _tell_trouble(self, trouble: Trouble | None) -> None:
        before, self._trouble = self._trouble, trouble
        kind, kind_before = (each.kind if each is not None else "" for each in (trouble, before))
        if kind == kind_before:
            return
        if trouble is None:
            self.notice("Spotify answers again.")
            return
        text = spoken(trouble.text, self._command)
        if kind == "login" and "login`" not in text:
            text = f"{text} {spoken(LOGIN, self._command)}"
        self.notice(text, fault=True)

    def _say(self, text: str) -> None:
        self.heard += 1
        self.voice.announce(text)
