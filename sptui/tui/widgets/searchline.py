"""The line one types a search into."""

from textual import events
from textual.widgets import Input

from sptui.spotify.models.text import clean


class SearchLine(Input):
    """An input whose pasted text is as harmless as a title: one line, without controls."""

    def on_paste(self, event: events.Paste) -> None:
        """Clean the text before the input takes it."""
        event.text = clean(event.text)
