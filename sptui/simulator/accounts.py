"""The accounts service: Authorization Code with PKCE, refreshing, and whose token is good.

Source: tutorials "Authorization Code with PKCE Flow" and "Refreshing tokens", concepts "Redirect URIs" and "Scopes".
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from urllib.parse import parse_qsl, urlencode, urlsplit

from sptui.simulator.catalogue import base62
from sptui.simulator.messages import JSON_TYPE, Json, Refusal, Request, Response, encode

ALL_SCOPES = (
    "user-read-playback-state",
    "user-modify-playback-state",
    "user-read-currently-playing",
    "user-read-recently-played",
    "user-read-playback-position",
    "user-top-read",
    "user-library-read",
    "user-library-modify",
    "user-follow-read",
    "user-follow-modify",
    "playlist-read-private",
    "playlist-read-collaborative",
    "playlist-modify-private",
    "playlist-modify-public",
    "user-read-private",
    "ugc-image-upload",
)
CLIENT_ID = re.compile(r"[0-9a-f]{32}")
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
HALF_A_YEAR = 183 * 86_400.0
CODE_LIFETIME = 600.0


@dataclass(frozen=True, slots=True)
class Login:
    """A consent: who asked for what, and when (seconds)."""

    client_id: str
    scopes: tuple[str, ...]
    at: float


@dataclass(frozen=True, slots=True)
class Code:
    """An authorization code, waiting to be exchanged; `challenge` is "" for an app with a secret."""

    login: Login
    redirect_uri: str
    challenge: str


class OAuthError(Exception):
    """A refusal in OAuth's own shape."""

    def __init__(self, error: str, description: str = "") -> None:
        super().__init__(error)
        self.description = description

    @property
    def response(self) -> Response:
        """400 with `error` and, if there is one, `error_description`."""
        body: Json = {"error": str(self)}
        if self.description:
            body["error_description"] = self.description
        return Response(400, (JSON_TYPE,), encode(body))


