"""The whole way: a service in a process of its own, a login over real sockets, the remote in a real terminal.

What a key has done is asked of the service, with a token of the test's own.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import getitem
from typing import Any

import httpx
import pytest

from tests.simulated import CLIENT_ID, control, simulated
from tests.terminal.conftest import Opens
from tests.terminal.steps import search
from tests.terminal.tmux import PATIENCE, Terminal

Predicate = Callable[[dict[str, Any]], bool]


def having(value: object, *path: str) -> Predicate:
    """A predicate for playback states that hold `value` at the end of a path of keys."""
    return lambda state: reduce(getitem, path, state) == value


@dataclass(frozen=True)
class Service:
    """A simulated account behind HTTP."""

    http: httpx.Client

    def playback(self) -> dict[str, Any]:
        """What GET /me/player answers."""
        state: dict[str, Any] = self.http.get("/v1/me/player").raise_for_status().json()
        return state

    def becomes(self, wanted: Predicate) -> dict[str, Any]:
        """The first playback state for which a predicate is true; fails when it does not come."""
        deadline = time.monotonic() + PATIENCE
        while not wanted(state := self.playback()):
            assert time.monotonic() < deadline, state
            time.sleep(0.1)
        return state

    def queue(self) -> list[str]:
        """The names in GET /me/player/queue."""
        return [item["name"] for item in self.http.get("/v1/me/player/queue").raise_for_status().json()["queue"]]

    def queues(self, name: str) -> None:
        """Fails when no item of that name comes into the queue."""
        deadline = time.monotonic() + PATIENCE
        while name not in (queue := self.queue()):
            assert time.monotonic() < deadline, queue
            time.sleep(0.1)

    def reads(self) -> int:
        """How often the playback state has been asked for."""
        log = self.http.get("/_simulator/log").raise_for_status().json()
        return sum((method, path) == ("GET", "/v1/me/player") for _, method, path, _ in log)


@pytest.fixture
def service(env: dict[str, str]) -> Iterator[Service]:
    """`sptui simulate`, and the environment pointing at it."""
    env["SPTUI_CLIENT_ID"] = CLIENT_ID
    with simulated(env) as http:
        http.headers["authorization"] = f"Bearer {control(http, 'sign-in')['access_token']}"
        yield Service(http)


@pytest.fixture
def remote(service: Service, env: dict[str, str], sptui: Opens) -> Terminal:
    """Plain `sptui` after a login, showing what plays and where."""
    log_in(env)
    terminal = sptui()
    terminal.wait_for(lambda screen: screen.title == service.playback()["item"]["name"] and "  Kitchen  " in screen)
    return terminal


def log_in(env: dict[str, str]) -> None:
    """`sptui login`, with an HTTP client in the browser's place."""
    command = [sys.executable, "-m", "sptui", "login", "--no-browser"]
    with subprocess.Popen(command, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 -- this program
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            page = httpx.get(address, follow_redirects=True)
            assert (page.status_code, page.url.host, page.url.path) == (200, "127.0.0.1", "/callback")
            assert process.wait(PATIENCE) == 0
        finally:
            process.kill()


def status(env: dict[str, str]) -> dict[str, Any]:
    """What `sptui status --json` prints."""
    command = [sys.executable, "-m", "sptui", "status", "--json"]
    done = subprocess.run(command, env=env, text=True, check=True, capture_output=True, timeout=PATIENCE)  # noqa: S603 -- this program
    assert done.stderr == ""
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_without_a_login_a_command_says_how_to_get_one(sptui: Opens) -> None:
    terminal = sptui("status")
    assert terminal.exit_status() == 3
    told = "".join(terminal.screen().lines)
    assert told.startswith("sptui: Nobody is signed in. Run `sptui login ")


def test_the_keys_of_the_player_reach_the_service(remote: Terminal, service: Service, env: dict[str, str]) -> None:
    first, second, third = service.playback()["item"]["name"], *service.queue()[:2]
    remote.keys("Space")
    remote.wait_for(lambda screen: screen.mark == "⏸")
    position = service.becomes(having(False, "is_playing"))["progress_ms"]

    remote.keys(">", ">")
    service.becomes(lambda state: 9_000 <= state["progress_ms"] - position <= 11_000)
    remote.keys("Space")
    service.becomes(having(True, "is_playing"))

    remote.keys("+")
    service.becomes(having(67, "device", "volume_percent"))
    remote.keys("C-s")
    service.becomes(having(True, "shuffle_state"))
    remote.keys("C-s")
    service.becomes(having(False, "shuffle_state"))
    for repeat in ("context", "track", "off"):
        remote.keys("C-r")
        service.becomes(having(repeat, "repeat_state"))

    assert remote.screen().title == first
    for name in (second, third):
        remote.keys("n")
        service.becomes(having(name, "item", "name"))
    screen = remote.wait_for(lambda screen: screen.title == third and screen.volume == 67)

    told = status(env)
    assert (told["item"]["name"], told["is_playing"]) == (screen.title, screen.mark == "▶")
    assert told["device"]["volume_percent"] == screen.volume
    assert (told["shuffle_state"], told["repeat_state"]) == (False, "off")
    remote.keys("q")
    assert remote.exit_status() == 0


def test_devices_search_and_queue_reach_the_service(remote: Terminal, service: Service) -> None:
    remote.keys("d")
    remote.wait_for("▌▶ 1  Desk")
    remote.keys("j", "j", "Enter")
    service.becomes(having("Kitchen", "device", "name"))
    remote.wait_for(lambda screen: screen.device == "Kitchen" and "▌▶ 3  Kitchen" in screen)

    search(remote, "driftwood")
    remote.wait_for("▌  Driftwood")
    remote.keys("z")
    remote.wait_for(lambda screen: "Waiting here" in screen and "next: Driftwood" in screen)
    assert "Driftwood" not in service.queue()
    remote.keys("Q", "j", "H")
    remote.wait_for("In Spotify's queue: Driftwood")
    service.queues("Driftwood")
    search(remote, "driftwood")
    remote.wait_for("▌  Driftwood")
    remote.keys("Enter")
    service.becomes(having("Driftwood", "item", "name"))
    remote.wait_for(lambda screen: screen.title == "Driftwood")


def test_r_reads_again_what_another_client_has_changed(remote: Terminal, service: Service) -> None:
    service.http.post("/_simulator/player", json={"action": "volume", "percent": 11}).raise_for_status()
    asked = service.reads()
    before = remote.watch(2.5)  # what is younger than 2 s is not read again
    assert service.reads() == asked
    assert {screen.volume for screen in before} == {62}
    remote.keys("r")
    remote.wait_for(lambda screen: screen.volume == 11)
    assert service.reads() == asked + 1
