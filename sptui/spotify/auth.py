"""Puts the bearer token on requests to the Web API, and renews it once for all that wait.

Source: tutorial "Refreshing tokens", concept "API calls" (401).
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable

import httpx

from sptui.spotify.errors import BadAnswer, LoginRequired, RateLimited, ServerFault, Unreachable
from sptui.spotify.oauth import DEAD, OAuth
from sptui.spotify.pacing import SIGN_IN, Pacing
from sptui.spotify.tokens import HeldTokens, Token

CLOSING_PATIENCE = 2.0  # seconds that closing waits for a renewal on its way
RENEW_AT_MOST_EVERY = 30.0  # seconds, unless the access token has ended: a 401 may be a passing fault of the player


class BearerAuth(httpx.Auth):
    """An `httpx.Auth` for the API at `api_url`; requests to any other origin pass untouched.

    The token is read from `tokens` for every request, so a login or a refresh by another process counts at once. It is
    refreshed when it is about to end, and after a 401, which is then tried once more. Only one process refreshes at a
    time: whoever had to wait reads again instead. While the accounts service is out of order, an access token that has
    not ended is used on.

    A request raises `LoginRequired` when nobody is signed in or the refresh token has died, which is written down, so
    that no process sends it again; and whatever else `OAuth.refresh` raises when there is no access token to go on
    with. `pacing` remembers until when the accounts service wants silence. `now` gives epoch seconds, `monotonic`
    seconds.
    """

    def __init__(
        self,
        oauth: OAuth,
        tokens: HeldTokens,
        *,
        api_url: str = "https://api.spotify.com/v1",
        pacing: Pacing | None = None,
        now: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._oauth = oauth
        self._tokens = tokens
        self._origin = _origin(httpx.URL(api_url))
        self._pacing = pacing or Pacing(now=now, monotonic=monotonic)
        self._now = now
        self._monotonic = monotonic
        self._renewal: asyncio.Task[Token] | None = None
        self._renewed_at: float | None = None

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """What httpx drives: one request, and after a 401 at most one more."""
        if _origin(request.url) != self._origin:
            yield request
            return
        token = await self._usable()
        response = yield _with_bearer(request, token)
        if response.status_code != 401:
            return
        other = await self._after_refusal(token)
        if other is not None:
            await _discard_body(response)
            yield _with_bearer(request, other)

    async def aclose(self) -> None:
        """Wait, for two seconds at most, until a renewal on its way is kept: it may bring the only live token."""
        if self._renewal is not None:
            await asyncio.wait([self._renewal], timeout=CLOSING_PATIENCE)

    async def _usable(self) -> Token:
        token, now = await self._read(), self._now()
        if not token.is_due(now) or (token.seconds_left(now) > 0 and self._renewed_lately()):
            return token
        return await self._renewed(token)

    async def _after_refusal(self, refused: Token) -> Token | None:
        """The token to try once more with; None when the refusal has to be believed."""
        token = await self._read()
        if token.access_token != refused.access_token:
            return token
        if self._renewed_lately() and token.seconds_left(self._now()) > 0:
            return None
        return await self._renewed(token)

    def _renewed_lately(self) -> bool:
        return self._renewed_at is not None and self._monotonic() - self._renewed_at < RENEW_AT_MOST_EVERY

    async def _renewed(self, token: Token) -> Token:
        """Wait for the one renewal. It goes on when a waiter is cancelled: its answer may hold the only live token."""
        if self._renewal is None:
            self._renewal = asyncio.create_task(self._renew(token))
            self._renewal.add_done_callback(self._renewal_ended)
        return await asyncio.shield(self._renewal)

    def _renewal_ended(self, renewal: asyncio.Task[Token]) -> None:
        if not renewal.cancelled():
            renewal.exception()  # asyncio reports an error that nobody looks at, and all waiters may have gone
        self._renewal = None
        self._renewed_at = self._monotonic()

    async def _renew(self, token: Token) -> Token:
        try:
            async with self._tokens.lock():
                return await self._renew_alone(token)
        except TimeoutError:
            if token.seconds_left(self._now()) > 0:
                return token
            raise Unreachable("Another sptui is signing in anew, and comes to no end.", sent=False) from None

    async def _renew_alone(self, old: Token) -> Token:
        """Renew the sign-in, unless another process has done so since `old` was read."""
        token = await asyncio.to_thread(self._load)  # and so there is a thread to save in before the answer comes
        if token.access_token != old.access_token and token.seconds_left(self._now()) > 0:
            return token
        try:
            fresh = await self._refreshed(token)
        except LoginRequired:
            return await self._successor_of(token)
        except (Unreachable, ServerFault, RateLimited, BadAnswer) as trouble:
            if token.seconds_left(self._now()) > 0:
                return token
            if isinstance(trouble, Unreachable):  # the request to the API itself has not been sent
                raise Unreachable(str(trouble), sent=False) from trouble
            raise
        if not await self._still_holds(token):
            return await self._read()  # somebody signed in or out meanwhile, and that counts for more
        await asyncio.to_thread(self._tokens.save, fresh, at_once=fresh.refresh_token != token.refresh_token)
        return fresh

    async def _still_holds(self, token: Token) -> bool:
        """Whether `token` is still the one that is kept, for all that can be seen."""
        try:
            return await asyncio.to_thread(self._tokens.load) == token
        except LoginRequired:
            return True  # it cannot be read now: what has just been renewed may be the only token that is alive

    async def _refreshed(self, token: Token) -> Token:
        self._pacing.check(SIGN_IN)
        try:
            return await self._oauth.refresh(token)
        except RateLimited as error:
            self._pacing.refused(SIGN_IN, error)
            raise

    async def _successor_of(self, dead: Token) -> Token:
        """The token that somebody else got in place of `dead`; when there is none, it is written down as dead.

        Raises `LoginRequired`.
        """
        token = self._load()
        if token.refresh_token != dead.refresh_token:
            return token
        await asyncio.to_thread(self._tokens.save, token.model_copy(update={"ended": True}))
        raise LoginRequired(DEAD)

    async def _read(self) -> Token:
        return await asyncio.to_thread(self._load) if self._tokens.slow else self._load()

    def _load(self) -> Token:
        token = self._tokens.load()
        if token is None:
            raise LoginRequired("Nobody is signed in.")
        if token.ended:
            raise LoginRequired(DEAD)
        return token


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _with_bearer(request: httpx.Request, token: Token) -> httpx.Request:
    request.headers["Authorization"] = f"Bearer {token.access_token.get_secret_value()}"
    return request


async def _discard_body(response: httpx.Response) -> None:
    """Drop an answer unread: httpx would read it to its end, however long, before it sends the next request."""
    stream, response.stream = response.stream, httpx.ByteStream(b"")
    if isinstance(stream, httpx.AsyncByteStream):
        await stream.aclose()
