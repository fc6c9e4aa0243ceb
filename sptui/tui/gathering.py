"""The single items of rows: those that are some, and what is in albums, playlists and the like."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sptui.library.collection import Collection
from sptui.library.places import place_of
from sptui.player import intents
from sptui.spotify.models.catalogue import Artist
from sptui.spotify.models.things import Single, Thing, Whole
from sptui.tui.asking import agreed
from sptui.tui.text import count
from sptui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

_QUEUED = 20  # items above which somebody is asked first: each costs a request


class Gathering:
    """Gathers items, and queues them."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app

    def enqueue(self, things: Sequence[Thing], marked: Rows) -> None:
        """Append `things` to the queue; of an album or the like, what is in it.

        Afterwards nothing is `marked` any more in the list that they come from.
        """
        if not things:
            self._app.tell("Nothing to queue here: press z on a track or an episode.")
        else:
            self._app.run_worker(self._enqueue(things, marked), group="enqueue", exclusive=True)

    async def items_of(self, things: Sequence[Thing], most: int | None = None) -> list[Single] | None:
        """The single ones of `things` and what is in the others, all of it, or the first `most` items.

        None when it is not read, because it cannot be or because somebody would rather not. Artists hold no items.
        """
        wholes = [thing for thing in things if isinstance(thing, Whole) and not isinstance(thing, Artist)]
        lists: dict[str | None, Collection | None] = {thing.uri: self._list_of(thing) for thing in wholes}
        unread = sum(not list_.fresh for list_ in lists.values() if list_ is not None)
        if not await agreed(self._app, unread, f"Look into {unread} lists first?", yes="look into them"):
            return None
        items: list[Thing] = []
        for thing in things:
            list_ = lists.get(thing.uri)
            if list_ is None:
                items.append(thing)
            elif most is None or len(items) < most:
                if not await self._read(list_, whole=most is None):
                    return None
                items += [entry.thing for entry in list_.listing.entries if entry is not None and entry.thing]
        return [item for item in items if isinstance(item, Single)][:most]

    def _list_of(self, thing: Whole) -> Collection | None:
        place = place_of(thing)
        return self._app.browsing.collections.at(place) if place is not None else None

    async def _read(self, collection: Collection, *, whole: bool) -> bool:
        """Have the beginning of a list, or the `whole` of it; False when that fails, or somebody would rather not."""
        await collection.load()
        await collection.settled()
        if not collection.listing.known:
            self._app.tell(collection.contents.trouble, severity="warning")
            return False
        return not whole or await self._app.lists.fill_all(collection, "Only a part of it is loaded. ")

    async def _enqueue(self, things: Sequence[Thing], marked: Rows) -> None:
        items = await self.items_of(things, intents.MOST_URIS)
        if items is None:
            return
        commands = intents.enqueue(items)
        number = len(commands)
        if not commands:
            self._app.tell("There is nothing in it that Spotify could queue.")
        elif number <= _QUEUED or await self._app.asks(
            f"Add {count(number)} items to the queue?",
            f"Spotify takes them one by one: {count(number)} requests.",
            yes="add them",
        ):
            marked.clear_marks()
            self._app.remote.do(*commands)
