"""Fixtures of the command line's tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sptui.simulator import Simulator
from sptui.simulator.server import SimulatorServer
from sptui.spotify.tokens import Token, TokenFile


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
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def simulator() -> Simulator:
    return Simulator(lag=0)


@pytest.fixture
def signed_in(home: Path, simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[Simulator]:
    """A simulated account over HTTP, and a home in which somebody is signed in to it."""
    answer = simulator.sign_in()
    with SimulatorServer(simulator) as server:
        monkeypatch.setenv("SPTUI_API_URL", f"{server.url}/v1")
        monkeypatch.setenv("SPTUI_ACCOUNTS_URL", server.url)
        token = Token.model_validate(
            {
                **answer,
                "expires_at": 2e9,
                "authorized_at": 0,
                "scopes": answer["scope"].split(),
                "client_id": "0" * 32,
            }
        )
        TokenFile(home / "state" / "sptui" / "tokens.json").save(token)
        yield simulator
