"""What the keys do in a menu, besides those of its entries."""

from typing import Final, Protocol

from sptui.tui.actions.action import Action


class Menu(Protocol):
    """A list of what can be done with something."""

    def leave(self) -> None:
        """Close it."""
        ...


MENU: Final[tuple[Action[Menu], ...]] = (
    Action(
        id="menu.leave",
        keys="escape,q,full_stop",
        title="Close",
        hint="close",
        group="Lists",
        run=lambda menu: menu.leave(),
    ),
)
