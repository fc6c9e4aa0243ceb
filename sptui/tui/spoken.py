"""What there is to tell of an episode or a chapter while it plays."""

from sptui.library.collections import Collections
from sptui.library.places import Place
from sptui.spotify.models.catalogue import Episode, Item
from sptui.tui.widgets.line import DOT

_MINUTE_MS = 60_000


def notes(item: Item | None, position_ms: int, chapter: tuple[int, int] | None = None) -> str:
    """`episode  ·  32 min left`, or where it is the nth `chapter` of so many that; "" for what is not spoken.

    It counts minutes, so that it stays the same for a while; the seek bar has the seconds.
    """
    if not isinstance(item, Episode):
        return ""
    kind = f"chapter {chapter[0]} of {chapter[1]}" if chapter is not None else "episode"
    return DOT.join(part for part in (kind, _left(item.duration_ms - position_ms) if item.duration_ms else "") if part)


def chapter_of(item: Item | None, collections: Collections) -> tuple[int, int] | None:
    """Which chapter of how many an item is, counted from 1; None where its book was not looked at, or is none."""
    show = item.show if isinstance(item, Episode) else None
    book = collections.held(Place("audiobook", show.id)) if show is not None and show.id else None
    if item is None or book is None:
        return None
    entries = book.listing.entries
    ids = [entry.thing.id if entry is not None and entry.thing is not None else None for entry in entries]
    return (ids.index(item.id) + 1, len(ids)) if item.id in ids else None


def _left(ms: int) -> str:
    if ms < _MINUTE_MS:
        return "less than a minute left"
    hours, minutes = divmod(ms // _MINUTE_MS, 60)
    return f"{hours} h {minutes} min left" if hours else f"{minutes} min left"
