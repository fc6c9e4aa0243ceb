"""Pages of lists. Source: reference chapter "API calls" (paging object)."""

from typing import Generic, TypeVar

from sptui.spotify.models.base import Body, Count, Rows

T = TypeVar("T")


class Page(Body, Generic[T]):
    """One page of a list by offset.

    `total` is None where the service does not say; of a search it is not to be trusted. Rows that the service sent
    as null are missing, so the next page starts at `next_offset`, never at `offset + len(items)`.
    """

    items: Rows[T]
    limit: Count | None = None
    offset: Count = 0
    next: str | None = None
    total: Count | None = None

    @property
    def next_offset(self) -> int | None:
        """Where the next page starts, or None on the last one."""
        if self.next is None:
            return None
        return self.offset + (self.limit or len(self.items))


class Cursors(Body):
    """Where a page by cursor begins and ends; opaque."""

    after: str | None = None
    before: str | None = None


class CursorPage(Body, Generic[T]):
    """One page of a list that is walked by cursor: recently played items and followed artists."""

    items: Rows[T]
    limit: Count | None = None
    next: str | None = None
    cursors: Cursors = Cursors()
    total: Count | None = None
