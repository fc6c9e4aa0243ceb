"""Where the lists of things come from: a playlist's rows, an album's tracks, an artist's releases, and search results.

Source: reference chapters "Playlists", "Albums", "Artists", "Shows", "Episodes", "Audiobooks" and "Search".
"""

import asyncio
from dataclasses import replace
from typing import ClassVar, cast

from sptui.library.listing import Batch, Entry, Next, placed
from sptui.library.places import Place
from sptui.library.sources import DAY, HOUR, MINUTE, PAGE, Following, Recent, Shelf, Source, Top, bare, grown, paged
from sptui.spotify.client import Spotify
from sptui.spotify.endpoints.catalogue import ARTIST_ALBUMS, AlbumGroup
from sptui.spotify.endpoints.playlists import BATCH
from sptui.spotify.endpoints.search import DEPTH, Kind
from sptui.spotify.endpoints.search import PAGE as SEARCH_PAGE
from sptui.spotify.errors import BadRequest, SpotifyError
from sptui.spotify.models.catalogue import Album, Artist, Audiobook, Chapter, Episode, Show, Track
from sptui.spotify.models.paging import Page
from sptui.spotify.models.playlists import Playlist, PlaylistItem, PlaylistPage
from sptui.spotify.models.search import SearchResults

RELEASES: tuple[AlbumGroup, ...] = ("album", "single", "compilation")
POPULAR = 10
"""Popular tracks of an artist, which are those that a search for the artist finds first."""


class PlaylistRows(Source):
    """A playlist's rows. Its first answer has none when they are not for this app to see."""

    page = most = BATCH  # more than is documented: where that is refused or cut short, it is not asked for again
    fresh: ClassVar[float] = HOUR

    async def first(self) -> Batch:
        """The playlist with its first rows."""
        playlist = await self.spotify.playlists.one(self.place.id)
        about = playlist.model_copy(update={"items": None})
        if playlist.items is None:
            told = self.about.total if isinstance(self.about, Playlist) else None  # by the list of all playlists
            about = about.model_copy(update={"total": playlist.total if playlist.total is not None else told})
            return Batch((), 0, 0, about=about, tag=playlist.snapshot_id, closed=True)
        return replace(_rows_of(playlist.items, 0, self.most), about=about, tag=playlist.snapshot_id)

    async def rows(self, offset: int, start: Next, limit: int) -> Batch:  # noqa: ARG002 -- it can be entered anywhere
        """A page, of the documented size where the service does not give more."""
        size = min(limit, self.page)
        try:
            page = await self.spotify.playlists.items(self.place.id, limit=size, offset=offset)
        except BadRequest:
            if size <= PAGE:
                raise
            size = PAGE
            page = await self.spotify.playlists.items(self.place.id, limit=size, offset=offset)
            self.page = self.most = PAGE
        if page.limit is not None and 0 < page.limit < size:
            self.page = self.most = page.limit
        return _rows_of(page, offset, size)


def _rows_of(page: PlaylistPage, offset: int, limit: int) -> Batch:
    entries = tuple(map(_row, page.items))
    total = page.total if page.total is not None else offset + len(entries)
    return Batch(placed(entries, offset, page.limit or limit, total), offset, total)


def _row(row: PlaylistItem) -> Entry:
    return Entry(row.item, row.added_at or "")


class AlbumTracks(Source):
    """An album's tracks, each with the album that it is of."""

    fresh: ClassVar[float] = 7 * DAY

    async def first(self) -> Batch:
        """The album with its first tracks."""
        album = await self.spotify.catalogue.album(self.place.id)
        about = album.model_copy(update={"tracks": None})
        return replace(self._batch(album.tracks or Page(items=()), 0, self.page, about), about=about)

    async def rows(self, offset: int, start: Next, limit: int) -> Batch:  # noqa: ARG002
        """A page."""
        page = await self.spotify.catalogue.album_tracks(self.place.id, limit=limit, offset=offset)
        return self._batch(page, offset, limit, cast("Album | None", self.about))

    def _batch(self, page: Page[Track], offset: int, limit: int, album: Album | None) -> Batch:
        return paged(page, offset, limit, lambda track: Entry(track.model_copy(update={"album": album})))


