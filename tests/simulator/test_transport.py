"""The httpx transport, the faults it carries, and the limits."""

import json
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from sptui.simulator import Fault, Simulator, SimulatorTransport

API = "https://api.spotify.com/v1"


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def http(simulator: Simulator, slept: list[float]) -> httpx.AsyncClient:
    simulator.accounts.expires_in = 7 * 86_400

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    transport = SimulatorTransport(simulator, latency=lambda: 0.05, sleep=sleep)
    headers = {"Authorization": f"Bearer {simulator.sign_in()['access_token']}"}
    return httpx.AsyncClient(transport=transport, headers=headers)


async def test_any_host_is_served_and_logged(http: httpx.AsyncClient, simulator: Simulator) -> None:
    assert (await http.get(f"{API}/me")).json()["type"] == "user"
    assert (await http.get("http://anything.test/v1/me/")).status_code == 200
    assert (await http.post("https://accounts.spotify.com/api/token")).json()["error"] == "invalid_request"
    assert (await http.get("https://api.spotify.com/elsewhere")).status_code == 404
    seen = [(method, path, status) for _, method, path, status in simulator.log]
    assert seen == [
        ("GET", "/v1/me", 200),
        ("GET", "/v1/me", 200),
        ("POST", "/api/token", 400),
        ("GET", "/elsewhere", 404),
    ]


async def test_latency_and_stalls_are_slept(http: httpx.AsyncClient, simulator: Simulator, slept: list[float]) -> None:
    simulator.faults.add(Fault(delay=7.0))
    await http.get(f"{API}/me")
    await http.get(f"{API}/me")
    assert slept == [7.05, 0.05]


@pytest.mark.parametrize(
    ("name", "error"), [("refused", httpx.ConnectError), ("dropped", httpx.ReadError), ("timeout", httpx.ReadTimeout)]
)
async def test_lost_connections_are_httpx_errors(
    http: httpx.AsyncClient, simulator: Simulator, name: str, error: type[Exception]
) -> None:
    simulator.faults.add(Fault.named(name))
    with pytest.raises(error):
        await http.get(f"{API}/me")
    assert [status for *_, status in simulator.log] == [0]
    assert (await http.get(f"{API}/me")).status_code == 200


@pytest.mark.parametrize(("name", "carried_out"), [("refused", False), ("dropped", True), ("unavailable", False)])
async def test_only_a_connection_lost_afterwards_has_carried_the_command_out(
    http: httpx.AsyncClient, simulator: Simulator, name: str, *, carried_out: bool
) -> None:
    simulator.faults.add(Fault.named(name, path="/v1/me/player/pause"))
    with suppress(httpx.TransportError):
        await http.put(f"{API}/me/player/pause")
    assert simulator.world.player.state.is_playing is not carried_out


@pytest.mark.parametrize(
    ("name", "status", "text"),
    [
        ("bad_gateway", 502, "<html>"),
        ("gateway_timeout", 504, "upstream request timeout"),
        ("rate_limited_text", 429, "Too many requests"),
        ("unavailable", 503, ""),
        ("null", 200, "null"),
        ("empty_list", 200, "[]"),
        ("spurious_401", 401, '{"error":{"status":401,"message":"Access token missing"}}'),
        ("quota_exceeded", 429, '{"error":{"status":429,"message":"Too many requests","reason":"QUOTA_EXCEEDED"}}'),
    ],
)
async def test_named_answers(http: httpx.AsyncClient, simulator: Simulator, name: str, status: int, text: str) -> None:
    simulator.faults.add(Fault.named(name))
    response = await http.get(f"{API}/me")
    assert response.status_code == status
    assert response.text.startswith(text)


async def test_truncated_json_and_broken_gzip_cannot_be_read(http: httpx.AsyncClient, simulator: Simulator) -> None:
    simulator.faults.add(Fault.named("truncated"))
    with pytest.raises(json.JSONDecodeError):
        (await http.get(f"{API}/me")).json()
    simulator.faults.add(Fault.named("broken_gzip"))
    with pytest.raises(httpx.DecodingError):
        await http.get(f"{API}/me")


async def test_a_fault_hits_what_it_names_so_many_times(http: httpx.AsyncClient, simulator: Simulator) -> None:
    simulator.faults.add(Fault(method="GET", path="/v1/me/player*", times=2, status=503))
    statuses = [(await http.get(f"{API}/{path}")).status_code for path in ("me", *["me/player/queue"] * 3)]
    assert statuses == [200, 503, 503, 200]
    simulator.faults.add(Fault(status=500, times=None))
    assert [(await http.get(f"{API}/me")).status_code for _ in range(3)] == [500] * 3
    simulator.faults.clear()
    assert (await http.get(f"{API}/me")).status_code == 200


async def test_a_status_alone_answers_in_the_error_shape(http: httpx.AsyncClient, simulator: Simulator) -> None:
    simulator.faults.add(Fault(status=500, headers={"retry-after": "3"}))
    response = await http.get(f"{API}/me")
    assert response.json()["error"]["status"] == 500
    assert response.headers["retry-after"] == "3"


async def test_the_rate_limit_rolls_over_thirty_seconds(
    http: httpx.AsyncClient, simulator: Simulator, clock: SimpleNamespace
) -> None:
    simulator.limits.rate = 2
    for _ in range(2):
        assert (await http.get(f"{API}/me")).status_code == 200
        clock.now += 10
    refused = await http.get(f"{API}/me")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "10")
    assert "reason" not in refused.json()["error"]
    clock.now += 10
    assert (await http.get(f"{API}/me")).status_code == 200


async def test_the_quota_lasts_a_day(http: httpx.AsyncClient, simulator: Simulator, clock: SimpleNamespace) -> None:
    simulator.limits.quota = 1
    assert (await http.get(f"{API}/me")).status_code == 200
    clock.now += 600
    refused = await http.get(f"{API}/me")
    body: dict[str, Any] = refused.json()
    assert body["error"]["reason"] == "QUOTA_EXCEEDED"
    assert refused.headers["retry-after"] == str(86_400 - 600)
    clock.now += 86_400 - 600
    assert (await http.get(f"{API}/me")).status_code == 200
