"""The staged queue as one frozen value, and what can be done to it."""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Self

from sptui.player.items_text import frozen, thawed
from sptui.player.staging.entry import Entry, State, after_start, given, here
from sptui.spotify.models.catalogue import Item

MOST: Final = 1_000
"""Items that can wait at the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """The entries in their order: those in Spotify's hands stand before those that are still here.

    `held` says that none is handed over until the listener wants it. `context` and `playing` are the URIs of what
    played `at` last (epoch seconds) while there were entries, to notice what others have started meanwhile.
    """

    entries: tuple[Entry, ...] = ()
    next_id: int = 1
    held: bool = False
    context: str = ""
    playing: str = ""
    at: float = 0.0

    @property
    def here(self) -> tuple[Entry, ...]:
        """Those that can still be moved and removed."""
        return here(self.entries)

    @property
    def shown(self) -> tuple[Entry, ...]:
        """All of them as they are to be shown."""
        if not self.held:
            return self.entries
        return tuple(replace(each, state="held") if each.state == "waiting" else each for each in self.entries)

    @property
    def given(self) -> tuple[Entry, ...]:
        """Those in Spotify's hands."""
        return given(self.entries)

    def entry(self, id_: int) -> Entry | None:
        """The entry of that id; None when it has gone."""
        return next((entry for entry in self.entries if entry.id == id_), None)

    def added(self, items: Iterable[Item], *, first: bool = False) -> Self:
        """With `items` behind all others, or `first` among those that are still here; no more than `MOST` in all."""
        room = max(0, MOST - len(self.entries))
        fresh = tuple(
            Entry(id=id_, item=item) for id_, item in enumerate(items, start=self.next_id) if id_ < self.next_id + room
        )
        waiting = (*fresh, *self.here) if first else (*self.here, *fresh)
        at = self.at if self.entries else 0.0  # what played before has nothing to do with these
        return replace(self, entries=(*self.given, *waiting), next_id=self.next_id + len(fresh), at=at)

    def without(self, ids: Collection[int]) -> Self:
        """Without those of `ids` that are still here."""
        return self.arranged(entry for entry in self.here if entry.id not in ids)

    def moved(self, ids: Collection[int], by: int) -> Self:
        """With those of `ids` that are here moved together, down by so many places or up; at the ends they stop."""
        waiting = self.here
        chosen = [place for place, entry in enumerate(waiting) if entry.id in ids]
        if not chosen:
            return self
        by = max(-chosen[0], min(by, len(waiting) - 1 - chosen[-1]))
        rest = iter([entry for entry in waiting if entry.id not in ids])
        places = {place + by: waiting[place] for place in chosen}
        return self.arranged(places[place] if place in places else next(rest) for place in range(len(waiting)))

    def arranged(self, waiting: Iterable[Entry]) -> Self:
        """With `waiting` as those that are still here."""
        return replace(self, entries=(*self.given, *waiting))

    def turned(self, id_: int, state: State, at: float = 0.0) -> Self:
        """With an entry in another state since `at`: behind those in Spotify's hands when it comes to them, and in
        front of the others when it comes back.
        """
        entry = self.entry(id_)
        if entry is None:
            return self
        fresh = replace(entry, state=state, since=at)
        if fresh.here == entry.here:
            return replace(self, entries=tuple(fresh if each is entry else each for each in self.entries))
        others = self.dropped({id_})
        return replace(self, entries=(*others.given, fresh, *others.here))

    def begun(self, id_: int, at: float) -> Self:
        """With an entry that waits on its way to Spotify; as it is when that does not wait any more."""
        entry = self.entry(id_)
        return self.turned(id_, "sending", at) if entry is not None and entry.state == "waiting" else self

    def with_held(self, *, on: bool) -> Self:
        """With the list held or not."""
        return replace(self, held=on)

    def seen_with(self, playing: str, context: str, at: float) -> Self:
        """With what plays now."""
        return replace(self, playing=playing, context=context, at=at)

    def after_start(self, uri: str | None) -> Self:
        """What is left when an item with `uri` has begun."""
        return replace(self, entries=after_start(self.entries, uri))

    def dropped(self, ids: Collection[int]) -> Self:
        """Without `ids`, wherever they are."""
        return replace(self, entries=tuple(entry for entry in self.entries if entry.id not in ids))

    def restored(self, before: "Staged", after: "Staged") -> Self:
        """With what one change, from `before` to `after`, did taken back; what has happened since stays.

        What has been handed over since is not brought back, and what has come in since stands at the end.
        """
        now, then = {entry.id for entry in self.here}, {entry.id for entry in after.here}
        old = [entry for entry in before.here if entry.id in now or entry.id not in then]
        known = {entry.id for entry in (*before.here, *after.here)}
        return self.arranged((*old, *(entry for entry in self.here if entry.id not in known)))

    def as_text(self) -> str:
        """All of it as JSON."""
        entries = [[each.id, each.state, each.since, frozen(each.item)] for each in self.entries]
        rest = {"next": self.next_id, "held": self.held, "context": self.context, "playing": self.playing}
        return json.dumps({**rest, "at": self.at, "entries": entries}, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """What a text stands for; nothing for "" and for rubbish."""
        try:
            told: dict[str, Any] = json.loads(text) if text else {"entries": []}
            entries = tuple(_entry(*each) for each in told["entries"])
            return cls(
                entries=entries,
                next_id=max([int(told.get("next", 1)), *(entry.id + 1 for entry in entries)]),
                held=told.get("held") is True,
                context=str(told.get("context", "")),
                playing=str(told.get("playing", "")),
                at=float(told.get("at", 0.0)),
            )
        except (ValueError, TypeError, KeyError, AttributeError):
            return cls()


Change = Callable[[Staged], Staged]


def _entry(id_: object, state: State, since: object, data: object) -> Entry:
    known: Sequence[State] = ("waiting", "refused", "sending", "sent")
    if state not in known:
        raise ValueError(state)
    return Entry(id=int(str(id_)), item=thawed(data), state=state, since=float(str(since)))
