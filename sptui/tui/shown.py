"""Changes of playlists that show already and are not made yet."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sptui.library.collection import Collection
from sptui.library.edits import EditError, Plan, Version
from sptui.library.listing import Entry, Listing


class Overtaken(EditError):
    """A change was made up for rows that are not there: one that was made before it has failed."""

    def __init__(self) -> None:
        super().__init__("That was not done, for what was done before it has failed: look again.")


@dataclass(slots=True, eq=False)
class Change:
    """A change that shows: `before` are the rows that it was made up for, and `entries` come in by its `plan`."""

    collection: Collection
    before: Listing
    plan: Plan
    entries: tuple[Entry, ...] = ()
    dropped: bool = False
    over: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def after(self) -> Listing:
        """The rows that it makes."""
        return self.before.rearranged(self.plan.order, self.entries, self.before.tag)


class Shown:
    """The changes that show and are not made yet, one on top of another, in the order in which they will be.

    `send` is called before another one comes, for the one that waits for the keys to rest.
    """

    def __init__(self) -> None:
        self.send: Callable[[], None] = lambda: None
        self._changes: list[Change] = []

    def begin(self, collection: Collection, plan: Plan, entries: Sequence[Entry] = ()) -> Change:
        """Show another change."""
        self.send()
        change = Change(collection, collection.listing, plan, tuple(entries))
        self._changes.append(change)
        collection.show_listing(change.after)
        return change

    def reshape(self, change: Change, plan: Plan) -> None:
        """Let the last change be another one."""
        change.plan = plan
        change.collection.show_listing(change.after)

    def drop(self, change: Change) -> None:
        """Show a change no more, nor those on top of it."""
        self._end(*self._from(change), dropped=True)
        if change.collection.listing.tag == change.before.tag:
            change.collection.show_listing(change.before)

    def confirm(self, change: Change, after: Listing) -> None:
        """Take `after` for what the first change has made of the rows, and show the others on top of that."""
        later = self._from(change)[1:]
        self._end(change)
        for place, each in enumerate(later):
            if each.plan.before.uris != after.uris:
                self._end(*later[place:], dropped=True)
                break
            each.before = after
            after = each.after
        change.collection.show_listing(after)

    async def turn_of(self, change: Change) -> None:
        """Wait until those below it are made. Raises `Overtaken` when that fails."""
        while not change.dropped and (first := self._of_list(change)[0]) is not change:
            await first.over.wait()
        if change.dropped:
            raise Overtaken

    async def settled(self) -> None:
        """Wait until all that shows now is made, or shows no more."""
        self.send()
        for each in tuple(self._changes):
            await each.over.wait()

    def _of_list(self, change: Change) -> list[Change]:
        """Those of its list, without those that were made up before that was read anew."""
        tag = change.before.tag
        return [each for each in self._changes if each.collection is change.collection and each.before.tag == tag]

    def _from(self, change: Change) -> list[Change]:
        together = self._of_list(change)
        return together[together.index(change) :]

    def _end(self, *changes: Change, dropped: bool = False) -> None:
        for each in changes:
            each.dropped = dropped
            each.over.set()
            self._changes.remove(each)


def version_of(collection: Collection) -> Version:
    """A playlist as its list has it, with all that the store knows of it."""
    collection.thaw_now()
    listing = collection.listing
    return Version(collection.source.place.id, listing.tag, listing.uris)
