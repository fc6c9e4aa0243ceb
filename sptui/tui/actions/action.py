"""A row of a table of actions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from textual.binding import Binding

from sptui.player.state import Picture

Group = Literal[
    "Playback",
    "Position",
    "Sound",
    "Sleep timer",
    "Views",
    "Panes",
    "Queue",
    "Devices",
    "Lists",
    "Playlists",
    "App",
    "Account",
    "Setting up",
    "Signing in",
]

R_contra = TypeVar("R_contra", contravariant=True)
"""What the action can reach."""


def always(_: Picture) -> str:
    """Nothing closes the action."""
    return ""


@dataclass(frozen=True, slots=True)
class Family:
    """Actions that differ in a number only, as one line tells of them: their `keys` and what they do."""

    keys: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Generic[R_contra]):
    """One thing to do, with the keys (Textual's names, comma separated) that do it.

    `hint` is its short name at the bottom of the screen, empty for those not shown there; where there is not room
    for all, those with the lowest `rank` stay. `while_typing` says that its keys mean no text, so that they work in the
    search line as well. `why_not` tells why it cannot work now, "" when it can, and `scope` is what the listener must
    have allowed for it, "" for nothing. `in_turn` says that it waits until what was typed before has arrived, as what
    takes a line of text must. Those of one `family` have one line together in the list of keys.
    """

    id: str
    keys: str
    title: str
    group: Group
    run: Callable[[R_contra], object]
    hint: str = ""
    rank: int = 0
    while_typing: bool = False
    why_not: Callable[[Picture], str] = always
    scope: str = ""
    in_turn: bool = False
    family: Family | None = None

    @property
    def binding(self) -> Binding:
        """The binding, for the app and for screens that keep the app's bindings out."""
        return self.bound("app")

    def bound(self, namespace: Literal["app", "screen"]) -> Binding:
        """The binding, to `action_act` of the app or of the screen that has a table of its own."""
        # With priority a key acts before the next one is looked at: what is typed right after `/` is typed there.
        act = f"{namespace}.act({self.id!r})"
        return Binding(self.keys, act, self.title, show=False, id=self.id, priority=not self.in_turn)
