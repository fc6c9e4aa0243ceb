"""A row of a table of actions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from sptui.player.state import Picture

Group = Literal[
    "Playback",
    "Position",
    "Sound",
    "Sleep timer",
    "Views",
    "Panes",
    "Places",
    "Moving",
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


MOST = 20
"""How often a number before a key repeats what costs a request each time."""


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
    """One thing to do, with the keys that do it unless others are chosen: Textual's names, alternatives between commas,
    and with blanks between them those that are pressed one after the other.

    `hint` is its short name at the bottom of the screen. `while_typing` says that its keys mean no text, so that they
    work in the search line as well. `counted` does it so many times, or what a number before its key means for it;
    None where a number means nothing. `why_not` tells why it cannot work now, "" when it can, and `scope` is what the
    listener must have allowed for it, "" for nothing. `in_turn` says that it waits until what was typed before has
    arrived, as what takes a line of text must. Those of one `family` have one line together in the list of keys.
    """

    id: str
    keys: str
    title: str
    group: Group
    run: Callable[[R_contra], object]
    hint: str = ""
    counted: Callable[[R_contra, int], object] | None = None
    while_typing: bool = False
    why_not: Callable[[Picture], str] = always
    scope: str = ""
    in_turn: bool = False
    family: Family | None = None


def times(run: Callable[[R_contra], object]) -> Callable[[R_contra, int], object]:
    """Do it as often as the number says, at most `MOST` times."""

    def repeated(reached: R_contra, count: int) -> None:
        for _ in range(min(count, MOST)):
            run(reached)

    return repeated
