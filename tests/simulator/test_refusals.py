"""What the Web API refuses, and how."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sptui.simulator import Request, Simulator
from sptui.simulator.playback import disallows

Ask = Callable[..., tuple[int, Any]]
RESTRICTED = {"status": 403, "message": "Player command failed: Restriction violated", "reason": "UNKNOWN"}
NO_DEVICE = {
    "status": 404,
    "message": "Player command failed: No active device found",
    "reason": "NO_ACTIVE_DEVICE",
}
COMMANDS = {
    "pausing": ("PUT", "me/player/pause"),
    "resuming": ("PUT", "me/player/play"),
    "seeking": ("PUT", "me/player/seek?position_ms=1"),
    "skipping_next": ("POST", "me/player/next"),
    "skipping_prev": ("POST", "me/player/previous"),
    "toggling_repeat_context": ("PUT", "me/player/repeat?state=context"),
    "toggling_repeat_track": ("PUT", "me/player/repeat?state=track"),
    "toggling_shuffle": ("PUT", "me/player/shuffle?state=true"),
}


def error(answer: tuple[int, Any]) -> dict[str, Any]:
    status, body = answer
    refusal: dict[str, Any] = body["error"]
    assert status == refusal["status"]
    return refusal


def prepare(simulator: Simulator, situation: str) -> None:
    world = simulator.world
    match situation:
        case "paused":
            world.player.pause()
        case "ad":
            world.player.play_ad(30)
        case "restricted device":
            world.player.transfer(world.device("Garden").key)
        case "mix":
            mix = world.context(world.playlists.named("Daily Mix 1").uri)
            assert mix is not None
            world.player.play(mix)
        case "last item":
            album = world.context(world.catalogue.albums[0].uri)
            assert album is not None
            world.player.stop()
            world.player.play(album, row=len(album.items) - 1, device=world.device("Desk").key)


@pytest.mark.parametrize("situation", ["playing", "paused", "ad", "restricted device", "mix", "last item"])
@pytest.mark.parametrize("action", COMMANDS)
def test_what_disallows_names_is_refused_and_the_rest_is_done(
    ask: Ask, simulator: Simulator, situation: str, action: str
) -> None:
    prepare(simulator, situation)
    forbidden = action in disallows(simulator.world.player.state)
    answer = ask(*COMMANDS[action])
    if forbidden:
        assert error(answer) == RESTRICTED
    else:
        assert answer[0] in {200, 204}


def test_the_situations_do_refuse_something(simulator: Simulator) -> None:
    prepare(simulator, "last item")
    assert disallows(simulator.world.player.state) == {"resuming", "skipping_next"}
    prepare(simulator, "mix")
    assert disallows(simulator.world.player.state) >= {"toggling_shuffle"}


@pytest.mark.parametrize(("method", "path"), [*COMMANDS.values(), ("PUT", "me/player/volume?volume_percent=5")])
def test_without_an_active_device_commands_are_404(ask: Ask, simulator: Simulator, method: str, path: str) -> None:
    simulator.world.player.go_idle()
    assert error(ask(method, path)) == NO_DEVICE


def test_an_unknown_device_is_not_found(ask: Ask) -> None:
    for call in (("PUT", "me/player/play?device_id=gone"), ("POST", "me/player/next?device_id=gone")):
        assert error(ask(*call)) == {"status": 404, "message": "Device not found"}
    assert error(ask("PUT", "me/player", {"device_ids": ["gone"]}))["message"] == "Device not found"


def test_only_play_and_transfer_reach_an_inactive_device(ask: Ask, simulator: Simulator) -> None:
    kitchen = simulator.world.device("Kitchen").id
    track = simulator.world.catalogue.tracks[0].uri
    for call in (
        ("PUT", f"me/player/pause?device_id={kitchen}"),
        ("PUT", f"me/player/volume?volume_percent=5&device_id={kitchen}"),
        ("POST", f"me/player/queue?uri={track}&device_id={kitchen}"),
    ):
        assert error(ask(*call)) == RESTRICTED
    assert ask("PUT", f"me/player/play?device_id={kitchen}")[0] in {200, 204}
    assert simulator.world.player.state.active == kitchen


def test_a_phone_refuses_volume(ask: Ask, simulator: Simulator) -> None:
    simulator.world.player.transfer(simulator.world.device("Pocket 📱").key)
    assert error(ask("PUT", "me/player/volume?volume_percent=5"))["reason"] == "VOLUME_CONTROL_DISALLOW"


def test_a_free_listener_may_read_but_not_command(ask: Ask, simulator: Simulator) -> None:
    simulator.world.premium = False
    refusal = error(ask("POST", "me/player/next"))
    assert (refusal["status"], refusal["reason"]) == (403, "PREMIUM_REQUIRED")
    assert ask("GET", "me/player")[0] == 200


def test_an_unregistered_listener_and_a_lapsed_owner_lose_everything(ask: Ask, simulator: Simulator) -> None:
    simulator.world.registered = False
    assert error(ask("GET", "me"))["message"] == "User not registered in the Developer Dashboard"
    simulator.world.owner_premium = False
    assert error(ask("GET", "me"))["message"].startswith("Active premium subscription required for the owner")


@pytest.mark.parametrize(
    ("header", "problem"), [(None, "missing_token"), ("Bearer nonsense", "invalid_token"), ("Basic x", "missing_token")]
)
def test_a_bad_token_is_401_and_the_header_says_why(simulator: Simulator, header: str | None, problem: str) -> None:
    headers = {} if header is None else {"authorization": header}
    response = simulator.handle(Request("GET", "/v1/me", headers))
    assert response.status == 401
    assert f'error="{problem}"' in dict(response.headers)["www-authenticate"]
    assert json.loads(response.body)["error"]["message"] == "Missing/invalid/expired access token"


@pytest.mark.parametrize(
    ("scope", "method", "path"),
    [
        ("user-read-playback-state", "GET", "me/player"),
        ("user-modify-playback-state", "POST", "me/player/next"),
        ("user-library-read", "GET", "me/tracks"),
        ("user-library-modify", "PUT", "me/library?uris=spotify:track:A"),
        ("user-follow-modify", "PUT", "me/library?uris=spotify:artist:A"),
        ("playlist-modify-public", "PUT", "me/library?uris=spotify:playlist:A"),
        ("user-top-read", "GET", "me/top/artists"),
        ("user-read-recently-played", "GET", "me/player/recently-played"),
    ],
)
def test_a_missing_scope_is_403(simulator: Simulator, scope: str, method: str, path: str) -> None:
    others = simulator.sign_in(tuple(s for s in simulator.sign_in()["scope"].split() if s != scope))
    granted = simulator.sign_in((scope,))
    statuses = []
    for token in (others, granted):
        headers = {"authorization": f"Bearer {token['access_token']}"}
        statuses.append(simulator.handle(Request(method, f"/v1/{path}", headers)).status)
    assert statuses[0] == 403
    assert statuses[1] in {200, 204}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "tracks?ids=a,b", 403),
        ("PUT", "me/tracks?ids=a", 403),
        ("GET", "me/tracks/contains?ids=a", 403),
        ("GET", "artists/4F84IBURUo98rz4r61KF70/top-tracks", 403),
        ("GET", "playlists/4F84IBURUo98rz4r61KF70/tracks", 403),
        ("GET", "browse/categories/party/playlists", 403),
        ("GET", "users/somebody", 403),
        ("GET", "markets", 403),
        ("GET", "recommendations", 404),
        ("GET", "no/such/thing", 404),
        ("GET", "me/library", 405),
        ("POST", "me/player/pause", 405),
        ("GET", "tracks/4F84IBURUo98rz4r61KF70", 404),
        ("GET", "tracks/short", 400),
    ],
)
def test_closed_gone_and_unknown_endpoints(ask: Ask, method: str, path: str, status: int) -> None:
    assert ask(method, path)[0] == status


@pytest.mark.parametrize(
    ("method", "path", "body", "message"),
    [
        ("GET", "search?q=&type=track", None, "No search query"),
        ("GET", "search?q=a&type=track&limit=11", None, "Invalid limit"),
        ("GET", "search?q=a&type=track&limit=10&offset=991", None, "Invalid offset"),
        ("GET", "me/tracks?limit=51", None, "Invalid limit"),
        ("PUT", "me/library", {"uris": ["spotify:track:A"]}, "Missing required field: uris"),
        ("PUT", "me/library?uris=spotify:chapter:A", None, "Invalid uri"),
        ("PUT", "me/library?uris=" + ",".join(["spotify:track:A"] * 41), None, "Too many uris requested"),
        ("PUT", "me/player", {"device_ids": ["a", "b"]}, "Only one device_id is currently supported"),
        ("PUT", "me/player/play", {"context_uri": "spotify:nonsense"}, "Invalid context uri"),
        ("PUT", "me/player/play", {"context_uri": "a", "uris": ["b"]},
         'Only one of either "context_uri" or "uris" can be specified'),
        ("PUT", "me/player/play", [], "Malformed json"),
        ("PUT", "me/player/volume?volume_percent=101", None, "Invalid volume_percent"),
        ("PUT", "me/player/shuffle?state=True", None, "Invalid state"),
        ("GET", "me/following?type=user", None, "Invalid type"),
        ("GET", "me/following?type=artist&limit=51", None, "Invalid limit"),
        ("GET", "me/player/recently-played?after=1&before=2", None, "Only one of after and before may be given"),
    ],
)  # fmt: skip
def test_bad_requests(ask: Ask, method: str, path: str, body: object, message: str) -> None:
    assert error(ask(method, path, body)) == {"status": 400, "message": message}


def test_an_artist_takes_no_offset(ask: Ask, simulator: Simulator) -> None:
    body = {"context_uri": simulator.world.catalogue.artists[0].uri, "offset": {"position": 1}}
    assert error(ask("PUT", "me/player/play", body))["message"] == "Can't have offset for context type: ARTIST"


def test_successful_commands_answer_204_or_200_with_text(ask: Ask) -> None:
    answers = {ask("PUT", f"me/player/seek?position_ms={ms}") for ms in range(30)}
    assert {status for status, _ in answers} == {200, 204}
    assert all((body is None) == (status == 204) for status, body in answers)
    assert all(len(body) == 22 for _, body in answers if body is not None)
