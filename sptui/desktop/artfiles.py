"""Covers on the disk: fetched once, readable by their owner alone, the longest unused out first."""

import hashlib
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

CAP: Final = 64 * 2**20
"""Bytes that all covers may take together."""

_LEAN: Final = 0.9  # of the cap that is left after clearing, so that it does not begin again with the next cover
_DIGEST: Final = hashlib.sha256().digest_size
_ABANDONED: Final = 60.0  # seconds after which nobody goes on with a file that is half written


class ArtFiles:
    """The covers in `folder`, which is made when the first one is kept; None keeps nothing.

    A file is named after its address and begins with a digest of what follows. One that is damaged is removed. All
    methods block for as long as the disk takes and never raise; they may run in several threads and processes.
    """

    def __init__(self, folder: Path | None, *, cap: int = CAP) -> None:
        self._folder = folder
        self._cap = cap
        self._taken: int | None = None  # not known yet

    def read(self, url: str) -> bytes | None:
        """The cover at `url`; None when it is not here."""
        if self._folder is None:
            return None
        file = self._folder / _named(url)
        try:
            kept = file.read_bytes()
            digest, data = kept[:_DIGEST], kept[_DIGEST:]
            if not data or hashlib.sha256(data).digest() != digest:
                file.unlink(missing_ok=True)
                return None
            os.utime(file)  # it was used just now
        except OSError:
            return None
        return data

    def write(self, url: str, data: bytes) -> None:
        """Keep a cover, as long as there is room for it."""
        if self._folder is None:
            return
        with suppress(OSError):
            self._write(self._folder, _named(url), hashlib.sha256(data).digest() + data)

    def _write(self, folder: Path, name: str, content: bytes) -> None:
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        # mkstemp opens with mode 0600. Nothing waits for the disk: what a power cut leaves in part fails its digest.
        descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=".")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            Path(temporary).replace(folder / name)
        except BaseException:
            with suppress(OSError):
                Path(temporary).unlink()
            raise
        self._taken = None if self._taken is None else self._taken + len(content)
        if self._taken is None or self._taken > self._cap:
            self._taken = self._clear(folder)

    def _clear(self, folder: Path) -> int:
        """Remove the covers that were not used for longest until there is room again; the bytes that are taken."""
        found = []
        for entry in os.scandir(folder):
            with suppress(OSError):  # another process has removed it
                status = entry.stat(follow_symlinks=False)
                if not entry.name.startswith("."):
                    found.append((status.st_mtime_ns, status.st_size, entry.path))
                elif time.time() - status.st_mtime > _ABANDONED:
                    Path(entry.path).unlink()
        taken = sum(size for _, size, _ in found)
        if taken > self._cap:
            for _, size, path in sorted(found):
                if taken <= self._cap * _LEAN:
                    break
                with suppress(OSError):
                    Path(path).unlink()
                    taken -= size
        return taken


def _named(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
