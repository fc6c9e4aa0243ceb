"""What the keys do in a list below a line: the letters go to the line, the arrows to the list."""

from typing import Any, Protocol

from sptui.tui.actions.action import Action


class Choosing(Protocol):
    """A list below the line that its words are typed into."""

    def choose(self) -> None:
        """Take the row with the cursor, or what was typed."""
        ...

    def move(self, by: int) -> None:
        """Move the cursor by as many rows."""
        ...

    def page(self, pages: int) -> None:
        """Move the cursor by as many views."""
        ...

    def leave(self) -> None:
        """Go back by one step, or close it."""
        ...


def choosing(
    name: str, *, hint: str, up: str = "up,ctrl+p", leave: str = "escape", leaving: str = "cancel"
) -> tuple[Action[Any], ...]:
    """The table of such a dialog, whose ids begin with `name`; `hint` and `leaving` are short for Enter and Escape."""

    def row(part: str, keys: str, title: str, run: Any, hint: str = "") -> Action[Any]:  # noqa: ANN401 -- see Action
        id_ = f"{name}.{part}"
        return Action(
            id=id_, keys=keys, title=title, hint=hint, group="Lists", while_typing=True, in_turn=True, run=run
        )

    return (
        row("choose", "enter", "Choose it", lambda screen: screen.choose(), hint),
        row("down", "down,ctrl+n", "Down", lambda screen: screen.move(1)),
        row("up", up, "Up", lambda screen: screen.move(-1)),
        row("page-down", "pagedown", "Page down", lambda screen: screen.page(1)),
        row("page-up", "pageup", "Page up", lambda screen: screen.page(-1)),
        row("leave", leave, leaving.capitalize(), lambda screen: screen.leave(), leaving),
    )


CHOOSING = choosing("choose-playlist", hint="choose")
PALETTE = choosing("palette", hint="do it", up="up", leave="escape,ctrl+p", leaving="close")
