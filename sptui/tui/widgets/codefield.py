"""A line for a code of few characters, which leaves all others to the keys."""

import re

from textual import events

from sptui.tui.widgets.searchline import SearchLine


class CodeField(SearchLine):
    """Takes typed text only where `alphabet`, the inside of a regular expression's brackets, has each character.

    What is pasted may be anything, so that it can be told what is wrong with it; blanks go.
    """

    def __init__(self, alphabet: str, *, placeholder: str = "", hidden: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(restrict=f"[{alphabet}]*", placeholder=placeholder, password=hidden, id=id)
        self._alphabet = alphabet

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 -- Textual's signature
        """Whether a key is text here."""
        return character is not None and re.fullmatch(f"[{self._alphabet}]", character) is not None

    def on_paste(self, event: events.Paste) -> None:
        """Put what is pasted in the place of all there is."""
        event.prevent_default()
        event.stop()
        self.value = "".join(event.text.split())
        self.cursor_position = len(self.value)
