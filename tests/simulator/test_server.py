"""The simulator over real HTTP, with its control surface."""

import http.client
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from sptui.simulator import Simulator
from sptui.simulator.server import SimulatorServer


@pytest.fixture
def server(simulator: Simulator) -> Iterator[SimulatorServer]:
    with SimulatorServer(simulator) as server:
        yield server


@pytest.fixture
def connection(server: SimulatorServer) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=5)
    yield connection
    connection.close()


def send(connection: http.client.HTTPConnection, method: str, path: str, body: object = None, **headers: str) -> Any:  # noqa: ANN401 - any JSON
    connection.request(method, path, None if body is None else json.dumps(body), headers)
    response = connection.getresponse()
    text = response.read()
    return response.status, json.loads(text) if text[:1] in b"[{" and text else text


def bearer(connection: http.client.HTTPConnection) -> str:
    return f"Bearer {send(connection, 'POST', '/_simulator/sign-in')[1]['access_token']}"


def test_one_connection_carries_many_requests(connection: http.client.HTTPConnection) -> None:
    token = bearer(connection)
    socket = connection.sock
    for method, path in (("GET", "/v1/me"), ("PUT", "/v1/me/player/pause"), ("GET", "/v1/nothing"), ("GET", "/v1/me")):
        send(connection, method, path, Authorization=token)
    assert connection.sock is socket
    assert socket is not None


def test_threads_share_one_account(server: SimulatorServer, simulator: Simulator) -> None:
    token = f"Bearer {simulator.sign_in()['access_token']}"
    statuses: list[int] = []

    def run() -> None:
        mine = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=5)
        statuses.extend(send(mine, "GET", "/v1/me/player/queue", Authorization=token)[0] for _ in range(20))
        mine.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 80
    assert len(simulator.log) == 80


def test_paging_links_stay_on_the_server(connection: http.client.HTTPConnection, server: SimulatorServer) -> None:
    page = send(connection, "GET", "/v1/me/tracks?limit=1", Authorization=bearer(connection))[1]
    assert page["next"].startswith(f"{server.url}/v1/me/tracks?")


def test_large_answers_are_compressed_when_accepted(connection: http.client.HTTPConnection) -> None:
    headers = {"Authorization": bearer(connection), "Accept-Encoding": "gzip"}
    sizes = []
    for accepted in (headers, {"Authorization": headers["Authorization"]}):
        connection.request("GET", "/v1/me/tracks?limit=50", headers=accepted)
        response = connection.getresponse()
        sizes.append((response.getheader("content-encoding"), len(response.read())))
    assert sizes[0][0] == "gzip"
    assert sizes[1][0] is None
    assert sizes[0][1] < sizes[1][1] / 4


def test_a_lost_connection_is_a_closed_socket(connection: http.client.HTTPConnection) -> None:
    token = bearer(connection)
    assert send(connection, "POST", "/_simulator/faults", {"name": "dropped", "path": "/v1/me"})[0] == 200
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        send(connection, "GET", "/v1/me", Authorization=token)
    connection.close()
    assert send(connection, "GET", "/v1/me", Authorization=token)[0] == 200


def test_other_clients_actions(connection: http.client.HTTPConnection, simulator: Simulator) -> None:
    world = simulator.world
    album = world.catalogue.albums[2]
    for action in (
        {"action": "play", "context_uri": album.uri, "row": 1},
        {"action": "add_to_queue", "uri": album.tracks[0].uri},
        {"action": "shuffle", "on": True},
        {"action": "repeat", "state": "track"},
        {"action": "volume", "percent": 9},
        {"action": "seek", "position_ms": 4000},
        {"action": "crossfade", "seconds": 3},
        {"action": "pause"},
        {"action": "add_device", "id": "new", "name": "New", "type": "Tablet"},
        {"action": "switch_device", "name": "New"},
        {"action": "remove_device", "name": "Kitchen"},
        {"action": "private_session", "on": True},
    ):
        assert send(connection, "POST", "/_simulator/player", action) == (200, {})
    state = world.player.state
    assert state.item is album.tracks[1]
    assert (state.queue[-1], state.shuffle, state.repeat) == (album.tracks[0], True, "track")
    assert (state.position_ms, state.crossfade_ms, state.is_playing) == (4000, 3000, False)
    assert (state.active, world.device("Desk").volume_percent) == ("new", 9)
    assert state.device is not None
    assert state.device.is_private_session
    assert "Kitchen" not in [device.name for device in world.devices]


