"""What is wrong, in lines of its own that are there only while something is."""

from datetime import datetime
from math import ceil

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from sptui.player.clock import Clock
from sptui.player.state import Trouble
from sptui.spotify.advice import minute_after
from sptui.tui.keyboard.named import with_keys
from sptui.tui.text import ago

SOON = 90.0
"""Seconds until the next try from which on they are counted down."""
MOMENT = 5.0
"""Seconds that are not worth counting."""
TICK = 1.0
"""Seconds between two looks at the clock."""


class TroubleLine(Static):
    """What happened, what to do, when it is tried again, and how old what one sees is.

    Bound to the screen's `trouble` and `read_at`.
    """

    DEFAULT_CSS = """
    TroubleLine {
        display: none;
        height: auto;
        padding: 0 1;
        border-left: thick $warning;
        color: $text-warning;

        &.-there { display: block; }
    }
    """

    trouble: reactive[Trouble | None] = reactive(None, init=False)
    read_at: reactive[float | None] = reactive(None, init=False)

    def __init__(self, clock: Clock, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(markup=False, id=id)
        self._clock = clock
        self._told = ""

    def on_mount(self) -> None:
        """Start to look at the clock."""
        self.set_interval(TICK, self.tick)

    def watch_trouble(self) -> None:
        """Come and go."""
        self.set_class(self.trouble is not None, "-there")
        self.tick()

    def tick(self) -> None:
        """Let the line say how things are now."""
        if self.trouble is None:
            return
        fresh = told(self.trouble, self.read_at, self._clock.monotonic(), self._clock.time())
        if fresh != self._told:
            self._told = fresh
            self.update(Content(fresh))


def told(trouble: Trouble, read_at: float | None, now: float, epoch: float) -> str:
    """The whole line at `now` (monotonic seconds), which is `epoch` on the clock on the wall."""
    parts = [with_keys(trouble.text)]
    if trouble.until is not None and trouble.until > now:
        parts.append(f"sptui asks again {_when(trouble.until - now, epoch)}.")
    if read_at is not None:
        parts.append(f"What you see was read {ago(now - read_at)}.")
    return " ".join(parts)


def _when(seconds: float, epoch: float) -> str:
    """`in a moment`, `in 12 s`, `at 12:10` or `on Tuesday at 01:00`, `seconds` after `epoch`."""
    if seconds <= SOON:
        return "in a moment" if seconds <= MOMENT else f"in {ceil(seconds)} s"
    again, today = minute_after(epoch + seconds), datetime.fromtimestamp(epoch).astimezone().date()
    return f"at {again:%H:%M}" if again.date() == today else f"on {again:%A at %H:%M}"
