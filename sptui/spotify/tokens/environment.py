"""A refresh token from the environment, for containers."""

import hashlib
from contextlib import AbstractAsyncContextManager
from typing import Final

from pydantic import SecretStr

from sptui.spotify.tokens.store import TokenStore
from sptui.spotify.tokens.token import Token

VARIABLE: Final = "SPTUI_REFRESH_TOKEN"
"""The environment variable that gives it."""

_NONE_YET: Final = SecretStr("-")  # there is no access token before the first renewal, and this one has ended


class EnvironmentTokens:
    """A `TokenStore` that begins with `refresh_token`, which somebody got for the app `client_id`.

    What is renewed is kept at `cache`, so that a refresh token that works once is not sent twice. Another value of
    the variable begins anew.
    """

    slow = False

    def __init__(self, refresh_token: SecretStr, client_id: str, cache: TokenStore) -> None:
        self._first = Token(
            access_token=_NONE_YET,
            refresh_token=refresh_token,
            expires_at=0.0,
            authorized_at=None,
            scopes=frozenset(),
            client_id=client_id,
            seed=hashlib.sha256(refresh_token.get_secret_value().encode()).hexdigest(),
        )
        self._cache = cache

    @property
    def place(self) -> str:
        """The variable."""
        return f"{VARIABLE} of the environment"

    def load(self) -> Token:
        """What became of the variable's token; it is never None."""
        kept = self._cache.load()
        return kept if kept is not None and kept.seed == self._first.seed else self._first

    def save(self, token: Token, *, at_once: bool = False) -> None:
        """Keep `token` for as long as the variable stays the same. Raises `OSError`."""
        self._cache.save(token.model_copy(update={"seed": self._first.seed}), at_once=at_once)

    def forget(self) -> None:
        """Keep nothing any more: the next process begins with the variable again. Raises `OSError`."""
        self._cache.forget()

    def lock(self) -> AbstractAsyncContextManager[None]:
        """Keep other processes from renewing it."""
        return self._cache.lock()
