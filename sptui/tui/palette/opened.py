"""The palette of the app: opened with all there is, and what comes of it."""

import asyncio
from typing import TYPE_CHECKING

from sptui.library.collections import PLAYLISTS
from sptui.tui.palette.entry import Entry
from sptui.tui.palette.sources import entries_of, known_playlists, playlists_of
from sptui.tui.palette.usage import Usage
from sptui.tui.screens.box import BoxScreen
from sptui.tui.screens.palette import PaletteScreen

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

_USES = "palette uses"  # the store's name for them


class AppPalette:
    """Opens the palette, does what was chosen there, and remembers what is used most."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app
        self._playlists: tuple[Entry, ...] = ()
        self._of: object = None  # the listing that they were made of

    def open(self) -> None:
        """Show it; the playlists that were not known come a moment later."""
        app = self._app
        usage, now = Usage.load(app.store.remembered(_USES)), app.player.clock.time()

        def try_on(theme: str | None) -> None:
            app.preferences.wardrobe.preview(theme or "")

        known = app.browsing.collections.at(PLAYLISTS).listing is self._of
        entries = (*entries_of(app), *(self._playlists if known else ()))
        screen = PaletteScreen(entries, lambda name: usage.weight(name, now), try_on)
        app.push_screen(screen, self._chosen)
        app.run_worker(self._offer(screen, told=known), group="palette", exclusive=True)

    async def _offer(self, screen: PaletteScreen, *, told: bool) -> None:
        """Add the playlists that the store has; nobody is asked for them."""
        collection = self._app.browsing.collections.at(PLAYLISTS)
        await collection.thaw()
        if told and collection.listing is self._of:
            return
        self._of, playlists = collection.listing, known_playlists(self._app)
        self._playlists = await asyncio.to_thread(playlists_of, self._app, playlists)
        if screen.is_attached and not told:
            screen.offer(self._playlists)

    def _chosen(self, entry: Entry | None) -> None:
        if entry is None:
            return
        usage, now = Usage.load(self._app.store.remembered(_USES)), self._app.player.clock.time()
        self._app.store.remember(_USES, usage.used(entry.use, now).dump())
        while isinstance(self._app.screen, BoxScreen):  # what is chosen shows in the panes
            self._app.pop_screen()
        self._app.call_next(entry.run)
