"""What the keys do while one types where to go in the item that plays."""

from typing import Protocol

from sptui.tui.actions.action import Action


class GoingTo(Protocol):
    """A line to type a time into."""

    def go(self) -> None:
        """Go to what was typed, or tell what is wrong with it."""
        ...

    def leave(self) -> None:
        """Stay where it is."""
        ...


GOING_TO: tuple[Action[GoingTo], ...] = (
    Action(
        id="go-to.go",
        keys="enter",
        title="Go there",
        hint="go",
        group="Position",
        run=lambda asked: asked.go(),
        in_turn=True,
    ),
    Action(id="go-to.leave", keys="escape", title="Close", hint="close", group="App", run=lambda asked: asked.leave()),
)
