"""The loopback page that the browser comes back to after the user's consent.

Source: concept "Redirect URI" (loopback IP literals only), tutorial "Authorization Code with PKCE Flow".
"""

import asyncio
import hmac
import ipaddress
from contextlib import suppress
from typing import Final, NamedTuple, Self
from urllib.parse import parse_qs, urlsplit

from pydantic import SecretStr

from sptui.spotify.errors import LoginRefused
from sptui.spotify.oauth import error_code

_LONGEST_REQUEST = 16_384  # bytes of request line and headers
_SLOWEST_REQUEST = 10.0  # seconds; browsers also open connections that they may never use

_PAGE: Final = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>sptui</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 20vh auto 0; padding: 0 1rem }}
</style>
<h1>{title}</h1>
<p>{text}</p>
</html>
"""
_HEAD: Final = """HTTP/1.1 {status}\r
Content-Type: text/html; charset=utf-8\r
Content-Length: {length}\r
Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r
Referrer-Policy: no-referrer\r
Cache-Control: no-store\r
Connection: close\r
\r
"""


class _Reply(NamedTuple):
    """What the browser is shown, and what it means for the login: a code, OAuth's error, or nothing."""

    status: str
    title: str
    text: str
    code: str = ""
    error: str = ""


_NOT_FOUND = _Reply("404 Not Found", "Nothing here", "This address only waits for Spotify's answer to a sign-in.")
_FOREIGN = _Reply(
    "400 Bad Request",
    "Not this sign-in",
    "This answer belongs to another sign-in. Use the newest address that sptui shows.",
)
_EMPTY = _Reply("400 Bad Request", "Nothing in it", "Spotify's answer holds neither a code nor an error. Try again.")


class Callback:
    """An HTTP server for one login, on a loopback address and as long as the `async with` block lasts.

    `port` 0 takes any free one, which Spotify allows when the app's redirect URI is registered without a port.
    Entering raises `OSError` when the port is taken. Raises `ValueError` for a host that is not a loopback address.
    """

    def __init__(self, port: int = 0, path: str = "/callback", host: str = "127.0.0.1") -> None:
        if not ipaddress.ip_address(host).is_loopback:
            msg = f"{host} is not a loopback address"
            raise ValueError(msg)
        self.redirect_uri = ""
        self._port = port
        self._path = path
        self._host = host
        self._connections: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._state: asyncio.Future[str] = loop.create_future()
        self._outcome: asyncio.Future[_Reply] = loop.create_future()
        self._server = await asyncio.start_server(
            self._connected, self._host, self._port, limit=_LONGEST_REQUEST, reuse_address=True
        )
        port = self._server.sockets[0].getsockname()[1]
        host = f"[{self._host}]" if ":" in self._host else self._host
        self.redirect_uri = f"http://{host}:{port}{self._path}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await self._server.wait_closed()

    async def wait(self, state: str, timeout: float = 300.0) -> SecretStr:  # noqa: ASYNC109 -- part of what is promised
        """The authorization code that comes with `state`.

        Raises `LoginRefused` when the user or Spotify said no, and `TimeoutError` after `timeout` seconds: for a
        redirect URI that is not registered, Spotify shows an error in the browser and never comes back.
        """
        self._state.set_result(state)
        async with asyncio.timeout(timeout):
            reply = await self._outcome
        if reply.error:
            raise LoginRefused(f"The sign-in was refused ({reply.error}).", error=reply.error)
        return SecretStr(reply.code)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = asyncio.create_task(self._serve(reader, writer))
        self._connections.add(connection)
        connection.add_done_callback(self._connections.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request; whatever is no request gets no answer."""
        try:
            async with asyncio.timeout(_SLOWEST_REQUEST):
                head = await reader.readuntil(b"\r\n\r\n")
            reply = await self._reply_to(head)
            with suppress(TimeoutError, ConnectionError):  # the code counts although the browser has gone
                async with asyncio.timeout(_SLOWEST_REQUEST):
                    writer.write(_as_http(reply))
                    await writer.drain()
            if (reply.code or reply.error) and not self._outcome.done():
                self._outcome.set_result(reply)
        except (TimeoutError, ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            return
        finally:
            writer.close()

    async def _reply_to(self, head: bytes) -> _Reply:
        method, _, rest = head.partition(b" ")
        try:
            target = urlsplit(rest.split(b" ", 1)[0].decode("ascii"))
            query = parse_qs(target.query, max_num_fields=20)
        except ValueError:
            return _NOT_FOUND
        if method != b"GET" or target.path != self._path:
            return _NOT_FOUND
        state = await self._state
        if not hmac.compare_digest(_single(query, "state").encode(), state.encode()):
            return _FOREIGN
        if "error" in query:
            error = error_code(_single(query, "error"))
            return _Reply("200 OK", "Not signed in", f"The sign-in was refused ({error}).", error=error)
        code = _single(query, "code")
        if not code:
            return _EMPTY
        return _Reply("200 OK", "Thank you", "You can close this page and go back to sptui.", code=code)


def _single(query: dict[str, list[str]], name: str) -> str:
    """The value of a parameter that is given exactly once, else ""."""
    values = query.get(name, [])
    return values[0] if len(values) == 1 else ""


def _as_http(reply: _Reply) -> bytes:
    body = _PAGE.format(title=reply.title, text=reply.text).encode()
    return _HEAD.format(status=reply.status, length=len(body)).encode() + body
