"""What was chosen how often, and how lately: a choice counts one, and half with every fortnight that goes by."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from types import MappingProxyType
from typing import Any, Final, Self

HALF_LIFE: Final = 14 * 86_400.0
"""Seconds in which a choice comes to count half."""
MOST: Final = 200
"""Things whose use is remembered; those that count least go first."""


@dataclass(frozen=True, slots=True)
class Usage:
    """For each thing by its name how much its choices counted, and when that was (epoch seconds)."""

    counts: Mapping[str, tuple[float, float]] = field(default_factory=lambda: MappingProxyType({}))

    def weight(self, name: str, now: float) -> float:
        """How much the choices of a thing count `now`, 0 for never chosen."""
        count, at = self.counts.get(name, (0.0, now))
        return float(count * 0.5 ** (max(0.0, now - at) / HALF_LIFE))

    def used(self, name: str, now: float) -> "Usage":
        """The same after one more choice."""
        counts = {**self.counts, name: (self.weight(name, now) + 1, now)}
        spare = sorted(counts, key=lambda each: Usage(counts).weight(each, now))[: max(0, len(counts) - MOST)]
        return Usage(MappingProxyType({each: kept for each, kept in counts.items() if each not in spare}))

    def dump(self) -> str:
        """The record as JSON, to be kept."""
        return json.dumps(dict(self.counts))

    @classmethod
    def load(cls, text: str) -> Self:
        """The record that `dump` made `text` of; what is not to be understood there is left out."""
        try:
            read = json.loads(text)
        except (ValueError, RecursionError):
            return cls()
        if not isinstance(read, dict):
            return cls()
        counts = {name: (float(kept[0]), float(kept[1])) for name, kept in read.items() if _sound(kept)}
        return cls(MappingProxyType(counts))


def _sound(kept: Any) -> bool:  # noqa: ANN401 -- whatever JSON holds
    numbers = isinstance(kept, list) and len(kept) == 2 and all(type(each) in (int, float) for each in kept)
    return numbers and 0 < kept[0] < 1e9 and isfinite(kept[0]) and 0 <= kept[1] < 1e12
