"""The accounts service: Authorization Code with PKCE, and refreshing.

Source: tutorials "Authorization Code with PKCE Flow" and "Refreshing tokens"; RFC 6749, RFC 7636.
"""

import asyncio
import base64
import hashlib
import re
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Final, Literal
from urllib.parse import urlencode

import httpx
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from sptui.spotify.answers import joined, retry_after
from sptui.spotify.errors import (
    BadAnswer,
    LoginRefused,
    LoginRequired,
    RateLimited,
    ServerFault,
    SpotifyError,
    Unreachable,
)
from sptui.spotify.scopes import ALL_SCOPES
from sptui.spotify.tokens import Token, TokenText

ACCOUNTS_URL: Final = "https://accounts.spotify.com"
DEAD: Final = "Spotify no longer accepts this sign-in."
"""What is told of a refresh token that has died."""
PATIENCE = 20.0
"""Seconds that one exchange may take, however slowly its bytes trickle in."""

_LONGEST_ANSWER = 65_536  # bytes; a token answer has about one thousand

_Form = Mapping[str, str | SecretStr]


def new_verifier(random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> SecretStr:
    """A fresh PKCE code verifier of 86 characters, made of 64 random bytes."""
    return SecretStr(_base64url(random_bytes(64)))


def challenge_of(verifier: SecretStr) -> str:
    """The S256 code challenge of a PKCE code verifier."""
    return _base64url(hashlib.sha256(verifier.get_secret_value().encode("ascii")).digest())


def authorization_url(
    *,
    client_id: str,
    redirect_uri: str,
    state: str,
    challenge: str | None,
    scopes: Iterable[str] = ALL_SCOPES,
    accounts_url: str = ACCOUNTS_URL,
) -> str:
    """The page where the user consents.

    `challenge` is None for an app with a client secret: its exchange sends no verifier.
    """
    query = {
        "client_id": client_id,
        "response_type": "code",
        "redirect_uri": redirect_uri,
        "state": state,
        "scope": " ".join(scopes),
    }
    if challenge is not None:
        query |= {"code_challenge_method": "S256", "code_challenge": challenge}
    return f"{accounts_url}/authorize?{urlencode(query)}"


def error_code(value: object) -> str:
    """OAuth's own error code when `value` looks like one, else "unknown_error": the text is somebody else's."""
    return value if isinstance(value, str) and re.fullmatch(r"[a-z_]{1,40}", value) else "unknown_error"


class OAuth:
    """The token endpoint, for the app `client_id`, over a client whose own auth is never used.

    With a `client_secret` it speaks as the classic Authorization Code flow, without one as PKCE. `now` gives epoch
    seconds. Both methods raise `LoginRequired` (the grant is dead), `LoginRefused` (any other OAuth error),
    `RateLimited`, `ServerFault`, `Unreachable` or `BadAnswer`; only the first two mean that the token is lost.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        *,
        client_id: str,
        client_secret: SecretStr | None = None,
        accounts_url: str = ACCOUNTS_URL,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._http = http
        self._client_id = client_id
        self._client_secret = client_secret
        self._token_url = f"{accounts_url}/api/token"
        self._now = now

    async def exchange(self, code: SecretStr, verifier: SecretStr, redirect_uri: str) -> Token:
        """The token for an authorization code, which works once and only with the URI that it was asked for with."""
        form: dict[str, str | SecretStr] = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
        }
        if self._client_secret is None:
            form["code_verifier"] = verifier
        asked_at = self._now()
        grant = await self._grant(form, self._client_id)
        if grant.refresh_token is None:
            raise BadAnswer("The accounts service sent no refresh token.")
        return Token(
            access_token=grant.access_token,
            refresh_token=grant.refresh_token,
            issued_at=asked_at,
            expires_at=asked_at + grant.expires_in,
            authorized_at=asked_at,
            scopes=frozenset(ALL_SCOPES) if grant.scope is None else grant.scopes,
            client_id=self._client_id,
        )

    async def refresh(self, token: Token) -> Token:
        """`token` with a new access token.

        The refresh token and the scopes stay when the answer brings none, and the time of the login stays always.
        It is asked for in the name of the app that the user signed in to.
        """
        form: _Form = {"grant_type": "refresh_token", "refresh_token": token.refresh_token}
        asked_at = self._now()
        grant = await self._grant(form, token.client_id, token.client_secret)
        return token.model_copy(
            update={
                "access_token": grant.access_token,
                "refresh_token": grant.refresh_token or token.refresh_token,
                "issued_at": asked_at,
                "expires_at": asked_at + grant.expires_in,
                "scopes": token.scopes if grant.scope is None else grant.scopes,
            }
        )

    async def _grant(self, form: _Form, client_id: str, client_secret: SecretStr | None = None) -> "_Grant":
        """Ask in the name of an app; its own secret stands back behind the one that is set for it now."""
        auth, secret = None, client_secret
        if self._client_secret is not None and client_id == self._client_id:
            secret = self._client_secret
        if secret is not None:
            auth = httpx.BasicAuth(client_id, secret.get_secret_value())
        else:
            form = {**form, "client_id": client_id}
        status, headers, body = await self._post(form, auth)
        if status != 200:
            raise _refusal(status, headers, body)
        try:
            return _Grant.model_validate_json(body)
        except ValidationError:
            # Without its cause, whose context would carry the tokens along.
            raise BadAnswer("The accounts service's answer cannot be read.") from None

    async def _post(self, form: _Form, auth: httpx.BasicAuth | None) -> tuple[int, httpx.Headers, bytes]:
        # Secrets are revealed inside expressions only: a traceback that shows locals finds none.
        request = self._http.build_request(
            "POST",
            self._token_url,
            data={name: _revealed(value) for name, value in form.items()},
            headers={"Accept": "application/json"},
        )
        try:
            async with asyncio.timeout(PATIENCE):
                response = await self._http.send(request, auth=auth, follow_redirects=False, stream=True)
                try:
                    whole = joined(response.aiter_bytes(), _LONGEST_ANSWER, whose="The accounts service")
                    return response.status_code, response.headers, await whole
                finally:
                    await response.aclose()
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol):
            raise Unreachable("The accounts service cannot be reached.", sent=False) from None
        except (httpx.TransportError, TimeoutError):
            raise Unreachable("The connection to the accounts service broke off.", sent=True) from None
        except httpx.DecodingError:
            raise BadAnswer("The accounts service's answer cannot be read.") from None


class _Grant(BaseModel):
    """The body of a successful token request; lifetimes in seconds."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    access_token: TokenText
    token_type: Annotated[Literal["bearer"], BeforeValidator(lambda word: str(word).lower())]
    expires_in: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    scope: str | None = None
    refresh_token: TokenText | None = None

    @property
    def scopes(self) -> frozenset[str]:
        return frozenset((self.scope or "").split())


class _OAuthError(BaseModel):
    error: str


def _refusal(status: int, headers: httpx.Headers, body: bytes) -> SpotifyError:
    """The error that an answer other than 200 stands for; of the body, only OAuth's own code is let through."""
    if status == 429:
        return RateLimited("The accounts service asks to slow down.", retry_after=retry_after(headers))
    if status >= 500:
        return ServerFault(f"The accounts service has a fault of its own ({status}).", status=status)
    try:
        error = error_code(_OAuthError.model_validate_json(body).error)
    except ValidationError:
        error = ""
    if status < 400 or not error:
        return BadAnswer(f"The accounts service answered with an unexpected status ({status}).")
    if error == "invalid_grant":
        return LoginRequired(DEAD)
    return LoginRefused(f"Spotify refused the sign-in ({error}).", error=error)


def _revealed(value: str | SecretStr) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
