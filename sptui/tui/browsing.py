"""Which list is open, how one came there, and what is read for it."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.timer import Timer

from sptui.library.collection import Collection
from sptui.library.collections import PLAYLISTS, Collections
from sptui.library.contents import Contents
from sptui.library.listing import Batch
from sptui.library.places import SAVED, Place
from sptui.player.listened import Listened
from sptui.spotify.errors import SpotifyError
from sptui.tui.actions import PaneName
from sptui.tui.pages.look import SHELVES, shelf_place

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

SETTLED = 0.15
"""Seconds for which a list must rest before what has come into view is read: nobody looks at what flies past."""

AGED = 30.0
"""Seconds between two looks at how old the open list is."""


class Browsing:
    """The open list of the app, and those that one comes back to."""

    def __init__(self, app: "SptuiApp") -> None:
        self.collections = Collections(
            app.spotify,
            app.store,
            now=app.player.clock.time,
            pause=asyncio.sleep,
            changed=self.heard,
            learned=self.learned,
            user_id=lambda: app.account.user_id,
        )
        app.player.errands.add(Listened(lambda item, ms: self.collections.heard(item.id or "", ms)))
        self._app = app
        self._path: list[tuple[Place, PaneName]] = [(PLAYLISTS, "library")]
        self._resting: Timer | None = None

    @property
    def place(self) -> Place:
        """Which list is open."""
        return self._path[-1][0]

    @property
    def current(self) -> Collection:
        """The open list."""
        return self.collections.at(self.place)

    def start(self) -> None:
        """Show what is known of the library; nothing is asked for before somebody looks at it."""
        if self._app.main.contents is None:
            self._app.set_interval(AGED, self._tell_time)
            self._show()

    def go(self, place: Place, uri: str = "") -> None:
        """Open a list, with the cursor on the row of `uri` if there is one; one comes back to where one is now."""
        main = self._app.main
        main.panes.library.expect(place, uri)
        if place != self.place:
            self._path.append((place, main.pane))
        main.show_pane("library")
        self._show()
        self.load()

    def back(self) -> bool:
        """Go back to where one came from; False in the library itself."""
        if len(self._path) == 1:
            return False
        _, pane = self._path.pop()
        self._show()
        self._app.main.show_pane(pane, typing=False)
        self.load()
        return True

    def swap(self, place: Place, uri: str = "") -> None:
        """Open a list in the place of the one that is open, with the cursor on the row of `uri` if there is one."""
        self._app.main.panes.library.expect(place, uri)
        self._path[-1] = (place, self._path[-1][1])
        self._show()
        self.load()

    def reread(self) -> None:
        """Read the open list again."""
        self.current.want()
        self.load()

    def load(self) -> None:
        """Read what the open list lacks."""
        self._load(self.current)

    def looked(self, place: Place, rows: range) -> None:
        """Read what has come into view, once the list rests."""
        if place != self.place:
            return
        if self._resting is not None:
            self._resting.stop()
        if self.current.look(rows) and self._app.main.pane == "library":
            self._resting = self._app.set_timer(SETTLED, self.load)

    def heard(self, contents: Contents) -> None:
        """Show a list that has changed, if it is the open one."""
        if self._app.main.ready and contents.place == self.place:
            self._app.main.contents = contents

    def learned(self, place: Place, batch: Batch) -> None:
        """Take note that what stands in an answer about saved things is saved."""
        if place.kind in SAVED:
            self._app.player.learn_likes([entry.uri for entry in batch.entries], saved=True)

    def forget(self) -> None:
        """Know nothing any more: it is another account."""
        for group in (
            "lists",
            "fill",
            "known",
            "link",
            "search",
            "offer",
            "enqueue",
            "playlists",
            "changes",
            "contexts",
        ):
            self._app.workers.cancel_group(self._app, group)
        del self._path[1:]
        self.collections.forget()
        if self._app.main.ready:
            self._show()

    def _load(self, collection: Collection) -> None:
        name = f"list {collection.source.place.key}"
        self._app.run_worker(self._read(collection), name=name, group="lists")

    async def _read(self, collection: Collection) -> None:
        await collection.load()
        if collection.source.place == PLAYLISTS and collection.listing.known and not self.collections.user_id:
            with suppress(SpotifyError):  # then all playlists are told by their owners
                await self.collections.me()
        if self._app.main.ready:
            self._app.main.user_id = self.collections.user_id
        self._app.player.to_read.set()  # what it has cost shows

    def _show(self) -> None:
        main = self._app.main
        if self.place == PLAYLISTS:
            main.totals = {kind: self.collections.kept_total(shelf_place(kind)) for kind in SHELVES}
        main.now = self._app.player.clock.time()
        main.user_id = self.collections.user_id
        main.contents = self.current.contents

    def _tell_time(self) -> None:
        if self._app.main.ready:
            self._app.main.now = self._app.player.clock.time()
