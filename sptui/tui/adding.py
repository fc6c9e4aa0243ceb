"""Rows that go into a playlist that one chooses, or into a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from sptui.library import editing
from sptui.library.collections import PLAYLISTS
from sptui.library.edits import Added, ChangedElsewhere, HalfAdded
from sptui.library.places import Place
from sptui.player.troubles import told
from sptui.spotify.endpoints.playlists import BATCH
from sptui.spotify.errors import SpotifyError
from sptui.spotify.models.playlists import Playlist
from sptui.spotify.models.things import Thing
from sptui.tui.asking import agreed
from sptui.tui.changes import Changes
from sptui.tui.saving import Saving
from sptui.tui.screens.choose_playlist import Choice, ChoosePlaylist, Option
from sptui.tui.shown import version_of
from sptui.tui.text import count
from sptui.tui.things import UNTITLED, size, visibility
from sptui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

_LAST = "last playlist"  # the store's name for it


class Adding:
    """Asks into which playlist, and adds at its end."""

    def __init__(self, app: "SptuiApp", changes: Changes, saving: Saving) -> None:
        self._app = app
        self._changes = changes
        self._saving = saving

    def add(self, things: Sequence[Thing], marked: Rows | None = None) -> None:
        """Ask into which playlist, and add `things` there; of an album or the like, what is in it.

        Afterwards nothing is `marked` any more in the list that they come from.
        """
        if things:
            self._app.run_worker(self._add_to(things, marked), group="playlists", exclusive=True)
        else:
            self._app.tell("There is nothing here that could be added to a playlist.")

    async def _add_to(self, things: Sequence[Thing], marked: Rows | None) -> None:
        items = await self._app.gathering.items_of(things)
        if items is None:
            return
        uris = tuple(item.uri for item in items if item.uri)
        if not uris:
            self._app.tell("There is nothing in it that could be added to a playlist.")
            return
        name = items[0].name or UNTITLED if len(uris) == 1 else ""
        last = self._app.store.remembered(_LAST)
        screen = ChoosePlaylist(f"Add {_what(name, len(uris))} to …", self._options, last)
        self._app.run_worker(self._offer(screen), group="offer", exclusive=True)
        choice = await self._app.push_screen_wait(screen)
        cost = ceil(len(uris) / BATCH)
        if choice is None or not await agreed(self._app, cost, f"Add {_what(name, len(uris))}?", yes="add them"):
            return
        # In a worker of its own, which the next thing that is to be added does not end.
        putting = _Putting(choice.playlist_id, choice.new_name, uris, name, twice=self._known(choice, uris))
        self._app.run_worker(self._put(putting, marked), group="changes")

    async def _offer(self, screen: ChoosePlaylist) -> None:
        """Have all playlists to choose from."""
        collections = self._app.browsing.collections
        playlists = collections.at(PLAYLISTS)
        try:
            await collections.me()
        except SpotifyError as error:
            screen.set_note(told(error, reading=True))
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
        options = [
            Option(
                thing.id or "",
                thing.name or UNTITLED,
                "  ·  ".join(part for part in (size(thing.total, "items"), visibility(thing)) if part),
                "" if thing.collaborative or not user or thing.owner.id == user else "not yours",
            )
            for thing in collections.known(PLAYLISTS)
            if isinstance(thing, Playlist) and thing.id
        ]
        return sorted(options, key=lambda option: bool(option.disabled))

    def _known(self, choice: Choice, uris: Sequence[str]) -> int:
        """How many of `uris` are in the playlist already, as far as its rows are known."""
        if not choice.playlist_id:
            return 0
        there = set(self._app.browsing.collections.at(Place("playlist", choice.playlist_id)).listing.uris)
        return sum(uri in there for uri in uris)

    async def _put(self, putting: "_Putting", marked: Rows | None) -> None:
        """Add, for as long as somebody wants to go on with what stops on its way, and let it be taken back."""
        while problem := await self._problem(putting):
            if not putting.begun:
                self._app.tell(problem, severity="warning")
                return
            if not await self._app.asks("Add the rest?", problem, yes="add the rest"):
                break
        if not putting.begun:
            self._app.tell(putting.told)
            return
        if marked is not None:
            marked.clear_marks()
        self._app.store.remember(_LAST, putting.playlist_id)
        made, playlist_id = putting.made, putting.playlist_id
        undone = partial(self._saving.unfollow, made) if made else partial(self._take_out, playlist_id, putting.added)
        self._changes.can_undo(putting.told, putting.taken_out, undone)

    async def _problem(self, putting: "_Putting") -> str:
        """Add what is yet to be added; why not all of it was, "" when it was."""
        editor = self._changes.editor
        try:
            async with self._changes.turn:
                if putting.playlist_id:
                    self._appended(putting, await editor.add(putting.playlist_id, putting.rest))
                else:
                    created = await editor.create(putting.name, putting.rest)
                    uris = tuple(uri for uri in created.version.uris if uri is not None)
                    added = Added(created.version.snapshot_id, uris, created.left_out)
                    self._appended(putting, added, made=created.playlist)
        except HalfAdded as half:
            self._appended(putting, half.added, made=half.made, rest=half.rest)
            return str(half)
        except SpotifyError as error:
            collection = self._app.browsing.collections.held(Place("playlist", putting.playlist_id))
            if collection is not None:
                collection.want()  # some of it may have been added all the same
            return told(error)
        return ""

    def _appended(
        self, putting: "_Putting", added: Added, *, made: Playlist | None = None, rest: tuple[str, ...] = ()
    ) -> None:
        """Take note of what was added at the end of a playlist, or in the one that was `made` for it."""
        collections, number = self._app.browsing.collections, len(added.uris)
        putting.rest, putting.added, putting.left_out = (
            rest,
            putting.added + added.uris,
            putting.left_out + added.left_out,
        )
        if made is not None:
            snapshot_id = added.snapshot_id or made.snapshot_id
            made = made.model_copy(update={"total": number, "snapshot_id": snapshot_id, "items": None})
            putting.made, putting.playlist_id = made, made.id or ""
            collections.insert(made)
            return
        known = (thing for thing in collections.known(PLAYLISTS) if isinstance(thing, Playlist))
        playlist = next((each for each in known if each.id == putting.playlist_id), None)
        putting.name = playlist.name or UNTITLED if playlist is not None else putting.name or "the playlist"
        if playlist is not None and number:
            total = None if playlist.total is None else playlist.total + number
            collections.update(playlist.model_copy(update={"total": total, "snapshot_id": added.snapshot_id}))
        place = Place("playlist", putting.playlist_id)
        collection = collections.held(place)
        if collection is not None and number:
            collection.want()  # what others have added stands before it
            if self._app.browsing.place == place:
                self._app.browsing.load()

    async def _take_out(self, playlist_id: str, uris: Sequence[str]) -> None:
        """Take from the end of a playlist what was added there. Raises what `Changes.finish` raises, and `NotRead`."""
        collection = self._app.browsing.collections.at(Place("playlist", playlist_id))
        await self._changes.whole(collection)
        known = collection.listing.uris
        rows = range(len(known) - len(uris), len(known))
        if rows.start < 0 or known[rows.start :] != tuple(uris):
            raise ChangedElsewhere
        plan = editing.remove(version_of(collection), rows)
        await self._changes.at_cost(plan.requests)
        await self._changes.finish(self._changes.shown.begin(collection, plan))


@dataclass(slots=True)
class _Putting:
    """What goes into a playlist, or into the one that is made for it under that `name` while there is no `playlist_id`.

    `rest` is yet to be added. `item` is what the only one is called, "" where there are several, and `twice`
    counts those that were in it before.
    """

    playlist_id: str
    name: str
    rest: tuple[str, ...]
    item: str
    added: tuple[str, ...] = ()
    left_out: int = 0
    twice: int = 0
    made: Playlist | None = None

    @property
    def begun(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self.added or self.made)

    @property
    def told(self) -> str:
        """What was done."""
        what = _what(self.item, len(self.added))
        if self.rest:
            what = f"{count(len(self.added))} of {count(len(self.added) + len(self.rest))} items"
        text = f"Added {what} to “{self.name}”." if self.added else "Nothing was added."
        if self.made and not self.added:
            text = f"Made “{self.name}”. {text}"
        if self.twice:
            one = "It" if len(self.added) == 1 else "1"
            text = f"{text} {f'{one} was' if self.twice == 1 else f'{count(self.twice)} were'} there before."
        return f"{text} {self.left_out} cannot be added by other apps: local files." if self.left_out else text

    @property
    def taken_out(self) -> str:
        """What is so again after it was taken back."""
        if self.made:
            return f"“{self.name}” is deleted again."
        return f"Taken out of “{self.name}” again: {_what(self.item, len(self.added))}."


def _what(name: str, number: int) -> str:
    return f"“{name}”" if name else f"{count(number)} item{'s' if number != 1 else ''}"
