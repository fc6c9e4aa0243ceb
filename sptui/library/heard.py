"""How far the listener came in episodes and chapters, as far as that was seen from here."""

from dataclasses import replace

from sptui.library.listing import Listing
from sptui.spotify.models.catalogue import Chapter, Episode, ResumePoint

NEARLY_MS = 15_000
"""What is left of something that counts as heard to its end, in ms."""

MOST_ROWS = 2_000
"""Rows of a list in which it is looked for: few longer ones hold anything spoken."""

_WHOLE = ResumePoint(fully_played=True)


def heard_to(thing: Episode | Chapter, position_ms: int) -> Episode | Chapter:
    """The thing once it was heard up to `position_ms`; the same where the listener has come further before."""
    before = thing.resume_point or ResumePoint()
    if before.fully_played or position_ms <= before.resume_position_ms:
        return thing
    whole = 0 < thing.duration_ms <= position_ms + NEARLY_MS
    return thing.model_copy(update={"resume_point": _WHOLE if whole else ResumePoint(resume_position_ms=position_ms)})


def with_heard(listing: Listing, identifier: str, position_ms: int) -> Listing:
    """The rows once the episode or chapter of that id was heard up to `position_ms`; the same where none is it."""
    entries = list(listing.entries)
    for index, entry in enumerate(entries if len(entries) <= MOST_ROWS else ()):
        thing = entry.thing if entry is not None else None
        if entry is not None and isinstance(thing, Episode | Chapter) and thing.id == identifier:
            entries[index] = replace(entry, thing=heard_to(thing, position_ms))
    return replace(listing, entries=tuple(entries)) if tuple(entries) != listing.entries else listing
