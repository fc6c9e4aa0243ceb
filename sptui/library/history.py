"""What was searched for, to be walked with the arrow keys as in a shell."""

import json
from collections.abc import Iterable
from typing import Final, Self

from sptui.spotify.models.text import clean
from sptui.store import Store

MOST: Final = 50
"""Searches that are remembered."""

_NAME: Final = "searches"  # the store's name for them


class History:
    """The last searches, each once, and where somebody is on a walk through them."""

    def __init__(self, searches: Iterable[str] = ()) -> None:
        self._searches: dict[str, None] = {}
        self._lines: list[str] = []  # of the walk: the searches as they were or are edited, and the draft
        self._at = 0
        for search in searches:
            self.add(search)

    @classmethod
    def load(cls, text: str) -> Self:
        """The history that `dump` made `text` of; what is not to be understood there is left out."""
        try:
            searches = json.loads(text)
        except (ValueError, RecursionError):
            searches = ()
        return cls(each for each in searches if isinstance(each, str)) if isinstance(searches, list) else cls()

    def dump(self) -> str:
        """The searches as JSON, to be kept."""
        return json.dumps(self.searches)

    @classmethod
    def of(cls, store: Store) -> Self:
        """The history that a store remembers."""
        return cls.load(store.remembered(_NAME))

    def keep(self, store: Store) -> None:
        """Let a store remember it."""
        store.remember(_NAME, self.dump())

    @property
    def searches(self) -> tuple[str, ...]:
        """The searches, the newest last."""
        return tuple(self._searches)

    def add(self, search: str) -> None:
        """Remember a search as the newest, wherever it was, and end the walk; an empty one is not remembered."""
        self.stop()
        if search := clean(search):
            self._searches.pop(search, None)
            self._searches[search] = None
        for oldest in self.searches[:-MOST]:
            del self._searches[oldest]

    def older(self, draft: str) -> str | None:
        """The search before the one that is shown; None when there is none, and the line stays as it is.

        `draft` is what the line holds: what was being typed, or what has become of a search of the walk. It is there
        again on the way back.
        """
        if not self._lines:
            self._lines = [*self._searches, draft]
            self._at = len(self._searches)
        return self._go(-1, draft)

    def newer(self, draft: str | None = None) -> str | None:
        """The search after the one that is shown, at last what was being typed; None when there is none.

        `draft` is what the line holds, None when it was not edited.
        """
        return self._go(1, draft) if self._lines else None

    def stop(self) -> None:
        """End the walk; the next one begins at the newest search."""
        self._lines = []

    def _go(self, step: int, draft: str | None) -> str | None:
        """Go to the next line in a direction; one that holds what is shown already would seem to be a dead key."""
        if draft is not None:
            self._lines[self._at] = draft
        shown, at = self._lines[self._at], self._at + step
        while 0 <= at < len(self._lines):
            if self._lines[at] != shown:
                self._at = at
                return self._lines[at]
            at += step
        return None
