"""Why a sign-in did not come about, and what to do: one table for the browser, the screen and the command line.

Source: concepts "Redirect URI", "Apps" and "Quota modes"; tutorial "Authorization Code with PKCE Flow".
"""

from collections.abc import Mapping
from types import UnionType
from typing import Final

from sptui.spotify.advice import date_of
from sptui.spotify.errors import (
    BadAnswer,
    LoginRefused,
    LoginRequired,
    NoPort,
    NotAllowlisted,
    OwnerNotPremium,
    RateLimited,
    ServerFault,
    SpotifyError,
    Unreachable,
)
from sptui.spotify.tokens import Token

DASHBOARD: Final = "https://developer.spotify.com/dashboard"
"""Where apps are made."""
REDIRECT_URI: Final = "http://127.0.0.1/callback"
"""The redirect URI to register: a loopback address without a port may be used with any port."""
REVOKE: Final = "https://www.spotify.com/account/apps/"
"""Where a listener takes an app's access back."""

WARN_DAYS: Final = 14
"""Days before a sign-in's end from which on it is told."""

NOT_REGISTERED: Final = (
    f"If the browser says INVALID_CLIENT, the app's client id or its redirect URI is not right: it has to be "
    f"{REDIRECT_URI}, exactly so, added and saved in the dashboard."
)
STRAYED: Final = (
    "An answer to another sign-in came, and was ignored. Use the browser tab that was opened last, or open it again."
)


def moved(wanted: int, port: int, how: str) -> str:
    """What to tell when the port that was asked for is in use; `how` is how one chooses another."""
    return (
        f"Port {wanted} is in use, so sptui waits on {port}. That works as long as the app's redirect URI has no port; "
        f"if yours has one, free port {wanted}, or choose another {how}."
    )


def welcome(token: Token) -> str:
    """Whose sign-in it is, as far as that is known, and until when it lasts at least."""
    name = f" as {token.user_name}" if token.user_name else ""
    until = f" until {date_of(token.ends_at)}" if token.ends_at is not None else ""
    return f"Signed in{name}{until}."


def stays_off(missing: Mapping[str, str]) -> str:
    """What the scopes that are `missing`, each with what it is for, would have allowed."""
    return f"Not allowed, so these stay off: {', '.join(missing.values())}."


def shortened(client_id: str) -> str:
    """A client id as one knows it again, which is short enough to be shown anywhere: `4f3c…9a01`."""
    return f"{client_id[:4]}…{client_id[-4:]}"


def ending(token: Token, now: float) -> str:
    """That a sign-in ends soon, at the epoch second `now`; "" while it does not, or has ended already."""
    days = token.days_left(now)
    if token.ended or token.ends_at is None or days is None or days > WARN_DAYS:
        return ""
    if token.ends_at <= now:
        return "The sign-in is six months old, and can end any day."
    when = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days, on")
    return f"The sign-in ends {when}{' ' if days > 1 else ', '}{date_of(token.ends_at)}."


_AGAIN: Final = "Wait a minute, then try again."

# What happened, "" for the error's own words, and what to do. The first that fits.
_TOLD: Final[tuple[tuple[type[SpotifyError | TimeoutError] | UnionType, str, str], ...]] = (
    (TimeoutError, "No answer came within five minutes, so sptui waits no longer.", f"Try again. {NOT_REGISTERED}"),
    (
        LoginRequired,
        "Spotify's answer has expired or was used before.",
        "Try again: each answer works once, and for some minutes.",
    ),
    (
        NotAllowlisted,
        "You are signed in, but this account is not on the app's list of users, so Spotify refuses everything.",
        "The app's owner adds your name and e-mail address in the dashboard, under User Management; then check again.",
    ),
    (
        OwnerNotPremium,
        "You are signed in, but the app's owner has no Spotify Premium, so Spotify has switched the app off.",
        "It works again some hours after the owner has renewed Premium; then check again.",
    ),
    (NoPort, "", "Close what holds so many of them, then try again."),
    (Unreachable, "", "Check the network, then try again."),
    (RateLimited | ServerFault | BadAnswer, "", _AGAIN),
)
_REFUSED: Final = {
    "access_denied": ("You did not allow the access.", "Try again, and press Agree on Spotify's page."),
    "invalid_client": (
        "Spotify does not know this app, or its secret is another one.",
        "Compare the client id, and the secret if you gave one, with the app's settings in the dashboard.",
    ),
}


def told(error: SpotifyError | TimeoutError) -> tuple[str, str]:
    """What happened, and the next step, a sentence or two each."""
    if isinstance(error, LoginRefused):
        advice = f"Compare the client id and the redirect URI {REDIRECT_URI} with the app's settings in the dashboard."
        return _REFUSED.get(error.error, (str(error), advice))
    for kind, what, step in _TOLD:
        if isinstance(error, kind):
            return what or str(error), step
    return str(error), "Try again; if it stays so, `sptui doctor` tells more."
