"""What every place for a token can do."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

from sptui.spotify.tokens.token import Token

PATIENCE = 25.0
"""Seconds to wait for another process that renews the token; longer than any renewal may take."""


class TokenStore(Protocol):
    """Where a token is kept."""

    @property
    def place(self) -> str:
        """Where that is, for people."""
        ...

    @property
    def slow(self) -> bool:
        """Whether `load` may have to wait for somebody, so that an event loop should not wait for it."""
        ...

    def load(self) -> Token | None:
        """The token kept here now, which another process may have renewed; None when nobody is signed in.

        Raises `LoginRequired` when there is one that cannot be read.
        """

    def save(self, token: Token, *, at_once: bool = False) -> None:
        """Keep `token` instead of the one before. Raises `OSError` when it cannot be kept.

        `at_once` says that the one before is void, so that nothing counts but how soon the new one is in its place.
        """

    def forget(self) -> None:
        """Keep no token any more; nothing happens when there is none. Raises `OSError`."""

    def lock(self) -> AbstractAsyncContextManager[None]:
        """Keep all other processes from renewing the token inside the block; what it held before may be old by then.

        Raises `TimeoutError` when another process keeps it for more than `PATIENCE` seconds.
        """
        ...


class MemoryTokens:
    """A `TokenStore` that lasts as long as the process."""

    place = "memory"
    slow = False

    def __init__(self, token: Token | None = None) -> None:
        self._token = token

    def load(self) -> Token | None:
        """The token kept here now."""
        return self._token

    def save(self, token: Token, *, at_once: bool = False) -> None:  # noqa: ARG002 -- it is always at once
        """Keep `token` instead of the one before."""
        self._token = token

    def forget(self) -> None:
        """Keep no token any more."""
        self._token = None

    @asynccontextmanager
    async def lock(self) -> AsyncIterator[None]:
        """Nobody else can renew it."""
        yield
