"""One list: from the store at once, from Spotify a page at a time as it is looked at, and back into the store."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from math import ceil, inf
from typing import Literal

from sptui.library.contents import BY_SPOTIFY, Contents
from sptui.library.held import HeldList
from sptui.library.listing import HIDDEN, Batch
from sptui.library.sources import Source
from sptui.spotify.advice import told
from sptui.spotify.errors import NotFound, RateLimited, SpotifyError
from sptui.store import Store

AGAIN = 5.0
"""Seconds after a failure for which nothing is asked for by itself."""

BETWEEN = 0.25
"""Seconds between two pages while all are read: what was once sent for minutes without a complaint."""

MOST_BEGINNINGS = 3
"""Times that a list is begun anew before it rests: it may be changed from here while it is read."""

MOST_EMPTY = 2
"""Pages without anything, one behind the other, that end a list that grows, whatever they say of a next one."""

MOST_SHORT = 3
"""Pages in a row, each less than half full, for one look at the end of a list that grows; who scrolls on gets more."""

SETTLED = 60.0
"""Seconds for which the calls of one list may disagree on its length without its being read anew each time."""

Step = Literal["first", "page", "thaw", "rest", "keep"]


class Collection(HeldList):
    """A list that knows what it lacks.

    `now` gives epoch seconds, `pause` waits so many seconds, `changed` is called with what is to be shown, and
    `learned` with every answer. `version` tells which snapshot a playlist has as far as anybody has heard, and when
    that was, "" where nobody has.
    """

    def __init__(
        self,
        source: Source,
        store: Store | None,
        *,
        now: Callable[[], float],
        pause: Callable[[float], Awaitable[object]],
        changed: Callable[[Contents], None],
        version: Callable[[], tuple[str, float]] = lambda: ("", -inf),
        learned: Callable[[Batch], object] = lambda _: None,
    ) -> None:
        super().__init__(Contents(source.place, source.about), store, now=now(), changed=changed)
        self.source = source
        self._now = now
        self._pause = pause
        self._version = version
        self._learned = learned
        self._view = range(0)
        self._idle = asyncio.Event()
        self._idle.set()
        self._wanted = False
        self._held_until = -inf
        self._restarted_at = -inf
        self._empty = 0  # pages in a row that had nothing
        self._short = 0  # pages in a row that had little, since somebody scrolled
        source.about = self.contents.about

    @property
    def busy(self) -> bool:
        """Whether it is being read or written."""
        return not self._idle.is_set() or self._to_keep is not None

    @property
    def fresh(self) -> bool:
        """Whether its beginning needs not be read again."""
        read_at, (version, heard_at) = self.listing.read_at, self._version()
        if self._wanted or read_at is None:
            return False
        if version == self.listing.tag:
            read_at = max(read_at, heard_at)
        elif version and self.listing.tag and heard_at > read_at:
            return False
        return 0 <= self._now() - read_at < self.source.fresh

    @property
    def requests_left(self) -> int:
        """How many requests all rows would take; 1 at least for a list that does not tell how long it is."""
        listing = self.listing
        if listing.grows or not listing.known:
            return 0 if listing.complete else 1
        waiting = sum(self._kept.waiting.values())
        return ceil(max(0, len(listing.entries) - listing.loaded - waiting) / self.source.most)

    def look(self, rows: range) -> bool:
        """Take note of which rows are in view, no more than a page; True when `load` has something to do."""
        if rows.start != self._view.start:  # else it is the list that grows under the same look
            self._short = 0
        self._view = rows
        return self._next() is not None

    def want(self) -> None:
        """Read it again, whatever is known."""
        self._wanted, self._held_until = True, -inf

    def fill(self) -> None:
        """Want all rows, from now until `stop`."""
        self._held_until = -inf
        self._show(filling=not self.listing.complete)

    def stop(self) -> None:
        """Want no more than what is looked at."""
        self._show(filling=False)

    async def load(self) -> None:
        """Read what is missing, one request after the other, until nothing is; returns at once when it is at it."""
        if not self._idle.is_set():
            return
        self._idle.clear()
        begun = 0
        try:
            while (step := self._next()) is not None:
                begun += step == "first"
                if begun > MOST_BEGINNINGS:  # whatever makes it stale, another answer does not help
                    self._held_until = self._now() + AGAIN
                    break
                await self._take(step)
        finally:
            self._idle.set()
            self._show(loading=False, filling=False)

    async def settled(self) -> None:
        """Wait until nothing is being read."""
        await self._idle.wait()

    async def thaw(self) -> None:
        """Take all that the store has of it, without holding up anybody."""
        while self._thaw_some():
            await self._pause(0)

    def begin(self, batch: Batch) -> None:
        """Take over a first page that has just been read, here or for another list."""
        self._wanted = False
        self._learned(batch)
        self._begin(batch, self._now())
        self.source.about = self.contents.about

    def _next(self) -> Step | None:
        if self._to_keep is not None:
            return "keep"
        if self._now() < self._held_until:
            return None
        if not self.fresh:
            return "first"
        if self._lacks():
            return "page"
        if not self.contents.filling or self.listing.complete:
            return None
        return "thaw" if self._kept.waiting else "rest"

    def _lacks(self) -> bool:
        """Whether rows are in view that are neither known nor in the store."""
        self._thaw_over(self._view)
        listing = self.listing
        if listing.grows:  # whoever sees its end wants what comes behind that
            at_end = self._view.stop >= len(listing.entries) > 0
            return listing.more is not None and at_end and self._short < MOST_SHORT
        return listing.missing(self._view, self.source.page) is not None

    async def _take(self, step: Step) -> None:
        if step in ("thaw", "keep"):
            self._keep_some() if step == "keep" else self._thaw_some()
            await self._pause(0)
            return
        self._show(loading=True)
        changes = self._changes
        try:
            if step == "first":
                batch = await self.source.first()
                if changes == self._changes:  # else it was asked for before a change, and knows nothing of it
                    self.begin(batch)
            else:
                await self._read_page(whole=step == "rest")
        except SpotifyError as error:
            if isinstance(error, NotFound) and step == "first":
                self._missed()
            else:
                self._failed(error)
        else:
            self._show(trouble="")
            if step == "rest" and not self.listing.complete:
                await self._pause(BETWEEN)

    async def _read_page(self, *, whole: bool) -> None:
        listing, size = self.listing, self.source.most if whole else self.source.page
        if listing.grows:
            offset, start = len(listing.entries), listing.more
        else:
            offset = (listing.gap() if whole else listing.missing(self._view, size)) or 0
            start = offset
        if start is None:
            return
        changes, loaded = self._changes, listing.loaded
        batch = await self.source.rows(offset, start, size)
        if changes != self._changes:
            return  # it was asked for before a change, and knows nothing of it
        self._learned(batch)
        if batch.grows:
            self._empty = 0 if batch.entries else self._empty + 1
            self._short = 0 if 2 * len(batch.entries) >= size else self._short + 1
            self._add(batch if self._empty < MOST_EMPTY else replace(batch, more=None))
        elif batch.total != self.listing.total and self._now() - self._restarted_at >= SETTLED:
            self._restarted_at = self._now()
            self.want()
            self._add(batch)
        else:
            self._add(_filled(batch, size, self.listing.total or 0))
            if self.listing.loaded == loaded:  # another try would bring nothing else
                self._held_until = self._now() + AGAIN

    def _missed(self) -> None:
        """There is no such thing, or none that this app may see."""
        place = self.source.place
        by_spotify = place.kind == "playlist" and place.id.startswith(BY_SPOTIFY)
        self._wanted = False
        self._close("by spotify" if by_spotify else "gone", self._now())

    def _failed(self, error: SpotifyError) -> None:
        wait = error.retry_after if isinstance(error, RateLimited) and error.retry_after else AGAIN
        self._held_until = self._now() + wait
        self._show(trouble=told(error, on_screen=True, reading=True), filling=False)


def _filled(batch: Batch, size: int, total: int) -> Batch:
    """The page by the `total` that is known; where nothing came, nothing is there, and is not asked for again."""
    nothing = (HIDDEN,) * max(0, min(size, total - batch.offset))
    return replace(batch, entries=batch.entries or nothing, total=total)
