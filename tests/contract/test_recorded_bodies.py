"""Every recorded body, through the client's own method: what the screen needs is kept, and errors are the right ones.

The folder is `SPTUI_FIXTURES` or the shared one; its `INDEX.tsv` says what each body is.
"""

import gzip
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from pydantic import BaseModel, SecretStr

from sptui.spotify.answers import retry_after
from sptui.spotify.errors import (
    BadAnswer,
    BadRequest,
    DeviceNotFound,
    Forbidden,
    InsufficientScope,
    LoginRefused,
    LoginRequired,
    NoActiveDevice,
    NotAllowlisted,
    NotFound,
    OwnerNotPremium,
    PremiumRequired,
    QuotaExceeded,
    RateLimited,
    Refused,
    RestrictionViolated,
    ServerFault,
    SpotifyError,
    Unauthorized,
)
from sptui.spotify.models.text import clean
from sptui.spotify.oauth import OAuth
from sptui.spotify.scopes import ALL_SCOPES
from sptui.spotify.tokens import Token
from tests.contract.calls import CALLS, Row
from tests.contract.recorded import TOKEN, Recorded, fulfils, index, json_or_none
from tests.contract.walk import losses
from tests.spotify.service import Service

RECORDED = index()
each_body = pytest.mark.parametrize(
    "recorded",
    RECORDED or [pytest.param(None, marks=pytest.mark.skip(reason="no recorded bodies: set SPTUI_FIXTURES"))],
    ids=lambda recorded: f"{recorded.file}-{recorded.status}" if recorded else "none",
)
MAY_BE_SILENT = {"player.playback_state", "player.currently_playing"}
OLD = Token(
    access_token=SecretStr("old-access"),
    refresh_token=SecretStr("old-refresh"),
    expires_at=0,
    authorized_at=0,
    scopes=frozenset({"old-scope"}),
    client_id="app",
)


@asynccontextmanager
async def answering(body: bytes, status: int, headers: dict[str, str]) -> AsyncIterator[httpx.AsyncClient]:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(status, headers=headers, content=body)

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        yield http


async def outcome(recorded: Recorded, row: Row, body: bytes, *, zipped: bool) -> object:
    """What the call returns or raises when this is the answer to every try."""
    answer = httpx.Response(
        recorded.status,
        headers=recorded.headers | ({"content-encoding": "gzip"} if zipped else {}),
        content=gzip.compress(body, 1) if zipped else body,
    )
    try:
        return await row.call(Service(*[answer] * 3).client())
    except SpotifyError as error:
        return error


def expected_error(row: Row, recorded: Recorded, body: bytes) -> type[SpotifyError]:
    """The error that status, reason, headers and path stand for, by the reference's tables."""
    value = json_or_none(body)
    prose = body[:200].decode("utf-8", "replace") if value is None else None
    told = value.get("error") if isinstance(value, dict) else prose
    error: dict[str, Any] = told if isinstance(told, dict) else {"message": told or ""}
    reason = str(error.get("reason") or error.get("type") or "")
    message = str(error.get("message") or error.get("description") or "").lower()
    restricted = row.steers and "restriction" in message
    rules: list[tuple[bool, type[SpotifyError]]]
    match recorded.status:
        case 401:
            rules = [("permission" in message or "scope" in message, InsufficientScope), (True, Unauthorized)]
        case 403:
            scope = "scope" in message or "insufficient_scope" in recorded.headers.get("www-authenticate", "")
            rules = [
                (reason == "PREMIUM_REQUIRED" or "premium required" in message, PremiumRequired),
                (restricted or (row.steers and (bool(reason) or "device" in message)), RestrictionViolated),
                (scope, InsufficientScope),
                ("premium" in message, OwnerNotPremium),
                ("registered" in message or row.path == "/me", NotAllowlisted),
                (True, Forbidden),
            ]
        case 404:
            nothing_active = reason == "NO_ACTIVE_DEVICE" or (row.steers and "no active device" in message)
            rules = [
                (nothing_active, NoActiveDevice),
                (restricted, RestrictionViolated),
                (row.steers and (row.names_device or "device" in message), DeviceNotFound),
                (True, NotFound),
            ]
        case 429:
            rules = [(reason == "QUOTA_EXCEEDED", QuotaExceeded), (True, RateLimited)]
        case status:
            rules = [(status >= 500, ServerFault), (status >= 400, BadRequest), (True, BadAnswer)]
    return next(kind for holds, kind in rules if holds)


def complaints_about_error(error: object, expected: type[SpotifyError], recorded: Recorded) -> Iterator[str]:
    if type(error) is not expected:
        yield f"{error!r} instead of {expected.__name__}"
        return
    text = str(error)
    if not text or not text.isprintable() or len(text) > 250:
        yield f"not a printable line: {text!r}"
    if isinstance(error, Refused) and error.status != recorded.status:
        yield f"status {error.status}"
    if isinstance(error, RateLimited) and error.retry_after != retry_after(recorded.headers):
        yield f"retry_after {error.retry_after}"


