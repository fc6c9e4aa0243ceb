"""Changes of playlists that stopped on their way: they go on, or what was out of the playlist is put back."""

from functools import partial
from typing import TYPE_CHECKING

from sptui.library.collection import Collection
from sptui.library.edits import ChangedElsewhere, EditError, HalfAdded, HalfDone, Version
from sptui.library.places import Place
from sptui.player.troubles import told
from sptui.spotify.errors import SpotifyError
from sptui.tui.things import size

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp
    from sptui.tui.changes import Changes


class StillOut(EditError):
    """So many rows of a playlist are yet to be put back."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Still to be put back: {size(number, 'items')}. [[playlist.undo]] goes on.")


class Finishing:
    """Brings changes to their end for as long as somebody wants to; what is left then, `u` does later."""

    def __init__(self, app: "SptuiApp", changes: "Changes") -> None:
        self._app = app
        self._changes = changes

    async def finish(self, half: HalfDone) -> Version:
        """Go on with a change that stopped on its way, for as long as somebody wants to. Raises `HalfDone` then."""
        while await self._app.asks("Finish the change?", str(half), yes="finish it"):
            try:
                return await self._resumed(half)
            except HalfDone as again:
                half = again
            except SpotifyError as error:
                self._changes.tell(error)
        raise half

    async def _resumed(self, half: HalfDone) -> Version:
        """Go on with a change. Raises what `Editor.resume` raises, but loses no row that was to come back.

        Somebody else may have changed the playlist while rows were out: these come to its end then.
        """
        try:
            return await self._changes.editor.resume(half)
        except ChangedElsewhere as changed:
            if changed.missing:
                await self._put_back(half.version.playlist_id, list(changed.missing))
            raise

    async def _put_back(self, playlist_id: str, out: list[str]) -> None:
        """Add what is `out` to the end of its playlist, for as long as somebody wants to; what is left then, by `u`."""
        try:
            await self._add(playlist_id, out)
        except StillOut as left:
            self._changes.push("All of it is back.", partial(self._put_back_later, playlist_id, out))
            self._app.tell(str(left), severity="warning")
        else:
            self._app.tell("What was yet to be put back stands at its end now.", severity="warning")

    async def _put_back_later(self, playlist_id: str, out: list[str]) -> None:
        async with self._changes.turn:
            await self._add(playlist_id, out)
        await reread(self._app.browsing.collections.at(Place("playlist", playlist_id)))

    async def _add(self, playlist_id: str, out: list[str]) -> None:
        """Add what is `out`, from which it is taken then. Raises `StillOut` when somebody would rather do it later."""
        while out:
            try:
                await self._changes.editor.add(playlist_id, out)
            except (SpotifyError, HalfAdded) as error:
                if isinstance(error, HalfAdded):
                    out[:] = error.rest
                problem = told(error) if isinstance(error, SpotifyError) else str(error)
                if not await self._app.asks("Put the rest back?", problem, yes="put it back"):
                    raise StillOut(len(out)) from error
            else:
                out.clear()

    async def resume(self, half: HalfDone) -> None:
        """Go on with a change that somebody has left half done. Raises what `Editor.resume` raises."""
        try:
            async with self._changes.turn:
                await self._resumed(half)
        finally:
            await reread(self._app.browsing.collections.at(Place("playlist", half.version.playlist_id)))


async def reread(collection: Collection) -> None:
    """Read anew what may have been changed."""
    collection.want()
    await collection.load()
