"""Getting to an item that somebody wants to hear now, past what others have queued in front of it.

Spotify does not tell what was queued elsewhere, so that only what plays after a skip shows whether there was any.
"""

from collections.abc import Sequence
from typing import Final

from sptui.player.clock import Clock
from sptui.player.staging.staged import Staged
from sptui.spotify.models.catalogue import Item

LAPSE: Final = 20.0
"""Seconds after which nobody waits for it any more."""


class Pursuit:
    """The entry that is wanted, what was skipped for it, and the skips that are still to be made: what each leaves."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._id: int | None = None
        self._until = 0.0
        self.strays: tuple[Item, ...] = ()
        self.leaving: tuple[str | None, ...] = ()

    def begin(self, id_: int) -> None:
        """Somebody wants this entry now."""
        self.end()
        self._id, self._until = id_, self._clock.monotonic() + LAPSE

    def end(self) -> None:
        """Nobody does any more."""
        self._id = None
        self.strays, self.leaving = (), ()

    def wanted(self, staged: Staged) -> int | None:
        """The entry that is wanted, while it is in Spotify's hands; None for none."""
        alive = self._id is not None and self._clock.monotonic() < self._until
        return self._id if alive and any(entry.id == self._id for entry in staged.given) else None

    def overshot(self, item: Item | None) -> None:
        """Another item has begun in its place."""
        if item is not None:
            self.strays = (*self.strays, item)

    def found(self, playing: str | None, queue: Sequence[Item], staged: Staged) -> bool:
        """Skip up to the wanted entry in the `queue` as it was read; False when that does not hold it."""
        entry = staged.entry(self._id) if self._id is not None else None
        place = next((place for place, item in enumerate(queue) if entry and item.uri == entry.item.uri), None)
        if place is None:
            return False
        own = [each.item.uri for each in staged.given]
        before = queue[:place]
        self.strays = (*self.strays, *(item for item in before if item.uri not in own))
        self.leaving = (playing, *(item.uri for item in before))
        return True

    def take(self) -> Sequence[str | None]:
        """The skips that are to be made, once."""
        leaving, self.leaving = self.leaving, ()
        return leaving
