import json
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from sptui.cli.main import main
from sptui.simulator import Simulator
from sptui.simulator.server import SimulatorServer

PATIENCE = 30.0


@contextmanager
def sptui(*argv: str) -> Iterator[subprocess.Popen[str]]:
    """The program in a process of its own, which never outlives the block."""
    command = [sys.executable, "-m", "sptui", *argv]
    with subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 -- this program
        try:
            yield process
        finally:
            process.kill()


def lines(process: subprocess.Popen[str], count: int) -> list[str]:
    assert process.stdout is not None
    return [process.stdout.readline().rstrip("\n") for _ in range(count)]


def test_a_listener_can_sign_in_to_the_simulated_account_and_see_what_plays(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sptui("simulate", "--port", "0", "--seed", "3") as simulation:
        told, *exports = lines(simulation, 3)
        assert re.search(r"http://127\.0\.0\.1:\d+;", told)
        given = dict(export.removeprefix("export ").split("=", 1) for export in exports)
        assert list(given) == ["SPTUI_API_URL", "SPTUI_ACCOUNTS_URL"]
        for name, value in given.items():
            monkeypatch.setenv(name, value)

        with sptui("login", "--no-browser", "--client-id", "a" * 32) as login:
            (address,) = lines(login, 1)
            assert address.startswith(f"{given['SPTUI_ACCOUNTS_URL']}/authorize?")
            page = httpx.get(address, follow_redirects=True)
            assert page.status_code == 200
            assert page.url.path == "/callback"
            assert login.wait(PATIENCE) == 0
        tokens = home / "state" / "sptui" / "tokens.json"
        assert stat.S_IMODE(tokens.stat().st_mode) == 0o600

        with sptui("status", "--json") as status:
            out, err = status.communicate(timeout=PATIENCE)
        assert (status.returncode, err) == (0, "")
        playing = Simulator(seed=3).world.player.state.item
        assert playing is not None
        assert json.loads(out)["item"]["name"] == playing.name

        simulation.send_signal(signal.SIGTERM)
        assert simulation.wait(PATIENCE) == 0


@pytest.mark.usefixtures("home")
def test_an_interrupt_ends_the_simulation_quietly() -> None:
    with sptui("simulate") as simulation:
        lines(simulation, 3)
        simulation.send_signal(signal.SIGINT)
        out, err = simulation.communicate(timeout=PATIENCE)
    assert (simulation.returncode, out, err) == (0, "", "")


def test_a_port_that_is_taken_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with SimulatorServer(Simulator()) as server:
        port = server.url.rpartition(":")[2]
        assert main(["simulate", "--port", port]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"sptui: port {port} cannot be used (")
    assert err.count("\n") == 1
