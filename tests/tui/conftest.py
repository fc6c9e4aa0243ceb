from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import TYPE_CHECKING

import pytest

from sptui.simulator import Simulator
from tests.tui.stage import HeldClock, Stage, opened

if TYPE_CHECKING:
    from tests.tui.editing import Edits

Opened = Callable[..., AbstractAsyncContextManager[Stage]]
"""Opens the app on the account of the fixture `simulator`: `async with remote() as stage`."""


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def simulator(clock: HeldClock) -> Simulator:
    return Simulator(clock=clock.monotonic, lag=0)


@pytest.fixture
def remote(clock: HeldClock, simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> Opened:
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    # The pilot takes the app for idle after so many seconds without work; half of its own waits.
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 100)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 1 / 200)
    return partial(opened, clock=clock, simulator=simulator)


@pytest.fixture
def edits(remote: Opened, simulator: Simulator) -> "Edits":
    """Opens the app with a playlist open whose rows are letters."""
    from tests.tui.editing import edited  # noqa: PLC0415 -- it needs what stands above

    return partial(edited, remote, simulator)
