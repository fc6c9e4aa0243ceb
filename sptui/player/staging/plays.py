"""Telling one play from the next in what the reads show."""

from dataclasses import dataclass
from typing import Self

from sptui.player.playback import Playback

_BACK_MS = 3_000
"""By so much a position has to be smaller than it was for the same item to have begun anew."""
_END_MS = 20_000
"""So near to its end an item is taken to have ended, rather than to have been sought back in."""


@dataclass(frozen=True, slots=True)
class Play:
    """One item from its start, as a read showed it: `position_ms` at `at` (monotonic seconds)."""

    uri: str
    context: str
    position_ms: int
    at: float
    running: bool
    duration_ms: int

    @classmethod
    def of(cls, playback: Playback) -> Self | None:
        """What plays; None when that is no item that Spotify names."""
        if not playback.active or playback.item is None:
            return None
        progress = playback.progress
        context = playback.context.uri if playback.context is not None else ""
        return cls(
            playback.uri or "", context, progress.position_ms, progress.at, progress.running, playback.duration_ms
        )

    def position_at(self, moment: float) -> float:
        """Where it was or will be at a moment (monotonic seconds), in ms, if nothing has happened since."""
        return self.position_ms + (max(0.0, moment - self.at) * 1000 if self.running else 0)

    def begun_after(self, before: Self | None) -> bool:
        """Whether something has begun since `before` was read."""
        if before is None or before.uri != self.uri:
            return True
        ended = bool(self.duration_ms) and before.position_at(self.at) > self.duration_ms - _END_MS
        return ended and self.position_ms < before.position_ms - _BACK_MS
