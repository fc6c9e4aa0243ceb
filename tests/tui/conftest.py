from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from sptui.simulator import Simulator
from sptui.tui.keyboard.keymap import AS_IN_THE_TABLE
from sptui.tui.keyboard.named import name_by
from tests.tui.stage import HeldClock, Stage, opened

if TYPE_CHECKING:
    from tests.tui.editing import Edits

Opened = Callable[..., AbstractAsyncContextManager[Stage]]
"""Opens the app on the account of the fixture `simulator`: `async with remote() as stage`."""


_parse = Stylesheet._parse_rules
_rules: dict[object, list[RuleSet]] = {}


def _parsed_once(sheet: Stylesheet, css: str, *told: object, **named: object) -> list[RuleSet]:
    """The rules of a piece of CSS, read once for all apps of the process."""
    key = (css, *told, *named.items(), frozenset(sheet._variables.items()))
    if key not in _rules:
        _rules[key] = _parse(sheet, css, *told, **named)  # type: ignore[arg-type]
    return _rules[key]


@pytest.fixture(autouse=True)
def usual_keys() -> None:
    """Sentences name the keys of the table again, whatever the test before chose."""
    name_by(AS_IN_THE_TABLE)


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
    monkeypatch.setattr(Stylesheet, "_parse_rules", _parsed_once)
    return partial(opened, clock=clock, simulator=simulator)


@pytest.fixture
def edits(remote: Opened, simulator: Simulator) -> "Edits":
    """Opens the app with a playlist open whose rows are letters."""
    from tests.tui.editing import edited  # noqa: PLC0415 -- it needs what stands above

    return partial(edited, remote, simulator)
