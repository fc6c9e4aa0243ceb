"""The loopback address that the browser comes back to after the user's consent.

Source: concept "Redirect URI" (loopback IP literals only), tutorial "Authorization Code with PKCE Flow".
"""

import asyncio
import hmac
import ipaddress
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple, Self
from urllib.parse import SplitResult, parse_qs, urlsplit

from pydantic import SecretStr

from sptui.spotify.callback_page import EMPTY, FOREIGN, NOT_FOUND, OVER, Page
from sptui.spotify.errors import LoginRefused
from sptui.spotify.oauth import error_code

PATH = "/callback"
"""The path of the redirect URI."""

_LONGEST_REQUEST = 16_384  # bytes of request line and headers
_SLOWEST_REQUEST = 10.0  # seconds; browsers also open connections that they may never use
_VERDICT = 45.0  # seconds for which the browser waits to hear what came of the code
_FAREWELL = 1.0  # seconds for which leaving waits until the browser has its page


class NotThisSignIn(ValueError):
    """An address that is no answer to this sign-in; `str()` is one sentence."""


class _Answer(NamedTuple):
    """What came back: a code, or OAuth's own word for a refusal."""

    code: SecretStr = SecretStr("")
    error: str = ""


class Callback:
    """An HTTP server for the login of `state`, on a loopback address and as long as the `async with` block lasts.

    `port` 0 takes any free one, which Spotify allows when the app's redirect URI is registered without a port; so
    does a port that is taken already, and then `moved` is True. `strayed` is called when an answer to another sign-in
    has come, which is ignored. Raises `ValueError` for a host that is not a loopback address.

    The browser that brings the answer waits until `show` tells what came of it.
    """

    def __init__(
        self, state: str, port: int = 0, *, host: str = "127.0.0.1", strayed: Callable[[], object] = lambda: None
    ) -> None:
        if not ipaddress.ip_address(host).is_loopback:
            msg = f"{host} is not a loopback address"
            raise ValueError(msg)
        self.redirect_uri = ""
        self.moved = False
        self._state = state
        self._port = port
        self._host = host
        self._strayed = strayed
        self._connections: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._waiting: set[asyncio.Task[None]] = set()  # those who want to hear what came of their answer
        self._leaving = False

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._answer: asyncio.Future[_Answer] = loop.create_future()
        self._verdict: asyncio.Future[Page] = loop.create_future()
        self._server = await self._listening()
        port = self._server.sockets[0].getsockname()[1]
        host = f"[{self._host}]" if ":" in self._host else self._host
        self.redirect_uri = f"http://{host}:{port}{PATH}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._leaving = True
        self._server.close()
        self.show(OVER)
        if self._waiting:
            await asyncio.wait(self._waiting, timeout=_FAREWELL)
        for connection, writer in self._connections.items():
            connection.cancel()
            writer.close()  # one that was cancelled before its first step does not do so
        await asyncio.gather(*self._connections, return_exceptions=True)
        with suppress(TimeoutError):  # newer Pythons wait for what a browser keeps open
            async with asyncio.timeout(_FAREWELL):
                await self._server.wait_closed()

    @property
    def answered(self) -> bool:
        """Whether an answer has come."""
        return self._answer.done()

    async def wait(self) -> SecretStr:
        """The authorization code that comes back. Raises `LoginRefused` when the user or Spotify said no.

        It may never come: for a redirect URI that is not registered, Spotify shows an error in the browser.
        """
        answer = await asyncio.shield(self._answer)
        if answer.error:
            raise LoginRefused(f"The sign-in was refused ({answer.error}).", error=answer.error)
        return answer.code

    def take(self, pasted: str) -> None:
        """Take an address that somebody copied from a browser on another machine. Raises `NotThisSignIn`."""
        try:
            target = urlsplit("".join(pasted.split()))  # what was copied from several lines of a terminal has breaks
            query = target.query or target.path
            told = parse_qs(query, max_num_fields=20).keys() & {"code", "error"}
            answer = self._read(query)
        except ValueError:
            raise NotThisSignIn("That is no address: paste the whole of it, from http:// to its end.") from None
        if not told or answer is EMPTY:
            raise NotThisSignIn("There is no code in that: paste the whole address of the page that cannot be shown.")
        if not isinstance(answer, _Answer):
            raise NotThisSignIn("That address belongs to another sign-in: paste the one that the newest page led to.")
        self._answered(answer)

    def show(self, page: Page) -> None:
        """Tell the browser what came of its answer; only the first page counts."""
        if not self._verdict.done():
            self._verdict.set_result(page)

    async def _listening(self) -> asyncio.Server:
        try:
            return await self._bound(self._port)
        except OSError:
            if not self._port:
                raise
            self.moved = True
            return await self._bound(0)

    async def _bound(self, port: int) -> asyncio.Server:
        return await asyncio.start_server(self._connected, self._host, port, limit=_LONGEST_REQUEST)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._leaving:
            writer.close()
            return
        connection = asyncio.create_task(self._serve(reader, writer))
        self._connections[connection] = writer
        connection.add_done_callback(self._connections.pop)
        connection.add_done_callback(self._waiting.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request; whatever is no request gets no answer."""
        try:
            async with asyncio.timeout(_SLOWEST_REQUEST):
                head = await reader.readuntil(b"\r\n\r\n")
            page = await self._reply_to(head)
            with suppress(TimeoutError, ConnectionError):  # the code counts although the browser has gone
                async with asyncio.timeout(_SLOWEST_REQUEST):
                    writer.write(page.as_http())
                    await writer.drain()
        except (TimeoutError, ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            return
        finally:
            writer.close()

    async def _reply_to(self, head: bytes) -> Page:
        target = _target(head)
        if target is None or target.path != PATH:
            return NOT_FOUND
        try:
            answer = self._read(target.query)
        except ValueError:
            return NOT_FOUND
        if not isinstance(answer, _Answer):
            if answer is FOREIGN:
                self._strayed()
            return answer
        if not self._answered(answer):
            return OVER
        if (connection := asyncio.current_task()) is not None:
            self._waiting.add(connection)
        with suppress(TimeoutError):
            async with asyncio.timeout(_VERDICT):
                return await asyncio.shield(self._verdict)
        return OVER

    def _read(self, query: str) -> _Answer | Page:
        """What a query says, or the page that tells why it says nothing. Raises `ValueError` when it is none."""
        fields = parse_qs(query, max_num_fields=20)
        if not hmac.compare_digest(_single(fields, "state").encode(), self._state.encode()):
            return FOREIGN
        if "error" in fields:
            return _Answer(error=error_code(_single(fields, "error")))
        code = _single(fields, "code")
        return _Answer(code=SecretStr(code)) if code else EMPTY

    def _answered(self, answer: _Answer) -> bool:
        """Take the first answer, and know it again: some browsers fetch an address twice."""
        if not self._answer.done():
            self._answer.set_result(answer)
        first = self._answer.result()
        return answer == first


def _target(head: bytes) -> SplitResult | None:
    """What a request asks for; None when it is no GET."""
    method, _, rest = head.partition(b" ")
    try:
        return urlsplit(rest.split(b" ", 1)[0].decode("ascii")) if method == b"GET" else None
    except ValueError:
        return None


def _single(query: dict[str, list[str]], name: str) -> str:
    """The value of a parameter that is given exactly once, else ""."""
    values = query.get(name, [])
    return values[0] if len(values) == 1 else ""
