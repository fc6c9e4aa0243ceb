"""The single items of rows: those that are some, and what is in albums, playlists and the like."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sptui.library.collection import Collection
from sptui.library.places import place_of
from sptui.spotify.models.catalogue import Artist
from sptui.spotify.models.things import Single, Thing, Whole
from sptui.tui.asking import agreed

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp


class Gathering:
    """Gathers items."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app

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
