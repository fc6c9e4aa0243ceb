"""How much earlier than by its length an item gives way to the next one, learnt from the reads.

The service tells nothing of the listener's crossfade (0 to 12 seconds), so without this every item would show for
that much too long.
"""

from sptui.player.playback import Playback
from sptui.player.state import Picture

_LONGEST_MS = 12_500
_ON_TIME_MS = 500
_ALIKE_MS = 1_000


class Crossfade:
    """`ms` is what is believed. It takes two items that ended equally early, since one may have been skipped."""

    def __init__(self) -> None:
        self.ms = 0
        self._seen: float | None = None

    def learn(self, before: Picture, after: Playback, at: float) -> None:
        """Compare what was known with what a read shows at `at` (monotonic seconds), when no command came between."""
        if not (before.playback.is_playing and after.is_playing):
            return
        if before.playback.uri == after.uri:
            if after.position_ms(at) > after.duration_ms - self.ms + _ON_TIME_MS:
                self.ms, self._seen = 0, None
            return
        early = _early_ms(before, after)
        if early is None or early > _LONGEST_MS:
            return
        if early < _ON_TIME_MS:
            self.ms, self._seen = 0, None
            return
        if self._seen is not None and abs(self._seen - early) < _ALIKE_MS:
            self.ms = round(early)
        self._seen = early


def _early_ms(before: Picture, after: Playback) -> float | None:
    """By how many ms each item before the one that plays now was cut short; None when it is not a known next one."""
    uris = [item.uri for item in before.queue or ()]
    if after.uri is None or after.uri not in uris or before.playback.repeat == "track":
        return None
    items = uris.index(after.uri) + 1
    ends = before.ends(items, whole=True)
    began = after.progress.when(0)
    return (ends[-1] - began) * 1000 / items if len(ends) == items and began is not None else None
