"""What an error means to somebody who listens: a lasting trouble with the reads, or a notice about one command."""

from types import UnionType

from sptui.player.state import Notice, Trouble
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
from sptui.spotify.pacing import UNTOLD_QUOTA, UNTOLD_RATE

_REFUSED = 60.0  # seconds between reads while the service refuses them
_FIRST, _LONGEST = 2.0, 60.0  # seconds between reads while it cannot be reached; doubled each time

# The first that fits, so a class stands before the one it is derived from.
_NEXT_STEPS: tuple[tuple[type[SpotifyError] | UnionType, str], ...] = (
    (NoActiveDevice, "Press d to choose a device, or start Spotify somewhere."),
    (DeviceNotFound, "Press d to choose another, or start Spotify on it."),
    (PremiumRequired, "What plays is shown all the same."),
    (NotAllowlisted, "Its owner can add the account in the developer dashboard, under User Management."),
    (OwnerNotPremium, "It works again some hours after the owner has renewed Premium."),
    (InsufficientScope, "Run `sptui login` again and agree to everything."),
    (LoginRequired, "Run `sptui login`."),
    (LoginRefused, "Run `sptui login` again."),
    (Unauthorized, "Try again; if it stays so, run `sptui login`."),
    (QuotaExceeded, "It is renewed within a day; what was read last stays on the screen."),
    (RateLimited, "Wait some seconds."),
    (RestrictionViolated, "If need be, use the Spotify app itself."),
    (ServerFault | BadAnswer, "Try again in a moment."),
    (NotFound | Forbidden | BadRequest, "Choose something else."),
)


def told(error: SpotifyError) -> str:
    """What happened and what to do next, in one line."""
    if isinstance(error, Unreachable):
        step = "It may have been done all the same; the next read will show." if error.sent else "Nothing was changed."
    else:
        step = next((step for kind, step in _NEXT_STEPS if isinstance(error, kind)), "")
    return f"{error} {step}".strip()


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
    if isinstance(error, Forbidden):
        return Trouble(kind="refused", text=text, until=now + _REFUSED)
    return Trouble(kind="offline", text=str(error), until=now + min(_FIRST * 2.0 ** min(failures - 1, 8), _LONGEST))
