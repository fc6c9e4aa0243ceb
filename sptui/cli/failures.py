"""What a command that fails tells the user, and its exit status."""

import os
import sys
from typing import Final

from sptui.settings import SettingsError
from sptui.spotify.advice import told
from sptui.spotify.errors import LoginRefused, LoginRequired, RateLimited, SpotifyError, Unreachable


class NoTerminal(Exception):
    """There is nothing to draw on, or nobody to press a key; `str()` says what else there is."""


FAILURES: Final = (SpotifyError, SettingsError, NoTerminal)
"""What a command may raise; anything else is a defect and shows its traceback."""


def report(error: SpotifyError | SettingsError | NoTerminal, profile: str | None = None) -> int:
    """Tell on standard error, in one line, what went wrong and what to do next; the exit status."""
    # The others say themselves what to do.
    text = told(error) if isinstance(error, SpotifyError) else str(error)
    print(f"sptui: {of_profile(text, profile)}", file=sys.stderr)
    return status_of(error)


def of_profile(text: str, profile: str | None) -> str:
    """`text` whose commands are those of `profile`."""
    return text.replace("`sptui ", f"`sptui --profile {profile} ") if profile else text


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


def forget_output() -> None:
    """Write to nowhere from now on: nobody reads standard output any more."""
    # What could not be written is tried once more when Python ends, and must not fail then.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
