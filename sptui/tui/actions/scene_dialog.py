"""What the keys do in the box of scenes."""

from typing import Protocol

from sptui.tui.actions.action import Action


class SceneBox(Protocol):
    """A list of scenes, and the line that a new one gets its name in."""

    def choose(self) -> None:
        """Recall the scene with the cursor, or save what plays under the name that was typed."""
        ...

    def delete(self) -> None:
        """Delete the scene with the cursor."""
        ...

    def undo(self) -> None:
        """Take that back."""
        ...

    def leave(self) -> None:
        """Go back by one step: from the name to the list, from that to nothing."""
        ...


SCENE_BOX: tuple[Action[SceneBox], ...] = (
    Action(
        id="scenes.choose",
        keys="enter",
        title="Recall, or save",
        hint="recall",
        group="Devices",
        while_typing=True,
        in_turn=True,
        run=lambda box: box.choose(),
    ),
    Action(
        id="scenes.delete",
        keys="x,delete",
        title="Delete the scene",
        hint="delete",
        group="Devices",
        run=lambda box: box.delete(),
    ),
    Action(id="scenes.undo", keys="u", title="Undo", hint="undo", group="Devices", run=lambda box: box.undo()),
    Action(
        id="scenes.leave",
        keys="escape,R",
        title="Close",
        hint="close",
        group="Devices",
        while_typing=True,
        in_turn=True,
        run=lambda box: box.leave(),
    ),
)
