"""LRCLIB, a free collection of lyrics that anybody may ask: https://lrclib.net/docs.

It is told a song's title, main artist, album and length, and nothing about who listens.
"""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from typing import Final

import httpx

from sptui import __version__
from sptui.desktop.cookies import no_cookies
from sptui.desktop.lyrics.lyrics import NONE, Lyrics, LyricsError, Song
from sptui.desktop.lyrics.matching import bare_title, best, record_of
from sptui.spotify.answers import joined, retry_after
from sptui.spotify.errors import BadAnswer

URL: Final = "https://lrclib.net"
USER_AGENT: Final = f"sptui/{__version__} (a terminal remote for Spotify Connect)"

MAX_BODY: Final = 512 * 2**10
"""Bytes of an answer that are read at most; twenty long songs take a fifth of that."""

MOST_RECORDS: Final = 50
"""Records of a search that are looked at; LRCLIB gives twenty."""

PATIENCE: Final = 15.0
"""Seconds that one exchange may take."""

_SILENCE = 60.0  # seconds after a 429 that does not say for how long

_OFFLINE = "LRCLIB cannot be reached."
_ODD = "LRCLIB's answer cannot be read."


def lyrics_client(transport: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
    """A client of its own, which knows no token and keeps no cookies. Redirects are not followed: a title is for LRCLIB
    alone.
    """
    return httpx.AsyncClient(
        transport=transport,
        cookies=no_cookies(),
        base_url=URL,
        timeout=httpx.Timeout(10.0, connect=5.0),
        limits=httpx.Limits(max_connections=2),
        follow_redirects=False,
        headers={"User-Agent": USER_AGENT, "Accept": "application/json"},
    )


class LrcLib:
    """Asks for lyrics, twice a song at most. `client` makes the connections when they are first needed."""

    def __init__(
        self,
        client: Callable[[], httpx.AsyncClient] = lyrics_client,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._make = client
        self._monotonic = monotonic
        self._http: httpx.AsyncClient | None = None
        self._silent_until = 0.0

    async def ask(self, song: Song) -> Lyrics:
        """The lyrics of a song: by all that is known of it, or else the best of a search. Raises `LyricsError`."""
        artist = song.artists[0] if song.artists else ""
        asked = {"track_name": song.title, "artist_name": artist, "album_name": song.album}
        known = {name: text for name, text in asked.items() if text} | {"duration": str(song.seconds)}
        record = record_of(await self._get("/api/get", known))
        # It may answer with another recording than the one that it was asked for.
        if record is not None and (lyrics := best([record], song)) != NONE:
            return lyrics
        found = await self._get("/api/search", {"track_name": bare_title(song.title), "artist_name": artist})
        if found is not None and not isinstance(found, list):
            raise LyricsError(_ODD)
        records = map(record_of, (found or [])[:MOST_RECORDS])
        return best((record for record in records if record is not None), song)

    async def aclose(self) -> None:
        """Let go of the connections."""
        if self._http is not None:
            await self._http.aclose()

    async def _get(self, path: str, params: Mapping[str, str]) -> object:
        """The JSON value of an answer, None where there is nothing at that address. Raises `LyricsError`."""
        if self._monotonic() < self._silent_until:
            raise LyricsError("LRCLIB asks for a pause.")
        try:
            if self._http is None:
                self._http = self._make()
            async with asyncio.timeout(PATIENCE), self._http.stream("GET", path, params=params) as response:
                if response.status_code == 404:
                    return None
                if response.status_code == 429:
                    self._silent_until = self._monotonic() + (retry_after(response.headers) or _SILENCE)
                    raise LyricsError("LRCLIB asks for a pause.")
                if response.status_code >= 500:
                    raise LyricsError("LRCLIB has trouble of its own.")
                if response.status_code != 200:
                    raise LyricsError(_ODD)
                return json.loads(await joined(response.aiter_bytes(), MAX_BODY, whose="LRCLIB"))
        except (httpx.DecodingError, BadAnswer, ValueError, RecursionError, httpx.InvalidURL) as error:
            raise LyricsError(_ODD) from error
        except (httpx.HTTPError, TimeoutError) as error:
            raise LyricsError(_OFFLINE) from error
