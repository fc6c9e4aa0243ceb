"""A service that answers what a test lined up, on a clock (epoch seconds) that only sleeping moves."""

import random
from collections.abc import Callable
from typing import Any

import httpx

from sptui.spotify.client import Spotify, http_client
from sptui.spotify.pacing import Pacing
from sptui.spotify.retry import Retry

Answer = httpx.Response | Exception
Call = Callable[[Spotify], Any]

TRACK = "spotify:track:6rqhFgbbKwnb9MLmUQDhG6"


class Service:
    """Answers `answers` one after the other; an exception among them is raised instead."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []
        self.slept: list[float] = []
        self.now = 1_800_000_000.0
        self.pacing = Pacing(now=lambda: self.now)

    def client(self) -> Spotify:
        return Spotify(
            http_client(httpx.MockTransport(self._answer)),
            retry=Retry(rng=random.Random(7)),  # noqa: S311 -- jitter is no secret
            pacing=self.pacing,
            sleep=self._sleep,
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def limited(retry_after: str | None = None, reason: str = "") -> httpx.Response:
    headers = {} if retry_after is None else {"retry-after": retry_after}
    return httpx.Response(429, headers=headers, json={"error": {"status": 429, "message": "x", "reason": reason}})


def fine(body: object = None) -> httpx.Response:
    return httpx.Response(200, json={"devices": [], "snapshot_id": "s"} if body is None else body)
