"""One list as it is held in memory, and kept in the store with every change."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sptui.library.contents import Closed, Contents
from sptui.library.kept import Kept, pages_of
from sptui.library.listing import Batch, Entry, Listing
from sptui.spotify.models.things import Thing
from sptui.store import Store

CHUNK = 4
"""Kept pages that are taken from the store, or written there, without looking up: some ms, so that no key waits."""


class HeldList:
    """A list; `changed` is called with what is to be shown, whenever that is something else.

    It begins with what `store` knows at `now` (epoch seconds); without a store, nothing is kept.
    """

    def __init__(
        self, contents: Contents, store: Store | None, *, now: float, changed: Callable[[Contents], None]
    ) -> None:
        self._kept = Kept(store, contents.place.key)
        self.contents = self._kept.contents(contents, now)
        self._changed: Callable[[Contents], None] = lambda _: None
        self._to_keep: Iterator[tuple[int, tuple[Entry, ...]]] | None = None
        self._changes = 0
        self._thaw_over(range(1))
        self._changed = changed

    @property
    def listing(self) -> Listing:
        """The rows."""
        return self.contents.listing

    def change(self, listing: Listing, about: Thing | None = None) -> None:
        """Take over what a change that was made from here has made of the rows, and of the thing that they are of."""
        self._changes += 1
        self._kept.forget_rows()
        self._show(listing=listing, about=about or self.contents.about)
        self._kept.keep_head(self.contents)
        self._to_keep = pages_of(listing)

    def retire(self) -> None:
        """Tell and keep nothing any more, whatever may still come in: it is another account."""
        self._changed = lambda _: None
        self._kept = Kept(None, self.contents.place.key)
        self._to_keep = None

    def thaw_now(self) -> None:
        """Take all that the store has of it, before a change moves the rows."""
        self._thaw_over(range(len(self.listing.entries)))

    def show_listing(self, listing: Listing) -> None:
        """Show rows that are not true yet, and not kept."""
        self._show(listing=listing)

    def _begin(self, batch: Batch, now: float) -> None:
        """Take over a first page, read at `now`."""
        if not self.listing.same_as(batch):
            self._kept.forget_rows()
        closed: Closed = "not yours" if batch.closed else ""
        self._show(
            about=batch.about or self.contents.about,
            listing=self.listing.with_first(batch, now),
            closed=closed,
            popular=batch.popular,
            trouble="",
        )
        self._kept.keep_head(self.contents)
        self._kept.keep_page(batch.offset, batch.entries)

    def _add(self, batch: Batch) -> None:
        """Take over another page."""
        if not batch.grows and batch.total != self.listing.total:
            self._kept.forget_rows()  # somebody has changed it meanwhile
        self._show(listing=self.listing.with_page(batch))
        if batch.grows:
            self._kept.keep_head(self.contents)
        self._kept.keep_page(batch.offset, batch.entries)

    def _close(self, reason: Closed, now: float) -> None:
        """Show that there is nothing to see."""
        self._kept.forget_rows()
        self._show(listing=Listing(total=0, read_at=now), closed=reason, popular=(), trouble="")
        self._kept.keep_head(self.contents)

    def _thaw_over(self, rows: range) -> None:
        """Take those pages from the store that hold any of `rows`."""
        self._thaw(self._kept.over(rows))

    def _thaw_some(self) -> bool:
        """Take some pages from the store; False when there is none left."""
        self._thaw(list(self._kept.waiting)[:CHUNK])
        return bool(self._kept.waiting)

    def _keep_some(self) -> None:
        """Write some pages of what was changed."""
        for _ in range(CHUNK):
            page = next(self._to_keep, None) if self._to_keep is not None else None
            if page is None:
                self._to_keep = None
                return
            self._kept.keep_page(*page)

    def _thaw(self, starts: Sequence[int]) -> None:
        """Take the pages that begin at `starts`, and show them together."""
        rows, whole = list(self.listing.entries), True
        for start in starts:
            entries = self._kept.take(start)
            whole = whole and entries is not None
            if entries is not None:
                rows[start : start + len(entries)] = entries
        known = tuple(rows[: len(self.listing.entries)])
        # There is no way to read the middle of a list that grows alone.
        read_at = self.listing.read_at if whole or not self.listing.grows else None
        if starts:
            self._show(listing=replace(self.listing, entries=known, read_at=read_at))

    def _show(self, **changes: object) -> None:
        fresh = replace(self.contents, **changes)  # type: ignore[arg-type]  # the fields of `Contents`
        if fresh != self.contents:
            self.contents = fresh
            self._changed(fresh)
