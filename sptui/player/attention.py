"""How closely is someone watching?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Literal

Level = Literal["watching", "glancing", "away"]

WATCHING = 60.0
"""Seconds after a key for which someone is taken to be watching."""


@dataclass(frozen=True, slots=True)
class Attention:
    """What the terminal told: its focus, the last key (monotonic seconds), and which panes need reads of their own.

    `view` are the URIs of the things in the rows that can be seen, since `viewed_at` (monotonic seconds).
    A terminal that never reports its focus counts as focused, so as glancing when no key comes.
    """

    focused: bool = True
    last_key: float | None = None
    panes: frozenset[str] = frozenset()
    view: tuple[str, ...] = ()
    viewed_at: float = -inf

    def level(self, now: float) -> Level:
        """The level at `now`."""
        if not self.focused:
            return "away"
        if self.last_key is not None and now - self.last_key < WATCHING:
            return "watching"
        return "glancing"

    def with_key(self, now: float) -> "Attention":
        """After a key or a click."""
        return replace(self, last_key=now, focused=True)

    def with_view(self, uris: Sequence[str | None], now: float) -> "Attention":
        """After other rows have come into view; the same when they have not."""
        view = tuple(uri for uri in uris if uri)
        return self if view == self.view else replace(self, view=view, viewed_at=now)
