"""Fixtures that every folder of tests may use."""

import gc
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import places

# Each app leaves a great many objects behind, through all of which the collector would go again and again.
gc.set_threshold(100_000, 50, 50)


def pytest_xdist_auto_num_workers() -> int:
    """Two to a core: a test of the whole app waits for its timers about a third of its time."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(scope="session")
def openapi() -> dict[str, Any]:
    """The service's own description of itself; the test is skipped where it is not."""
    if not places.DESCRIPTION.is_file():
        pytest.skip(f"no OpenAPI description at {places.DESCRIPTION}: set SPTUI_SHARED")
    spec: dict[str, Any] = yaml.load(places.DESCRIPTION.read_bytes(), Loader=yaml.CSafeLoader)
    return spec


@pytest.fixture(scope="session")
def recorded_bodies() -> Path:
    """The folder of recorded bodies; the test is skipped where there is none."""
    if not (places.RECORDED / "INDEX.tsv").is_file():
        pytest.skip(f"no recorded bodies at {places.RECORDED}: set SPTUI_FIXTURES")
    return places.RECORDED


@pytest.fixture
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A clock on the wall that is the same wherever the test runs."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()
