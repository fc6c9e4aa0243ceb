"""How long a page of fifty tracks takes from bytes to models."""

import json
import time

from sptui.simulator import Request, Simulator
from sptui.spotify.models.catalogue import Track
from sptui.spotify.models.library import Saved
from sptui.spotify.models.paging import Page

ROUNDS = 20


def _page() -> bytes:
    simulator = Simulator()
    token = simulator.sign_in()["access_token"]
    request = Request("GET", "/v1/me/tracks?limit=50", {"authorization": f"Bearer {token}"}, b"")
    return simulator.handle(request).body


PAGE = _page()


def parse_page() -> float:
    """Milliseconds from the page's bytes to models."""
    start = time.perf_counter()
    for _ in range(ROUNDS):
        Page[Saved[Track]].model_validate(json.loads(PAGE))
    return (time.perf_counter() - start) * 1000 / ROUNDS


def parse_page_floor() -> float:
    """Milliseconds for the standard library to read the same bytes."""
    start = time.perf_counter()
    for _ in range(ROUNDS):
        json.loads(PAGE)
    return (time.perf_counter() - start) * 1000 / ROUNDS
