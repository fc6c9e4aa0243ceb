"""When what plays will be over: the item, and the album, playlist or show that it is part of."""

from dataclasses import dataclass, replace
from typing import Literal, Self

from sptui.player.commands.starts import context_id
from sptui.player.staging.entry import given, given_uris, own_in, upcoming
from sptui.player.state import Picture
from sptui.spotify.models.catalogue import Item

Until = Literal["moment", "item", "context"]

FADE = 15.0
"""Seconds of the fade that ends a timer."""

BEFORE_END = 1.5
"""Seconds before an item's end at which it is stopped, so that nothing of the next one is heard."""

_FULL = 20  # entries of a queue that may have more behind them
_ON_TIME = 3.0  # seconds around its predicted end in which an item is taken to have ended by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When to stop: at the moment `at` (monotonic seconds), or at the end of the item or context `uri`.

    `fade` is how many seconds before that it begins to get quieter.
    """

    until: Until
    at: float = 0.0
    uri: str = ""
    fade: float = FADE

    @classmethod
    def end_of(cls, until: Until, picture: Picture) -> Self:
        """To stop at the end of the item, or of the context, that plays."""
        return cls(until=until, uri=subject(picture, until))

    def moved(self, picture: Picture) -> bool:
        """Whether something else plays than what the plan is for."""
        return (
            self.until != "moment"
            and picture.playback.item is not None
            and not _same(self.uri, subject(picture, self.until))
        )


def subject(picture: Picture, until: Until) -> str:
    """The URI of the item or the context that plays, "" where there is none."""
    context = picture.playback.context
    return (picture.playback.uri if until == "item" else context.uri if context is not None else None) or ""


def endless(picture: Picture) -> str:
    """Why the context that plays has no end; "" when it has one."""
    if picture.playback.repeat == "off":
        return ""
    what = "the track" if picture.playback.repeat == "track" else "all"
    return f"never: repeat is on for {what}"


class Endings:
    """Knows when things end, as far as that is told: a full queue does not tell where it ends.

    What the listener has queued belongs to the context that it interrupts, also while it still waits here.
    """

    def __init__(self) -> None:
        self._rest: tuple[Item, ...] | None = None  # of the queue, without what is known to be the listener's
        self._runs_out = False
        self._last: str | None = None  # of all that is known
        self._own: frozenset[str] = frozenset()  # what comes behind that from the listener
        self._item: str | None = None
        self._item_end: float | None = None
        self._ended = False
        self._playing = False

    def look(self, picture: Picture, now: float) -> bool:
        """Take note of a picture; True when what played has just stopped by itself."""
        self._look_ahead(picture)
        playing = picture.playback.is_playing
        stopped = self._playing and not playing and self._past_end(now)
        self._playing = playing
        if picture.playback.uri != self._item:
            self._item, self._ended = picture.playback.uri, self._past_end(now)
        if playing:
            self._item_end = picture.ends_at
        return stopped

    def over(self, picture: Picture, now: float) -> bool:
        """Whether the item before the one that plays has come to its end by itself."""
        return self._ended if picture.playback.uri == self._item else self._past_end(now)

    def end(self, picture: Picture, until: Until) -> float | None:
        """When to stop so that nothing else is heard (monotonic seconds); None while that cannot be said."""
        end = picture.ends_at if until == "item" else self._context_end(picture)
        return None if end is None else end - BEFORE_END

    def _past_end(self, now: float) -> bool:
        """Whether the item that was seen last must have come to its end by `now`, or is about to."""
        return self._item_end is not None and now >= self._item_end - _ON_TIME

    def _look_ahead(self, picture: Picture) -> None:
        """Learn what comes last. What goes out of the queue at its front, or into it from here, tells nothing new."""
        queue, uri = picture.queue, picture.playback.uri
        if queue is not None:
            rest = queue[own_in(picture.staged, queue) :]
            if rest != self._rest and not _shifted(self._rest, rest):
                self._runs_out = len(queue) < _FULL
            self._rest = rest
            self._last = queue[-1].uri if queue else uri
        elif uri in self._own:
            self._last = uri
        if uri is not None:
            self._own = given_uris(picture.staged) if uri == self._last else frozenset()

    def _context_end(self, picture: Picture) -> float | None:
        if not self._runs_out or endless(picture) or (picture.queue is None and picture.playback.uri != self._last):
            return None
        queue, staged = picture.queue or (), picture.staged
        known = {item.uri for item in queue}
        # What Spotify has been given from here may not be in the queue that was read before.
        unread = (entry.item for entry in given(staged) if entry.item.uri not in known)
        left = tuple(item for item in (*unread, *upcoming(staged, queue)) if item.available)
        ends = replace(picture, queue=left).ends(len(left) + 1)
        return ends[-1] if len(ends) == len(left) + 1 else None


def _shifted(before: tuple[Item, ...] | None, after: tuple[Item, ...]) -> bool:
    """Whether `after` is what is left of `before`."""
    return before is not None and 0 < len(after) <= len(before) and before[len(before) - len(after) :] == after


def _same(one: str, other: str) -> bool:
    """Whether two URIs name one thing: a playlist may be called its owner's."""
    return context_id(one) == context_id(other)
