import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest

Until = Callable[[Callable[[], bool]], Awaitable[None]]


@pytest.fixture
def until() -> Until:
    """Waits until a predicate holds, and fails when it never does."""

    async def wait(predicate: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 5
        while not predicate():
            assert time.monotonic() < deadline, "what the test waits for never came"
            await asyncio.sleep(0)

    return wait
