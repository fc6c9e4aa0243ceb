"""The reference's chapters "Tracks", "Albums", "Artists", "Shows", "Episodes", "Audiobooks" and "Chapters".

One thing a call: Development Mode apps may not read several at once. Pages start at `offset`, `limit` is 1 to 50
unless said otherwise. Unknown ids raise `NotFound`, malformed ones `BadRequest`.
"""

from collections.abc import Sequence
from typing import Literal

from pydantic import TypeAdapter

from sptui.spotify.endpoints.base import Endpoints, needs, segment
from sptui.spotify.models.catalogue import Album, Artist, Audiobook, Chapter, Episode, Show, Track
from sptui.spotify.models.paging import Page

AlbumGroup = Literal["album", "single", "appears_on", "compilation"]
ARTIST_ALBUMS = 10
"""Albums of an artist in one answer, at most, for a Development Mode app."""

_TRACK = TypeAdapter(Track)
_ALBUM = TypeAdapter(Album)
_TRACKS = TypeAdapter(Page[Track])
_ARTIST = TypeAdapter(Artist)
_ALBUMS = TypeAdapter(Page[Album])
_SHOW = TypeAdapter(Show)
_EPISODE = TypeAdapter(Episode)
_EPISODES = TypeAdapter(Page[Episode])
_AUDIOBOOK = TypeAdapter(Audiobook)
_CHAPTER = TypeAdapter(Chapter)
_CHAPTERS = TypeAdapter(Page[Chapter])


class Catalogue(Endpoints):
    """What Spotify has."""

    async def track(self, track_id: str) -> Track:
        """One track ("Get Track")."""
        return await self._get(f"/tracks/{segment(track_id)}", _TRACK)

    async def album(self, album_id: str) -> Album:
        """One album with its first 50 tracks ("Get Album")."""
        return await self._get(f"/albums/{segment(album_id)}", _ALBUM)

    async def album_tracks(self, album_id: str, *, limit: int = 50, offset: int = 0) -> Page[Track]:
        """Tracks of an album, without the album in them ("Get Album Tracks")."""
        return await self._get(f"/albums/{segment(album_id)}/tracks", _TRACKS, limit=limit, offset=offset)

    async def artist(self, artist_id: str) -> Artist:
        """One artist: name and pictures ("Get Artist")."""
        return await self._get(f"/artists/{segment(artist_id)}", _ARTIST)

    async def artist_albums(
        self, artist_id: str, groups: Sequence[AlbumGroup] = (), *, limit: int = ARTIST_ALBUMS, offset: int = 0
    ) -> Page[Album]:
        """Albums of an artist, of all `groups` when none is named; `limit` is 1 to 10 ("Get Artist's Albums")."""
        return await self._get(
            f"/artists/{segment(artist_id)}/albums",
            _ALBUMS,
            include_groups=",".join(groups) or None,
            limit=limit,
            offset=offset,
        )

    @needs("user-read-playback-position")
    async def show(self, show_id: str) -> Show:
        """One show with its first episodes ("Get Show")."""
        return await self._get(f"/shows/{segment(show_id)}", _SHOW)

    @needs("user-read-playback-position")
    async def show_episodes(self, show_id: str, *, limit: int = 50, offset: int = 0) -> Page[Episode]:
        """Episodes of a show, newest first ("Get Show Episodes")."""
        return await self._get(f"/shows/{segment(show_id)}/episodes", _EPISODES, limit=limit, offset=offset)

    @needs("user-read-playback-position")
    async def episode(self, episode_id: str) -> Episode:
        """One episode ("Get Episode")."""
        return await self._get(f"/episodes/{segment(episode_id)}", _EPISODE)

    async def audiobook(self, audiobook_id: str) -> Audiobook:
        """One audiobook with its first chapters, in the markets that have any ("Get an Audiobook")."""
        return await self._get(f"/audiobooks/{segment(audiobook_id)}", _AUDIOBOOK)

    async def chapters(self, audiobook_id: str, *, limit: int = 50, offset: int = 0) -> Page[Chapter]:
        """Chapters of an audiobook ("Get Audiobook Chapters")."""
        return await self._get(f"/audiobooks/{segment(audiobook_id)}/chapters", _CHAPTERS, limit=limit, offset=offset)

    async def chapter(self, chapter_id: str) -> Chapter:
        """One chapter ("Get a Chapter")."""
        return await self._get(f"/chapters/{segment(chapter_id)}", _CHAPTER)
