"""What the keys do while one chooses when to stop."""

from typing import Protocol

from sptui.tui.actions.action import Action


class Choosing(Protocol):
    """A list of times, and a line for another one."""

    def choose(self) -> None:
        """Take the row with the cursor, or the minutes that were typed."""
        ...

    def leave(self) -> None:
        """Leave all as it is."""
        ...


SLEEP_BOX: tuple[Action[Choosing], ...] = (
    Action(
        id="sleep-box.choose",
        keys="enter",
        title="Choose",
        hint="choose",
        group="Sleep timer",
        run=lambda box: box.choose(),
        in_turn=True,
    ),
    Action(
        id="sleep-box.leave",
        keys="escape",
        title="Close",
        hint="close",
        group="Sleep timer",
        run=lambda box: box.leave(),
    ),
)
