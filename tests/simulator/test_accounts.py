"""The accounts service: consent, exchange, refresh, and how tokens die."""

import base64
import hashlib
import json
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from sptui.simulator import Request, Response, Simulator

CLIENT = "0123456789abcdef0123456789abcdef"
REDIRECT = "http://127.0.0.1:43217/callback"
VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
FORM = "application/x-www-form-urlencoded"


def authorize(simulator: Simulator, **changed: str) -> Response:
    query = {
        "client_id": CLIENT,
        "response_type": "code",
        "redirect_uri": REDIRECT,
        "code_challenge_method": "S256",
        "code_challenge": CHALLENGE,
        "scope": "user-library-read user-top-read",
        "state": "abc",
        **changed,
    }
    return simulator.handle(Request("GET", f"https://accounts.spotify.com/authorize?{urlencode(query)}"))


def callback(response: Response) -> dict[str, str]:
    assert response.status == 302
    return dict(parse_qsl(urlsplit(dict(response.headers)["location"]).query))


def token(simulator: Simulator, form: dict[str, str], **headers: str) -> tuple[int, Any]:
    sent = Request("POST", "/api/token", {"content-type": FORM, **headers}, urlencode(form).encode())
    response = simulator.handle(sent)
    return response.status, json.loads(response.body)


def exchange(simulator: Simulator, code: str, **changed: str) -> tuple[int, Any]:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT}
    return token(simulator, {**form, "client_id": CLIENT, "code_verifier": VERIFIER, **changed})


def refresh(simulator: Simulator, refresh_token: str) -> tuple[int, Any]:
    form = {"grant_type": "refresh_token", "refresh_token": refresh_token, "client_id": CLIENT}
    return token(simulator, form)


def me(simulator: Simulator, access_token: str) -> int:
    return simulator.handle(Request("GET", "/v1/me", {"authorization": f"Bearer {access_token}"})).status


@pytest.fixture
def login(simulator: Simulator) -> dict[str, Any]:
    answer: dict[str, Any] = simulator.accounts.sign_in(client_id=CLIENT)
    return answer


def test_a_login_ends_with_a_token_for_the_scopes_asked_for(simulator: Simulator) -> None:
    back = callback(authorize(simulator))
    assert back["state"] == "abc"
    status, answer = exchange(simulator, back["code"])
    assert status == 200
    assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 3600)
    assert answer["scope"] == "user-library-read user-top-read"
    assert me(simulator, answer["access_token"]) == 200


def test_a_code_works_once(simulator: Simulator) -> None:
    code = callback(authorize(simulator))["code"]
    assert exchange(simulator, code)[0] == 200
    assert exchange(simulator, code) == (
        400,
        {"error": "invalid_grant", "error_description": "Invalid authorization code"},
    )


@pytest.mark.parametrize(
    "wrong", [{"code_verifier": "w" * 64}, {"redirect_uri": REDIRECT + "/"}, {"client_id": "f" * 32}, {"code": "x"}]
)
def test_whatever_differs_at_the_exchange_is_invalid_grant(simulator: Simulator, wrong: dict[str, str]) -> None:
    code = callback(authorize(simulator))["code"]
    status, answer = exchange(simulator, **{"code": code, **wrong})
    assert (status, answer["error"]) == (400, "invalid_grant")


def test_a_code_dies_after_ten_minutes(simulator: Simulator, clock: SimpleNamespace) -> None:
    code = callback(authorize(simulator))["code"]
    clock.now += 601
    assert exchange(simulator, code)[1]["error"] == "invalid_grant"


@pytest.mark.parametrize("uri", ["http://127.0.0.1/callback", "http://[::1]:8080/x", "http://127.0.0.1:1/a?b=c"])
def test_loopback_literals_may_be_redirected_to(simulator: Simulator, uri: str) -> None:
    location = dict(authorize(simulator, redirect_uri=uri).headers)["location"]
    assert location.startswith(uri)
    assert "code" in dict(parse_qsl(urlsplit(location).query))


