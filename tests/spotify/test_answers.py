import json
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.spotify.answers import joined, json_of, refusal, restriction, retry_after
from sptui.spotify.errors import (
    BadAnswer,
    BadRequest,
    DeviceNotFound,
    Forbidden,
    InsufficientScope,
    NoActiveDevice,
    NotAllowlisted,
    NotFound,
    OwnerNotPremium,
    PremiumRequired,
    QuotaExceeded,
    RateLimited,
    RestrictionViolated,
    ServerFault,
    SpotifyError,
    Unauthorized,
)

SCOPE_HEADER = {"www-authenticate": 'Bearer realm="spotify", error="insufficient_scope"'}
OWNER = "Active premium subscription required for the owner of the app."
READ, STEER = "GET /me/player", "PUT /me/player/pause"


def told(message: str, reason: str | None = None) -> bytes:
    error = {"status": 0, "message": message} | ({"reason": reason} if reason else {})
    return json.dumps({"error": error}).encode()


@pytest.mark.parametrize(
    ("status", "request_line", "body", "headers", "kind"),
    [
        (400, READ, told("Invalid limit"), {}, BadRequest),
        (405, READ, b"", {}, BadRequest),
        (401, READ, told("The access token expired"), {}, Unauthorized),
        (401, READ, told("Permissions missing"), {}, InsufficientScope),
        (401, READ, b"", {}, Unauthorized),
        (403, STEER, told("Player command failed: Premium required", "PREMIUM_REQUIRED"), {}, PremiumRequired),
        (403, STEER, told("Player command failed: Premium required"), {}, PremiumRequired),
        (403, READ, told(OWNER), {}, OwnerNotPremium),
        (403, STEER, told(OWNER), {}, OwnerNotPremium),
        (403, STEER, told("Player command failed: Restriction violated", "UNKNOWN"), {}, RestrictionViolated),
        (403, STEER, told("Player command failed: Restriction violated"), {}, RestrictionViolated),
        (403, STEER, told("Cannot control device volume"), {}, RestrictionViolated),
        (403, READ, told("Insufficient client scope"), {}, InsufficientScope),
        (403, STEER, told("Insufficient client scope"), {}, InsufficientScope),
        (403, READ, b"", SCOPE_HEADER, InsufficientScope),
        (403, "GET /me/tracks", told("User not registered in the Developer Dashboard"), {}, NotAllowlisted),
        (403, "GET /me/tracks", b"User not registered in the Developer Dashboard", {}, NotAllowlisted),
        (403, "GET /me", told("Forbidden"), {}, NotAllowlisted),
        (403, "GET /playlists/1/items", told("Forbidden"), {}, Forbidden),
        (403, STEER, told("Forbidden"), {}, Forbidden),
        (404, STEER, told("Player command failed: No active device found", "NO_ACTIVE_DEVICE"), {}, NoActiveDevice),
        (404, STEER, told("No active device found"), {}, NoActiveDevice),
        (404, STEER, told("Device not found"), {}, DeviceNotFound),
        (404, STEER, b"", {}, NotFound),
        (404, STEER, told("non existing id"), {}, NotFound),
        (404, "PUT /me/player", b"", {}, DeviceNotFound),
        (404, "GET /me/player/queue", told("Device not found"), {}, NotFound),
        (404, STEER, told("Player command failed: Restriction violated"), {}, RestrictionViolated),
        (404, "GET /playlists/1", told("Resource not found"), {}, NotFound),
        (404, "GET /playlists/1", b"", {}, NotFound),
        (429, READ, told("API rate limit exceeded"), {}, RateLimited),
        (429, READ, b"Too many requests", {}, RateLimited),
        (429, READ, told("API rate limit exceeded"), {"retry-after": "600"}, RateLimited),
        (429, READ, told("API rate limit exceeded"), {"retry-after": "601"}, QuotaExceeded),
        (429, READ, told("Too many requests", "QUOTA_EXCEEDED"), {}, QuotaExceeded),
        (429, READ, told("Too many requests", "QUOTA_EXCEEDED"), {"retry-after": "9"}, QuotaExceeded),
        (429, READ, told("Too many requests", "quota_exceeded"), {}, QuotaExceeded),
        (500, READ, b"", {}, ServerFault),
        (504, READ, b"upstream request timeout", {}, ServerFault),
        (302, READ, b"", {"location": "https://elsewhere.example"}, BadAnswer),
        (304, READ, b"", {}, BadAnswer),
    ],
)
def test_an_answer_is_exactly_this_error(
    status: int, request_line: str, body: bytes, headers: dict[str, str], kind: type[SpotifyError]
) -> None:
    method, path = request_line.split()

    error = refusal(method, path, status, headers, body)

    assert type(error) is kind
    assert getattr(error, "status", status) == status
    assert str(error).isprintable()
    assert str(error)


@pytest.mark.parametrize(
    "body",
    [b"null", b"[]", b"3", b'"text"', b'{"error": null}', b'{"error": []}', b'{"error": {"message": 7, "reason": {}}}',
     b'{"error": "invalid_client"}', b"\xff\xfe\x00", b"<html>\x1b[31m\r\n</html>", b"[" * 100_000],
)  # fmt: skip
@pytest.mark.parametrize(
    ("status", "kind"), [(400, BadRequest), (401, Unauthorized), (403, Forbidden), (404, NotFound), (429, RateLimited)]
)
def test_any_body_leaves_the_status_to_decide(status: int, kind: type[SpotifyError], body: bytes) -> None:
    error = refusal("GET", "/albums/1", status, {}, body)

    assert type(error) is kind
    assert str(error).isprintable()
    assert len(str(error)) <= 200