def test_what_another_client_does_to_a_playlist_makes_another_version_of_it(
    connection: http.client.HTTPConnection, simulator: Simulator
) -> None:
    world = simulator.world
    songs = [track.uri for track in world.catalogue.tracks[:4]]
    seen: list[str] = []
    steps: list[tuple[dict[str, object], str]] = [
        ({"action": "create", "public": False}, ""),
        ({"action": "add", "uris": [*songs[:3], songs[0]]}, "0120"),
        ({"action": "add", "uris": songs[3:], "position": 1}, "03120"),
        ({"action": "move", "start": 1, "before": 4}, "01230"),
        ({"action": "move", "start": 3, "length": 2, "before": 0}, "30012"),
        ({"action": "remove", "uris": [songs[0]]}, "312"),
    ]
    for action, order in steps:
        assert send(connection, "POST", "/_simulator/playlist", {"name": "Elsewhere", **action}) == (200, {})
        made = world.playlists.named("Elsewhere")
        assert [item.uri for item in made.items if item] == [songs[int(place)] for place in order]
        seen.append(made.snapshot_id)
    made = world.playlists.named("Elsewhere")
    assert (made.public, world.playlists.listed[0]) == (False, made.id)

    rename = {"name": "Elsewhere", "action": "rename", "to": "Anywhere"}
    assert send(connection, "POST", "/_simulator/playlist", rename) == (200, {})
    assert len({*seen, made.snapshot_id}) == len(steps) + 1
    assert made.name == "Anywhere"
    delete = {"name": "Anywhere", "action": "delete"}
    assert send(connection, "POST", "/_simulator/playlist", delete) == (200, {})
    assert made.id not in world.playlists.listed


@pytest.mark.parametrize("action", ["resume", "next", "previous", "go_idle", "stop"])
def test_actions_without_arguments(connection: http.client.HTTPConnection, simulator: Simulator, action: str) -> None:
    simulator.world.player.pause()
    before = simulator.world.player.state
    assert send(connection, "POST", "/_simulator/player", {"action": action})[0] == 200
    assert simulator.world.player.state != before


def test_tokens_settings_and_log(connection: http.client.HTTPConnection, simulator: Simulator) -> None:
    token = bearer(connection)
    assert send(connection, "POST", "/_simulator/tokens", {"expires_in": 2, "rotate": True}) == (200, {})
    assert (simulator.accounts.expires_in, simulator.accounts.rotate) == (2, True)
    settings = {"premium": False, "lag": 0, "rate": 5, "quota": None, "public_sticks": True}
    assert send(connection, "POST", "/_simulator/settings", settings) == (200, {})
    assert (simulator.world.premium, simulator.world.player.lag, simulator.limits.rate) == (False, 0.0, 5)
    assert simulator.world.public_sticks is True
    send(connection, "GET", "/v1/me", Authorization=token)
    send(connection, "POST", "/_simulator/tokens", {"expire": True})
    send(connection, "GET", "/v1/me", Authorization=token)
    log = send(connection, "GET", "/_simulator/log")[1]
    assert [entry[1:] for entry in log] == [["GET", "/v1/me", 200], ["GET", "/v1/me", 401]]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("player", {"action": "explode"}, 400),
        ("player", {"action": "seek"}, 400),
        ("player", {"action": "switch_device", "name": "Nowhere"}, 400),
        ("player", {"action": "play", "context_uri": "x"}, 400),
        ("playlist", {"name": "Late Train Home", "action": "explode"}, 400),
        ("playlist", {"name": "Nowhere", "action": "rename", "to": "x"}, 400),
        ("playlist", {"name": "Late Train Home", "action": "add", "uris": ["spotify:track:unknown"]}, 400),
        ("playlist", {"name": "Late Train Home", "action": "move", "start": 0}, 400),
        ("faults", {"name": "unheard of"}, 400),
        ("faults", {"colour": "red"}, 400),
        ("settings", {"colour": "red"}, 400),
        ("tokens", [1], 400),
        ("nothing", {}, 404),
    ],
)
def test_malformed_controls_say_so(
    connection: http.client.HTTPConnection, path: str, body: object, status: int
) -> None:
    answer = send(connection, "POST", f"/_simulator/{path}", body)
    assert answer[0] == status
    assert answer[1]["error"]["message"]


def test_closing_frees_the_port(simulator: Simulator) -> None:
    with SimulatorServer(simulator) as first:
        port = int(first.url.rpartition(":")[2])
    with SimulatorServer(simulator, port=port) as second:
        assert second.url == first.url
