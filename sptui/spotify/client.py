"""The embedded API client: one connection pool, one way in and out, and a namespace a chapter of the reference."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

import httpx
from pydantic import TypeAdapter, ValidationError

from sptui.spotify.answers import joined, json_of, refusal
from sptui.spotify.endpoints.catalogue import Catalogue
from sptui.spotify.endpoints.library import Library
from sptui.spotify.endpoints.player import PlayerCalls
from sptui.spotify.endpoints.playlists import Playlists
from sptui.spotify.endpoints.search import Search
from sptui.spotify.endpoints.users import Users
from sptui.spotify.errors import BadAnswer, BadRequest, RateLimited, SpotifyError, Unreachable
from sptui.spotify.pacing import Pacing, family_of
from sptui.spotify.retry import Retry

API_URL = "https://api.spotify.com/v1"
MAX_BODY = 16 * 2**20
"""Bytes of an answer that are read at most; the largest real page is under one MiB."""

PATIENCE = 20.0
"""Seconds that one exchange may take, however slowly its bytes trickle in."""

T = TypeVar("T")


Transport = httpx.AsyncBaseTransport
"""What carries requests; the real network unless one is passed in."""


def http_client(transport: Transport | None = None) -> httpx.AsyncClient:
    """The one connection pool that the client and its sign-in share.

    Idle connections are kept as long as the service keeps them: a poll after a minute pays no handshake. Redirects
    are never followed, so that a token never leaves for another host.
    """
    limits = httpx.Limits(max_connections=4, max_keepalive_connections=4, keepalive_expiry=None)
    return httpx.AsyncClient(
        transport=transport,
        limits=limits,
        timeout=httpx.Timeout(10.0, connect=5.0),
        follow_redirects=False,
        headers={"User-Agent": "sptui", "Accept": "application/json"},
    )


class Spotify:
    """Spotify's Web API, typed: `.player`, `.library`, `.playlists`, `.search`, `.catalogue` and `.users`.

    Every method raises a `SpotifyError` and nothing else, but for the `ValueError` that some name. The client keeps
    no state but the token inside `auth` and the deadlines of refusals.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        *,
        auth: httpx.Auth | None = None,
        api_url: str = API_URL,
        retry: Retry | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._http = http
        self._auth = auth
        self._api_url = api_url.rstrip("/")
        self._retry = retry or Retry()
        self._pacing = Pacing()
        self._monotonic = monotonic
        self._sleep = sleep
        self.player = PlayerCalls(self.request)
        self.library = Library(self.request)
        self.playlists = Playlists(self.request)
        self.search = Search(self.request)
        self.catalogue = Catalogue(self.request)
        self.users = Users(self.request)

    async def request(
        self,
        method: str,
        path: str,
        answer: TypeAdapter[T] | None = None,
        *,
        params: Mapping[str, Any] | None = None,
        json: object = None,
        content: bytes | None = None,
        once: bool = False,
    ) -> T | None:
        """Send one request and read its answer as `answer`; None when none is wanted or the service sent nothing.

        `path` is relative to the API; None among `params` means absent. `once` forbids to send it again where the
        service may have acted already, as holds for every POST. Raises `SpotifyError`.
        """
        repeatable = method != "POST" and not once
        tried, waited = 0, 0.0
        while True:
            sent = False
            try:
                self._pacing.check(family_of(path), self._monotonic())
                sent = True
                body = await self._send(method, path, params=params, json=json, content=content)
                return _parsed(body, answer)
            except SpotifyError as error:
                tried += 1
                if isinstance(error, RateLimited) and sent:
                    self._pacing.refused(family_of(path), error, self._monotonic())
                pause = self._retry.after(error, tried=tried, waited=waited, repeatable=repeatable or not sent)
                if pause is None:
                    raise
            waited += pause
            await self._sleep(pause)

    async def _send(
        self, method: str, path: str, *, params: Mapping[str, Any] | None, json: object, content: bytes | None
    ) -> bytes:
        """One exchange; the body of a success, or the error that the answer stands for."""
        request = self._built(method, path, params=params, json=json, content=content)
        try:
            async with asyncio.timeout(PATIENCE):
                response = await self._http.send(request, auth=self._auth, stream=True)
                try:
                    body = await joined(response.aiter_bytes(), MAX_BODY)
                finally:
                    await response.aclose()
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol) as error:
            raise Unreachable("Spotify cannot be reached.", sent=False) from error
        except httpx.DecodingError as error:
            raise BadAnswer("Spotify's answer cannot be read.") from error
        except (httpx.TransportError, TimeoutError) as error:
            raise Unreachable("The connection to Spotify broke off.", sent=True) from error
        if response.is_success:
            return body
        device_named = "device_id" in request.url.params
        raise refusal(method, path, response.status_code, response.headers, body, device_named=device_named)

    def _built(
        self, method: str, path: str, *, params: Mapping[str, Any] | None, json: object, content: bytes | None
    ) -> httpx.Request:
        given = {name: _as_text(value) for name, value in (params or {}).items() if value is not None}
        try:
            return self._http.build_request(
                method,
                self._api_url + path,
                params=given or None,
                json=json,
                content=content,
                headers={"Content-Type": "image/jpeg"} if content is not None else None,
            )
        except (UnicodeEncodeError, httpx.InvalidURL):  # half a surrogate pair, or longer than any address
            raise BadRequest("Spotify cannot be asked that.", status=400) from None


def _parsed(body: bytes, answer: TypeAdapter[T] | None) -> T | None:
    if answer is None or not body.strip():
        return None
    try:
        return answer.validate_python(json_of(body))
    except (ValidationError, RecursionError) as error:
        raise BadAnswer("Spotify's answer is not what it should be.") from error


def _as_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
