"""What one login is worth."""

import re
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, SecretStr

from sptui.spotify.models.text import Text

RENEW_BEFORE = 60.0
"""Seconds before the access token's end from which on it is renewed; a quarter of its life where that is less."""
DAY = 86_400.0
LIFETIME = 180 * DAY
"""Seconds that a login lasts at least: the service says six months, and no six months are shorter."""


def _visible_ascii(secret: SecretStr) -> SecretStr:
    # h11 quotes a header value that it refuses, so a token with a line break would end up in an error message.
    if not re.fullmatch(r"[\x21-\x7e]+", secret.get_secret_value()):
        msg = "a token consists of visible ASCII characters"
        raise ValueError(msg)
    return secret


TokenText = Annotated[SecretStr, AfterValidator(_visible_ascii)]

_SECRETS = ("access_token", "refresh_token", "client_secret")


class Token(BaseModel):
    """What one login is worth: an access token for an hour, and a refresh token for six months.

    `issued_at` and `expires_at` are when the access token begins and ends, and `authorized_at` when the user signed
    in, in epoch seconds, None where nobody knows. Refreshing moves the first two and never the third. `client_id` is
    the app that the user signed in to, `client_secret` its secret where one was given for this login alone. `user_name`
    is who signed in, `user_id` the same for good, both "" until the service was asked. `ended` says that the accounts
    service accepts the refresh token no longer, and `seed` is a fingerprint of what came from the environment.

    Source: blog "Refresh token expiration", tutorial "Refreshing tokens".
    """

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, allow_inf_nan=False)

    access_token: TokenText
    refresh_token: TokenText
    expires_at: float
    authorized_at: float | None
    scopes: frozenset[str]
    client_id: str
    issued_at: float | None = None
    client_secret: TokenText | None = None
    user_name: Text = ""
    user_id: Text = ""
    ended: bool = False
    seed: str = ""

    def seconds_left(self, now: float) -> float:
        """Seconds until the access token ends, by the epoch second `now`; negative when it has."""
        return self.expires_at - now

    def is_due(self, now: float) -> bool:
        """Whether the access token should be renewed at the epoch second `now`."""
        life = RENEW_BEFORE * 4 if self.issued_at is None else self.expires_at - self.issued_at
        return self.seconds_left(now) <= min(RENEW_BEFORE, life / 4)

    @property
    def ends_at(self) -> float | None:
        """Until when the login lasts at least, in epoch seconds; None where nobody knows when it began."""
        return None if self.authorized_at is None else self.authorized_at + LIFETIME

    def days_left(self, now: float) -> int | None:
        """How many midnights of the local clock lie between the epoch second `now` and `ends_at`; negative after it.

        None where nobody knows when that is, or when it is beyond all calendars.
        """
        if self.ends_at is None:
            return None
        try:
            ends, today = (datetime.fromtimestamp(each).astimezone().date() for each in (self.ends_at, now))
        except (ValueError, OverflowError, OSError):
            return None
        return (ends - today).days

    def open_part(self) -> dict[str, Any]:
        """What is no secret, as values for JSON."""
        return self.model_dump(mode="json", exclude=set(_SECRETS)) | {"scopes": sorted(self.scopes)}

    def secret_part(self) -> dict[str, str | None]:
        """What must stay secret, revealed. To be used inside an expression, where no traceback finds it."""
        return {
            name: None if secret is None else secret.get_secret_value()
            for name, secret in ((name, getattr(self, name)) for name in _SECRETS)
        }


def same_account(before: Token | None, token: Token) -> bool:
    """Whether two logins are one listener's, as far as is known: whose they are may not have been told yet."""
    return before is not None and len({before.user_id, token.user_id} - {""}) < 2
