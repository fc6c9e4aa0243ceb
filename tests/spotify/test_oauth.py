import asyncio
import base64
import json
import re
from collections.abc import AsyncIterator, Callable
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from pydantic import SecretStr

from sptui.spotify.errors import (
    BadAnswer,
    LoginRefused,
    LoginRequired,
    RateLimited,
    ServerFault,
    SpotifyError,
    Unreachable,
)
from sptui.spotify.oauth import OAuth, authorization_url, challenge_of, new_verifier
from sptui.spotify.scopes import ALL_SCOPES
from sptui.spotify.tokens import Token
from tests.spotify.crash import shown_locals

CLIENT_ID = "c" * 32
CODE, VERIFIER = SecretStr("code-1"), SecretStr("verifier-1")
SECRETS = ("code-1", "verifier-1", "s3cret", "access-1", "refresh-1", "access-2", "refresh-2")
OLD = Token(
    access_token=SecretStr("access-1"),
    refresh_token=SecretStr("refresh-1"),
    expires_at=900.0,
    authorized_at=10.0,
    scopes=frozenset({"user-library-read"}),
    client_id=CLIENT_ID,
)
GRANT = {"access_token": "access-2", "token_type": "Bearer", "expires_in": 3600}


class Accounts:
    """An accounts service that answers everything alike and remembers what it was asked."""

    def __init__(self, answer: Callable[[httpx.Request], httpx.Response]) -> None:
        self.requests: list[httpx.Request] = []
        self._answer = answer

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self._answer(request)

    def oauth(self, client_secret: str | None = None) -> OAuth:
        # The client's own auth must never reach the accounts service.
        http = httpx.AsyncClient(transport=httpx.MockTransport(self), auth=("other", "login"), follow_redirects=True)
        secret = SecretStr(client_secret) if client_secret else None
        return OAuth(http, client_id=CLIENT_ID, client_secret=secret, now=lambda: 1000.0)

    @property
    def form(self) -> dict[str, str]:
        (request,) = self.requests
        return {key: value for key, (value,) in parse_qs(request.content.decode()).items()}


def answering(status: int = 200, body: object = None, **headers: str) -> Accounts:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Accounts(lambda _: httpx.Response(status, content=content, headers=headers))


def failing(error: Exception) -> Accounts:
    def answer(_: httpx.Request) -> httpx.Response:
        raise error

    return Accounts(answer)


def test_a_verifier_is_made_of_the_given_random_bytes_in_the_permitted_characters() -> None:
    assert new_verifier(bytes) == SecretStr("A" * 86)
    assert re.fullmatch(r"[A-Za-z0-9._~-]{43,128}", new_verifier().get_secret_value())
    assert new_verifier() != new_verifier()


def test_the_challenge_is_the_one_of_rfc_7636_appendix_b() -> None:
    verifier = SecretStr("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    assert challenge_of(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@pytest.mark.parametrize("challenge", ["ch", None])
def test_the_authorization_url_holds_what_the_service_asks_for(challenge: str | None) -> None:
    url = authorization_url(
        client_id=CLIENT_ID, redirect_uri="http://127.0.0.1:8/callback", state="st&te", challenge=challenge
    )
    parts = urlsplit(url)
    query = {key: value for key, (value,) in parse_qs(parts.query).items()}
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "accounts.spotify.com", "/authorize")
    pkce = {"code_challenge_method": "S256", "code_challenge": "ch"} if challenge else {}
    assert query == pkce | {
        "client_id": CLIENT_ID,
        "response_type": "code",
        "redirect_uri": "http://127.0.0.1:8/callback",
        "state": "st&te",
        "scope": " ".join(ALL_SCOPES),
    }


async def test_an_exchange_with_pkce_names_the_client_and_proves_the_verifier() -> None:
    accounts = answering(body=GRANT | {"scope": "user-top-read user-library-read", "refresh_token": "refresh-2"})
    token = await accounts.oauth().exchange(CODE, VERIFIER, "http://127.0.0.1:8/callback")
    assert accounts.form == {
        "grant_type": "authorization_code",
        "code": "code-1",
        "redirect_uri": "http://127.0.0.1:8/callback",
        "client_id": CLIENT_ID,
        "code_verifier": "verifier-1",
    }
    assert "authorization" not in accounts.requests[0].headers
    assert str(accounts.requests[0].url) == "https://accounts.spotify.com/api/token"
    assert token == Token(
        access_token=SecretStr("access-2"),
        refresh_token=SecretStr("refresh-2"),
        issued_at=1000.0,
        expires_at=4600.0,
        authorized_at=1000.0,
        scopes=frozenset({"user-top-read", "user-library-read"}),
        client_id=CLIENT_ID,
    )


async def test_with_a_secret_the_client_is_named_in_the_basic_header_only() -> None:
    accounts = answering(body=GRANT | {"refresh_token": "refresh-2"})
    await accounts.oauth("s3cret").exchange(CODE, VERIFIER, "http://127.0.0.1:8/callback")
    basic = base64.b64encode(f"{CLIENT_ID}:s3cret".encode()).decode()
    assert accounts.requests[0].headers["authorization"] == f"Basic {basic}"
    assert set(accounts.form) == {"grant_type", "code", "redirect_uri"}


async def test_an_exchange_that_names_no_scopes_granted_all() -> None:
    token = await answering(body=GRANT | {"refresh_token": "r"}).oauth().exchange(CODE, VERIFIER, "u")
    assert token.scopes == frozenset(ALL_SCOPES)


async def test_an_exchange_without_a_refresh_token_is_a_bad_answer() -> None:
    with pytest.raises(BadAnswer):
        await answering(body=GRANT).oauth().exchange(CODE, VERIFIER, "u")


