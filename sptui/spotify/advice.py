"""What to do next about an error: one table for the command line and for the screen."""

import math
from datetime import datetime
from types import UnionType

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
    RestrictionViolated,
    ServerFault,
    SpotifyError,
    Unauthorized,
    Unreachable,
)

_LATER = "Try again later."

# On the command line, and on the screen where that has keys, a list to choose from, or stays for hours. The first that
# fits, so a class stands before the one it is derived from.
_STEPS: tuple[tuple[type[SpotifyError] | UnionType, str, str], ...] = (
    (
        NoActiveDevice,
        "Start Spotify somewhere.",
        "Press [[pane.devices]] to choose a device, or start Spotify somewhere.",
    ),
    (DeviceNotFound, "Start Spotify on it.", "Press [[pane.devices]] to choose another, or start Spotify on it."),
    (PremiumRequired, "What plays is shown all the same.", ""),
    (NotAllowlisted, "Its owner can add the account in the developer dashboard, under User Management.", ""),
    (OwnerNotPremium, "It works again some hours after the owner has renewed Premium.", ""),
    (
        InsufficientScope,
        "Run `sptui login` again and agree to everything.",
        "Press [[account.sign-in]], and agree to everything.",
    ),
    (
        LoginRequired | LoginRefused | Unauthorized,
        "Run `sptui login --client-id ID`, or `sptui demo` to look around without an account.",
        "Press [[account.sign-in]] to sign in again.",
    ),
    (QuotaExceeded, _LATER, "It is renewed within a day; what was read last stays on the screen."),
    (RateLimited, _LATER, "It passes by itself."),
    (RestrictionViolated, "If need be, use the Spotify app itself.", ""),
    (Unreachable, "Check the network, then try again.", ""),
    (ServerFault | BadAnswer, "Try again in a moment.", ""),
    (NotFound | Forbidden | BadRequest, _LATER, "Choose something else."),
)


def told(error: SpotifyError, *, on_screen: bool = False, reading: bool = False) -> str:
    """What happened and what to do next, in one line.

    Where somebody only wanted to be `reading`, it goes without saying on the screen that nothing was changed.
    """
    if on_screen and reading and isinstance(error, Unreachable):
        return str(error)
    return f"{error} {_step_on_screen(error) if on_screen else _step(error)}"


def _step(error: SpotifyError) -> str:
    if isinstance(error, RateLimited) and error.retry_after is not None:
        return f"Try again in {_span(error.retry_after)}."
    return next((step for kind, step, _ in _STEPS if isinstance(error, kind)), _LATER)


def _step_on_screen(error: SpotifyError) -> str:
    if isinstance(error, Unreachable):
        return "It may have been done all the same; the next read will show." if error.sent else "Nothing was changed."
    return next((special or step for kind, step, special in _STEPS if isinstance(error, kind)), _LATER)


def minute_after(epoch: float) -> datetime:
    """The full minute, by the local clock, at which a moment (epoch seconds) is past."""
    return datetime.fromtimestamp(math.ceil(epoch / 60) * 60).astimezone()


def date_of(epoch: float) -> str:
    """The day of a moment (epoch seconds) by the local clock: `3 May 2027`."""
    try:
        day = datetime.fromtimestamp(epoch).astimezone()
    except (ValueError, OverflowError, OSError):
        return "a day beyond all calendars"
    return f"{day.day} {day:%B %Y}"


def _span(seconds: float) -> str:
    """`seconds` rounded up to a unit that suits them: `40 s`, `12 min`, `23 h`."""
    for limit, size, unit in ((90, 1, "s"), (5_400, 60, "min")):
        if seconds <= limit:
            return f"{math.ceil(seconds / size)} {unit}"
    return f"{math.ceil(seconds / 3_600)} h"
