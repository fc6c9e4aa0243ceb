"""The line one types into."""

from textual import events
from textual.widgets import Input

from sptui.spotify.models.text import clean


class SearchLine(Input):
    """A flat input whose pasted text is as harmless as a title: one line, without controls."""

    DEFAULT_CSS = """
    SearchLine {
        height: 1;
        border: none;
        padding: 0 1;
        background: $panel;
        color: $foreground;
        &:focus { border: none; background: $block-cursor-background; }
        & > .input--placeholder { color: $text-muted; }
    }
    """

    def on_mount(self) -> None:
        """Blink, unless nothing is to move."""
        self.cursor_blink = self.app.animation_level != "none"

    def on_paste(self, event: events.Paste) -> None:
        """Clean the text before the input takes it."""
        event.text = clean(event.text)
