"""Eight processes use one login whose access tokens live for two seconds, against a service in another process."""

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from sptui.spotify.tokens import TokenFile
from tests.processes.crowd import Worker, ended_token
from tests.simulated import control, simulated

PROCESSES, REQUESTS = 8, 25
LIFE = 2
SOONEST = LIFE * 3 / 4
"""Seconds after a renewal before which no process has a reason for the next one."""


@pytest.fixture
def service(env: dict[str, str]) -> Iterator[httpx.Client]:
    """A client of `sptui simulate`, to which the environment points now."""
    with simulated(env) as http:
        yield http
        http.get("/_simulator/log").raise_for_status()  # it has lasted to the end


def statuses(http: httpx.Client, *, of_tokens: bool) -> list[int]:
    """The answers so far, to requests for a token or to all others."""
    log = http.get("/_simulator/log").raise_for_status().json()
    return [status for _, _, path, status in log if (path == "/api/token") == of_tokens]


def told_by_all(tokens: Path, env: Mapping[str, str]) -> tuple[list[list[str]], float]:
    """What the processes said, which began at the same moment, and the seconds that they took."""
    with ExitStack() as stack:
        crowd = [
            stack.enter_context(Worker(tokens, env, requests=REQUESTS, pause=5 / REQUESTS)) for _ in range(PROCESSES)
        ]
        for worker in crowd:
            worker.ready()
        began = time.monotonic()
        for worker in crowd:
            worker.go()
        return [worker.told() for worker in crowd], time.monotonic() - began


@pytest.mark.parametrize("rotate", [False, True], ids=["reusable", "single-use"])
def test_eight_processes_renew_one_login_once_for_all(
    rotate: bool, service: httpx.Client, tokens: Path, env: dict[str, str]
) -> None:
    control(service, "tokens", expires_in=LIFE, rotate=rotate)
    TokenFile(tokens).save(ended_token(control(service, "sign-in")))

    told, seconds = told_by_all(tokens, env)

    assert told == [["done"]] * PROCESSES
    renewals = statuses(service, of_tokens=True)
    assert set(renewals) == {200}, "a refresh token was sent that somebody had used up"
    # Whoever reads again never renews a token that is not due. If the eight renewed for themselves, it were eight times
    # as many; the bound holds however slow the machine is.
    assert 2 <= len(renewals) <= 1 + seconds / SOONEST
    assert statuses(service, of_tokens=False).count(200) >= PROCESSES * REQUESTS

    kept = TokenFile(tokens).load()
    assert kept is not None
    assert not kept.ended
    with Worker(tokens, env, requests=1) as another:
        assert another.ready().go().told() == ["done"]
