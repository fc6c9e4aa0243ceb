"""What goes in and out of the simulator: a request, a response, and a refusal that becomes one."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

Json = dict[str, Any]


@dataclass(frozen=True)
class Request:
    """One HTTP request; `url` is absolute or a path with its query, header names are lower case."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @cached_property
    def path(self) -> str:
        """The decoded path without a trailing slash."""
        return unquote(self._parts.path).rstrip("/") or "/"

    @cached_property
    def query(self) -> dict[str, str]:
        """The query's parameters; of a repeated one, the last."""
        return dict(parse_qsl(self._parts.query, keep_blank_values=True))

    @cached_property
    def origin(self) -> str:
        """Scheme and host that the client believes it talks to."""
        if self._parts.netloc:
            return f"{self._parts.scheme}://{self._parts.netloc}"
        host = self.headers.get("host")
        return f"http://{host}" if host else "https://api.spotify.com"

    @cached_property
    def _parts(self) -> SplitResult:
        return urlsplit(self.url)


@dataclass(frozen=True, slots=True)
class Response:
    """One HTTP response. `delay` is how many seconds the carrier holds it back, beyond its own latency."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    delay: float = 0.0


class Refusal(Exception):
    """The service says no. Source: reference chapter "API calls", response status codes and error objects."""

    def __init__(self, status: int, message: str, reason: str | None = None, **headers: str) -> None:
        super().__init__(message)
        self.status = status
        self.reason = reason
        self.headers = tuple((name.replace("_", "-"), value) for name, value in headers.items())

    @property
    def response(self) -> Response:
        """The refusal in the Web API's error shape."""
        error: Json = {"status": self.status, "message": str(self)}
        if self.reason is not None:
            error["reason"] = self.reason
        return Response(self.status, (JSON_TYPE, *self.headers), encode({"error": error}))


JSON_TYPE = ("content-type", "application/json; charset=utf-8")


def encode(payload: object) -> bytes:
    """The payload as the service writes it: compact JSON in UTF-8."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()


def answer(payload: object, status: int = 200, *, cache: str = "private, max-age=0") -> Response:
    """A JSON response with the cache headers of a read."""
    body = encode(payload)
    etag = f'"MC-{zlib.crc32(body):08x}"'
    return Response(status, (JSON_TYPE, ("cache-control", cache), ("etag", etag)), body)


def bad_request(message: str) -> Refusal:
    """400: a malformed request or one over a limit."""
    return Refusal(400, message)
