"""What a command that fails tells the user, and its exit status."""

import math
import sys
from typing import Final

from sptui.settings import SettingsError
from sptui.spotify.errors import (
    InsufficientScope,
    LoginRefused,
    LoginRequired,
    NotAllowlisted,
    OwnerNotPremium,
    RateLimited,
    SpotifyError,
    Unauthorized,
    Unreachable,
)

FAILURES: Final = (SpotifyError, SettingsError)
"""What a command may raise; anything else is a defect and shows its traceback."""


def report(error: SpotifyError | SettingsError) -> int:
    """Tell on standard error, in one line, what went wrong and what to do next; the exit status."""
    print(f"sptui: {error} {_next_step(error)}".rstrip(), file=sys.stderr)
    return status_of(error)


def status_of(error: Exception) -> int:
    """The exit status of a command that `error` ended.

    1 refused or another failure, 3 nobody is signed in, 4 Spotify cannot be reached, 5 Spotify asks to wait.
    """
    match error:
        case LoginRequired() | LoginRefused():
            return 3
        case Unreachable():
            return 4
        case RateLimited():
            return 5
        case _:
            return 1


def _next_step(error: SpotifyError | SettingsError) -> str:
    match error:
        case LoginRequired() | LoginRefused() | Unauthorized():
            step = "Run `sptui login --client-id ID`, or `sptui demo` to look around without an account."
        case InsufficientScope():
            step = "Run `sptui login` again and agree to everything."
        case NotAllowlisted():
            step = "Its owner can add the account in the developer dashboard, under User Management."
        case OwnerNotPremium():
            step = "It works again some hours after the owner has renewed Premium."
        case RateLimited(retry_after=float(seconds)):
            step = f"Try again in {_span(seconds)}."
        case Unreachable():
            step = "Check the network, then try again."
        case SettingsError():
            step = ""  # says it itself
        case _:
            step = "Try again later."
    return step


def _span(seconds: float) -> str:
    """`seconds` rounded up to a unit that suits them: `40 s`, `12 min`, `23 h`."""
    for limit, size, unit in ((90, 1, "s"), (5_400, 60, "min")):
        if seconds <= limit:
            return f"{math.ceil(seconds / size)} {unit}"
    return f"{math.ceil(seconds / 3_600)} h"
