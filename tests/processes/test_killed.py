"""Processes that share one login are killed, while they renew it and otherwise, and others go on in their place."""

import os
import random
import signal
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sptui.simulator.server import SimulatorServer
from sptui.spotify.tokens import TokenFile
from tests.processes.crowd import Crowd, Witness, Worker, ended_token, kept_token

AT_WORK, KILLS = 3, 12
LIFE = 0.5  # seconds of an access token, so that there is a renewal every 0.4 s
NEAR = 0.012  # seconds; by then a new token that the service has sent is in its place, unless the machine is busy
LOST = "LoginRequired: Spotify no longer accepts this sign-in."


@pytest.fixture
def service(tokens: Path, env: dict[str, str]) -> Iterator[Witness]:
    """A service with a login in the file whose access token has ended; the environment points to it."""
    witness = Witness(tokens)
    with SimulatorServer(witness) as server:
        env |= {"SPTUI_API_URL": f"{server.url}/v1", "SPTUI_ACCOUNTS_URL": server.url}
        TokenFile(tokens).save(ended_token(witness.sign_in()))
        yield witness


def told(tokens: Path, env: Mapping[str, str], *, requests: int = 1, moment: str = "") -> list[str]:
    """What one process says that works and comes to its end, or dies at a moment of writing the token."""
    with Worker(tokens, env, requests=requests, moment=moment) as worker:
        lines = worker.ready().go().told()
        assert worker.killed or lines[-1:] == ["done"]
    return lines


MOMENTS = {
    "reusable, answered": ("answered", False, False),
    "reusable, written": ("written", False, False),
    "reusable, on its way to the disk": ("flushing", False, False),
    "reusable, renamed": ("renamed", False, True),
    "single-use, answered": ("answered", True, False),
    "single-use, written": ("written", True, False),
    "single-use, renamed": ("renamed", True, True),
    "single-use, on its way to the disk": ("flushing", True, True),
}


@pytest.mark.parametrize(("moment", "rotate", "replaced"), MOMENTS.values(), ids=MOMENTS)
def test_a_kill_costs_the_login_only_until_a_single_use_token_is_in_its_place(
    moment: str, rotate: bool, replaced: bool, service: Witness, tokens: Path, env: dict[str, str]
) -> None:
    service.accounts.rotate = rotate
    before = kept_token(tokens)
    if moment == "answered":
        service.met = lambda renewal: os.kill(renewal.worker, signal.SIGKILL)
    assert told(tokens, env, moment=moment) == []
    service.met = lambda _: None
    assert [renewal.brought is not None for renewal in service.renewals] == [True]
    assert (kept_token(tokens).access_token != before.access_token) == replaced

    lost = rotate and not replaced
    assert told(tokens, env) == ([LOST, "done"] if lost else ["done"])
    assert kept_token(tokens).ended == lost
    if lost:
        TokenFile(tokens).save(ended_token(service.sign_in()))
        assert told(tokens, env) == ["done"]


@pytest.mark.parametrize("rotate", [False, True], ids=["reusable", "single-use"])
async def test_kills_at_random_moments_leave_a_login_with_which_the_next_process_goes_on(
    rotate: bool, service: Witness, tokens: Path, env: dict[str, str]
) -> None:
    vars(service.accounts).update(rotate=rotate, expires_in=LIFE)
    with Crowd(service, tokens, env, random.Random(f"kills {rotate}")) as crowd:  # noqa: S311 -- the same every time
        for _ in range(AT_WORK):
            crowd.grow()
        for number in range(KILLS):
            crowd.kill(await crowd.somebody_renewing(NEAR) if number % 2 else await crowd.anybody(LIFE))
            await crowd.inspect()
            crowd.grow()
        # From now on no request that a dead process has left on its way can use up what is kept.
        vars(service.accounts).update(rotate=False, expires_in=3600)
        await crowd.inspect()
        assert told(tokens, env, requests=10) == ["done"]
        crowd.kill()

    assert [each for each in service.renewals if each.alive and each.sent != each.kept] == []
    refused = [each for each in service.renewals if each.brought is None]
    assert [each for each in refused if each.alive and service.spent(each.sent).worker not in service.doomed] == []
    # An access token that lives so shortly may end on its way.
    assert crowd.failures <= {"Unauthorized"} | ({"LoginRequired"} if crowd.lost else set())
    assert rotate or not (refused or crowd.lost), "a login was lost that had not been used up"
