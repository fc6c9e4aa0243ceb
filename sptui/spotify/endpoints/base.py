"""What every chapter's calls stand on."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, ParamSpec, Protocol, TypeVar
from urllib.parse import quote

from pydantic import TypeAdapter

from sptui.spotify.errors import BadAnswer

T = TypeVar("T")
P = ParamSpec("P")

SCOPES: dict[str, str] = {}
"""The scope that each call needs, by the call's qualified name; calls that need none are absent."""


def needs(scope: str) -> Callable[[Callable[P, Awaitable[T]]], Callable[P, Awaitable[T]]]:
    """Note in `SCOPES` which scope a call needs."""

    def note(call: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
        SCOPES[call.__qualname__] = scope
        return call

    return note


class Send(Protocol):
    """`Spotify.request`: sends one request and reads its answer."""

    async def __call__(
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
        """Return the parsed answer, or None when none is wanted or the service sent nothing."""
        ...


class Endpoints:
    """A chapter of the reference."""

    def __init__(self, send: Send) -> None:
        self._send = send

    async def _get(self, path: str, answer: TypeAdapter[T], **params: object) -> T:
        """GET what must have an answer; None among `params` means absent."""
        return await self._answered("GET", path, answer, params=params)

    async def _answered(
        self,
        method: str,
        path: str,
        answer: TypeAdapter[T],
        *,
        params: Mapping[str, Any] | None = None,
        json: object = None,
        once: bool = False,
    ) -> T:
        """Send what must have an answer; raises `BadAnswer` when it is empty."""
        value: T | None = await self._send(method, path, answer, params=params, json=json, once=once)
        if value is None:
            raise BadAnswer("Spotify sent an empty answer.")
        return value


def segment(value: str) -> str:
    """An id as a segment of a path, whatever it holds."""
    return quote(value, safe="", errors="replace")