def complaints_about_value(value: object, row: Row, body: bytes) -> Iterator[str]:
    """What is wrong with what the call made of a success."""
    if row.promise is None or (row.name in MAY_BE_SILENT and not body.strip()):
        if value is not None:
            yield f"{value!r} instead of nothing"
        return
    raw = json_or_none(body)
    if not fulfils(row.promise, raw):
        if not isinstance(value, BadAnswer):
            yield f"{value!r} instead of BadAnswer"
        return
    if isinstance(value, SpotifyError):
        yield repr(value)
    elif isinstance(value, BaseModel):
        yield from losses(raw["artists"] if row.name == "users.followed_artists" else raw, value)
    elif isinstance(value, str):
        told = clean(raw["name"]) if row.name == "playlists.name" else raw["snapshot_id"]
        yield from () if value == told else (f"{value!r} instead of {told!r}",)
    elif row.name == "library.contains":
        yield from () if value == tuple(raw) else (f"flags {value!r}",)
    else:
        yield from complaints_about_rows(value, raw["devices"] if isinstance(raw, dict) else raw)


def complaints_about_rows(value: object, raw: list[Any]) -> Iterator[str]:
    rows = [row for row in raw if isinstance(row, dict)]
    if not isinstance(value, tuple) or len(value) != len(rows):
        yield f"{len(rows)} rows became {value!r}"
        return
    for row, model in zip(rows, value, strict=True):
        yield from losses(row, model)


@pytest.mark.parametrize("zipped", [False, True], ids=["plain", "gzip"])
@each_body
async def test_a_recorded_body_becomes_what_it_stands_for(recorded: Recorded, zipped: bool) -> None:
    if recorded.calls == [TOKEN]:
        await check_token_answer(recorded, zipped=zipped)
        return
    assert recorded.calls, f"no call of the client has to do with {recorded.endpoint}"
    for row in map(CALLS.__getitem__, recorded.calls):
        body = recorded.body(row)
        value = await outcome(recorded, row, body, zipped=zipped)
        if recorded.status < 300:
            complaints = list(complaints_about_value(value, row, body))
        else:
            complaints = list(complaints_about_error(value, expected_error(row, recorded, body), recorded))
        assert not complaints, (row.name, complaints)


async def check_token_answer(recorded: Recorded, *, zipped: bool) -> None:
    body = recorded.read()
    headers = recorded.headers | ({"content-encoding": "gzip"} if zipped else {})
    async with answering(gzip.compress(body) if zipped else body, recorded.status, headers) as http:
        oauth = OAuth(http, client_id="app", now=lambda: 1_000.0)
        for call, since in (
            (oauth.refresh(OLD), OLD),
            (oauth.exchange(SecretStr("code"), SecretStr("verifier"), "http://127.0.0.1/callback"), None),
        ):
            raw = json_or_none(body)
            if recorded.status == 200 and is_grant(raw, since):
                check_grant(raw, await call, since)
                continue
            with pytest.raises(SpotifyError) as caught:
                await call
            assert not list(complaints_about_error(caught.value, expected_token_error(recorded.status, raw), recorded))


def is_grant(raw: object, since: Token | None) -> bool:
    """True for what the tutorials promise; a first grant, which follows no token, needs a refresh token."""
    needed = {"access_token": str, "token_type": str, "expires_in": int} | ({} if since else {"refresh_token": str})
    return isinstance(raw, dict) and all(isinstance(raw.get(name), kind) for name, kind in needed.items())


def check_grant(raw: dict[str, Any], token: Token, since: Token | None) -> None:
    kept = since.refresh_token.get_secret_value() if since else None
    assert token.access_token.get_secret_value() == raw["access_token"]
    assert token.refresh_token.get_secret_value() == raw.get("refresh_token", kept)
    assert token.expires_at == 1_000.0 + raw["expires_in"]
    assert token.authorized_at == (since.authorized_at if since else 1_000.0)
    if raw.get("scope") is not None:
        assert token.scopes == frozenset(raw["scope"].split())
    else:
        assert token.scopes == (since.scopes if since else frozenset(ALL_SCOPES))
    assert raw["access_token"] not in repr(token)
    assert token.refresh_token.get_secret_value() not in repr(token)


def expected_token_error(status: int, value: object) -> type[SpotifyError]:
    if status == 429 or status >= 500:
        return RateLimited if status == 429 else ServerFault
    if not isinstance(value, dict) or not isinstance(value.get("error"), str):
        return BadAnswer
    return LoginRequired if value["error"] == "invalid_grant" else LoginRefused
