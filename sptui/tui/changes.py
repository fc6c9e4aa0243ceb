"""Changes of playlists and of the library: shown at once, carried out, told of, and taken back."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from sptui.library import editing
from sptui.library.collection import Collection
from sptui.library.editor import Editor
from sptui.library.edits import ChangedElsewhere, EditError, HalfAdded, HalfDone, Move, Plan, Version
from sptui.library.listing import Entry, Listing
from sptui.library.places import Place
from sptui.library.undo import Attempt, Undo, UndoStack
from sptui.player.troubles import told
from sptui.spotify.errors import SpotifyError
from sptui.spotify.models.playlists import Playlist

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

_WHOLE = "All rows must be known to undo it. "


class NotRead(EditError):
    """The rows that a change needs to know were not read; another try may end otherwise."""

    def __init__(self, trouble: str) -> None:
        super().__init__(f"Not undone: its rows were not read. {trouble}".rstrip())


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


class Changes:
    """Makes changes one at a time, which is whose `turn` it is; each can be taken back for a while, the last first."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app
        self.editor = Editor(app.spotify)
        self.shown = Shown()
        self.turn = asyncio.Lock()
        self._undos = UndoStack(app.player.clock.monotonic)

    def can_undo(self, text: str, run: Callable[[], Awaitable[object]], uri: str) -> None:
        """Tell what was done, and that it can be taken back."""
        self._push(f"Undone: {text}", run, uri)
        self._app.tell(f"{text} u undoes it.")

    async def undo(self) -> None:
        """Take back the last change, once all that were made before are done."""
        await self.shown.settled()
        async with self.turn:
            pass
        try:
            undone = await self._undos.undo()
        except (SpotifyError, EditError) as error:
            self.tell(error)
        else:
            self._app.tell(undone.text if undone is not None else "There is nothing to undo.")

    def forget(self) -> None:
        """Take back nothing any more: it is another account."""
        self._undos.forget()

    async def close(self) -> None:
        """Make what shows already, and end what has begun: rows may be out that are yet to be put back."""
        await self.shown.settled()
        await self.editor.finished()

    async def carry_out(self, collection: Collection, plan: Plan, text: str) -> None:
        """Show a change of a playlist, make it, and let it be taken back."""
        await self.settle(self.shown.begin(collection, plan), text)

    async def settle(self, change: Change, text: str) -> None:
        """Make a change that shows, and let it be taken back; where that fails, tell why."""
        collection = change.collection
        try:
            await self.finish(change)
        except (SpotifyError, EditError) as error:
            self.tell(error)
            if isinstance(error, HalfDone):
                self._push("Done now: what had stopped on its way.", partial(self._resume, error), _uri(error))
            if isinstance(error, ChangedElsewhere | HalfDone):
                await _reread(collection)
        else:
            undone = partial(self._reverse, collection.source.place, change.plan, change.before)
            self.can_undo(text, undone, f"spotify:playlist:{collection.source.place.id}")

    async def finish(self, change: Change) -> None:
        """Make a change that shows, after those that were made before it; when that fails, it shows no more.

        Raises what `Editor` raises, and `Overtaken`.
        """
        await self.shown.turn_of(change)
        async with self.turn:
            try:
                version = await self._made(change)
            except (SpotifyError, EditError):
                self.shown.drop(change)
                raise
            after = replace(change.after, tag=version.snapshot_id)
            others = change.collection.listing.tag not in (change.before.tag, after.tag)
            self._changed(change.collection, after, others=others)
            self.shown.confirm(change, after)

    async def known(self, collection: Collection, purpose: str) -> bool:
        """Have all rows of a playlist, unless somebody would rather not."""
        if not collection.listing.complete:
            await self.shown.settled()  # what is read now knows nothing of what shows only
        return await self._app.lists.fill_all(collection, purpose)

    async def whole(self, collection: Collection) -> None:
        """Have all rows of a playlist, to take something back. Raises `NotRead` when they are not to be had."""
        await collection.settled()
        await collection.load()
        await collection.settled()
        if not collection.fresh or not await self.known(collection, _WHOLE):
            raise NotRead(collection.contents.trouble)

    def tell(self, error: SpotifyError | EditError) -> None:
        """Say why something was not done, or not all of it."""
        text = told(error) if isinstance(error, SpotifyError) else str(error)
        self._app.tell(f"{text} u goes on." if isinstance(error, HalfDone) else text, severity="warning")

    async def _made(self, change: Change) -> Version:
        """Make it; what the playlist is then. Raises what `Editor.carry_out` raises."""
        collection, before = change.collection, change.before
        if collection.listing.tag != before.tag:
            raise ChangedElsewhere
        plan = replace(change.plan, before=replace(change.plan.before, snapshot_id=before.tag))
        try:
            version = await self.editor.carry_out(plan)
        except HalfDone as half:
            version = await self._finish(half)
        return version

    async def _finish(self, half: HalfDone) -> Version:
        """Go on with a change that stopped on its way, for as long as somebody wants to. Raises `HalfDone` then."""
        while await self._app.asks("Finish the change?", str(half), yes="finish it"):
            try:
                return await self._resumed(half)
            except HalfDone as again:
                half = again
            except (SpotifyError, HalfAdded) as error:
                self.tell(error)
        raise half

    async def _resumed(self, half: HalfDone) -> Version:
        """Go on with a change. Raises what `Editor.resume` raises, but loses no row that was to come back.

        Somebody else may have changed the playlist while rows were out: these come to its end then.
        """
        try:
            return await self.editor.resume(half)
        except ChangedElsewhere as changed:
            if changed.missing:
                await self.editor.add(half.version.playlist_id, changed.missing)
                self._app.tell("What was yet to be put back stands at its end now.", severity="warning")
            raise

    async def _resume(self, half: HalfDone) -> None:
        """Go on with a change that somebody has left half done. Raises what `Editor.resume` raises."""
        try:
            async with self.turn:
                await self._resumed(half)
        finally:
            await _reread(self._app.browsing.collections.at(Place("playlist", half.version.playlist_id)))

    async def _reverse(self, place: Place, plan: Plan, old: Listing) -> None:
        """Take back a change of a playlist's rows. Raises what `finish` raises, and `NotRead`."""
        collection = self._app.browsing.collections.at(place)
        if not all(isinstance(step, Move) for step in plan.steps):
            await self.whole(collection)
        now = version_of(collection)
        try:
            back = editing.inverse(plan, replace(now, uris=plan.uris) if _alike(now.uris, plan.uris) else now)
            again = [row for row, was in enumerate(back.order) if was is None]
            entries = [entry for row in again if (entry := old.entries[row]) is not None]
            await self.finish(self.shown.begin(collection, back, entries))
        except (ChangedElsewhere, HalfDone):
            await _reread(collection)
            raise

    def _push(self, text: str, run: Callable[[], Awaitable[object]], uri: str) -> None:
        self._undos.push(Undo(text, Attempt(run, self._resume), self._app.player.clock.monotonic(), uri))

    def _changed(self, collection: Collection, listing: Listing, *, others: bool) -> None:
        """Show and keep a playlist's rows, and its new version wherever else it stands.

        What `others` have changed at the same time is read.
        """
        about = collection.contents.about
        if isinstance(about, Playlist):
            about = about.model_copy(update={"total": listing.total, "snapshot_id": listing.tag})
            collection.change(listing, about)
            self._app.browsing.collections.update(about)
        else:
            collection.change(listing)
        if others:
            collection.want()
        self._app.browsing.load()


def _uri(half: HalfDone) -> str:
    return f"spotify:playlist:{half.version.playlist_id}"


def _alike(some: Sequence[str | None], others: Sequence[str | None]) -> bool:
    """Whether two lists may be one and the same, of which not all rows are known in both."""
    return len(some) == len(others) and all(
        one == other or one is None or other is None for one, other in zip(some, others, strict=True)
    )


async def _reread(collection: Collection) -> None:
    collection.want()
    await collection.load()
