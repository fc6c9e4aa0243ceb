"""Where in the item the player is, between the reads."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """A position that was true at a moment and runs on from there.

    `position_ms` in ms, `at` in seconds of the monotonic clock, `running` while it plays. The service's own
    timestamps are of no use here: they tell when something changed, on a clock that is not ours.
    """

    position_ms: int = 0
    at: float = 0.0
    running: bool = False

    def position(self, now: float, duration_ms: int = 0) -> int:
        """The position in ms at `now`; never beyond `duration_ms` where that is known (not 0)."""
        run = int((now - self.at) * 1000) if self.running else 0
        position = max(0, self.position_ms + run)
        return min(position, duration_ms) if duration_ms else position

    def when(self, position_ms: int) -> float | None:
        """The moment (monotonic seconds) at which it will be at `position_ms`; None while it stands."""
        return self.at + (position_ms - self.position_ms) / 1000 if self.running else None

    def turned(self, now: float, *, running: bool) -> "Progress":
        """The same position at `now`, running or standing from here."""
        return Progress(self.position(now), now, running)
