"""What goes into playlists and out of them, and how it is taken back (`sptui.tui.actions.Playlists`)."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from sptui.library import editing
from sptui.library.collection import Collection
from sptui.library.edits import EditError
from sptui.library.places import SAVED, Place, place_of
from sptui.player.troubles import told
from sptui.spotify.errors import SpotifyError
from sptui.spotify.models.catalogue import Item
from sptui.spotify.models.playlists import Playlist
from sptui.tui.adding import Adding
from sptui.tui.asking import agreed
from sptui.tui.changes import Changes
from sptui.tui.moving import Moving
from sptui.tui.saving import Saving
from sptui.tui.screens.playlist_form import Details, PlaylistForm
from sptui.tui.shown import version_of
from sptui.tui.things import Pick, named
from sptui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp
from sptui.tui.text import count

_NOT_YOURS = "Only its owner can change this playlist: [[playlist.add]] adds what is in it to one of yours."
_WHOLE = "Spotify removes every copy of a track at once, so all of the playlist must be known first. "


class AppPlaylists:
    """The playlists of the app, and what can be taken back."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app
        self.changes = Changes(app)
        self.saving = Saving(app, self.changes)
        self.adding = Adding(app, self.changes, self.saving)
        self.moving = Moving(app, self.changes)

    def add(self) -> None:
        """Add the rows to a playlist."""
        self.adding.add(self._app.lists.things, self._app.main.panes.row_list.rows)

    def add_playing(self) -> None:
        """Add what plays to a playlist."""
        item: Item | None = self._app.player.state.shown.playback.item
        self.adding.add((item,) if item is not None else ())

    def create(self) -> None:
        """Make a new one."""
        self._app.run_worker(self._create(), group="playlists", exclusive=True)

    def edit(self) -> None:
        """Change its name, description, and who can see it."""
        playlist = self._playlist
        if playlist is None:
            self._app.tell("There is no playlist here: press [[playlist.edit]] on one.")
        else:
            self._app.run_worker(self._edit(playlist), group="playlists", exclusive=True)

    def remove(self) -> None:
        """Remove the rows from where they are listed."""
        main, collection = self._app.main, self._app.browsing.current
        rows = sorted({pick.index for pick in main.panes.picks if pick.index is not None})
        place = collection.source.place
        if main.pane == "queue":
            self._app.listening.queue.waiting.remove()
        elif main.pane != "library" or not rows:
            self._app.tell("There is nothing here that could be removed.")
        elif place.kind in SAVED:
            self._app.run_worker(self.saving.unsave(collection, rows), group="changes")
        elif None in [collection.listing.entries[row] for row in rows]:
            self._app.tell("That is not loaded yet. Try again in a moment.")
        elif self._editable(collection):
            self._app.run_worker(self._remove(collection, rows), group="changes")

    def move(self, by: int) -> None:
        """Move the rows up (below 0) or down."""
        collection = self._app.browsing.current
        if self._app.main.pane == "queue":
            self._app.listening.queue.waiting.move(by)
            return
        if not self._editable(collection):
            return
        if self._app.main.panes.library.order or self._app.main.panes.row_list.filter_text:
            self._app.tell(
                "Tracks can be moved in the playlist's own order only, without a filter: "
                "press [[list.sort]], or [[app.back]]."
            )
        else:
            self.moving.by(collection, by)

    def remove_duplicates(self) -> None:
        """Keep only the first of equal rows."""
        collection = self._app.browsing.current
        if self._editable(collection):
            self._app.run_worker(self._remove_duplicates(collection), group="changes")

    def undo(self) -> None:
        """Take back the last change."""
        self._app.run_worker(self.changes.undo(), group="changes")

    def _editable(self, collection: Collection) -> bool:
        """Whether the open list is a playlist whose rows can be changed; tells why not."""
        contents = collection.contents
        if self._app.main.pane != "library" or contents.place.kind != "playlist":
            self._app.tell("Only what is in a playlist can be changed so.")
        elif contents.closed:
            self._app.tell(_NOT_YOURS)
        elif not contents.listing.known:
            self._app.tell("What is in it is not here yet: press [[app.refresh]] to read it.")
        else:
            return True
        return False

    async def _create(self) -> None:
        details = await self._app.push_screen_wait(PlaylistForm(new=True))
        if details is not None:  # in a worker of its own, which the next form does not end
            self._app.run_worker(self._made(details), group="changes")

    async def _made(self, details: Details) -> None:
        """Make a playlist, open it, and let that be taken back."""
        try:
            async with self.changes.turn:
                created = await self.changes.editor.create(
                    details.name, public=details.public, description=details.description
                )
        except SpotifyError as error:
            self.changes.tell(error)
            return
        self._app.browsing.collections.insert(created.playlist)
        undone = partial(self.saving.unfollow, created.playlist)
        self.changes.can_undo(f"Made “{details.name}”.", f"“{details.name}” is deleted again.", undone)
        self._app.opening.open(place_of(created.playlist))

    async def _edit(self, playlist: Playlist) -> None:
        collections = self._app.browsing.collections
        try:
            if playlist.owner.id != await collections.me():
                self._app.tell(_NOT_YOURS)
                return
        except SpotifyError as error:
            self._app.tell(told(error), severity="warning")
            return
        form = PlaylistForm(_details(playlist), new=False, collaborative=playlist.collaborative)
        details = await self._app.push_screen_wait(form)
        if details is not None:
            self._app.run_worker(self._describe_and_tell(playlist, details), group="changes")

    async def _remove(self, collection: Collection, rows: Sequence[int]) -> None:
        """Remove rows of a playlist; all its rows have to be known, or copies elsewhere would go, too."""
        chosen = [collection.listing.entries[row] for row in rows]
        if not await self.changes.known(collection, _WHOLE):
            return
        entries = collection.listing.entries
        if rows[-1] >= len(entries) or [entries[row] for row in rows] != chosen:
            self._app.tell(
                "The playlist was changed elsewhere meanwhile. Nothing was removed: look again.", severity="warning"
            )
            return
        try:
            plan = editing.remove(version_of(collection), rows)
        except EditError as error:
            self.changes.tell(error)
            return
        what = named([entry.thing for entry in chosen if entry is not None])
        if not await agreed(self._app, plan.requests, f"Remove {what}?", yes="remove them"):
            return
        if self._app.browsing.place == collection.source.place:
            self._app.main.panes.library.rows.clear_marks()
            _step_off(self._app.main.panes.library.rows, set(rows))
        await self.changes.carry_out(collection, plan, f"Removed {what}.", f"Back in the playlist: {what}.")

    async def _remove_duplicates(self, collection: Collection) -> None:
        if not await self.changes.known(collection, "All of it must be known to find duplicates. "):
            return
        plan = editing.remove_duplicates(version_of(collection))
        gone = len(plan.before.uris) - len(plan.order)
        rows = f"{count(gone)} duplicate{'s' if gone > 1 else ''}"
        if not gone:
            self._app.tell("There are no duplicates.")
        elif await agreed(self._app, plan.requests, f"Remove {rows}?", yes="remove them"):
            await self.changes.carry_out(collection, plan, f"Removed {rows}.", f"Back in the playlist: {rows}.")

    @property
    def _playlist(self) -> Playlist | None:
        """The playlist of the row, or the open one."""
        pick = self._app.main.panes.pick
        if pick is not None and isinstance(pick.thing, Playlist):
            return pick.thing
        about = self._app.browsing.current.contents.about if self._app.main.pane == "library" else None
        return about if isinstance(about, Playlist) else None

    async def _describe_and_tell(self, playlist: Playlist, details: Details) -> None:
        """Change what a playlist tells of itself, and let that be taken back."""
        try:
            now = await self._describe(playlist, details)
        except (SpotifyError, EditError) as error:
            self.changes.tell(error)
            return
        before = _details(playlist)
        if _details(now) != before:
            undone = partial(self._describe, now, before)
            self.changes.can_undo(f"Changed “{details.name}”.", f"“{before.name}” is as it was.", undone)

    async def _describe(self, playlist: Playlist, details: Details) -> Playlist:
        """Change it; what it is then, of another version that is read where its rows are known."""
        async with self.changes.turn:
            now = await self.changes.editor.change_details(
                playlist,
                name=details.name,
                public=None if details.public == bool(playlist.public) else details.public,
                description=details.description,
            )
        if now.public and not details.public:
            self._app.tell("Spotify kept it public: make it private in the Spotify app.", severity="warning")
        now = now.model_copy(update={"total": playlist.total, "items": None})
        collections, place = self._app.browsing.collections, Place("playlist", playlist.id or "")
        collections.update(now)
        collection = collections.at(place)
        if collection.listing.known:
            collection.want()
        if self._app.browsing.place == place:
            self._app.browsing.load()
        return now


def _details(playlist: Playlist) -> Details:
    return Details(playlist.name, playlist.description, public=bool(playlist.public))


def _step_off(rows: Rows, gone: set[int]) -> None:
    """Move the cursor from a row that goes to the next that stays: it would follow to a copy far away."""
    under = rows.cursor
    if under is None:
        return
    order = (*range(under, len(rows.rows)), *reversed(range(under)))
    picks = ((index, rows.rows[index].value) for index in order if rows.rows[index].kind == "item")
    stays = next((index for index, pick in picks if not (isinstance(pick, Pick) and pick.index in gone)), under)
    rows.move_cursor(stays)