async def test_a_refresh_that_brings_nothing_new_keeps_refresh_token_scopes_and_time_of_login() -> None:
    accounts = answering(body=GRANT)
    token = await accounts.oauth().refresh(OLD)
    assert accounts.form == {"grant_type": "refresh_token", "refresh_token": "refresh-1", "client_id": CLIENT_ID}
    news = {"access_token": SecretStr("access-2"), "issued_at": 1000.0, "expires_at": 4600.0}
    assert token == OLD.model_copy(update=news)


async def test_a_refresh_that_rotates_takes_the_new_refresh_token_and_keeps_the_time_of_login() -> None:
    token = await answering(body=GRANT | {"refresh_token": "refresh-2", "scope": "a"}).oauth().refresh(OLD)
    assert token.refresh_token == SecretStr("refresh-2")
    assert token.scopes == {"a"}
    assert token.authorized_at == 10.0


async def test_a_token_of_another_app_is_refreshed_in_that_apps_name_without_our_secret() -> None:
    accounts = answering(body=GRANT)
    token = await accounts.oauth("s3cret").refresh(OLD.model_copy(update={"client_id": "d" * 32}))
    assert accounts.form["client_id"] == "d" * 32
    assert "authorization" not in accounts.requests[0].headers
    assert token.client_id == "d" * 32


async def failure(accounts: Accounts) -> SpotifyError:
    """The error of a refresh, which must hold no secret, nor must anything behind it."""
    with pytest.raises(SpotifyError) as caught:
        await accounts.oauth("s3cret").refresh(OLD)
    shown = f"{caught.value!r} {caught.value.__cause__!r}"
    assert not [secret for secret in SECRETS if secret in shown]
    return caught.value


async def test_invalid_grant_asks_for_a_new_login() -> None:
    error = await failure(answering(400, {"error": "invalid_grant", "error_description": "refresh-1 revoked"}))
    assert type(error) is LoginRequired


@pytest.mark.parametrize(
    ("code", "told"),
    [("invalid_client", "invalid_client"), ("refresh-1 \x1b[2J", "unknown_error"), ("x" * 41, "unknown_error")],
)
async def test_any_other_oauth_error_is_told_by_its_code_if_it_is_one(code: str, told: str) -> None:
    error = await failure(answering(400, {"error": code}))
    assert isinstance(error, LoginRefused)
    assert error.error == told


async def test_429_tells_how_long_to_wait() -> None:
    error = await failure(answering(429, b"Too many requests", **{"Retry-After": "7"}))
    assert isinstance(error, RateLimited)
    assert error.retry_after == 7.0


async def test_503_is_the_services_own_fault() -> None:
    error = await failure(answering(503, b"<html>"))
    assert isinstance(error, ServerFault)
    assert error.status == 503


@pytest.mark.parametrize(
    ("cause", "sent"),
    [
        (httpx.ConnectError("refresh-1"), False),
        (httpx.ConnectTimeout(""), False),
        (httpx.PoolTimeout(""), False),
        (httpx.ReadTimeout(""), True),
        (httpx.RemoteProtocolError("refresh-1"), True),
    ],
)
async def test_no_answer_tells_whether_the_request_was_sent(cause: httpx.TransportError, sent: bool) -> None:
    error = await failure(failing(cause))
    assert isinstance(error, Unreachable)
    assert error.sent is sent


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"access-2",
        b"[]",
        b"\xff",
        GRANT | {"token_type": "mac"},
        GRANT | {"expires_in": 0},
        GRANT | {"access_token": "access-2\r\nX: y"},
        GRANT | {"access_token": ""},
        GRANT | {"padding": "x" * 70_000},
    ],
)
async def test_an_answer_that_is_no_grant_is_a_bad_answer(body: object) -> None:
    assert type(await failure(answering(200, body))) is BadAnswer


async def test_a_broken_compression_is_a_bad_answer() -> None:
    broken = Accounts(
        lambda _: httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=httpx.ByteStream(b"not gzip"))
    )
    assert type(await failure(broken)) is BadAnswer


@pytest.mark.parametrize("client_secret", ["s3cret", None])
@pytest.mark.parametrize("grant", ["exchange", "refresh"])
async def test_a_crash_while_a_grant_is_sent_shows_no_secret_among_the_locals(
    grant: str, client_secret: str | None
) -> None:
    oauth = failing(RuntimeError("a defect")).oauth(client_secret)
    with pytest.raises(RuntimeError) as caught:
        await (oauth.exchange(CODE, VERIFIER, "u") if grant == "exchange" else oauth.refresh(OLD))
    shown = shown_locals(caught.value)
    assert "'grant_type': " in shown, "no locals were captured"
    basic = base64.b64encode(f"{CLIENT_ID}:s3cret".encode()).decode()
    assert not [secret for secret in (*SECRETS, basic) if secret in shown]


async def test_a_redirect_is_never_followed() -> None:
    accounts = answering(307, {"error": "invalid_grant"}, Location="https://evil.example/")
    assert type(await failure(accounts)) is BadAnswer
    assert len(accounts.requests) == 1


async def test_a_400_that_is_not_oauths_is_a_bad_answer() -> None:
    assert type(await failure(answering(403, b"<html>proxy refresh-1</html>"))) is BadAnswer


async def test_an_answer_that_trickles_in_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    class Trickle(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            while True:
                await asyncio.sleep(0.01)
                yield b" "

    monkeypatch.setattr("sptui.spotify.oauth.PATIENCE", 0.05)
    accounts = Accounts(lambda _: httpx.Response(200, stream=Trickle()))
    with pytest.raises(Unreachable) as caught:
        await accounts.oauth().refresh(OLD)
    assert caught.value.sent
