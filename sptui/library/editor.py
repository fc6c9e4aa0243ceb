"""Changes of playlists, carried out: what others have changed is noticed, and what stops on its way can go on.

Source: reference chapters "Playlists" and "Library".
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from math import ceil
from typing import Final, TypeVar

from sptui.library.edits import (
    Added,
    CannotEdit,
    ChangedElsewhere,
    Created,
    HalfAdded,
    HalfDone,
    Insert,
    Move,
    Plan,
    Remove,
    Step,
    Version,
    is_local,
)
from sptui.spotify.client import Spotify
from sptui.spotify.endpoints.playlists import BATCH
from sptui.spotify.errors import BadAnswer, ServerFault, SpotifyError, Unreachable
from sptui.spotify.models.playlists import Playlist

T = TypeVar("T")

_LOOK: Final = 50
"""Rows that are read to see whether a step was done: a page."""


class Editor:
    """Changes the listener's playlists.

    A `SpotifyError` means that nothing was changed, but where it comes of `add`, `create` or a change of details and no
    answer came. A plan that has begun goes on when its caller is cancelled, for rows may be out that are yet to be put
    back. `progress` is told before and after every request how many of how many are done.
    """

    def __init__(self, spotify: Spotify, *, progress: Callable[[int, int], object] = lambda _, __: None) -> None:
        self._playlists = spotify.playlists
        self._progress = progress
        self._going: set[asyncio.Task[Version]] = set()

    async def carry_out(self, plan: Plan) -> Version:
        """Change a playlist as planned; what it is then. It takes `plan.requests`, and one to look before.

        Raises `ChangedElsewhere` when the playlist is another one by now, and `HalfDone` when it is not certain that
        nothing was changed.
        """
        if not plan.steps:
            return plan.before
        if await self._snapshot(plan.before) != plan.before.snapshot_id:
            raise ChangedElsewhere
        return await self._to_the_end(self._go_on(plan, plan.before, plan.steps))

    async def resume(self, half: HalfDone) -> Version:
        """Go on with a plan that stopped; what the playlist is then. It takes one request more than the steps left.

        That one reads the snapshot. It is the old one where nothing has been done since, so a step whose answer was
        lost was not done either, and is sent now. Where it is another one and no answer was lost, somebody else was at
        it. Where one was lost, a second request reads the rows around the first that the step changes: the step was
        done if those and the total are what it makes of them. Raises what `carry_out` raises; after another
        `SpotifyError` than `HalfDone` the same `half` can be resumed.
        """
        version, rest = half.version, half.rest
        snapshot = await self._snapshot(version)
        if snapshot != version.snapshot_id:
            done = Version(version.playlist_id, snapshot, rest[0].applied(version.uris))
            if not half.unsure or not await self._shows(done, version):
                raise ChangedElsewhere(half.missing)
            version, rest = done, rest[1:]
        return await self._to_the_end(self._go_on(half.plan, version, rest))

    async def add(self, playlist_id: str, uris: Sequence[str | None]) -> Added:
        """Add to the end what can be added, by one request a hundred; that overwrites nothing, so nothing is checked.

        Raises `HalfAdded` when it stops after the first hundred; an error of those is raised as it is.
        """
        return await self._append(playlist_id, uris)

    async def create(
        self, name: str, uris: Sequence[str | None] = (), *, public: bool = False, description: str = ""
    ) -> Created:
        """Make a playlist and add to it what can be added. Raises `HalfAdded` when it is made but not filled."""
        made = await self._playlists.create(name, public=public, description=description)
        if made.id is None:
            raise BadAnswer("Spotify does not say which playlist it has made.")
        added = await self._append(made.id, uris, made)
        snapshot_id = added.snapshot_id or made.snapshot_id
        playlist = made.model_copy(update={"snapshot_id": snapshot_id, "total": len(added.uris), "items": None})
        return Created(playlist, Version(made.id, snapshot_id, added.uris), added.left_out)

    async def change_details(
        self,
        before: Playlist,
        *,
        name: str | None = None,
        public: bool | None = None,
        collaborative: bool | None = None,
        description: str | None = None,
    ) -> Playlist:
        """Change what is given and differs from `before`; what the playlist is then, its `snapshot_id` "" if unread.

        One that others may change cannot be public: made so, it becomes private unless `public` says otherwise, for
        which it raises `CannotEdit`. The service does not always make a playlist private when it says so: that is read
        back, and `public` is None where it cannot be.
        """
        if before.id is None:
            raise CannotEdit("Spotify does not say which playlist that is.")
        if collaborative and public is None:
            public = False
        name, description = _new(name, before.name), _new(description, before.description)
        public, collaborative = _new(public, before.public), _new(collaborative, before.collaborative)
        given = {"name": name, "public": public, "collaborative": collaborative, "description": description}
        changes = {key: value for key, value in given.items() if value is not None}
        wanted = before.model_copy(update={**changes, "snapshot_id": ""})
        if (public or collaborative) and wanted.public and wanted.collaborative:
            raise CannotEdit("A playlist that others may change cannot be public.")
        if not changes:
            return before
        await self._playlists.change_details(
            before.id, name=name, public=public, collaborative=collaborative, description=description
        )
        if public is not False:
            return wanted
        try:
            return await self._playlists.one(before.id)
        except SpotifyError:
            return wanted.model_copy(update={"public": None})

    async def finished(self) -> None:
        """Wait until no change is under way any more, for whoever is about to close the connection."""
        while self._going:
            await asyncio.wait(self._going)

    async def _snapshot(self, version: Version) -> str:
        return await self._playlists.snapshot(version.playlist_id)

    async def _to_the_end(self, going: Coroutine[None, None, Version]) -> Version:
        """Wait for `going`, which nobody interrupts."""
        task = asyncio.ensure_future(going)
        self._going.add(task)  # the loop itself holds tasks weakly
        task.add_done_callback(self._going.discard)
        return await asyncio.shield(task)

    async def _go_on(self, plan: Plan, version: Version, rest: tuple[Step, ...]) -> Version:
        """Take the steps `rest` of `plan` on `version`."""
        total = len(plan.steps)
        try:
            while rest:
                self._progress(total - len(rest), total)
                snapshot = await self._take(version, rest[0])
                version = Version(version.playlist_id, snapshot, rest[0].applied(version.uris))
                rest = rest[1:]
        except SpotifyError as error:
            unsure = _may_be_done(error)
            if not unsure and len(rest) == len(plan.steps):
                raise
            raise HalfDone(plan, version, rest, error, unsure=unsure) from error
        finally:
            self._progress(total, total)
        return version

    async def _take(self, version: Version, step: Step) -> str:
        """One request; the new snapshot."""
        playlist_id, snapshot_id = version.playlist_id, version.snapshot_id
        match step:
            case Remove(uris):
                return await self._playlists.remove(playlist_id, uris, snapshot_id=snapshot_id)
            case Insert(uris, position):
                return await self._playlists.add(playlist_id, uris, position=position)
            case Move(start, length, before):
                return await self._playlists.reorder(
                    playlist_id,
                    range_start=start,
                    range_length=length,
                    insert_before=before,
                    snapshot_id=snapshot_id,
                )

    async def _shows(self, done: Version, before: Version) -> bool:
        """Whether the playlist is `done` and not `before` where the two first differ, and of its length."""
        pairs = enumerate(zip(done.uris, before.uris, strict=False))
        differs = next((row for row, (new, old) in pairs if new != old), min(len(done.uris), len(before.uris)))
        offset = max(0, differs - _LOOK // 2)
        page = await self._playlists.items(done.playlist_id, limit=_LOOK, offset=offset)
        uris = tuple((row.item.uri or None) if row.item is not None else None for row in page.items)
        return page.total == len(done.uris) and uris == done.uris[offset : offset + _LOOK]

    async def _append(self, playlist_id: str, uris: Sequence[str | None], made: Playlist | None = None) -> Added:
        """Add to the end, of the playlist `made` for it if there is one."""
        rest = tuple(uri for uri in uris if uri is not None and not is_local(uri))
        added = Added("", (), len(uris) - len(rest))
        total = ceil(len(rest) / BATCH)
        try:
            while rest:
                self._progress(total - ceil(len(rest) / BATCH), total)
                snapshot = await self._playlists.add(playlist_id, rest[:BATCH])
                added = Added(snapshot, (*added.uris, *rest[:BATCH]), added.left_out)
                rest = rest[BATCH:]
        except SpotifyError as error:
            if made is None and not added.uris:
                raise
            raise HalfAdded(playlist_id, added, rest, error, unsure=_may_be_done(error), made=made) from error
        finally:
            self._progress(total, total)
        return added


def _may_be_done(error: SpotifyError) -> bool:
    """Whether the service may have done what it gave no proper answer to."""
    return isinstance(error, BadAnswer | ServerFault) or (isinstance(error, Unreachable) and error.sent)


def _new(given: T | None, old: object) -> T | None:
    """What is given, or None when it is nothing new."""
    return None if given == old else given
