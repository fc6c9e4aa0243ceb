"""From an HTTP answer to what the caller gets: a JSON value or the error that it stands for (pure)."""

import json
from collections.abc import AsyncIterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

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
    Refused,
    RestrictionViolated,
    ServerFault,
    Unauthorized,
)
from sptui.spotify.models.text import clean

_PROSE_KEPT = 200  # characters of an answer that is not JSON
_LONGEST_WAIT = 86_400.0  # seconds; the quota is counted over 24 hours, so a longer wait is a mistake
_LONGEST_RATE = 600.0  # seconds; whoever has to wait longer has met a quota
_COMMANDS = "/me/player"  # the paths whose writes steer a player


def json_of(body: bytes) -> Any:  # noqa: ANN401 -- any JSON
    """The JSON value of an answer's body. Raises `BadAnswer` for anything else.

    The standard parser lets lone surrogates through, which the models clean; stricter ones drop the whole page.
    """
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        msg = "Spotify's answer cannot be read."
        raise BadAnswer(msg) from error


async def joined(chunks: AsyncIterable[bytes], limit: int, *, whose: str = "Spotify") -> bytes:
    """A body in one piece. Raises `BadAnswer`, in the name of `whose` it is, as soon as it exceeds `limit` bytes."""
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > limit:
            raise BadAnswer(f"{whose}'s answer is far too long.")
    return bytes(body)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait by `Retry-After`, at most a day; None when it is missing, no time, or over already.

    A date counts from the answer's own `Date`, because this machine's clock may be wrong. Of several values, the last.
    """
    told = headers.get("retry-after", "")
    try:
        seconds = float(told.rpartition(",")[2])
    except ValueError:
        until, since = _date(told), _date(headers.get("date", ""))
        seconds = (until - since).total_seconds() if until and since else 0.0
    return min(seconds, _LONGEST_WAIT) if seconds > 0 else None


def _date(told: str) -> datetime | None:
    try:
        # Without the weekday, which is all that stands before the comma; no zone means UTC.
        date = parsedate_to_datetime(told.rpartition(",")[2])
        return date if date.tzinfo else date.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def refusal(
    method: str, path: str, status: int, headers: Mapping[str, str], body: bytes, *, device_named: bool = False
) -> Refused | BadAnswer:
    """The error that an answer outside 2xx stands for.

    `path` is relative to the API's base, without a query; `device_named` tells whether that query held a device id.
    Status, `reason`, headers and the request decide; the message's wording only splits what they leave open, because
    the service changes it without notice.
    """
    message, reason = _told(body)
    steering = method != "GET" and path.startswith(_COMMANDS)
    error: Refused | BadAnswer
    if status == 401:
        error = _unauthorized(message, reason)
    elif status == 403:
        error = _forbidden(message, reason, headers, path, steering=steering)
    elif status == 404:
        # A transfer, the one write on the bare path, names its device in the body.
        error = _not_found(message, reason, steering=steering, device_named=device_named or path == _COMMANDS)
    elif status == 429:
        error = _limited(reason, retry_after(headers))
    elif 400 <= status < 500:
        error = BadRequest(message or f"Spotify refused the request ({status}).", status=status, reason=reason)
    elif status >= 500:
        error = ServerFault(f"Spotify has a fault of its own ({status}).", status=status, reason=reason)
    else:
        error = BadAnswer(f"Spotify answered with an unexpected status ({status}).")
    return error


def _told(body: bytes) -> tuple[str, str]:
    """What an error body says: its message, cleaned and cut, and its reason."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return clean(body[:_PROSE_KEPT].decode("utf-8", "replace")), ""
    error = value.get("error") if isinstance(value, dict) else None
    if not isinstance(error, dict):
        return (clean(error)[:_PROSE_KEPT] if isinstance(error, str) else ""), ""
    # The oldest recordings call the message `description` and the reason `type`.
    message, reason = error.get("message", error.get("description")), error.get("reason", error.get("type"))
    return (
        clean(message)[:_PROSE_KEPT] if isinstance(message, str) else "",
        clean(reason)[:_PROSE_KEPT].upper() if isinstance(reason, str) else "",
    )


def _unauthorized(message: str, reason: str) -> Refused:
    if "permission" in message.casefold() or "scope" in message.casefold():
        return InsufficientScope("This login was not granted what that needs.", status=401, reason=reason)
    return Unauthorized("Spotify did not accept the access token.", status=401, reason=reason)


def _forbidden(message: str, reason: str, headers: Mapping[str, str], path: str, *, steering: bool) -> Refused:
    told = message.casefold()
    kind: type[Refused]
    if reason == "PREMIUM_REQUIRED" or "premium required" in told:
        kind, text = PremiumRequired, "Player commands need Spotify Premium."
    elif steering and (reason or "restriction" in told or "device" in told):
        return restriction(403, reason)
    elif "insufficient_scope" in headers.get("www-authenticate", "") or "scope" in told:
        kind, text = InsufficientScope, "This login was not granted what that needs."
    elif "premium" in told:
        kind, text = OwnerNotPremium, "The owner of this Spotify app has no Premium, so the app is switched off."
    elif "registered" in told or path == "/me":
        # The profile needs no scope: a 403 there means that this account may not use the app at all.
        kind, text = NotAllowlisted, "This account is not on the user list of the Spotify app."
    else:
        kind, text = Forbidden, "Spotify does not allow that to this app."
    return kind(text, status=403, reason=reason)


def _limited(reason: str, wait: float | None) -> RateLimited:
    # Some quota refusals lack the reason. Rates are counted over 30 seconds, so a wait of hours is none of theirs, and
    # taken for one it would silence everything, where a quota silences its own family of endpoints.
    quota = reason == "QUOTA_EXCEEDED" or (wait or 0.0) > _LONGEST_RATE
    return (QuotaExceeded if quota else RateLimited)(retry_after=wait)


def _not_found(message: str, reason: str, *, steering: bool, device_named: bool) -> Refused:
    if reason == "NO_ACTIVE_DEVICE":
        return NoActiveDevice("No device is active.", status=404, reason=reason)
    if steering and "restriction" in message.casefold():
        return restriction(404, reason)
    if steering and "active device" in message.casefold():
        return NoActiveDevice("No device is active.", status=404, reason=reason)
    if steering and (device_named or "device" in message.casefold()):
        return DeviceNotFound("That device has gone.", status=404, reason=reason)
    return NotFound("Spotify does not know that, or does not show it to this app.", status=404, reason=reason)


_RESTRICTIONS = {
    "VOLUME_CONTROL_DISALLOW": "That device's volume cannot be set from here.",
    "NO_NEXT_TRACK": "There is nothing to skip to.",
    "NO_PREV_TRACK": "There is nothing to go back to.",
    "ALREADY_PAUSED": "It is paused already.",
    "NOT_PAUSED": "It plays already.",
    "ALREADY_PLAYING": "It plays already.",
    "DEVICE_NOT_CONTROLLABLE": "That device cannot be controlled from here.",
    "REMOTE_CONTROL_DISALLOW": "That device cannot be controlled from here.",
}


def restriction(status: int, reason: str) -> RestrictionViolated:
    """The player's no, in a plain sentence where the service says which."""
    text = _RESTRICTIONS.get(reason, "The player does not allow that now.")
    return RestrictionViolated(text, status=status, reason=reason)
