"""The reference's chapter "Search"."""

from collections.abc import Sequence
from typing import Literal

from pydantic import TypeAdapter

from sptui.spotify.endpoints.base import Endpoints
from sptui.spotify.models.search import SearchResults

Kind = Literal["album", "artist", "playlist", "track", "show", "episode", "audiobook"]
ALL_KINDS: tuple[Kind, ...] = ("track", "artist", "album", "playlist", "show", "episode", "audiobook")
PAGE = 10
"""Rows of a kind in one answer, at most, for a Development Mode app."""
DEPTH = 1_000
"""`offset + limit` may not go beyond it."""

_RESULTS = TypeAdapter(SearchResults)


class Search(Endpoints):
    """One call for all kinds; it needs no scope."""

    async def __call__(
        self, q: str, kinds: Sequence[Kind] = ALL_KINDS, *, limit: int = PAGE, offset: int = 0
    ) -> SearchResults:
        """Look for `q` among `kinds` ("Search for Item").

        `q` may hold Spotify's filters (`artist:`, `album:`, `track:`, `year:1955-1960`, `isrc:`, `upc:`, `tag:new`).
        `limit` (1 to 10) and `offset` hold for each kind. Raises `ValueError` where the service would refuse
        the numbers or an empty `q`.
        """
        if not q.strip() or not kinds:
            msg = "a search needs words and kinds"
            raise ValueError(msg)
        if not 1 <= limit <= PAGE or not 0 <= offset <= DEPTH - limit:
            msg = f"limit is 1 to {PAGE}, offset + limit at most {DEPTH}"
            raise ValueError(msg)
        return await self._get("/search", _RESULTS, q=q, type=",".join(kinds), limit=limit, offset=offset)
