"""Things that go wrong between a client and the service, on demand."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Literal

from sptui.simulator.messages import JSON_TYPE, Refusal, Request, Response

Failure = Literal["connect", "read", "timeout"]
Mangling = Literal["truncate", "gzip"]


class Disconnected(Exception):
    """No answer comes; `failure` tells whether the connection was never made, broke, or stays silent."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong with requests of a method and a path (shell patterns), so many `times`, None for ever.

    `failure` loses the connection: before anything is sent (`connect`), or after the request was carried out
    (`read`, `timeout`). `status` or `body` answer in the service's place, without the request being carried out.
    `mangle` spoils the real answer: cut in half, or declared as gzip without being any. `delay` is in seconds.
    """

    method: str = "*"
    path: str = "*"
    times: int | None = 1
    failure: Failure | None = None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    mangle: Mangling | None = None
    delay: float = 0.0

    @classmethod
    def named(cls, name: str, *, method: str = "*", path: str = "*", times: int | None = 1) -> "Fault":
        """One of NAMED for these requests. KeyError for an unknown name."""
        return replace(NAMED[name], method=method, path=path, times=times)

    def fits(self, request: Request) -> bool:
        """Whether the fault is for that request."""
        return fnmatchcase(request.method, self.method) and fnmatchcase(request.path, self.path)

    @property
    def answer(self) -> Response | None:
        """What is answered in the service's place, if anything."""
        if self.status is None and self.body is None:
            return None
        status = self.status or 200
        body = Refusal(status, "Simulated fault").response.body if self.body is None else self.body.encode()
        typed = () if "content-type" in self.headers else (JSON_TYPE,)
        return Response(status, (*typed, *self.headers.items()), body)

    def spoil(self, response: Response) -> Response:
        """The real answer, mangled and held back as told."""
        if self.mangle == "truncate":
            response = replace(response, body=response.body[: len(response.body) // 2])
        if self.mangle == "gzip":
            broken = gzip.compress(b"")[:10] + b"\xff" + response.body
            response = replace(response, headers=(*response.headers, ("content-encoding", "gzip")), body=broken)
        return replace(response, delay=response.delay + self.delay)


class Faults:
    """The faults that are waiting; the first that fits a request happens."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let it happen from now on."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """All is well again."""
        self._waiting.clear()

    def take(self, request: Request) -> Fault | None:
        """The fault for that request, used up by one."""
        for place, fault in enumerate(self._waiting):
            if fault.fits(request):
                if fault.times is not None:
                    self._waiting[place : place + 1] = (
                        [replace(fault, times=fault.times - 1)] if fault.times > 1 else []
                    )
                return fault
        return None


def _refusal(status: int, message: str, reason: str | None = None, **headers: str) -> Fault:
    refusal = Refusal(status, message, reason, **headers)
    return Fault(status=status, headers=dict(refusal.headers), body=refusal.response.body.decode())


TEXT = {"content-type": "text/plain"}
HTML = {"content-type": "text/html"}
EXPIRED = 'Bearer realm="spotify", error="invalid_token"'
NAMED: Mapping[str, Fault] = {
    "refused": Fault(failure="connect"),
    "dropped": Fault(failure="read"),
    "timeout": Fault(failure="timeout"),
    "stall": Fault(delay=10.0),
    "truncated": Fault(mangle="truncate"),
    "broken_gzip": Fault(mangle="gzip"),
    "null": Fault(body="null"),
    "empty_list": Fault(body="[]"),
    "spurious_401": _refusal(401, "Access token missing", www_authenticate=EXPIRED),
    "rate_limited": _refusal(429, "API rate limit exceeded", retry_after="5"),
    "rate_limited_text": Fault(status=429, body="Too many requests", headers=TEXT),
    "huge_retry_after": _refusal(429, "API rate limit exceeded", retry_after="86400"),
    "quota_exceeded": _refusal(429, "Too many requests", "QUOTA_EXCEEDED", retry_after="82661"),
    "server_error": _refusal(500, "Server error."),
    "bad_gateway": Fault(status=502, body="<html><title>502</title><h1>Bad Gateway</h1></html>", headers=HTML),
    "unavailable": Fault(status=503, body="", headers=TEXT),
    "gateway_timeout": Fault(status=504, body="upstream request timeout", headers=TEXT),
}
