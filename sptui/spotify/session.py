"""Who is signed in, and how one signs in and out: what commands and screens have of the accounts service."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
from pydantic import SecretStr

from sptui.spotify.client import Spotify
from sptui.spotify.errors import LoginRequired
from sptui.spotify.oauth import ACCOUNTS_URL, OAuth
from sptui.spotify.tokens import HeldTokens, Token

if TYPE_CHECKING:
    from sptui.spotify.login import Login


@dataclass(frozen=True, slots=True)
class SpotifyApp:
    """The app of the developer dashboard that one signs in to; `client_secret` only where it insists on one."""

    client_id: str
    client_secret: SecretStr | None = None


class Session:
    """The login at `tokens`, and the client that uses it.

    `app` is the one that the settings name, its client id "" when they name none. `port` is the one to wait on for a
    sign-in, 0 for any that is free.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        tokens: HeldTokens,
        spotify: Spotify,
        *,
        app: SpotifyApp,
        accounts_url: str = ACCOUNTS_URL,
        port: int = 0,
    ) -> None:
        self.spotify = spotify
        self.tokens = tokens
        self.port = port
        self._http = http
        self._app = app
        self._accounts_url = accounts_url

    @property
    def signed_in(self) -> bool:
        """Whether there is a login that has not ended, as far as is known."""
        token = self.tokens.peek()
        return token is not None and not token.ended

    @property
    def app(self) -> SpotifyApp:
        """The app to sign in to: that of the settings, else that of the last login; its client id is "" for none."""
        token = self.tokens.peek()
        if token is None or (self._app.client_id and self._app.client_id != token.client_id):
            return self._app
        return SpotifyApp(token.client_id, self._app.client_secret or token.client_secret)

    def login(self, app: SpotifyApp | None = None, *, strayed: Callable[[], object] = lambda: None) -> "Login":
        """A sign-in to `app`, or to that of the last time, which replaces the login from before when it succeeds."""
        from sptui.spotify.login import Login  # noqa: PLC0415 -- once in six months

        app = app or self.app
        oauth = OAuth(
            self._http, client_id=app.client_id, client_secret=app.client_secret, accounts_url=self._accounts_url
        )

        async def keep(token: Token) -> None:
            own = app.client_secret if app.client_secret != self._app.client_secret else None
            await self.tokens.replace(token.model_copy(update={"client_secret": own}))

        return Login(
            oauth,
            app,
            accounts_url=self._accounts_url,
            keep=keep,
            greet=self.greet,
            port=self.port,
            strayed=strayed,
        )

    async def greet(self) -> Token:
        """Ask whose login it is, and keep the name. Raises `SpotifyError`, of which a 403 means that this account may
        not use the app ("Get Current User's Profile").
        """
        user = await self.spotify.users.me()
        named = await self.tokens.amend(user_name=user.display_name or user.id, user_id=user.id)
        if named is None:
            raise LoginRequired("Nobody is signed in.")
        return named
