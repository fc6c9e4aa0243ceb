"""The reference's chapter "Users": the listener's profile, favourites and followed artists."""

from typing import Literal

from pydantic import TypeAdapter

from sptui.spotify.endpoints.base import Endpoints, needs
from sptui.spotify.models.catalogue import Artist, Track
from sptui.spotify.models.library import FollowedArtists, User
from sptui.spotify.models.paging import CursorPage, Page

TimeRange = Literal["short_term", "medium_term", "long_term"]
"""About four weeks, six months, and a year or more."""

_USER = TypeAdapter(User)
_ARTISTS = TypeAdapter(Page[Artist])
_TRACKS = TypeAdapter(Page[Track])
_FOLLOWED = TypeAdapter(FollowedArtists)


class Users(Endpoints):
    """The listener."""

    async def me(self) -> User:
        """Who is signed in; a 403 here means that the account may not use this app ("Get Current User's Profile")."""
        return await self._get("/me", _USER)

    @needs("user-top-read")
    async def top_artists(
        self, time_range: TimeRange = "medium_term", *, limit: int = 50, offset: int = 0
    ) -> Page[Artist]:
        """The artists played most, `limit` 1 to 50 ("Get User's Top Items")."""
        return await self._get("/me/top/artists", _ARTISTS, time_range=time_range, limit=limit, offset=offset)

    @needs("user-top-read")
    async def top_tracks(
        self, time_range: TimeRange = "medium_term", *, limit: int = 50, offset: int = 0
    ) -> Page[Track]:
        """The tracks played most, `limit` 1 to 50 ("Get User's Top Items")."""
        return await self._get("/me/top/tracks", _TRACKS, time_range=time_range, limit=limit, offset=offset)

    @needs("user-follow-read")
    async def followed_artists(self, *, limit: int = 50, after: str | None = None) -> CursorPage[Artist]:
        """Artists that the listener follows, behind the id `after`, `limit` 1 to 50 ("Get Followed Artists")."""
        return (await self._get("/me/following", _FOLLOWED, type="artist", limit=limit, after=after)).artists
