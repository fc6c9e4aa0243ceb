"""One item of the staged queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sptui.spotify.models.catalogue import Item

State = Literal["waiting", "held", "refused", "sending", "sent"]
"""`waiting` here, `held` here with all others until the listener wants it, `refused` by Spotify and still here, on its
way (`sending`), or in Spotify's queue (`sent`).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item, which `id` tells from copies of it. `since` is when it was given to Spotify (epoch seconds)."""

    id: int
    item: Item
    state: State = "waiting"
    since: float = 0.0

    @property
    def here(self) -> bool:
        """Whether it can still be moved and removed."""
        return self.state in ("waiting", "held", "refused")


def given(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Those that are in Spotify's hands, in the order in which they will be played."""
    return tuple(entry for entry in entries if not entry.here)


def here(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Those that can still be moved and removed, in the order in which they will be handed over."""
    return tuple(entry for entry in entries if entry.here)


def upcoming(entries: Sequence[Entry], queue: Sequence[Item]) -> tuple[Item, ...]:
    """What follows the item, given Spotify's queue: the listener's own in it, what waits here, and the rest."""
    own = own_in(entries, queue)
    waiting = (entry.item for entry in entries if entry.state == "waiting")
    return (*queue[:own], *waiting, *queue[own:])


def own_in(entries: Sequence[Entry], queue: Sequence[Item]) -> int:
    """How many of Spotify's queue are known to be the listener's: all up to the last that was given from here."""
    own = [entry.item.uri for entry in given(entries)]
    last = 0
    for place, item in enumerate(queue, start=1):
        if own and item.uri == own[0]:
            own.pop(0)
            last = place
    return last


def given_uris(entries: Sequence[Entry]) -> frozenset[str]:
    """The URIs of those in Spotify's hands."""
    return frozenset(entry.item.uri or "" for entry in given(entries))


def after_start(entries: tuple[Entry, ...], uri: str | None) -> tuple[Entry, ...]:
    """What is left of `entries` when an item with `uri` has begun: of those in Spotify's hands, the first with that
    URI has left the queue, and with it all that were given before it.
    """
    gone = given(entries)
    place = next((place for place, entry in enumerate(gone) if entry.item.uri == uri and uri), None)
    if place is None:
        return entries
    passed = {entry.id for entry in gone[: place + 1]}
    return tuple(entry for entry in entries if entry.id not in passed)
