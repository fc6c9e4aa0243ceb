"""Rows that go into a playlist that one chooses, or into a new one."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from sptui.library import editing
from sptui.library.collections import PLAYLISTS
from sptui.library.edits import ChangedElsewhere, HalfAdded
from sptui.library.places import Place
from sptui.player.troubles import told
from sptui.spotify.errors import SpotifyError
from sptui.spotify.models.playlists import Playlist
from sptui.spotify.models.things import Thing
from sptui.tui.changes import Changes, version_of
from sptui.tui.saving import Saving
from sptui.tui.screens.choose_playlist import Choice, ChoosePlaylist, Option
from sptui.tui.things import size, visibility

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

_LAST = "last playlist"  # the store's name for it


class Adding:
    """Asks into which playlist, and adds at its end."""

    def __init__(self, app: "SptuiApp", changes: Changes, saving: Saving) -> None:
        self._app = app
        self._changes = changes
        self._saving = saving

    def add(self, things: Sequence[Thing]) -> None:
        """Ask into which playlist, and add `things` there; of an album or the like, what is in it."""
        if things:
            self._app.run_worker(self._add_to(things), group="playlists", exclusive=True)
        else:
            self._app.tell("There is nothing here that could be added to a playlist.")

    async def _add_to(self, things: Sequence[Thing]) -> None:
        items = await self._app.lists.items_of(things)
        if items is None:
            return
        uris = [item.uri for item in items if item.uri]
        if not uris:
            self._app.tell("There is nothing in it that could be added to a playlist.")
            return
        what = f"“{items[0].name}”" if len(uris) == 1 else f"{len(uris)} items"
        last = self._app.store.remembered(_LAST)
        screen = ChoosePlaylist(f"Add {what} to …", self._options, last)
        self._app.run_worker(self._offer(screen), group="offer", exclusive=True)
        choice = await self._app.push_screen_wait(screen)
        if choice is not None:
            await self._put(choice, uris, what)

    async def _offer(self, screen: ChoosePlaylist) -> None:
        """Have all playlists to choose from."""
        collections = self._app.browsing.collections
        playlists = collections.at(PLAYLISTS)
        try:
            await collections.me()
        except SpotifyError as error:
            screen.set_note(told(error))
            return
        screen.set_options(self._options)
        if playlists.fresh and playlists.listing.complete:
            return
        screen.set_note("Loading your playlists …")
        playlists.fill()
        await playlists.load()
        await playlists.settled()
        if screen.is_attached:
            screen.set_options(self._options)
            screen.set_note(playlists.contents.trouble)

    @property
    def _options(self) -> list[Option]:
        collections = self._app.browsing.collections
        user = collections.user_id
        return [
            Option(
                thing.id or "",
                thing.name or "Untitled",
                "  ·  ".join(part for part in (size(thing.total, "items"), visibility(thing)) if part),
                "" if thing.collaborative or not user or thing.owner.id == user else "not yours",
            )
            for thing in collections.known(PLAYLISTS)
            if isinstance(thing, Playlist) and thing.id
        ]

    async def _put(self, choice: Choice, uris: Sequence[str], what: str) -> None:
        editor, collections = self._changes.editor, self._app.browsing.collections
        try:
            if choice.new_name:
                created = await editor.create(choice.new_name, uris)
                collections.insert(created.playlist)
                playlist_id, name, left_out = created.version.playlist_id, choice.new_name, created.left_out
                added, snapshot = created.version.uris, created.version.snapshot_id
                undone = partial(self._saving.unfollow, created.playlist)
            else:
                put = await editor.add(choice.playlist_id, uris)
                playlist_id, left_out, added, snapshot = choice.playlist_id, put.left_out, put.uris, put.snapshot_id
                name = self._appended(playlist_id, len(added), snapshot)
                undone = partial(self._take_out, playlist_id, added)
        except HalfAdded as half:
            self._appended(half.playlist_id, len(half.added.uris), half.added.snapshot_id)
            if await self._app.asks("Add the rest?", str(half), yes="add the rest"):
                await self._put(Choice(half.playlist_id), half.rest, what)
            return
        except SpotifyError as error:
            self._app.tell(told(error), severity="warning")
            return
        self._app.store.remember(_LAST, playlist_id)
        told_of = f"Added {what} to “{name}”." if added else "Nothing was added."
        if left_out:
            told_of += f" {left_out} cannot be added by other apps: local files."
        self._app.main.panes.row_list.rows.clear_marks()
        self._changes.can_undo(told_of, undone, f"spotify:playlist:{playlist_id}")

    def _appended(self, playlist_id: str, count: int, snapshot_id: str) -> str:
        """Take note that rows were added at the end of a playlist, and return its name."""
        collections, place = self._app.browsing.collections, Place("playlist", playlist_id)
        playlists = (thing for thing in collections.known(PLAYLISTS) if isinstance(thing, Playlist))
        playlist = next((each for each in playlists if each.id == playlist_id), None)
        if playlist is not None and count:
            total = None if playlist.total is None else playlist.total + count
            collections.update(playlist.model_copy(update={"total": total, "snapshot_id": snapshot_id}))
        collection = collections.held(place)
        if collection is not None and count:
            collection.want()  # what others have added stands before it
            if self._app.browsing.place == place:
                self._app.browsing.load()
        return playlist.name if playlist is not None else "the playlist"

    async def _take_out(self, playlist_id: str, uris: Sequence[str]) -> None:
        """Take from the end of a playlist what was added there. Raises like `Editor.carry_out`."""
        collection = self._app.browsing.collections.at(Place("playlist", playlist_id))
        collection.look(range(0))
        await collection.load()
        if not await self._app.lists.fill_all(collection, "To take out no other copies, all rows must be known. "):
            raise ChangedElsewhere
        listing = collection.listing
        rows = range(len(listing.entries) - len(uris), len(listing.entries))
        if listing.uris[rows.start :] != tuple(uris):
            raise ChangedElsewhere
        await self._changes.apply(collection, editing.remove(version_of(collection), rows), listing)
