"""The token in a file that only its owner can read."""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from sptui.spotify.errors import LoginRequired
from sptui.spotify.tokens.locking import locked
from sptui.spotify.tokens.token import Token

T = TypeVar("T")

_TRIES, _PAUSE = 20, 0.02  # seconds between tries; a reader takes less than one of them
_ABANDONED = 60.0  # seconds after which nobody goes on with a file that is half written


class TokenFile:
    """A `TokenStore` in a file of mode 0600, whose folder belongs to the program and is made 0700.

    A reader sees the old token or the new one, never a part; so does whoever comes after a crash. A symbolic link in
    the file's place is replaced by `save`, not followed.
    """

    slow = False

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def place(self) -> str:
        """The path of the file."""
        return str(self._path)

    def load(self) -> Token | None:
        """The token in the file; None when there is no file.

        A file that holds no token is set aside as `<name>.broken`, and counts as none. One that cannot be read stays
        as it is, since it may hold one: raises `LoginRequired`, which names it.
        """
        try:
            return read_private(self._path, Token.model_validate_json)
        except ValidationError:
            set_aside(self._path)
            return None

    def save(self, token: Token, *, at_once: bool = False) -> None:
        """Keep `token` instead of the one before, on the disk when this returns. Raises `OSError`."""
        write_private(
            self._path,
            lambda: json.dumps(token.open_part() | token.secret_part(), indent=2).encode(),
            at_once=at_once,
        )

    def forget(self) -> None:
        """Remove the file. Raises `OSError` when that is not possible."""
        with suppress(NotADirectoryError):
            self._path.unlink(missing_ok=True)
            sweep(self._path)

    def lock(self) -> AbstractAsyncContextManager[None]:
        """Keep other processes from renewing the token, by a file beside it."""
        return locked(self._path.with_name(f"{self._path.name}.lock"))


def read_private(path: Path, parse: Callable[[bytes], T]) -> T | None:
    """What `parse` makes of a file that may hold a sign-in; None when there is no file. Raises `LoginRequired`."""
    try:
        return parse(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LoginRequired(f"The sign-in cannot be read ({error.strerror}): check {path}.") from None


def set_aside(path: Path) -> None:
    """Keep a file that holds no token under another name."""
    with suppress(OSError):  # a read-only folder: no token can be kept here, which `save` will tell
        path.replace(path.with_name(f"{path.name}.broken"))


def sweep(path: Path, older_than: float = 0.0) -> None:
    """Remove what processes that were killed have left of writing `path`, `older_than` so many seconds."""
    for left in path.parent.glob(f".{path.name}.*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime >= older_than:
                left.unlink()


def write_private(path: Path, content: Callable[[], bytes], *, at_once: bool) -> None:
    """Put `content` into a file of mode 0600, whole or not at all, on the disk when this returns. Raises `OSError`.

    It is on the disk before it takes the place of what was there, so that a power cut leaves one or the other. With
    `at_once` it takes that place first: what was there is worth nothing, and waiting for the disk is the longest part
    of the time in which a process that is killed takes the new one with it. The content is made where it is written:
    a traceback that shows locals finds none of it.
    """
    folder = path.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    # mkstemp opens with O_EXCL and mode 0600, so there is no moment at which others may read.
    descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content())
            file.flush()
            if not at_once:
                os.fsync(descriptor)
        _rename(Path(temporary), path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise
    if at_once:
        _flush(path, os.O_RDWR)
    sweep(path, _ABANDONED)
    if sys.platform != "win32":  # which can open no folder and has no need to
        with suppress(OSError):  # the renaming; some file systems of a network know no such thing
            _flush(folder, os.O_RDONLY)


def _rename(temporary: Path, path: Path) -> None:
    """Give the file its name; on Windows that waits for whoever reads the one before. Raises `OSError`."""
    for again in range(_TRIES - 1, -1, -1):
        try:
            temporary.replace(path)
        except PermissionError:
            if not (again and _waits_for_readers()):
                raise
            time.sleep(_PAUSE)
        else:
            return


def _waits_for_readers() -> bool:
    """Whether a file that somebody reads cannot be replaced."""
    return os.name == "nt"


def _flush(path: Path, mode: int) -> None:
    descriptor = os.open(path, mode)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