def test_a_bad_request_says_what_the_service_said_in_one_line() -> None:
    body = told("Invalid\x1b[31m\nlimit " + "x" * 1_000)

    assert str(refusal("GET", "/search", 400, {}, body)) == ("Invalid [31m limit " + "x" * 1_000)[:200]


def test_old_error_bodies_are_understood() -> None:
    error = refusal("GET", "/albums/1", 400, {}, b'{"error": {"type": "bad_field", "description": "wrong id"}}')

    assert isinstance(error, BadRequest)
    assert (str(error), error.reason) == ("wrong id", "BAD_FIELD")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("1", 1.0),
        ("30", 30.0),
        ("82661", 82_661.0),
        ("1e9", 86_400.0),
        ("inf", 86_400.0),
        ("0", None),
        ("-1", None),
        ("9" * 10_000, 86_400.0),
        ("0." + "0" * 10_000 + "1", None),
        (" 7 ", 7.0),
        ("2.5", 2.5),
        ("5, 5", 5.0),
        ("5, 60", 60.0),
        ("nan", None),
        ("-inf", None),
        ("-" + "9" * 10_000, None),
        ("", None),
        (" \t", None),
        (",", None),
        ("soon", None),
        ("5 s", None),
        ("Mon, 23 Nov 2026 16:00:00 GMT", None),
    ],
)
def test_retry_after_is_seconds_up_to_a_day_or_nothing(header: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": header}) == seconds
    error = refusal("GET", "/me/player", 429, {"retry-after": header}, b"")
    assert isinstance(error, RateLimited)
    assert error.retry_after == seconds


def test_retry_after_may_be_missing() -> None:
    assert retry_after({}) is None


SENT = "Mon, 23 Nov 2026 16:00:00 GMT"


@pytest.mark.parametrize(
    ("until", "sent", "seconds"),
    [
        ("Mon, 23 Nov 2026 16:00:30 GMT", SENT, 30.0),
        ("Tue, 24 Nov 2026 15:59:59 GMT", SENT, 86_399.0),
        ("Tue, 24 Nov 2026 16:00:01 GMT", SENT, 86_400.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", SENT, 86_400.0),
        ("Monday, 23-Nov-26 16:00:30 GMT", SENT, 30.0),
        ("Mon Nov 23 16:00:30 2026", SENT, 30.0),
        ("Mon, 23 Nov 2026 17:00:30 +0100", SENT, 30.0),
        ("Mon, 23 Nov 2026 16:00:30 -0000", SENT, 30.0),
        ("Mon, 23 Nov 2026 16:00:30 GMT", "Mon Nov 23 16:00:00 2026", 30.0),
        ("Mon, 23 Nov 2026 16:00:30 GMT, Mon, 23 Nov 2026 16:00:40 GMT", SENT, 40.0),
        (SENT, SENT, None),
        ("Mon, 23 Nov 2026 15:59:59 GMT", SENT, None),
        ("Mon, 01 Jan 0001 00:00:00 GMT", SENT, None),
        ("Mon, 23 Nov 2026 16:00:30 GMT", "", None),
        ("Mon, 23 Nov 2026 16:00:30 GMT", "today", None),
        ("Mon, 23 Nov 2026 16:00:30 GMT", "30", None),
        ("Mon, 32 Nov 2026 16:00:30 GMT", SENT, None),
        ("Mon, 23 Nov 99999 16:00:30 GMT", SENT, None),
        ("Mon, 99999999999999999999 Nov 2026 16:00:30 GMT", SENT, None),
        ("Mon, 23 Nov 2026 16:00:30 +999999", SENT, None),
    ],
)
def test_retry_after_as_a_date_counts_from_the_date_of_the_answer(until: str, sent: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": until, "date": sent}) == seconds


pieces = st.sampled_from(["Mon,", "23", "Nov", "2026", "16:00:30", "GMT", "+0100", "-", ",", "9" * 5_000, "inf", "nan"])
header_values = st.text() | st.lists(pieces).map(" ".join) | st.lists(pieces).map("".join)


@given(header_values, header_values)
def test_no_retry_after_raises_or_lasts_longer_than_a_day(until: str, sent: str) -> None:
    seconds = retry_after({"retry-after": until, "date": sent})

    assert seconds is None or 0 < seconds <= 86_400.0


@pytest.mark.parametrize("body", [b"", b"{", b'{"items": [', b"<html>", b"\xff", b"[" * 100_000, b"1" * 5_000])
def test_what_is_not_json_is_a_bad_answer(body: bytes) -> None:
    with pytest.raises(BadAnswer, match=r"^Spotify's answer cannot be read\.$"):
        json_of(body)


def test_json_keeps_lone_surrogates_for_the_models_to_clean() -> None:
    assert json_of(rb'{"name": "\ud83d"}') == {"name": "\ud83d"}


async def test_a_body_is_joined_up_to_its_limit_and_refused_beyond_it() -> None:
    async def chunks() -> AsyncIterator[bytes]:
        yield b"ab"
        yield b"c"

    assert await joined(chunks(), 3) == b"abc"
    with pytest.raises(BadAnswer, match=r"^The accounts service's answer is far too long\.$"):
        await joined(chunks(), 2, whose="The accounts service")


def test_a_restriction_is_told_in_words_where_its_reason_is_known() -> None:
    assert str(restriction(403, "NO_NEXT_TRACK")) == "There is nothing to skip to."
    assert str(restriction(403, "UNKNOWN")) == "The player does not allow that now."
    assert restriction(404, "UNKNOWN").status == 404
