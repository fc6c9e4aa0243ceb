"""A text by itself on the whole screen, for whoever has to select it with the terminal's own means."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from sptui.tui.actions.signing_in import PLAIN
from sptui.tui.keyboard.named import with_keys
from sptui.tui.screens.dialog import Dialog
from sptui.tui.widgets.hints import HintBar


class PlainScreen(Dialog[None]):
    """`text` from edge to edge, so that nothing is selected along with it, under `title`."""

    DEFAULT_CSS = """
    PlainScreen {
        background: $background;
        & #title { padding: 1 1; color: $text-muted; }
        & #text { height: 1fr; width: 100%; }
    }
    """
    TABLE = PLAIN

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Title, text, hints."""
        yield Static(Content(with_keys(self._title)), id="title")
        yield Static(Content(self._text), id="text")
        yield HintBar()

    def on_mount(self) -> None:
        """Hint the way back."""
        self.show_hints()

    def leave(self) -> None:
        """Go back."""
        self.dismiss()
