"""Everything the Web API can answer instead of what was asked, as a tree that callers can act on.

::

    SpotifyError
    ├── Unreachable                 no answer came: DNS, refused, reset, timed out
    ├── BadAnswer                   an answer came that cannot be read
    ├── LoginRequired               there is no token, or it has died: sign in again
    ├── NoPort                      there is no port to wait for the browser on
    ├── LoginRefused                the accounts service said no to a login (client id, redirect URI, consent)
    └── Refused                     the service answered and said no
        ├── BadRequest              400
        ├── Unauthorized            401, and refreshing the token did not help
        ├── Forbidden               403, for no reason that is told apart below
        │   ├── InsufficientScope   the login did not grant what this call needs
        │   ├── NotAllowlisted      this account is not on the app's user list
        │   ├── OwnerNotPremium     the app's owner has no Premium, so the whole app is off
        │   └── PremiumRequired     the listener has no Premium
        ├── NotFound                404
        │   ├── NoActiveDevice      nothing plays and no device was named
        │   └── DeviceNotFound      the named device has gone
        ├── RestrictionViolated     403 or 404: the player will not do that now
        ├── RateLimited             429: wait some seconds
        │   └── QuotaExceeded       429: the day's Development Mode quota is used up
        └── ServerFault             500 to 599

Source: reference chapters "API calls", "Rate limits", "Quota modes" and "Player".
"""


class SpotifyError(Exception):
    """Anything that went wrong between sptui and Spotify; `str()` is one plain sentence without secrets."""


class Unreachable(SpotifyError):
    """No answer came. `sent` tells whether the request may have reached the service."""

    def __init__(self, message: str, *, sent: bool) -> None:
        super().__init__(message)
        self.sent = sent


class BadAnswer(SpotifyError):
    """An answer came that is not what the reference promises: not JSON, too long, a redirect."""


class LoginRequired(SpotifyError):
    """There is no token, or the accounts service says that it has died; no retry can help."""


class NoPort(SpotifyError):
    """There is no port of this machine on which the answer to a sign-in could be waited for."""


class LoginRefused(SpotifyError):
    """The accounts service refused a login. `error` is OAuth's own code (`invalid_client`, `access_denied` …)."""

    def __init__(self, message: str, *, error: str) -> None:
        super().__init__(message)
        self.error = error


class Refused(SpotifyError):
    """The service answered with an error.

    `status` is the HTTP status, `reason` the service's upper-case word for it or "" when it gave none.
    """

    def __init__(self, message: str, *, status: int, reason: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.reason = reason


class BadRequest(Refused):
    """The request was malformed or over a limit (400)."""


class Unauthorized(Refused):
    """The access token was not accepted, and a fresh one was not either (401)."""


class Forbidden(Refused):
    """Not allowed (403): the endpoint is closed to Development Mode apps, or the thing is somebody else's."""


class InsufficientScope(Forbidden):
    """The login did not grant the scope that this call needs (403, on player endpoints also 401)."""


class NotAllowlisted(Forbidden):
    """The account is not on the app's user list in the developer dashboard (403 on everything)."""


class OwnerNotPremium(Forbidden):
    """The app's owner has no active Premium, which switches the whole app off (403 on everything)."""


class PremiumRequired(Forbidden):
    """Player commands need Premium on the listener's account (403)."""


class NotFound(Refused):
    """No such thing, or nothing that this app may see (404)."""


class NoActiveDevice(NotFound):
    """Nothing is playing anywhere and the command named no device (404)."""


class DeviceNotFound(NotFound):
    """The device that the command named has gone or fallen asleep (404)."""


class RestrictionViolated(Refused):
    """The player will not do that now: already paused, no next item, an ad, no volume control (403 or 404)."""


class RateLimited(Refused):
    """Too many requests (429). `retry_after` is in seconds, None when the service did not say."""

    def __init__(self, message: str = "Spotify asks to slow down.", *, retry_after: float | None = None) -> None:
        super().__init__(message, status=429)
        self.retry_after = retry_after


class QuotaExceeded(RateLimited):
    """The Development Mode quota is used up (429); `retry_after` is typically many hours."""

    def __init__(self, *, retry_after: float | None = None) -> None:
        super().__init__("Spotify's daily quota for this app is used up.", retry_after=retry_after)
        self.reason = "QUOTA_EXCEEDED"


class ServerFault(Refused):
    """The service failed by itself (500 to 599)."""