class Accounts:
    """Codes and tokens. Attributes may be changed to change the service.

    `client_ids` are those that exist, None for any of 32 hex digits; `client_secret` is that of all of them.
    `expires_in` is the access tokens' lifetime in seconds, `refresh_lifetime` that of a login. With `rotate` each
    refresh brings a new refresh token and ends the old one. `deny` makes the listener refuse the consent.
    """

    def __init__(self, *, clock: Callable[[], float], rng: Random) -> None:
        self._clock = clock
        self._rng = rng
        self._codes: dict[str, Code] = {}
        self._access: dict[str, tuple[Login, float]] = {}
        self._refresh: dict[str, Login] = {}
        self.client_ids: frozenset[str] | None = None
        self.client_secret = "00000000000000000000000000000000"  # noqa: S105 - a simulated app's
        self.expires_in = 3600
        self.refresh_lifetime = HALF_A_YEAR
        self.rotate = False
        self.deny = False

    def sign_in(self, scopes: tuple[str, ...] = ALL_SCOPES, client_id: str = "0" * 32) -> Json:
        """A token response as a fresh login gets it."""
        login = Login(client_id, tuple(scopes), self._clock())
        return {**self._issue(login), "refresh_token": self._new_refresh_token(login)}

    def scopes_of(self, request: Request) -> frozenset[str]:
        """What the request's bearer token grants. Refusal 401 for none or a bad one."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.casefold() != "bearer" or not token:
            raise _unauthorized("missing_token")
        login, expires_at = self._access.get(token, (None, 0.0))
        if login is None or expires_at <= self._clock():
            raise _unauthorized("invalid_token")
        return frozenset(login.scopes)

    def expire(self) -> None:
        """End all access tokens now."""
        self._access.clear()

    def revoke(self) -> None:
        """End all logins now, as the listener can on Spotify's website."""
        self._access.clear()
        self._refresh.clear()

    def authorize(self, request: Request) -> Response:
        """GET /authorize: the listener agrees at once, or refuses when told to."""
        query = request.query
        if not self._known(query.get("client_id", "")):
            return _page(400, "INVALID_CLIENT: Invalid client")
        redirect_uri = query.get("redirect_uri", "")
        if not is_loopback(redirect_uri):
            return _page(400, "INVALID_CLIENT: Invalid redirect URI")
        error = "access_denied" if self.deny else _flaw(query)
        if error:
            return _redirect(redirect_uri, query, error=error)
        code = base62(self._rng) + base62(self._rng)
        login = Login(query["client_id"], tuple(query.get("scope", "").split()), self._clock())
        self._codes[code] = Code(login, redirect_uri, query.get("code_challenge", ""))
        return _redirect(redirect_uri, query, code=code)

    def token(self, request: Request) -> Response:
        """POST /api/token: an authorization code or a refresh token becomes an access token."""
        try:
            return Response(200, (JSON_TYPE, ("cache-control", "no-store")), encode(self._grant(request)))
        except OAuthError as error:
            return error.response

    def _grant(self, request: Request) -> Json:
        form = dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))
        if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            raise OAuthError("invalid_request", "Content-Type must be application/x-www-form-urlencoded")
        confidential = "authorization" in request.headers
        client_id = self._basic(request.headers["authorization"]) if confidential else form.get("client_id", "")
        if not self._known(client_id):
            raise OAuthError("invalid_client", "Invalid client")
        match form.get("grant_type"):
            case "authorization_code":
                return self._exchange(form, client_id, confidential=confidential)
            case "refresh_token":
                return self._renew(form.get("refresh_token", ""), client_id)
            case _:
                raise OAuthError("unsupported_grant_type", "grant_type must be authorization_code or refresh_token")

    def _exchange(self, form: dict[str, str], client_id: str, *, confidential: bool) -> Json:
        code = self._codes.pop(form.get("code", ""), None)
        if code is None or code.login.client_id != client_id or self._clock() > code.login.at + CODE_LIFETIME:
            raise OAuthError("invalid_grant", "Invalid authorization code")
        if code.redirect_uri != form.get("redirect_uri"):
            raise OAuthError("invalid_grant", "Invalid redirect URI")
        if code.challenge != (_challenge(form.get("code_verifier", "")) if code.challenge or not confidential else ""):
            raise OAuthError("invalid_grant", "code_verifier was incorrect")
        return {**self._issue(code.login), "refresh_token": self._new_refresh_token(code.login)}

    def _renew(self, refresh_token: str, client_id: str) -> Json:
        login = self._refresh.get(refresh_token)
        if login is None or login.client_id != client_id:
            raise OAuthError("invalid_grant", "Refresh token revoked")
        if self._clock() > login.at + self.refresh_lifetime:
            raise OAuthError("invalid_grant")
        answer = self._issue(login)
        if self.rotate:
            del self._refresh[refresh_token]
            answer["refresh_token"] = self._new_refresh_token(login)
        return answer

    def _issue(self, login: Login) -> Json:
        token = "BQ" + "".join(base62(self._rng) for _ in range(4))
        self._access[token] = (login, self._clock() + self.expires_in)
        return {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": self.expires_in,
            "scope": " ".join(login.scopes),
        }

    def _new_refresh_token(self, login: Login) -> str:
        token = "AQ" + "".join(base62(self._rng) for _ in range(5))
        self._refresh[token] = login
        return token

    def _known(self, client_id: str) -> bool:
        if self.client_ids is not None:
            return client_id in self.client_ids
        return CLIENT_ID.fullmatch(client_id) is not None

    def _basic(self, header: str) -> str:
        scheme, _, credentials = header.partition(" ")
        try:
            client_id, _, secret = base64.b64decode(credentials, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            raise OAuthError("invalid_client", "Invalid client") from None
        if scheme.casefold() != "basic" or secret != self.client_secret:
            raise OAuthError("invalid_client", "Invalid client secret")
        return client_id


def is_loopback(redirect_uri: str) -> bool:
    """Whether a redirect URI is one that may be registered without a port: http on a loopback IP literal."""
    try:
        parts = urlsplit(redirect_uri)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme == "http" and parts.hostname in {"127.0.0.1", "::1"} and port != 0 and not parts.fragment


def _flaw(query: dict[str, str]) -> str:
    """What is wrong with a request for authorization, in OAuth's word, "" for nothing."""
    challenge = query.get("code_challenge", "")
    if query.get("response_type") != "code":
        return "unsupported_response_type"
    if challenge and (query.get("code_challenge_method") != "S256" or not CHALLENGE.fullmatch(challenge)):
        return "invalid_request"
    return "" if set(query.get("scope", "").split()) <= set(ALL_SCOPES) else "invalid_scope"


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _redirect(redirect_uri: str, query: dict[str, str], **result: str) -> Response:
    if "state" in query:
        result["state"] = query["state"]
    joint = "&" if "?" in redirect_uri else "?"
    return Response(302, (("location", f"{redirect_uri}{joint}{urlencode(result)}"),))


def _page(status: int, text: str) -> Response:
    return Response(status, (("content-type", "text/plain; charset=utf-8"),), text.encode())


def _unauthorized(error: str) -> Refusal:
    challenge = f'Bearer realm="spotify", error="{error}"'
    return Refusal(401, "Missing/invalid/expired access token", www_authenticate=challenge)
