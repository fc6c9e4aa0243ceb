"""The token's secrets in the system's keyring, and what is no secret in a file beside."""

import errno
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol, TypeVar

from sptui.spotify.errors import LoginRequired
from sptui.spotify.tokens.file import read_private, set_aside, sweep, write_private
from sptui.spotify.tokens.locking import locked
from sptui.spotify.tokens.token import Token

T = TypeVar("T")

SERVICE = "sptui"
"""What the keyring calls the entry's service; its user name is the profile."""


class Keyring(Protocol):
    """What is used of a keyring; all of it raises `OSError`."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, None when there is none."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Remove a secret."""
        ...


class SystemKeyring:
    """The keyring of this system, by the package `keyring`. Raises `ImportError` where that is not installed."""

    def __init__(self) -> None:
        import keyring  # noqa: PLC0415 -- an extra, and slow to import

        self._module = keyring

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, None when there is none. Raises `OSError`."""
        secret: str | None = self._asked(lambda: self._module.get_password(service, username))
        return secret

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret. Raises `OSError`."""
        self._asked(lambda: self._module.set_password(service, username, password))

    def delete_password(self, service: str, username: str) -> None:
        """Remove a secret. Raises `OSError`."""
        self._asked(lambda: self._module.delete_password(service, username))

    def _asked(self, call: Callable[[], T]) -> T:
        try:
            return call()
        except OSError:
            raise
        except Exception as error:  # noqa: BLE001 -- somebody else's plug-in, which may raise what its system does
            what = str(error).partition("\n")[0].partition(". ")[0] or type(error).__name__
            raise OSError(errno.EIO, what) from None


class KeyringTokens:
    """A `TokenStore` whose secrets lie in the keyring as those of `profile`.

    `path` holds the rest, and changes with every change, so that a request asks the keyring only after one.
    """

    slow = True

    def __init__(self, path: Path, profile: str, keyring: Keyring) -> None:
        self._path = path
        self._profile = profile
        self._keyring = keyring
        self._known: tuple[bytes, Token] | None = None

    @property
    def place(self) -> str:
        """The keyring's entry."""
        return f"the system's keyring, as {SERVICE} {self._profile}"

    def load(self) -> Token | None:
        """The token in the keyring; None when there is no file beside it. Raises `LoginRequired`."""
        try:
            return read_private(self._path, self._with_secrets)
        except (ValueError, TypeError):  # a value of JSON that is no object
            set_aside(self._path)
            return None

    def save(self, token: Token, *, at_once: bool = False) -> None:
        """Keep `token` instead of the one before. Raises `OSError`."""
        self._keyring.set_password(SERVICE, self._profile, json.dumps(token.secret_part()))
        open_part = json.dumps(token.open_part(), indent=2).encode()
        write_private(self._path, lambda: open_part, at_once=at_once)
        self._known = open_part, token

    def forget(self) -> None:
        """Remove the entry and the file. Raises `OSError`."""
        self._known = None
        if self._keyring.get_password(SERVICE, self._profile) is not None:
            self._keyring.delete_password(SERVICE, self._profile)
        self._path.unlink(missing_ok=True)
        sweep(self._path)

    @asynccontextmanager
    async def lock(self) -> AsyncIterator[None]:
        """Keep other processes from renewing the token."""
        async with locked(self._path.with_name(f"{self._path.name}.lock")):
            self._known = None  # a process that was killed may have changed the entry alone
            yield

    def _with_secrets(self, open_part: bytes) -> Token:
        if self._known is not None and self._known[0] == open_part:
            return self._known[1]
        try:
            token = Token.model_validate(
                json.loads(open_part) | json.loads(self._keyring.get_password(SERVICE, self._profile) or "{}")
            )
        except OSError as error:
            raise LoginRequired(f"The sign-in cannot be read ({error.strerror}): unlock {self.place}.") from None
        self._known = open_part, token
        return token
