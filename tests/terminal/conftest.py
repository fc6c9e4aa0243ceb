"""Fixtures of the tests in a real terminal; without tmux all of them are skipped."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from tests.terminal.tmux import Terminal, clean_environment

HERE = Path(__file__).parent


class Opens(Protocol):
    """Opens sptui with arguments in a terminal of its own, which ends with the test."""

    def __call__(self, *argv: str, columns: int = 120, lines: int = 36) -> Terminal: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in this folder, and skip it where there is no tmux."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.terminal)
            if shutil.which("tmux") is None:
                item.add_marker(pytest.mark.skip(reason="no real terminal: tmux is not installed"))


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """The environment of what runs in the terminal; a test may add to it before it opens one."""
    return clean_environment(tmp_path)


@pytest.fixture
def sptui(env: dict[str, str]) -> Iterator[Opens]:
    """Opens sptui in a terminal of its own."""
    with ExitStack() as terminals:

        def opens(*argv: str, columns: int = 120, lines: int = 36) -> Terminal:
            art = ("--art", "off") if argv[:1] == ("demo",) else ()  # the screen is read as text
            command = [sys.executable, "-m", "sptui", *argv, *art]
            return terminals.enter_context(Terminal(command, env, columns=columns, lines=lines))

        yield opens


@pytest.fixture
def demo(sptui: Opens) -> Terminal:
    """The demo, showing what plays, what comes next and the devices."""
    terminal = sptui("demo")
    terminal.wait_for(lambda screen: screen.title and screen.queue and "Kitchen" in screen)
    return terminal
