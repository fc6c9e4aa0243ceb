import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from sptui.simulator import Request, Simulator

Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def clock() -> SimpleNamespace:
    return SimpleNamespace(now=1_800_000_000.0)


@pytest.fixture
def simulator(clock: SimpleNamespace) -> Simulator:
    return Simulator(clock=lambda: clock.now)


@pytest.fixture
def ask(simulator: Simulator) -> Ask:
    """Asks the Web API as a signed-in client; answers the status and the JSON, text or None of the body."""
    token = simulator.sign_in()["access_token"]

    def ask(method: str, path: str, body: object = None, **headers: str) -> tuple[int, Any]:
        sent = b"" if body is None else json.dumps(body).encode()
        all_headers = {"authorization": f"Bearer {token}", "content-type": "application/json", **headers}
        response = simulator.handle(Request(method, f"https://api.spotify.com/v1/{path}", all_headers, sent))
        if ("content-type", "application/json; charset=utf-8") in response.headers and response.body:
            return response.status, json.loads(response.body)
        return response.status, response.body.decode() or None

    return ask
