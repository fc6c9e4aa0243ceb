"""What leaves the library, and how it comes back."""

from collections.abc import Sequence
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from sptui.library.collection import Collection
from sptui.library.collections import PLAYLISTS
from sptui.library.listing import Entry
from sptui.library.places import Place
from sptui.player.commands import Like
from sptui.spotify.endpoints.library import BATCH
from sptui.spotify.errors import SpotifyError
from sptui.spotify.models.playlists import Playlist
from sptui.tui.asking import SEVERAL, agreed, show_progress
from sptui.tui.changes import Changes
from sptui.tui.things import named, several

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

MANY = 10
"""Things that go at once above which somebody is asked first."""


class Saving:
    """Takes things out of the library and puts them back."""

    def __init__(self, app: "SptuiApp", changes: Changes) -> None:
        self._app = app
        self._changes = changes

    def undo_like(self, command: Like) -> None:
        """Let a like that was taken away be taken back."""
        again = Like(command.uris, on=True, names=command.names)
        self._changes.can_undo(command.receipt or "Liked no more.", "Liked again.", partial(self._like_again, again))

    async def _like_again(self, command: Like) -> None:
        self._app.remote.do(command)

    async def unsave(self, collection: Collection, rows: Sequence[int]) -> None:
        """Take things out of the library, and let that be taken back."""
        entries = [entry for row in rows if (entry := collection.listing.entries[row]) is not None and entry.uri]
        uris = [entry.uri for entry in entries]
        if not uris:
            return
        if not await self._sure(collection.source.place, entries):
            return
        done: list[str] = []
        try:
            await self._save(uris, on=False, done=done)
        except SpotifyError as error:
            self._changes.tell(error)
        gone = [entry for entry in entries if entry.uri in set(done)]
        if gone:
            self._gone(collection, gone)

    async def _sure(self, place: Place, entries: Sequence[Entry]) -> bool:
        """Whether so many may go: a great loss is asked first, though it can be taken back for a while."""
        things = [entry.thing for entry in entries]
        requests, question = ceil(len(things) / BATCH), f"Remove {several(things)}?"
        user = self._app.browsing.collections.user_id
        own = [thing for thing in things if isinstance(thing, Playlist) and thing.owner.id == user]
        loss = (
            f"{several(own)} of your own will be deleted; [[playlist.undo]] brings them back."
            if place == PLAYLISTS and own
            else ""
        )
        if requests <= SEVERAL and (len(own) > 1 or len(things) > MANY):
            return await self._app.asks(
                question, loss or "[[playlist.undo]] brings them back for ten minutes.", yes="remove them"
            )
        return await agreed(self._app, requests, question, yes="remove them")

    def _gone(self, collection: Collection, entries: Sequence[Entry]) -> None:
        """Show that things have left the library, and let that be taken back."""
        if self._app.main.ready and self._app.browsing.place == collection.source.place:
            self._app.main.panes.library.rows.clear_marks()
        self._without(collection, [entry.uri for entry in entries])
        self._app.browsing.load()
        what = named([entry.thing for entry in entries])
        where = "in your library" if collection.source.place != PLAYLISTS else "among your playlists"
        undone = partial(self._resave, collection.source.place, entries)
        self._changes.can_undo(f"No longer {where}: {what}.", f"Back {where}: {what}.", undone)

    async def _resave(self, place: Place, entries: Sequence[Entry]) -> None:
        """Put things back into the library, where the last saved stands first."""
        await self._changes.at_cost(ceil(len(entries) / BATCH))
        await self._save([entry.uri for entry in reversed(entries)], on=True)
        collection = self._app.browsing.collections.at(place)
        collection.thaw_now()
        listing = collection.listing
        if listing.known:
            order = [*[None] * len(entries), *range(len(listing.entries))]
            collection.change(listing.rearranged(order, entries, listing.tag))
            self._app.browsing.load()

    async def unfollow(self, playlist: Playlist) -> None:
        """Delete a playlist that was made from here."""
        await self._save([playlist.uri or ""], on=False)
        self._without(self._app.browsing.collections.at(PLAYLISTS), [playlist.uri or ""])
        if self._app.browsing.place == Place("playlist", playlist.id or ""):
            self._app.browsing.back()

    def _without(self, collection: Collection, uris: Sequence[str]) -> None:
        """Show and keep a list, if it is known, without what has left it; meanwhile its rows may have moved."""
        collection.thaw_now()
        listing, gone = collection.listing, set(uris)
        if listing.known:
            kept = [row for row, entry in enumerate(listing.entries) if entry is None or entry.uri not in gone]
            collection.change(listing.rearranged(kept, (), listing.tag))

    async def _save(self, uris: Sequence[str], *, on: bool, done: list[str] | None = None) -> None:
        """Save or remove; `done` is told what was, also when the rest fails. Raises `SpotifyError`."""
        library, total = self._app.spotify.library, ceil(len(uris) / BATCH)
        try:
            for start in range(0, len(uris), BATCH):
                show_progress(self._app, start // BATCH, total)
                batch = uris[start : start + BATCH]
                await (library.save if on else library.remove)(batch)
                self._app.player.learn_likes(batch, saved=on, done=True)
                if done is not None:
                    done += batch
        finally:
            show_progress(self._app, total, total)
