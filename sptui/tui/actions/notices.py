"""The list of what was told: opening it, and the keys in it."""

from typing import Final, Protocol

from sptui.tui.actions.action import Action
from sptui.tui.actions.remote import Remote


class NoticesBox(Protocol):
    """The open list."""

    def filter(self) -> None:
        """Type what its rows must hold."""
        ...

    def copy(self) -> None:
        """Copy the marked texts, or the one with the cursor."""
        ...

    def clear(self) -> None:
        """Forget all of them."""
        ...

    def leave(self) -> None:
        """Close the filter, or the list."""
        ...


NOTICE_ACTIONS: Final[tuple[Action[Remote], ...]] = (
    Action(
        id="app.notices",
        keys="ctrl+l",
        title="Notices: what was told before",
        group="App",
        while_typing=True,
        run=lambda remote: remote.open("notices"),
    ),
)

NOTICES_BOX: Final[tuple[Action[NoticesBox], ...]] = (
    Action(id="notices.copy", keys="y", title="Copy it", hint="copy", group="App", run=lambda box: box.copy()),
    Action(id="notices.filter", keys="f", title="Filter", hint="filter", group="App", run=lambda box: box.filter()),
    Action(id="notices.clear", keys="C", title="Clear all", hint="clear", group="App", run=lambda box: box.clear()),
    Action(
        id="notices.leave",
        keys="escape,ctrl+l",
        title="Close",
        hint="close",
        group="App",
        while_typing=True,
        run=lambda box: box.leave(),
    ),
)
