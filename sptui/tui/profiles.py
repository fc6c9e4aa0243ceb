"""How often to read, in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sptui.player.schedule import Profile

TITLES: Final[Mapping[Profile, str]] = MappingProxyType({
    "frugal": "Read frugally",
    "balanced": "Read in balance",
    "live": "Read live",
})  # fmt: skip

MEANINGS: Final[Mapping[Profile, str]] = MappingProxyType({
    "frugal": "Frugal: what plays is read every 30 s while you are at it, and every third item while you are away.",
    "balanced": "Balanced: what plays is read every 15 s while you are at it.",
    "live": "Live: what plays is read every 3 s while you are at it.",
})  # fmt: skip


def following(profile: Profile) -> Profile:
    """The one after `profile`, and after the last the first."""
    profiles = tuple(TITLES)
    return profiles[(profiles.index(profile) + 1) % len(profiles)]
