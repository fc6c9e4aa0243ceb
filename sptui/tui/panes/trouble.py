"""What is wrong, in lines of its own that are there only while something is."""

from collections.abc import Callable
from datetime import datetime, timedelta

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from sptui.player.state import Trouble
from sptui.tui.text import ago

SOON = 90.0
"""Seconds until the next try that need not be told."""


class TroubleLine(Static):
    """What happened, what to do, when it is tried again, and how old what one sees is.

    `clock` gives monotonic seconds. Bound to the screen's `trouble` and `read_at`.
    """

    DEFAULT_CSS = """
    TroubleLine {
        display: none;
        height: auto;
        padding: 0 1;
        border-left: thick $warning;
        color: $text-warning;
    }
    """

    trouble: reactive[Trouble | None] = reactive(None, init=False)
    read_at: reactive[float | None] = reactive(None, init=False)

    def __init__(self, clock: Callable[[], float], *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(markup=False, id=id)
        self._clock = clock

    def watch_trouble(self) -> None:
        """Come and go."""
        self.display = self.trouble is not None
        if self.trouble is not None:
            self.update(Content(told(self.trouble, self.read_at, self._clock(), datetime.now().astimezone())))


def told(trouble: Trouble, read_at: float | None, now: float, local: datetime) -> str:
    """The whole line at `now` (monotonic seconds), which is `local` on the clock of the wall."""
    parts = [trouble.text]
    if trouble.until is not None and trouble.until - now > SOON:
        again = local + timedelta(seconds=trouble.until - now)
        parts.append(
            f"sptui asks again at {again:%H:%M}."
            if again.date() == local.date()
            else f"sptui asks again on {again:%A at %H:%M}."
        )
    if read_at is not None:
        parts.append(f"What you see was read {ago(now - read_at)}.")
    return " ".join(parts)
