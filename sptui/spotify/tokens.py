"""The token of a login, and where it is kept between runs."""

import json
import os
import re
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Protocol

from pydantic import AfterValidator, BaseModel, ConfigDict, SecretStr, ValidationError

from sptui.spotify.errors import LoginRequired


def _visible_ascii(secret: SecretStr) -> SecretStr:
    # h11 quotes a header value that it refuses, so a token with a line break would end up in an error message.
    if not re.fullmatch(r"[\x21-\x7e]+", secret.get_secret_value()):
        msg = "a token consists of visible ASCII characters"
        raise ValueError(msg)
    return secret


TokenText = Annotated[SecretStr, AfterValidator(_visible_ascii)]


class Token(BaseModel):
    """What one login is worth: an access token for an hour, and a refresh token for six months.

    `expires_at` is when the access token ends and `authorized_at` when the user signed in, both in epoch seconds.
    Refreshing moves the first and never the second. `client_id` is the app that the user signed in to.

    Source: blog "Refresh token expiration", tutorial "Refreshing tokens".
    """

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, allow_inf_nan=False)

    access_token: TokenText
    refresh_token: TokenText
    expires_at: float
    authorized_at: float
    scopes: frozenset[str]
    client_id: str

    def seconds_left(self, now: float) -> float:
        """Seconds until the access token ends, by the epoch second `now`; negative when it has."""
        return self.expires_at - now


class TokenStore(Protocol):
    """Where a token is kept."""

    def load(self) -> Token | None:
        """The token kept here now, which another process may have renewed; None when nobody is signed in.

        Raises `LoginRequired` when there is one that cannot be read.
        """

    def save(self, token: Token) -> None:
        """Keep `token` instead of the one before. Raises `OSError` when it cannot be kept."""

    def forget(self) -> None:
        """Keep no token any more; nothing happens when there is none."""


class MemoryTokens:
    """A `TokenStore` that lasts as long as the process."""

    def __init__(self, token: Token | None = None) -> None:
        self._token = token

    def load(self) -> Token | None:
        """The token kept here now."""
        return self._token

    def save(self, token: Token) -> None:
        """Keep `token` instead of the one before."""
        self._token = token

    def forget(self) -> None:
        """Keep no token any more."""
        self._token = None


class TokenFile:
    """A `TokenStore` in a file of mode 0600, whose folder belongs to the program and is made 0700.

    A reader sees the old token or the new one, never a part; so does whoever comes after a crash. A symbolic link in
    the file's place is replaced by `save`, not followed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Token | None:
        """The token in the file; None when there is no file.

        A file that holds no token is set aside as `<name>.broken`, and counts as none. One that cannot be read stays
        as it is, since it may hold one: raises `LoginRequired`, which names it.
        """
        try:
            return Token.model_validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise LoginRequired(f"The sign-in cannot be read ({error.strerror}): check {self._path}.") from None
        except ValidationError:
            with suppress(OSError):  # a read-only folder: no token can be kept here, which `save` will tell
                self._path.replace(self._path.with_name(f"{self._path.name}.broken"))
            return None

    def save(self, token: Token) -> None:
        """Keep `token` instead of the one before, on the disk when this returns. Raises `OSError`."""
        folder = self._path.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        # mkstemp opens with O_EXCL and mode 0600, so there is no moment at which others may read.
        descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=f".{self._path.name}.")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_as_json(token))
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(self._path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(temporary).unlink()
            raise
        _flush_folder(folder)

    def forget(self) -> None:
        """Remove the file. Raises `OSError` when that is not possible."""
        self._path.unlink(missing_ok=True)


def _as_json(token: Token) -> bytes:
    # One expression, whose secrets no traceback finds among the locals.
    return json.dumps(
        token.model_dump(mode="json")
        | {
            "access_token": token.access_token.get_secret_value(),
            "refresh_token": token.refresh_token.get_secret_value(),
            "scopes": sorted(token.scopes),
        },
        indent=2,
    ).encode()


def _flush_folder(folder: Path) -> None:
    """Put the renaming on the disk, too; Windows can open no folder and has no need to."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
