"""Covers: fetched over https from Spotify's image hosts and no others, without the token, once."""

import asyncio
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit

import httpx

from sptui.desktop.artfiles import ArtFiles
from sptui.desktop.cookies import no_cookies
from sptui.desktop.graphics import Art
from sptui.spotify.models.catalogue import Image

MOST_BYTES: Final = 2 * 2**20
"""Bytes of a cover beyond which it is not read."""
PATIENCE: Final = 10.0
"""Seconds that a cover may take, however slowly its bytes trickle in."""
FORGIVEN: Final = 300.0
"""Seconds after which a cover that could not be had is asked for again."""

_HOSTS: Final = re.compile(r"(?:(?:i|mosaic)\.scdn\.co|(?:[a-z0-9-]+\.)+spotifycdn\.com)")
_HOPS: Final = 2  # redirects that are followed, on the same host
_IN_MEMORY: Final = 4 * 2**20  # bytes
_REMEMBERED: Final = 256  # addresses that could not be had
_MAGIC: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")


class Artwork:
    """Gets covers, and keeps them in memory and in `folder`, None for memory alone.

    `art` is how they are to be shown, `transport` what carries the requests, None for the network, `monotonic` gives
    seconds. No method raises: what cannot be had is None.
    """

    def __init__(
        self,
        art: Art,
        folder: Path | None = None,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.art = art
        self._files = ArtFiles(folder)
        self._transport = transport
        self._monotonic = monotonic
        self._http: httpx.AsyncClient | None = None
        self._lock = asyncio.Lock()
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._failed: OrderedDict[str, float] = OrderedDict()
        self._on_the_way: dict[str, asyncio.Task[bytes | None]] = {}
        self._closed = False

    def best(self, images: Iterable[Image], pixels: int) -> str:
        """The address of the smallest of `images` that has `pixels` in width, or else of the largest; "" for none.

        One whose size is not known is taken before one that is too small: it is what somebody has uploaded.
        """
        usable = [image for image in images if _allowed(image.url)]
        enough = [image for image in usable if (image.width or 0) >= pixels]
        if enough:
            return min(enough, key=lambda image: image.width or 0).url
        unknown = next((image for image in usable if not image.width), None)
        return unknown.url if unknown else max(usable, key=lambda image: image.width or 0).url if usable else ""

    async def kept(self, url: str) -> bytes | None:
        """The cover at `url` when it is here already; nothing is asked for."""
        if (data := self._held.get(url)) is None:
            data = await asyncio.to_thread(self._files.read, url) if url else None
        if data is not None:
            self._hold(url, data)
        return data

    async def fetched(self, url: str) -> bytes | None:
        """The cover at `url`, from here or from Spotify.

        What is on its way is not asked for again, and what has failed not for five minutes. It goes on when nobody
        waits for it any more: it is small, and may be wanted again.
        """
        if (data := await self.kept(url)) is not None or self._hopeless(url):
            return data
        task = self._on_the_way.get(url)
        if task is None:
            task = self._on_the_way[url] = asyncio.create_task(self._get(url))
            task.add_done_callback(lambda _: self._on_the_way.pop(url, None))
        await asyncio.wait([task])
        return None if task.cancelled() else task.result()

    async def aclose(self) -> None:
        """Let go of what is on its way, and close the connections."""
        self._closed = True
        for task in (tasks := list(self._on_the_way.values())):
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        if self._http is not None:
            await self._http.aclose()

    def _hopeless(self, url: str) -> bool:
        until = self._failed.get(url)
        return self._closed or not _allowed(url) or (until is not None and self._monotonic() < until)

    async def _get(self, url: str) -> bytes | None:
        try:
            async with asyncio.timeout(PATIENCE):
                data = await self._asked(await self._client(), url)
        # Proxies that cannot be used raise the last two.
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError, ValueError, ImportError):
            data = None
        if data is None:
            self._failed[url] = self._monotonic() + FORGIVEN
            self._failed.move_to_end(url)
            if len(self._failed) > _REMEMBERED:
                self._failed.popitem(last=False)
            return None
        self._failed.pop(url, None)
        self._hold(url, data)
        await asyncio.to_thread(self._files.write, url, data)
        return data

    async def _asked(self, http: httpx.AsyncClient, url: str) -> bytes | None:
        for _ in range(_HOPS + 1):
            async with http.stream("GET", url) as response:
                if response.has_redirect_location:
                    before, url = url, urljoin(url, response.headers["location"])
                    if not _allowed(url) or urlsplit(url).hostname != urlsplit(before).hostname:
                        return None
                    continue
                return await _body(response) if response.status_code == httpx.codes.OK else None
        return None

    async def _client(self) -> httpx.AsyncClient:
        async with self._lock:
            if self._http is None:  # its context for TLS takes 30 ms
                self._http = await asyncio.to_thread(_client, self._transport)
        return self._http

    def _hold(self, url: str, data: bytes) -> None:
        self._held[url] = data
        self._held.move_to_end(url)
        while len(self._held) > 1 and sum(map(len, self._held.values())) > _IN_MEMORY:
            self._held.popitem(last=False)


def _client(transport: httpx.AsyncBaseTransport | None) -> httpx.AsyncClient:
    """A client of its own, which knows of no sign-in and keeps no cookies."""
    return httpx.AsyncClient(
        transport=transport,
        cookies=no_cookies(),
        limits=httpx.Limits(max_connections=2, max_keepalive_connections=1),
        timeout=httpx.Timeout(PATIENCE, connect=5.0),
        follow_redirects=False,
        headers={"User-Agent": "sptui", "Accept": "image/*", "Accept-Encoding": "identity"},
    )


async def _body(response: httpx.Response) -> bytes | None:
    """The body of an answer; None when it is too long, or no picture."""
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return bytes(body) if body.startswith(_MAGIC) else None


def _allowed(url: str) -> bool:
    """Whether it is an https address of Spotify's image hosts, without a port or a name of its own."""
    try:
        parts = urlsplit(url)
        return parts.scheme == "https" and _HOSTS.fullmatch(parts.netloc.lower()) is not None
    except ValueError:
        return False
