"""Fixtures of the tests with real processes; on Windows all of them are skipped."""

import sys
from pathlib import Path

import pytest

from tests.terminal.tmux import clean_environment

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what stands in this folder where there is no SIGKILL."""
    for item in items:
        if item.path.is_relative_to(HERE) and sys.platform == "win32":
            item.add_marker(pytest.mark.skip(reason="POSIX only: Windows has neither SIGKILL nor modes of files"))


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """The environment of the processes, with an empty home; a test adds where the service is."""
    return clean_environment(tmp_path)


@pytest.fixture
def tokens(tmp_path: Path) -> Path:
    """The token file that they share."""
    return tmp_path / "state" / "sptui" / "tokens.json"
