"""A quiet line about something that is due some day, and is no trouble yet."""

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from sptui.tui.keyboard.keymap import AS_IN_THE_TABLE, Keymap
from sptui.tui.keyboard.named import with_keys


class Reminder(Static):
    """Bound to the screen's `reminder` and `keymap`; not there while that is empty."""

    DEFAULT_CSS = """
    Reminder {
        display: none;
        height: auto;
        padding: 0 2;
        color: $text-muted;

        &.-there { display: block; }
    }
    """

    reminder: reactive[str] = reactive("", init=False)
    keymap: reactive[Keymap] = reactive(AS_IN_THE_TABLE, init=False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(markup=False, id=id)

    def watch_reminder(self) -> None:
        """Come and go."""
        self.set_class(bool(self.reminder), "-there")
        self.update(Content(with_keys(self.reminder)))

    watch_keymap = watch_reminder
