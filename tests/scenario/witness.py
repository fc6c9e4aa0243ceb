"""A witness of all that is sent, who reckons the silences by himself."""

import asyncio
import json
from collections.abc import AsyncIterable
from math import inf
from typing import cast

import httpx

from tests.player.fakes import StillClock

ON_THE_DOT, LATER = "Wed, 21 Oct 2026 07:28:00 GMT", "Wed, 21 Oct 2026 07:28:30 GMT"
TOLD = {"": 0.0, "0": 0.0, "-5": 0.0, "soon": 0.0, LATER: 30.0}
"""What the strange ones among the values of Retry-After come to, in seconds, beside a Date of ON_THE_DOT."""

ONCE = frozenset({"/v1/me/player/next", "/v1/me/player/previous", "/v1/me/player/queue"})
EVERYTHING = "everything"


class Witness:
    """Keeps until when nothing may be sent, by family (epoch seconds), and writes down what was `wrong`."""

    def __init__(self, clock: StillClock) -> None:
        self.clock = clock
        self.silences: dict[str, float] = {}
        self.wrong: list[str] = []
        self.under_way = 0
        self.posted = 0

    @property
    def silent_until(self) -> float:
        """When the last silence ends; minus infinity when there was none."""
        return max(self.silences.values(), default=-inf)

    def goes_out(self, method: str, path: str) -> None:
        """Judge a request at the moment at which it is sent."""
        self.under_way += 1
        if self.under_way > 2:
            self.wrong.append(f"{self.under_way} at a time: {method} {path}")
        for family in (EVERYTHING, family_of(path)):
            left = self.silences.get(family, -inf) - self.clock.time()
            if left > 1e-5:
                self.wrong.append(f"{method} {path}, {left:.3f} s before the silence of {family} is over")

    def comes_back(self, path: str, status: int, told: str, body: bytes) -> None:
        """Take note of an answer; `told` is its Retry-After, "" without one."""
        if status != 429:
            return
        seconds = min(TOLD[told] if told in TOLD else float(told), 86_400.0)
        quota = seconds > 600 or reason_of(body) == "QUOTA_EXCEEDED"
        family = family_of(path) if quota else EVERYTHING
        until = self.clock.time() + (seconds or (3_600.0 if quota else 5.0))
        self.silences[family] = max(until, self.silences.get(family, -inf))


class Witnessed(httpx.AsyncBaseTransport):
    """A transport under the eyes of a witness, which lets others have their turn while a request is under way."""

    def __init__(self, transport: httpx.AsyncBaseTransport, witness: Witness) -> None:
        self._transport = transport
        self._witness = witness

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        method, path = request.method, request.url.path
        self._witness.goes_out(method, path)
        reached = method == "POST" and path in ONCE
        try:
            await asyncio.sleep(0)
            response = await self._transport.handle_async_request(request)
            await asyncio.sleep(0)
        except httpx.ConnectError:
            reached = False
            raise
        finally:
            self._witness.under_way -= 1
            self._witness.posted += reached
        body = b"".join([part async for part in cast("AsyncIterable[bytes]", response.stream)])
        self._witness.comes_back(path, response.status_code, response.headers.get("retry-after", ""), body)
        return response

    async def aclose(self) -> None:
        await self._transport.aclose()


def family_of(path: str) -> str:
    """The part of the service that counts a request of `path` in a quota of its own."""
    parts = path.split("/")  # "", "v1", "me", …
    if parts[2] != "me":
        return parts[2]
    return "player" if parts[3] == "player" else "library"


def reason_of(body: bytes) -> str | None:
    """The reason that an error body gives."""
    try:
        told = json.loads(body)
    except ValueError:
        return None
    error = told.get("error") if isinstance(told, dict) else None
    return error.get("reason") if isinstance(error, dict) else None