class Releases(Source):
    """An artist's albums and singles, ten at a time; the same release may come more than once."""

    page = most = ARTIST_ALBUMS
    fresh: ClassVar[float] = DAY

    async def first(self) -> Batch:
        """The first releases, the popular tracks, and the artist where only the id was known."""
        about = self.about or await self.spotify.catalogue.artist(self.place.id)
        releases, popular = await asyncio.gather(self.rows(0, 0, self.page), self._popular(cast("Artist", about)))
        return replace(releases, about=about, popular=popular)

    async def rows(self, offset: int, start: Next, limit: int) -> Batch:  # noqa: ARG002
        """A page."""
        albums = self.spotify.catalogue.artist_albums
        page = await albums(self.place.id, RELEASES, limit=limit, offset=offset)
        return paged(page, offset, limit, bare)

    async def _popular(self, artist: Artist) -> tuple[Entry, ...]:
        """The tracks that a search for the artist finds first: the service no longer tells its top tracks."""
        name = artist.name.replace('"', " ").strip()
        if not name:
            return ()
        try:
            results = await self.spotify.search(f'artist:"{name}"', ("track",), limit=POPULAR)
        except SpotifyError:
            return ()  # the releases are what one came for
        tracks = results.tracks.items if results.tracks else ()
        return tuple(Entry(track) for track in tracks if any(each.id == artist.id for each in track.artists))


class ShowEpisodes(Source):
    """A show's episodes, newest first, each with the show that it is of."""

    async def first(self) -> Batch:
        """The show with its first episodes."""
        show = await self.spotify.catalogue.show(self.place.id)
        about = show.model_copy(update={"episodes": None})
        return replace(self._batch(show.episodes or Page(items=()), 0, self.page, about), about=about)

    async def rows(self, offset: int, start: Next, limit: int) -> Batch:  # noqa: ARG002
        """A page."""
        page = await self.spotify.catalogue.show_episodes(self.place.id, limit=limit, offset=offset)
        return self._batch(page, offset, limit, cast("Show | None", self.about))

    def _batch(self, page: Page[Episode], offset: int, limit: int, show: Show | None) -> Batch:
        return paged(page, offset, limit, lambda episode: Entry(episode.model_copy(update={"show": show})))


class Chapters(Source):
    """An audiobook's chapters, each with the book that it is of."""

    fresh: ClassVar[float] = 7 * DAY

    async def first(self) -> Batch:
        """The audiobook with its first chapters."""
        book = await self.spotify.catalogue.audiobook(self.place.id)
        about = book.model_copy(update={"chapters": None})
        return replace(self._batch(book.chapters or Page(items=()), 0, self.page, about), about=about)

    async def rows(self, offset: int, start: Next, limit: int) -> Batch:  # noqa: ARG002
        """A page."""
        page = await self.spotify.catalogue.chapters(self.place.id, limit=limit, offset=offset)
        return self._batch(page, offset, limit, cast("Audiobook | None", self.about))

    def _batch(self, page: Page[Chapter], offset: int, limit: int, book: Audiobook | None) -> Batch:
        return paged(page, offset, limit, lambda chapter: Entry(chapter.model_copy(update={"audiobook": book})))


class OneEpisode(Source):
    """An episode by itself: there is more to tell of it than a row holds, and no list."""

    fresh: ClassVar[float] = HOUR

    async def first(self) -> Batch:
        """The episode."""
        return Batch((), 0, 0, about=await self.spotify.catalogue.episode(self.place.id))

    async def rows(self, offset: int, start: Next, limit: int) -> Batch:  # noqa: ARG002
        """None."""
        return Batch((), offset, 0)


class Results(Source):
    """What a search finds of one kind; the place's id is `kind words`."""

    page = most = SEARCH_PAGE
    fresh: ClassVar[float] = 5 * MINUTE

    async def rows(self, offset: int, start: Next, limit: int) -> Batch:
        """A page; the service goes no deeper than a thousand."""
        kind, _, words = self.place.id.partition(" ")
        at = int(start)
        results = await self.spotify.search(words, (cast("Kind", kind),), limit=limit, offset=at)
        return results_batch(results, cast("Kind", kind), offset)


def results_batch(results: SearchResults, kind: Kind, offset: int) -> Batch:
    """The rows of one kind among search results, which stand from `offset` on."""
    pages = {
        "track": results.tracks,
        "artist": results.artists,
        "album": results.albums,
        "playlist": results.playlists,
        "show": results.shows,
        "episode": results.episodes,
        "audiobook": results.audiobooks,
    }
    page = pages[kind]
    if page is None:
        return Batch((), offset, None, grows=True)
    batch = grown(page, offset, bare)
    deep = isinstance(batch.more, int) and batch.more + SEARCH_PAGE > DEPTH
    return replace(batch, more=None) if deep else batch


_SOURCES: dict[str, type[Source]] = {
    "artists": Following,
    "recent": Recent,
    "top tracks": Top,
    "top artists": Top,
    "playlist": PlaylistRows,
    "album": AlbumTracks,
    "artist": Releases,
    "show": ShowEpisodes,
    "episode": OneEpisode,
    "audiobook": Chapters,
    "results": Results,
}


def source_of(spotify: Spotify, place: Place) -> Source:
    """Where the list of a place comes from."""
    return _SOURCES.get(place.kind, Shelf)(spotify, place)
