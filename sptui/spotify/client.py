"""The embedded API client: one connection pool, one way in and out, and a namespace a chapter of the reference."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
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
from sptui.spotify.gate import Gate
from sptui.spotify.inflight import InFlight
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


def http_client(transport: Transport | None = None, *, sent: Callable[[str], None] | None = None) -> httpx.AsyncClient:
    """The one connection pool that the client and its sign-in share.

    `sent` is told the endpoint family of every request that is about to go out, second tries and token renewals
    included.
    Idle connections are kept as long as the service keeps them: a poll after a minute pays no handshake. Redirects are
    never followed, so that a token never leaves for another host.
    """

    async def goes_out(request: httpx.Request) -> None:
        if sent is not None:
            sent(family_of(request.url.path))

    limits = httpx.Limits(max_connections=4, max_keepalive_connections=4, keepalive_expiry=None)
    return httpx.AsyncClient(
        transport=transport,
        limits=limits,
        timeout=httpx.Timeout(10.0, connect=5.0),
        follow_redirects=False,
        event_hooks={"request": [goes_out]},
        headers={"User-Agent": "sptui", "Accept": "application/json"},
    )


class Spotify:
    """Spotify's Web API, typed: `.player`, `.library`, `.playlists`, `.search`, `.catalogue` and `.users`.

    Every method raises a `SpotifyError` and nothing else, but for the `ValueError` that some name. The client keeps
    no state but the token inside `auth`, the deadlines of refusals inside `pacing`, and what is on its way.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        *,
        auth: httpx.Auth | None = None,
        api_url: str = API_URL,
        retry: Retry | None = None,
        pacing: Pacing | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._http = http
        self._auth = auth
        self._api_url = api_url.rstrip("/")
        self._retry = retry or Retry()
        self._pacing = pacing or Pacing()
        self._sleep = sleep
        self._gate = Gate()
        self._in_flight = InFlight()
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

        Two requests are on their way at a time, and writes go before reads. A GET that is on its way already is not
        sent again, unless a write was sent or answered since it was asked for.
        """
        given = {name: _as_text(value) for name, value in (params or {}).items() if value is not None}
        build = partial(self._built, method, path, params=given, json=json, content=content)
        if method == "GET":
            body = await self._in_flight.share((path, *sorted(given.items())), lambda: self._tried(path, build))
        else:
            body = await self._tried(path, build, repeatable=method != "POST" and not once)
        return _parsed(body, answer)

    async def _tried(self, path: str, build: Callable[[], httpx.Request], *, repeatable: bool = True) -> bytes:
        """The body of a success, after as many tries as `Retry` allows. No slot is held while it waits for the next."""
        tried, waited = 0, 0.0
        while True:
            request, sent = build(), False
            try:
                async with self._gate.slot(write=request.method != "GET"):
                    self._pacing.check(family_of(path))
                    sent = True
                    return await self._sent(path, request)
            except SpotifyError as error:
                tried += 1
                pause = self._retry.after(error, tried=tried, waited=waited, repeatable=repeatable or not sent)
                if pause is None:
                    raise
            waited += pause
            await self._sleep(pause)

    async def _sent(self, path: str, request: httpx.Request) -> bytes:
        """One exchange, and what a write means for the reads that are on their way."""
        write = request.method != "GET"
        if write:
            self._in_flight.seal()
        try:
            return await self._exchange(path, request)
        finally:
            if write:
                self._in_flight.seal()

    async def _exchange(self, path: str, request: httpx.Request) -> bytes:
        """The body of a success, or the error that the answer stands for."""
        try:
            async with asyncio.timeout(PATIENCE):
                response = await self._http.send(request, auth=self._auth, stream=True)
                try:
                    body = await joined(response.aiter_bytes(), MAX_BODY)
                except (httpx.DecodingError, httpx.TransportError, BadAnswer):
                    if response.is_success:
                        raise
                    body = b""  # a refusal stands by its status and headers, however spoilt its body is
                finally:
                    await response.aclose()
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol) as error:
            self._pacing.unsent(family_of(path))
            raise Unreachable("Spotify cannot be reached.", sent=False) from error
        except httpx.DecodingError as error:
            raise BadAnswer("Spotify's answer cannot be read.") from error
        except (httpx.TransportError, TimeoutError) as error:
            raise Unreachable("The connection to Spotify broke off.", sent=True) from error
        if response.is_success:
            return body
        device_named = "device_id" in request.url.params
        told = refusal(request.method, path, response.status_code, response.headers, body, device_named=device_named)
        if isinstance(told, RateLimited):
            self._pacing.refused(family_of(path), told)
        raise told

    def _built(
        self, method: str, path: str, *, params: Mapping[str, str], json: object, content: bytes | None
    ) -> httpx.Request:
        try:
            return self._http.build_request(
                method,
                self._api_url + path,
                params=params or None,
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
