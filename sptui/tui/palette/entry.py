"""One thing that the palette offers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from sptui.library.folding import folded

Kind = Literal["action", "playlist", "device", "place", "scene", "search", "setting", "reading", "theme"]

SIGNS: Final[Mapping[Kind, str]] = MappingProxyType({
    "action": ">",
    "playlist": "#",
    "device": "@",
    "place": ".",
    "scene": "*",
    "search": "/",
    "setting": ":",
    "reading": ":",
    "theme": "~",
})  # fmt: skip
"""The sign that stands before each row of a kind; typed first, it leaves only those."""

NAMES: Final[Mapping[Kind, str]] = MappingProxyType({
    "action": "action",
    "playlist": "playlist",
    "device": "device",
    "place": "library",
    "scene": "scene",
    "search": "searched before",
    "setting": "setting",
    "reading": "how often to read",
    "theme": "theme",
})  # fmt: skip
"""What one of each kind is called."""

PLURALS: Final = (
    (">", "actions"),
    ("#", "playlists"),
    ("@", "devices"),
    (".", "library"),
    (":", "settings"),
    ("~", "themes"),
    ("*", "scenes"),
    ("/", "searches"),
)
"""Each sign and what it leaves, those that are wanted most first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is chosen by its `title`: `run` does it, unless `why_not` says why that is not possible now.

    `id` tells it from all others, also tomorrow. `key` is the key that does the same, `detail` what to know besides,
    and `also` other words it is found by.
    """

    kind: Kind
    id: str
    title: str
    run: Callable[[], object] = field(compare=False)
    detail: str = ""
    key: str = ""
    why_not: str = ""
    also: str = ""
    name: str = field(init=False, repr=False)
    """The title, folded."""

    def __post_init__(self) -> None:
        """Fold the title once, as it is compared with every letter that is typed."""
        object.__setattr__(self, "name", folded(self.title))

    @property
    def use(self) -> str:
        """Its name among the things that were used."""
        return f"{self.kind}:{self.id}"
