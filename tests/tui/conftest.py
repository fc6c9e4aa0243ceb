from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial

import pytest

from sptui.simulator import Simulator
from tests.tui.stage import HeldClock, Stage, opened

Opened = Callable[..., AbstractAsyncContextManager[Stage]]


@pytest.fixture(autouse=True)
def no_animations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def simulator(clock: HeldClock) -> Simulator:
    return Simulator(clock=clock.monotonic, lag=0)


@pytest.fixture
def remote(clock: HeldClock, simulator: Simulator) -> Opened:
    """Opens the app on `simulator`: `async with remote() as stage`."""
    return partial(opened, clock=clock, simulator=simulator)
