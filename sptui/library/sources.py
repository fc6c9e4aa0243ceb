"""Where each list comes from: which calls read its beginning and its pages, and how many rows one of them brings.

Source: reference chapters "Library", "Playlists", "Player" (recently played), "Users" (top items, followed artists).
"""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, ClassVar, Final, get_args

from sptui.library.listing import Batch, Entry, Next, placed
from sptui.library.places import Place
from sptui.spotify.client import Spotify
from sptui.spotify.endpoints.users import TimeRange
from sptui.spotify.models.paging import Page

MINUTE: Final = 60.0
HOUR: Final = 3_600.0
DAY: Final = 86_400.0

PAGE = 50
"""Rows of most lists in one answer, at most."""

RANGES: tuple[TimeRange, ...] = get_args(TimeRange)


class Source(ABC):
    """How a list is read. `fresh` is for how many seconds it needs not be read again, `page` how many rows one call
    brings, and `most` how many it may bring where somebody wants them all. `about` is what is known of the thing.
    """

    page: int = PAGE
    most: int = PAGE
    fresh: ClassVar[float] = 10 * MINUTE

    def __init__(self, spotify: Spotify, place: Place) -> None:
        self.spotify = spotify
        self.place = place
        self.about = place.about

    async def first(self) -> Batch:
        """The list's beginning, and what else its first answer tells. Raises `SpotifyError`."""
        return await self.rows(0, 0, self.page)

    @abstractmethod
    async def rows(self, offset: int, start: Next, limit: int) -> Batch:
        """The rows from `offset` on, which the service finds at `start`. Raises `SpotifyError`."""


def paged(page: Page[Any], offset: int, limit: int, entry: Callable[[Any], Entry]) -> Batch:
    """A page whose list can be entered anywhere."""
    if page.total is None:  # not told: then it goes on where the page says
        return grown(page, offset, entry)
    entries = tuple(entry(row) for row in page.items)
    return Batch(placed(entries, offset, page.limit or limit, page.total), offset, page.total)


def grown(page: Page[Any], offset: int, entry: Callable[[Any], Entry]) -> Batch:
    """A page of a list whose total is not to be trusted; its `offset` is where its rows stand here."""
    more = page.next_offset
    return Batch(tuple(entry(row) for row in page.items), offset, None, grows=True, more=more)


def bare(thing: Any) -> Entry:  # noqa: ANN401 -- a model of any kind of thing
    """The row of a thing that comes without a row around it."""
    return Entry(thing)


def saved(row: Any) -> Entry:  # noqa: ANN401 -- `Saved` of any kind of thing
    """A row of a saved list."""
    return Entry(row.item, row.added_at or "", hidden=row.item is None)


class Shelf(Source):
    """A part of the library that comes in pages by offset."""

    @property
    def _call(self) -> tuple[Callable[..., Awaitable[Page[Any]]], Callable[[Any], Entry]]:
        library, users = self.spotify.library, self.spotify.users
        calls: Mapping[str, tuple[Callable[..., Awaitable[Page[Any]]], Callable[[Any], Entry]]] = {
            "playlists": (self.spotify.playlists.mine, bare),
            "liked": (library.tracks, saved),
            "albums": (library.albums, saved),
            "shows": (library.shows, saved),
            "episodes": (library.episodes, saved),
            "audiobooks": (library.audiobooks, saved),
            "top tracks": (users.top_tracks, bare),
            "top artists": (users.top_artists, bare),
        }
        return calls[self.place.kind]

    async def rows(self, offset: int, start: Next, limit: int) -> Batch:  # noqa: ARG002 -- it can be entered anywhere
        """A page."""
        call, entry = self._call
        ranged = {"time_range": self.place.id} if self.place.kind in ("top tracks", "top artists") else {}
        return paged(await call(limit=limit, offset=offset, **ranged), offset, limit, entry)


class Top(Shelf):
    """What was played most, which changes once a day at the most."""

    fresh: ClassVar[float] = 12 * HOUR


class Following(Source):
    """The artists that the listener follows, read from one to the next."""

    async def rows(self, offset: int, start: Next, limit: int) -> Batch:
        """A page."""
        page = await self.spotify.users.followed_artists(limit=limit, after=str(start) if start else None)
        more = page.cursors.after if page.next else None
        return Batch(tuple(map(bare, page.items)), offset, page.total, grows=True, more=more)


class Recent(Source):
    """The last fifty plays, which is all that the service tells."""

    fresh: ClassVar[float] = MINUTE

    async def rows(self, offset: int, start: Next, limit: int) -> Batch:  # noqa: ARG002 -- there is one page
        """The only page."""
        page = await self.spotify.player.recently_played(limit=limit)
        entries = tuple(Entry(play.track, play.played_at) for play in page.items)
        return Batch(entries, offset, len(entries))
