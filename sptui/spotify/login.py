"""One sign-in, from the address that the browser opens to the token that is kept.

Source: tutorial "Authorization Code with PKCE Flow", concepts "Redirect URI" and "Apps".
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final, Self

from sptui.spotify import login_advice
from sptui.spotify.callback import Callback
from sptui.spotify.callback_page import Page
from sptui.spotify.errors import Forbidden, NoPort, SpotifyError, Unauthorized
from sptui.spotify.oauth import OAuth, authorization_url, challenge_of, new_verifier
from sptui.spotify.scopes import missing
from sptui.spotify.session import SpotifyApp
from sptui.spotify.tokens import Token

PATIENCE: Final = 300.0
"""Seconds that the user has for the consent page."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A sign-in that has succeeded: its token, and what Spotify refuses to this account all the same, if anything."""

    token: Token
    trouble: SpotifyError | None = None

    @property
    def missing(self) -> Mapping[str, str]:
        """The scopes that were not granted, and what each is for."""
        return missing(self.token.scopes)


class Login:
    """A sign-in to `app` that waits for its answer as long as the `async with` block lasts.

    `keep` stores the token as soon as it is there, and `greet` asks whose it is and returns it with the name, or
    raises `SpotifyError`. `port` is the one to wait on, 0 for any that is free. `strayed` is called when an answer to
    another sign-in has come. Entering raises `NoPort` when there is none at all.
    """

    def __init__(
        self,
        oauth: OAuth,
        app: SpotifyApp,
        *,
        accounts_url: str,
        keep: Callable[[Token], Awaitable[object]],
        greet: Callable[[], Awaitable[Token]],
        port: int = 0,
        strayed: Callable[[], object] = lambda: None,
    ) -> None:
        self._oauth = oauth
        self._app = app
        self._accounts_url = accounts_url
        self._keep = keep
        self._greet = greet
        self._verifier = new_verifier()
        self._state = secrets.token_urlsafe(32)
        self._callback = Callback(self._state, port, strayed=strayed)

    async def __aenter__(self) -> Self:
        try:
            await self._callback.__aenter__()
        except OSError as error:
            raise NoPort(f"No port of this machine can be used ({error.strerror}).") from None
        return self

    async def __aexit__(self, *exit_: object) -> None:
        await self._callback.__aexit__(*exit_)

    @property
    def url(self) -> str:
        """The address where the user consents."""
        return authorization_url(
            client_id=self._app.client_id,
            redirect_uri=self._callback.redirect_uri,
            state=self._state,
            challenge=challenge_of(self._verifier) if self._app.client_secret is None else None,
            accounts_url=self._accounts_url,
        )

    @property
    def moved_to(self) -> int | None:
        """The port that it waits on where the one asked for is taken; None when it has that."""
        port = int(self._callback.redirect_uri.rpartition(":")[2].partition("/")[0])
        return port if self._callback.moved else None

    @property
    def answered(self) -> bool:
        """Whether the browser has come back, and Spotify is asked what its answer is worth."""
        return self._callback.answered

    def take(self, pasted: str) -> None:
        """Take the address that a browser on another machine was led to. Raises `NotThisSignIn`."""
        self._callback.take(pasted)

    async def finish(self, patience: float = PATIENCE) -> SignedIn:
        """Wait `patience` seconds for the answer, keep the token, and ask whose it is; the browser is told.

        Raises `TimeoutError`, and what `Callback.wait` and `OAuth.exchange` raise.
        """
        try:
            async with asyncio.timeout(patience):
                code = await self._callback.wait()
            token = await self._oauth.exchange(code, self._verifier, self._callback.redirect_uri)
        except (SpotifyError, TimeoutError) as error:
            self._callback.show(Page("Not signed in", login_advice.told(error)))
            raise
        await self._keep(token)
        signed_in = await self._greeted(token)
        self._callback.show(_page_of(signed_in))
        return signed_in

    async def _greeted(self, token: Token) -> SignedIn:
        """The token with its user's name, where Spotify tells it."""
        try:
            return SignedIn(await self._greet())
        except (Forbidden, Unauthorized) as trouble:
            return SignedIn(token, trouble)
        except SpotifyError:
            return SignedIn(token)  # a passing fault: the player will ask again, and tell


def _page_of(signed_in: SignedIn) -> Page:
    if signed_in.trouble is not None:
        return Page("Signed in, but not let in", login_advice.told(signed_in.trouble))
    name = signed_in.token.user_name
    sentences = ["Go back to sptui: the music is there."]
    if signed_in.missing:
        sentences.append(login_advice.stays_off(signed_in.missing))
    return Page(f"Signed in as {name}" if name else "Signed in", tuple(sentences), good=True)
