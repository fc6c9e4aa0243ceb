"""Fixtures of the command line's tests."""

import os
from pathlib import Path

import pytest


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty home, for this process and those that it starts, in an environment without settings."""
    for name in [name for name in os.environ if name.startswith("SPTUI_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    for folder in ("CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{folder}_HOME", str(tmp_path / folder.lower()))
    return tmp_path


@pytest.fixture
def in_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a terminal were there; what opens in it has to be a stand-in."""
    monkeypatch.setattr("sptui.cli.wiring.has_terminal", lambda: True)
