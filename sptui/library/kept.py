"""One list's place in the store."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from sptui.library.contents import REASONS, Closed, Contents
from sptui.library.keeping import frozen, frozen_thing, thawed, thawed_thing
from sptui.library.listing import Entry, Listing
from sptui.store import Store

PAGE: Final = 100
"""Rows of a page in the store, where it is cut here."""


class Kept:
    """The pages of a list in the store; those that were not taken from there yet are `waiting`, by where they begin.

    Without a store nothing is kept.
    """

    def __init__(self, store: Store | None, key: str) -> None:
        self._store = store
        self._key = key
        self.waiting: dict[int, int] = {}

    def contents(self, contents: Contents, now: float) -> Contents:
        """`contents` with what the store knows of it, but for the rows."""
        kept = self._store.kept_list(self._key, now) if self._store is not None else None
        if kept is None:
            return contents
        head = _head(kept.about)
        about = thawed_thing(head.get("about", "")) or contents.about
        closed: Closed = next((reason for reason in REASONS if reason == head.get("closed")), "")
        grows, total, size = bool(head.get("grows")), kept.total, sum(count for _, count in kept.pages)
        if not kept.pages and total and not closed:
            return replace(contents, about=about)  # its rows have made room for others
        entries: tuple[Entry | None, ...] = (None,) * (size if grows else total or 0)
        listing = Listing(entries, total, grows=grows, more=head.get("more"), read_at=kept.at, tag=kept.tag)
        popular = thawed(head.get("popular", "[]")) or ()
        self.waiting = dict(kept.pages)
        return replace(contents, about=about, listing=listing, popular=popular, closed=closed)

    def take(self, start: int) -> tuple[Entry, ...] | None:
        """The waiting page that begins at `start`; None when it cannot be read."""
        count = self.waiting.pop(start)
        text = self._store.kept_page(self._key, start) if self._store is not None else None
        return None if text is None else thawed(text, count)

    def over(self, rows: range) -> list[int]:
        """Where the waiting pages begin that hold any of `rows`."""
        return [start for start, count in self.waiting.items() if start < rows.stop and start + count > rows.start]

    def keep_head(self, contents: Contents) -> None:
        """Keep all but the rows. Those of another version are forgotten."""
        if self._store is None:
            return
        listing, about = contents.listing, contents.about
        head = {
            "about": frozen_thing(about),
            "closed": contents.closed,
            "grows": listing.grows,
            "more": listing.more,
            "popular": frozen(contents.popular),
        }
        total, read_at = listing.total, listing.read_at or 0.0
        self._store.keep_list(self._key, tag=listing.tag, total=total, at=read_at, about=json.dumps(head))

    def keep_page(self, start: int, entries: tuple[Entry, ...]) -> None:
        """Keep some rows."""
        if entries and self._store is not None:
            self._store.keep_page(self._key, start, len(entries), frozen(entries))

    def forget_rows(self) -> None:
        """Forget the rows: they are not where they were."""
        self.waiting.clear()
        if self._store is not None:
            self._store.drop_pages(self._key)


def pages_of(listing: Listing) -> Iterator[tuple[int, tuple[Entry, ...]]]:
    """The known rows, cut into pages for the store."""
    for start in range(0, len(listing.entries), PAGE):
        known: list[Entry] = []
        begin = start
        for place, entry in enumerate((*listing.entries[start : start + PAGE], None), start):
            if entry is not None:
                known.append(entry)
                continue
            if known:
                yield begin, tuple(known)
            known, begin = [], place + 1


def _head(text: str) -> dict[str, Any]:
    try:
        head = json.loads(text)
    except ValueError:
        return {}
    return head if isinstance(head, dict) else {}
