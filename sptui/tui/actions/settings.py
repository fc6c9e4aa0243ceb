"""What the keys do about the settings: on the main screen, and in the box of them."""

from typing import Protocol

from sptui.tui.actions.action import Action
from sptui.tui.actions.remote import Remote


class SettingsBox(Protocol):
    """The list of settings, and the choices or the line that one of them is changed in."""

    def edit(self) -> None:
        """Change the setting with the cursor, take the choice with the cursor, or what was typed."""
        ...

    def cycle(self, by: int) -> None:
        """Take the next choice, or the one before."""
        ...

    def reset(self) -> None:
        """Let the setting with the cursor have its default."""
        ...

    def undo(self) -> None:
        """Take back the last change."""
        ...

    def filter(self) -> None:
        """Type what the names must hold."""
        ...

    def tell_file(self) -> None:
        """Tell where the file lies."""
        ...

    def copy_path(self) -> None:
        """Copy that path."""
        ...

    def keep(self) -> None:
        """Keep what was chosen for this session."""
        ...

    def leave(self) -> None:
        """Go back by one step: from a value to the list, from a filter to all of it, from that to nothing."""
        ...


SETTINGS_ACTIONS: tuple[Action[Remote], ...] = (
    Action(
        id="settings.open",
        keys="comma",
        title="Settings",
        group="App",
        run=lambda remote: remote.preferences.toggle(),
    ),
    Action(
        id="settings.keep",
        keys="Y",
        title="Keep what was chosen for this session",
        group="App",
        run=lambda remote: remote.preferences.keep(),
    ),
)

SETTINGS_BOX: tuple[Action[SettingsBox], ...] = (
    Action(
        id="settings-box.edit",
        keys="enter",
        title="Change it",
        hint="change",
        group="App",
        while_typing=True,
        in_turn=True,
        run=lambda box: box.edit(),
    ),
    Action(id="settings-box.next", keys="right,space", title="Next choice", group="App", run=lambda box: box.cycle(1)),
    Action(id="settings-box.previous", keys="left", title="Choice before", group="App", run=lambda box: box.cycle(-1)),
    Action(
        id="settings-box.reset",
        keys="x,delete",
        title="Back to its default",
        hint="default",
        group="App",
        run=lambda box: box.reset(),
    ),
    Action(id="settings-box.undo", keys="u", title="Undo", hint="undo", group="App", run=lambda box: box.undo()),
    Action(id="settings-box.keep", keys="Y", title="Keep it", hint="keep", group="App", run=lambda box: box.keep()),
    Action(
        id="settings-box.filter",
        keys="f,slash",
        title="Filter",
        hint="filter",
        group="App",
        run=lambda box: box.filter(),
    ),
    Action(
        id="settings-box.file",
        keys="o,e",
        title="Where the file lies",
        hint="file",
        group="App",
        run=lambda box: box.tell_file(),
    ),
    Action(
        id="settings-box.copy",
        keys="y",
        title="Copy the path of the file",
        hint="copy path",
        group="App",
        run=lambda box: box.copy_path(),
    ),
    Action(
        id="settings-box.leave",
        keys="escape",
        title="Close",
        hint="close",
        group="App",
        while_typing=True,
        in_turn=True,
        run=lambda box: box.leave(),
    ),
    Action(id="settings-box.close", keys="comma", title="Close", group="App", run=lambda box: box.leave()),
)
