"""A store of tokens as one process has it: what cannot be kept lives on in memory."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from functools import partial

from sptui.spotify.errors import LoginRequired
from sptui.spotify.tokens.store import TokenStore
from sptui.spotify.tokens.token import Token


class HeldTokens:
    """The token at `store`, which this process goes on with even when it cannot be kept there.

    `problem` says why it cannot, "" while all is well, and `tell` is given that once.
    """

    def __init__(self, store: TokenStore, tell: Callable[[str], None] = lambda _: None) -> None:
        self._store = store
        self._tell = tell
        self._unsaved: tuple[Token | None, Token | None] | None = None  # what the store still holds, and should
        self.problem = ""

    @property
    def place(self) -> str:
        """Where the token is kept, for people."""
        return self._store.place

    @property
    def slow(self) -> bool:
        """Whether the token is kept where somebody may have to be asked for it."""
        return self._store.slow

    def load(self) -> Token | None:
        """The token to go on with; None when nobody is signed in. Raises `LoginRequired` when it cannot be read.

        A sign-in by another process counts more than what this one could not keep.
        """
        try:
            stored = self._store.load()
        except LoginRequired:
            if self._unsaved is None:
                raise
            return self._unsaved[1]
        if self._unsaved is not None and self._unsaved[0] == stored:
            return self._unsaved[1]
        return stored

    def peek(self) -> Token | None:
        """The same for somebody who only wants to tell of it; None also when it cannot be read."""
        try:
            return self.load()
        except LoginRequired:
            return None

    def save(self, token: Token, *, at_once: bool = False) -> None:
        """Go on with `token`, and keep it if that is possible."""
        self._change(token, lambda: self._store.save(token, at_once=at_once), "kept for the next start")

    def forget(self) -> None:
        """Go on without a token. One that cannot be removed is not used again by this process."""
        self._change(None, self._store.forget, "removed")

    def lock(self) -> AbstractAsyncContextManager[None]:
        """Keep all other processes from renewing the token. Raises `TimeoutError`."""
        return self._store.lock()

    async def replace(self, token: Token) -> None:
        """`save`, while no other process renews what was there."""
        await self._alone(partial(self.save, token))

    async def amend(self, **news: str) -> Token | None:
        """Change fields of the token as it is when no other process renews it, and return it; None without one.

        Raises `LoginRequired` when it cannot be read.
        """
        with suppress(TimeoutError):  # what is renewed meanwhile counts more
            async with self.lock():
                await asyncio.to_thread(self._amend, news)
        token = self.load()
        return None if token is None else token.model_copy(update=news)

    def _amend(self, news: dict[str, str]) -> None:
        token = self.load()
        if token is not None and (amended := token.model_copy(update=news)) != token:
            self.save(amended)

    async def drop(self) -> None:
        """`forget`, while no other process renews what was there."""
        await self._alone(self.forget)

    async def _alone(self, change: Callable[[], None]) -> None:
        try:
            async with self.lock():
                await asyncio.to_thread(change)
        except TimeoutError:  # what the user wants does not wait for ever
            await asyncio.to_thread(change)

    def _change(self, token: Token | None, change: Callable[[], None], done: str) -> None:
        try:
            change()
        except OSError as error:
            # The old refresh token may be void by now, so the new one must not be lost while this process lives.
            self._unsaved = self._stored(), token
            self._complain(error, done)
        else:
            self._unsaved, self.problem = None, ""

    def _stored(self) -> Token | None:
        try:
            return self._store.load()
        except LoginRequired:
            return None

    def _complain(self, error: OSError, done: str) -> None:
        if not self.problem:
            self.problem = f"The sign-in cannot be {done} ({error.strerror or error}): check {self.place}."
            self._tell(self.problem)
