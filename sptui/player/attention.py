"""How closely is someone watching?"""

from dataclasses import dataclass, replace
from typing import Literal

Level = Literal["watching", "glancing", "away"]

WATCHING = 60.0
"""Seconds after a key for which someone is taken to be watching."""


@dataclass(frozen=True, slots=True)
class Attention:
    """What the terminal told: its focus, the last key (monotonic seconds), and which panes need reads of their own.

    A terminal that never reports its focus counts as focused, so as glancing when no key comes.
    """

    focused: bool = True
    last_key: float | None = None
    panes: frozenset[str] = frozenset()

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
