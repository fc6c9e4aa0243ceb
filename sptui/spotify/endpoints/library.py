"""The reference's chapter "Library": what the listener saved and follows, by URI and as lists."""

from collections.abc import Sequence

from pydantic import TypeAdapter

from sptui.spotify.endpoints.base import Endpoints, needs
from sptui.spotify.models.catalogue import Album, Audiobook, Episode, Show, Track
from sptui.spotify.models.library import Saved
from sptui.spotify.models.paging import Page

BATCH = 40
"""URIs in one call, at most."""

READ = "user-library-read"
MODIFY = "user-library-modify"

_FLAGS = TypeAdapter(tuple[bool, ...])
_TRACKS = TypeAdapter(Page[Saved[Track]])
_ALBUMS = TypeAdapter(Page[Saved[Album]])
_SHOWS = TypeAdapter(Page[Saved[Show]])
_EPISODES = TypeAdapter(Page[Saved[Episode]])
_AUDIOBOOKS = TypeAdapter(Page[Saved[Audiobook]])


class Library(Endpoints):
    """Save, remove and ask by URI (up to 40 of any kinds at once; more raise `ValueError`), and the saved lists.

    Lists are newest first, `limit` 1 to 50.
    """

    @needs(MODIFY)
    async def save(self, uris: Sequence[str]) -> None:
        """Save tracks, albums, shows, episodes and audiobooks, follow artists and playlists ("Save Items to Library").

        Unknown ids are accepted silently.
        """
        await self._send("PUT", "/me/library", params={"uris": _joined(uris)})

    @needs(MODIFY)
    async def remove(self, uris: Sequence[str]) -> None:
        """Undo `save` ("Remove Items from Library"); removing one's own playlist deletes it."""
        await self._send("DELETE", "/me/library", params={"uris": _joined(uris)})

    @needs(READ)
    async def contains(self, uris: Sequence[str]) -> tuple[bool, ...]:
        """Which of `uris` are saved or followed, in their order ("Check User's Saved Items")."""
        return await self._get("/me/library/contains", _FLAGS, uris=_joined(uris))

    @needs(READ)
    async def tracks(self, *, limit: int = 50, offset: int = 0) -> Page[Saved[Track]]:
        """The liked songs ("Get User's Saved Tracks")."""
        return await self._get("/me/tracks", _TRACKS, limit=limit, offset=offset)

    @needs(READ)
    async def albums(self, *, limit: int = 50, offset: int = 0) -> Page[Saved[Album]]:
        """The saved albums ("Get User's Saved Albums")."""
        return await self._get("/me/albums", _ALBUMS, limit=limit, offset=offset)

    @needs(READ)
    async def shows(self, *, limit: int = 50, offset: int = 0) -> Page[Saved[Show]]:
        """The followed shows ("Get User's Saved Shows")."""
        return await self._get("/me/shows", _SHOWS, limit=limit, offset=offset)

    @needs(READ)
    async def episodes(self, *, limit: int = 50, offset: int = 0) -> Page[Saved[Episode]]:
        """The saved episodes ("Get User's Saved Episodes")."""
        return await self._get("/me/episodes", _EPISODES, limit=limit, offset=offset)

    @needs(READ)
    async def audiobooks(self, *, limit: int = 50, offset: int = 0) -> Page[Saved[Audiobook]]:
        """The saved audiobooks; only some markets have any ("Get User's Saved Audiobooks")."""
        return await self._get("/me/audiobooks", _AUDIOBOOKS, limit=limit, offset=offset)


def _joined(uris: Sequence[str]) -> str:
    if not 1 <= len(uris) <= BATCH:
        msg = f"1 to {BATCH} URIs at once"
        raise ValueError(msg)
    return ",".join(uris)
