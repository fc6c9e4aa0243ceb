"""Fixtures that every folder of tests may use."""

from pathlib import Path

import pytest

from tests.contract import places


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder; the test is skipped where there is none."""
    if not places.SHARED.is_dir():
        pytest.skip(f"no shared folder at {places.SHARED}: set SPTUI_SHARED")
    return places.SHARED


@pytest.fixture(scope="session")
def recorded_bodies() -> Path:
    """The folder of recorded bodies; the test is skipped where there is none."""
    if not (places.RECORDED / "INDEX.tsv").is_file():
        pytest.skip(f"no recorded bodies at {places.RECORDED}: set SPTUI_FIXTURES")
    return places.RECORDED
