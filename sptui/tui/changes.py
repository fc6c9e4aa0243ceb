"""Changes of playlists and of the library: carried out, shown, told of, and taken back."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from sptui.library import editing
from sptui.library.collection import Collection
from sptui.library.editor import Editor
from sptui.library.edits import EditError, HalfDone, Plan, Version
from sptui.library.listing import Entry, Listing
from sptui.library.places import Place
from sptui.library.undo import Undo, UndoStack
from sptui.player.troubles import told
from sptui.spotify.errors import SpotifyError
from sptui.spotify.models.playlists import Playlist

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

TRUSTED = 10.0
"""Seconds after a read or a write of a playlist for which nobody else is expected to have changed it."""


def version_of(collection: Collection) -> Version:
    """A playlist as its list has it."""
    listing = collection.listing
    return Version(collection.source.place.id, listing.tag, listing.uris)


class Changes:
    """Makes changes one at a time; each can be taken back for a while, the last first."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app
        self.editor = Editor(app.spotify)
        self._undos = UndoStack(app.player.clock.monotonic)
        self._one_at_a_time = asyncio.Lock()

    def can_undo(self, text: str, run: Callable[[], Awaitable[None]], uri: str) -> None:
        """Tell what was done, and that it can be taken back."""
        self._undos.push(Undo(text, run, self._now, uri))
        self._app.tell(f"{text} u undoes it.")

    async def undo(self) -> None:
        """Take back the last change."""
        try:
            undone = await self._undos.undo()
        except (SpotifyError, EditError) as error:
            self.tell(error)
        else:
            self._app.tell(f"Undone: {undone.text}" if undone is not None else "There is nothing to undo.")

    def forget(self) -> None:
        """Take back nothing any more: it is another account."""
        self._undos.forget()

    async def carry_out(self, collection: Collection, plan: Plan, text: str, *, before: Listing | None = None) -> None:
        """Change a playlist, show it, and let it be taken back. `before` is the list where the change shows already."""
        old = before or collection.listing
        try:
            await self.apply(collection, plan, old)
        except (SpotifyError, EditError) as error:
            self.tell(error)
            if before is not None:
                collection.show_listing(before)
            if isinstance(error, EditError):
                collection.want()
                await collection.load()
        else:
            uri = f"spotify:playlist:{collection.source.place.id}"
            self.can_undo(text, partial(self._reverse, collection.source.place, plan, old), uri)

    async def apply(self, collection: Collection, plan: Plan, old: Listing, new: Sequence[Entry] = ()) -> None:
        """Change a playlist whose rows were `old`, `new` ones coming in, and show it. Raises what `Editor` raises."""
        async with self._one_at_a_time:
            plan = replace(plan, before=replace(plan.before, snapshot_id=collection.listing.tag))
            trusted = 0 <= self._app.player.clock.time() - collection.verified_at < TRUSTED
            try:
                version = await self.editor.carry_out(plan, trusted=trusted)
            except HalfDone as half:
                version = await self._finish(half, collection)
            collection.verified_at = self._app.player.clock.time()
        listing = old.rearranged(plan.order, new, version.snapshot_id)
        self._changed(collection, listing)

    async def _finish(self, half: HalfDone, collection: Collection) -> Version:
        """Go on with a change that stopped on its way, for as long as somebody wants to; afterwards, `u` does."""
        while await self._app.asks("Finish the change?", str(half), yes="finish it"):
            try:
                return await self.editor.resume(half)
            except HalfDone as again:
                half = again
            except SpotifyError as error:
                self.tell(error)
        self._undos.push(
            Undo(
                "what was half done is done.",
                partial(self._resume, half, collection),
                self._now,
                half.version.playlist_id,
            )
        )
        raise half

    async def _resume(self, half: HalfDone, collection: Collection) -> None:
        """Go on with a change that somebody has left half done. Raises what `Editor.resume` raises."""
        await self.editor.resume(half)
        collection.want()
        await collection.load()

    @property
    def _now(self) -> float:
        return self._app.player.clock.monotonic()

    def _changed(self, collection: Collection, listing: Listing) -> None:
        """Show and keep a playlist's rows, and its new version wherever else it stands."""
        about = collection.contents.about
        if isinstance(about, Playlist):
            about = about.model_copy(update={"total": listing.total, "snapshot_id": listing.tag})
            collection.change(listing, about)
            self._app.browsing.collections.update(about)
        else:
            collection.change(listing)
        self._app.browsing.load()

    async def _reverse(self, place: Place, plan: Plan, old: Listing) -> None:
        """Take back a change of a playlist's rows. Raises what `Editor.carry_out` raises."""
        collection = self._app.browsing.collections.at(place)
        back = editing.inverse(plan, version_of(collection))
        again = [row for row, was in enumerate(back.order) if was is None]
        entries = [entry for row in again if (entry := old.entries[row]) is not None]
        await self.apply(collection, back, collection.listing, entries)

    def tell(self, error: SpotifyError | EditError) -> None:
        """Say why something was not done, or not all of it."""
        text = told(error) if isinstance(error, SpotifyError) else str(error)
        self._app.tell(text, severity="warning")
