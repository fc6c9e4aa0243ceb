"""A question before something that costs many requests or cannot be undone."""

from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from sptui.tui.actions import Action
from sptui.tui.actions.playlist_dialogs import QUESTION
from sptui.tui.keyboard.named import with_keys
from sptui.tui.screens.dialog import Dialog
from sptui.tui.widgets.box import Box
from sptui.tui.widgets.hints import HintBar


class AskFirst(Dialog[bool]):
    """Asks `question` and tells two things about it, the `second` of which may be missing.

    `yes` is what the key that does it is called at the bottom: `delete it`. Ends with whether to do it.
    """

    DEFAULT_CSS = """
    AskFirst {
        & Box { width: 66; }
        & VerticalScroll { height: auto; max-height: 60vh; padding: 0 1; }
        & Static { height: auto; color: $text-muted; }
        & #question { color: $foreground; text-style: bold; margin-bottom: 1; }
    }
    """
    TABLE = QUESTION

    def __init__(self, question: str, first: str, second: str = "", *, yes: str) -> None:
        super().__init__()
        self._question = question
        self._lines = tuple(line for line in (first, second) if line)
        self._yes = yes

    def compose(self) -> ComposeResult:
        """Question, lines, hints."""
        with Box():
            with VerticalScroll(can_focus=False):
                yield Static(Content(self._question), id="question")  # never markup: a name may stand in it
                for line in self._lines:
                    yield Static(Content(with_keys(line)))
            yield HintBar()

    def on_mount(self) -> None:
        """Hint both keys."""
        self.show_hints()

    def title_of(self, action: Action[Any]) -> str:
        """The caller's words for doing it."""
        return self._yes if action.id == "ask-first.agree" else action.hint

    def agree(self) -> None:
        """Do it."""
        self.dismiss(result=True)

    def leave(self) -> None:
        """Do not do it."""
        self.dismiss(result=False)