@pytest.mark.parametrize(
    "uri", ["http://localhost:8080/x", "https://127.0.0.1/x", "http://10.0.0.1/x", "http://127.0.0.1:99999/x", ""]
)
def test_other_redirects_end_on_a_page(simulator: Simulator, uri: str) -> None:
    response = authorize(simulator, redirect_uri=uri)
    assert (response.status, response.body) == (400, b"INVALID_CLIENT: Invalid redirect URI")


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"scope": "user-read-thoughts"}, "invalid_scope"),
    ],
)
def test_a_flawed_request_comes_back_as_an_error(simulator: Simulator, changed: dict[str, str], error: str) -> None:
    assert callback(authorize(simulator, **changed)) == {"error": error, "state": "abc"}


def test_the_listener_may_refuse(simulator: Simulator) -> None:
    simulator.accounts.deny = True
    assert callback(authorize(simulator)) == {"error": "access_denied", "state": "abc"}


def test_an_unknown_client_is_refused_everywhere(simulator: Simulator) -> None:
    assert authorize(simulator, client_id="short").status == 400
    code = callback(authorize(simulator))["code"]
    simulator.accounts.client_ids = frozenset({"f" * 32})
    assert exchange(simulator, code) == (400, {"error": "invalid_client", "error_description": "Invalid client"})


def test_a_refresh_brings_no_refresh_token_and_may_be_repeated(simulator: Simulator, login: dict[str, Any]) -> None:
    for _ in range(2):
        status, answer = refresh(simulator, login["refresh_token"])
        assert status == 200
        assert "refresh_token" not in answer
        assert me(simulator, answer["access_token"]) == 200


def test_a_rotating_refresh_token_works_once(simulator: Simulator, login: dict[str, Any]) -> None:
    simulator.accounts.rotate = True
    following = refresh(simulator, login["refresh_token"])[1]["refresh_token"]
    revoked = (400, {"error": "invalid_grant", "error_description": "Refresh token revoked"})
    assert refresh(simulator, login["refresh_token"]) == revoked
    assert refresh(simulator, following)[0] == 200


def test_a_login_dies_after_half_a_year_however_often_it_is_refreshed(
    simulator: Simulator, login: dict[str, Any], clock: SimpleNamespace
) -> None:
    simulator.accounts.rotate = True
    clock.now += 180 * 86_400
    rotated = refresh(simulator, login["refresh_token"])[1]["refresh_token"]
    clock.now += 4 * 86_400
    assert refresh(simulator, rotated) == (400, {"error": "invalid_grant"})


def test_an_access_token_dies_after_its_lifetime(simulator: Simulator, clock: SimpleNamespace) -> None:
    simulator.accounts.expires_in = 2
    access_token = simulator.sign_in()["access_token"]
    clock.now += 1.9
    assert me(simulator, access_token) == 200
    clock.now += 0.1
    assert me(simulator, access_token) == 401


def test_an_app_with_a_secret_sends_it_in_a_basic_header(simulator: Simulator, login: dict[str, Any]) -> None:
    form = {"grant_type": "refresh_token", "refresh_token": login["refresh_token"]}
    for secret, status in ((simulator.accounts.client_secret, 200), ("wrong", 400)):
        credentials = base64.b64encode(f"{CLIENT}:{secret}".encode()).decode()
        assert token(simulator, form, authorization=f"Basic {credentials}")[0] == status


def test_a_public_client_cannot_leave_the_challenge_out(simulator: Simulator) -> None:
    code = callback(authorize(simulator, code_challenge="", code_challenge_method=""))["code"]
    assert exchange(simulator, code)[1]["error"] == "invalid_grant"


def test_malformed_token_requests(simulator: Simulator) -> None:
    assert token(simulator, {"client_id": CLIENT, "grant_type": "password"})[1]["error"] == "unsupported_grant_type"
    odd = {"content-type": "application/json"}
    assert token(simulator, {}, **odd)[1]["error"] == "invalid_request"


def test_revoking_ends_every_login(simulator: Simulator, login: dict[str, Any]) -> None:
    simulator.accounts.revoke()
    assert me(simulator, login["access_token"]) == 401
    assert refresh(simulator, login["refresh_token"])[0] == 400
