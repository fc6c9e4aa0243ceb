"""The reference's chapter "Playlists", under the names of February 2026 (`items`, not `tracks`)."""

import base64
from collections.abc import Sequence

from pydantic import TypeAdapter

from sptui.spotify.endpoints.base import Endpoints, needs, segment
from sptui.spotify.models.base import Rows
from sptui.spotify.models.catalogue import Image
from sptui.spotify.models.paging import Page
from sptui.spotify.models.playlists import Playlist, PlaylistPage, Snapshot

BATCH = 100
"""URIs in one change, at most."""
COVER_BYTES = 256 * 1024
"""Bytes of a cover after base64, at most."""

READ = "playlist-read-private"
MODIFY = "playlist-modify-private"

_LIST = TypeAdapter(Page[Playlist])
_PLAYLIST = TypeAdapter(Playlist)
_ITEMS = TypeAdapter(PlaylistPage)
_SNAPSHOT = TypeAdapter(Snapshot)
_IMAGES: TypeAdapter[tuple[Image, ...]] = TypeAdapter(Rows[Image])
_BOTH = "track,episode"


class Playlists(Endpoints):
    """Reading and changing playlists. Contents can be read and changed only by the owner and collaborators.

    Others' contents raise `Forbidden`, Spotify's own playlists `NotFound`; both can still be played. Public playlists
    are changed with the scope `playlist-modify-public`. Every change returns the new `snapshot_id`.
    """

    @needs(READ)
    async def mine(self, *, limit: int = 50, offset: int = 0) -> Page[Playlist]:
        """The playlists that the listener owns or follows, `limit` 1 to 50 ("Get Current User's Playlists")."""
        return await self._get("/me/playlists", _LIST, limit=limit, offset=offset)

    @needs(READ)
    async def one(self, playlist_id: str) -> Playlist:
        """A playlist with its first rows if they can be read ("Get Playlist")."""
        return await self._get(f"/playlists/{segment(playlist_id)}", _PLAYLIST, additional_types=_BOTH)

    async def snapshot(self, playlist_id: str) -> str:
        """The version that a playlist has now, by the smallest answer that tells it ("Get Playlist")."""
        path = f"/playlists/{segment(playlist_id)}"
        return (await self._get(path, _SNAPSHOT, fields="snapshot_id")).snapshot_id

    async def name(self, playlist_id: str) -> str:
        """What a playlist is called, by the smallest answer that tells it ("Get Playlist")."""
        path = f"/playlists/{segment(playlist_id)}"
        return (await self._get(path, _PLAYLIST, fields="name")).name

    @needs(READ)
    async def items(self, playlist_id: str, *, limit: int = 50, offset: int = 0) -> PlaylistPage:
        """A page of rows, `limit` 1 to 50 ("Get Playlist Items")."""
        path = f"/playlists/{segment(playlist_id)}/items"
        return await self._get(path, _ITEMS, limit=limit, offset=offset, additional_types=_BOTH)

    @needs(MODIFY)
    async def create(
        self, name: str, *, public: bool = False, collaborative: bool = False, description: str = ""
    ) -> Playlist:
        """Make an empty playlist; a collaborative one cannot be public ("Create Playlist")."""
        body = {"name": name, "public": public, "collaborative": collaborative, "description": description}
        return await self._answered("POST", "/me/playlists", _PLAYLIST, json=body)

    @needs(MODIFY)
    async def change_details(
        self,
        playlist_id: str,
        *,
        name: str | None = None,
        public: bool | None = None,
        collaborative: bool | None = None,
        description: str | None = None,
    ) -> None:
        """Change what is given, leave the rest ("Change Playlist Details")."""
        given = {"name": name, "public": public, "collaborative": collaborative, "description": description}
        body = {key: value for key, value in given.items() if value is not None}
        await self._send("PUT", f"/playlists/{segment(playlist_id)}", json=body)

    @needs(MODIFY)
    async def add(self, playlist_id: str, uris: Sequence[str], *, position: int | None = None) -> str:
        """Add up to 100 items before `position` (from 0), by default at the end ("Add Items to Playlist")."""
        body: dict[str, object] = {"uris": _batch(uris)}
        if position is not None:
            body["position"] = position
        return await self._change("POST", playlist_id, body)

    @needs(MODIFY)
    async def remove(self, playlist_id: str, uris: Sequence[str], *, snapshot_id: str | None = None) -> str:
        """Remove every occurrence of up to 100 URIs ("Remove Playlist Items")."""
        body: dict[str, object] = {"items": [{"uri": uri} for uri in _batch(uris)]}
        return await self._change("DELETE", playlist_id, body, snapshot_id)

    @needs(MODIFY)
    async def reorder(
        self,
        playlist_id: str,
        *,
        range_start: int,
        insert_before: int,
        range_length: int = 1,
        snapshot_id: str | None = None,
    ) -> str:
        """Move a range of rows; `insert_before` counts positions before the move ("Update Playlist Items")."""
        body: dict[str, object] = {
            "range_start": range_start,
            "insert_before": insert_before,
            "range_length": range_length,
        }
        return await self._change("PUT", playlist_id, body, snapshot_id)

    @needs(MODIFY)
    async def replace(self, playlist_id: str, uris: Sequence[str]) -> str:
        """Put up to 100 items in the place of all rows; none clears it ("Update Playlist Items")."""
        return await self._change("PUT", playlist_id, {"uris": _batch(uris, least=0)})

    async def images(self, playlist_id: str) -> tuple[Image, ...]:
        """The cover, widest first, of any playlist ("Get Playlist Cover Image")."""
        return await self._get(f"/playlists/{segment(playlist_id)}/images", _IMAGES)

    @needs("ugc-image-upload")
    async def upload_image(self, playlist_id: str, jpeg: bytes) -> None:
        """Set the cover ("Add Custom Playlist Cover Image"); raises `ValueError` for more than 256 KiB in base64."""
        content = base64.b64encode(jpeg)
        if len(content) > COVER_BYTES:
            msg = "a cover may have 256 KiB at most, counted in base64"
            raise ValueError(msg)
        await self._send("PUT", f"/playlists/{segment(playlist_id)}/images", content=content)

    async def _change(
        self, method: str, playlist_id: str, body: dict[str, object], snapshot_id: str | None = None
    ) -> str:
        if snapshot_id is not None:
            body["snapshot_id"] = snapshot_id
        path = f"/playlists/{segment(playlist_id)}/items"
        return (await self._answered(method, path, _SNAPSHOT, json=body, once=True)).snapshot_id


def _batch(uris: Sequence[str], *, least: int = 1) -> list[str]:
    if not least <= len(uris) <= BATCH:
        msg = f"{least} to {BATCH} URIs at once"
        raise ValueError(msg)
    return list(uris)
