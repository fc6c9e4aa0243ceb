"""What an error means to somebody who listens: a lasting trouble with the reads, or a notice about one command."""

from dataclasses import replace

from sptui.player.state import Notice, Picture, Trouble
from sptui.spotify import advice
from sptui.spotify.errors import (
    Forbidden,
    LoginRefused,
    LoginRequired,
    NoActiveDevice,
    PremiumRequired,
    QuotaExceeded,
    RateLimited,
    Refused,
    RestrictionViolated,
    SpotifyError,
)
from sptui.spotify.pacing import UNTOLD_QUOTA, UNTOLD_RATE

NO_PREMIUM = "Spotify Premium is needed to control playback."
"""Why no command is taken from a listener without it."""

# First and longest seconds between reads that fail, doubled each time: what the service refuses costs quota, too.
_REFUSED = (60.0, 600.0)
_UNREAD = (2.0, 60.0)


def told(error: SpotifyError, *, reading: bool = False) -> str:
    """What happened and what to do next, in one line; it tells what was changed unless this was only `reading`."""
    return advice.told(error, on_screen=True, reading=reading)


def notice_of(error: SpotifyError, serial: int) -> Notice:
    """What to tell about a command that failed."""
    mild = isinstance(error, RestrictionViolated | NoActiveDevice | RateLimited)
    return Notice(text=told(error), serial=serial, severity="warning" if mild else "error")


def trouble_of(error: SpotifyError, now: float, failures: int) -> Trouble:
    """What keeps the reads from succeeding, after `failures` in a row, and when to try again; never for a login."""
    text = told(error)
    if isinstance(error, LoginRequired | LoginRefused):
        return Trouble(kind="login", text=text)
    if isinstance(error, QuotaExceeded):
        return Trouble(kind="quota", text=text, until=now + (error.retry_after or UNTOLD_QUOTA))
    if isinstance(error, RateLimited):
        return Trouble(kind="slow down", text=text, until=now + (error.retry_after or UNTOLD_RATE))
    first, longest = _REFUSED if isinstance(error, Refused) else _UNREAD
    until = now + min(first * 2.0 ** min(failures - 1, 8), longest)
    if isinstance(error, Forbidden):
        return Trouble(kind="refused", text=text, until=until)
    return Trouble(kind="offline", text=str(error), until=until)


def closed_by(error: SpotifyError, picture: Picture) -> Picture:
    """The picture after a command was refused: without Premium, no other one would be taken either."""
    return replace(picture, closed=NO_PREMIUM) if isinstance(error, PremiumRequired) else picture


def opened(picture: Picture) -> Picture:
    """The picture once commands may be taken: one was, somebody has signed in again, or asks to try once more."""
    return replace(picture, closed="") if picture.closed else picture
