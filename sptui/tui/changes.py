"""Changes of playlists and of the library: shown at once, carried out, told of, and taken back."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from sptui.library import editing
from sptui.library.collection import Collection
from sptui.library.editor import Editor
from sptui.library.edits import ChangedElsewhere, EditError, HalfDone, Move, Plan, Version
from sptui.library.listing import Listing
from sptui.library.places import Place
from sptui.library.undo import Attempt, Undo, UndoStack
from sptui.player.troubles import told
from sptui.spotify.errors import SpotifyError
from sptui.spotify.models.playlists import Playlist
from sptui.tui.asking import agreed, show_progress
from sptui.tui.finishing import Finishing, reread
from sptui.tui.shown import Change, Shown, version_of

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

_WHOLE = "All of it must be known to undo that. "


class NotRead(EditError):
    """The rows that a change needs to know were not read; another try may end otherwise."""

    def __init__(self, trouble: str) -> None:
        super().__init__(f"Not undone: what is in it was not read. {trouble}".rstrip())


class Unwanted(EditError):
    """Somebody would rather not have it taken back at that cost; another try asks again."""

    def __init__(self) -> None:
        super().__init__("It was not undone: [[playlist.undo]] asks again.")


class Changes:
    """Makes changes one at a time, which is whose `turn` it is; each can be taken back for a while, the last first."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app
        self.editor = Editor(app.spotify, progress=partial(show_progress, app))
        self.shown = Shown()
        self.turn = asyncio.Lock()
        self._finishing = Finishing(app, self)
        self._undos = UndoStack(app.player.clock.monotonic)

    def can_undo(self, text: str, back: str, run: Callable[[], Awaitable[object]]) -> None:
        """Tell what was done by `text`, and that it can be taken back, which `back` tells then."""
        self.push(back, run)
        self._app.tell(f"{text} [[playlist.undo]] undoes it.")

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
            self._app.tell(
                undone.text
                if undone is not None
                else "There is nothing to undo: a change can be taken back for ten minutes."
            )

    async def close(self) -> None:
        """Make what shows already, and end what has begun: rows may be out that are yet to be put back."""
        await self.shown.settled()
        await self.editor.finished()

    async def carry_out(self, collection: Collection, plan: Plan, text: str, back: str) -> None:
        """Show a change of a playlist, make it, and let it be taken back."""
        await self.settle(self.shown.begin(collection, plan), text, back)

    async def settle(self, change: Change, text: str, back: str) -> None:
        """Make a change that shows, and let it be taken back, which `back` tells then; where that fails, tell why."""
        collection = change.collection
        try:
            await self.finish(change)
        except (SpotifyError, EditError) as error:
            self.tell(error)
            if isinstance(error, HalfDone):
                self.push("Done now: what had stopped on its way.", partial(self._finishing.resume, error))
            if isinstance(error, ChangedElsewhere | HalfDone):
                await reread(collection)
        else:
            undone = partial(self._reverse, collection.source.place, change.plan, change.before)
            self.can_undo(text, back, undone)

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

    async def at_cost(self, requests: int) -> None:
        """Ask before something is taken back that takes many `requests`. Raises `Unwanted`."""
        if not await agreed(self._app, requests, "Undo it?", yes="undo it"):
            raise Unwanted

    def tell(self, error: SpotifyError | EditError) -> None:
        """Say why something was not done, or not all of it."""
        text = told(error) if isinstance(error, SpotifyError) else str(error)
        self._app.tell(
            f"{text} [[playlist.undo]] goes on." if isinstance(error, HalfDone) else text, severity="warning"
        )

    async def _made(self, change: Change) -> Version:
        """Make it; what the playlist is then. Raises what `Editor.carry_out` raises."""
        collection, before = change.collection, change.before
        if collection.listing.tag != before.tag:
            raise ChangedElsewhere
        plan = replace(change.plan, before=replace(change.plan.before, snapshot_id=before.tag))
        try:
            version = await self.editor.carry_out(plan)
        except HalfDone as half:
            version = await self._finishing.finish(half)
        return version

    async def _reverse(self, place: Place, plan: Plan, old: Listing) -> None:
        """Take back a change of a playlist's rows. Raises what `finish` raises, and `NotRead`."""
        collection = self._app.browsing.collections.at(place)
        if not all(isinstance(step, Move) for step in plan.steps):
            await self.whole(collection)
        now = version_of(collection)
        try:
            back = editing.inverse(plan, replace(now, uris=plan.uris) if _alike(now.uris, plan.uris) else now)
            await self.at_cost(back.requests)
            again = [row for row, was in enumerate(back.order) if was is None]
            entries = [entry for row in again if (entry := old.entries[row]) is not None]
            await self.finish(self.shown.begin(collection, back, entries))
        except (ChangedElsewhere, HalfDone):
            await reread(collection)
            raise

    def push(self, text: str, run: Callable[[], Awaitable[object]]) -> None:
        """Let a change be taken back, which `text` tells then."""
        self._undos.push(Undo(text, Attempt(run, self._finishing.resume), self._app.player.clock.monotonic()))

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


def _alike(some: Sequence[str | None], others: Sequence[str | None]) -> bool:
    """Whether two lists may be one and the same, of which not all rows are known in both."""
    return len(some) == len(others) and all(
        one == other or one is None or other is None for one, other in zip(some, others, strict=True)
    )
