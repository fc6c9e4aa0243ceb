"""One process at a time: a lock that the system takes back when its process dies."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sptui.spotify.tokens.store import PATIENCE

_LOOK = 0.02  # seconds between two looks at a lock that somebody else has


@asynccontextmanager
async def locked(file: Path) -> AsyncIterator[None]:
    """Hold the lock `file` inside the block; do without where there can be none, as on a disk that is read-only.

    Raises `TimeoutError` when another process does not let go of it.
    """
    from filelock import AsyncFileLock, Timeout  # noqa: PLC0415 -- only an hourly renewal needs it

    lock = AsyncFileLock(
        file,
        mode=0o600,
        timeout=PATIENCE,
        poll_interval=_LOOK,
        run_in_executor=False,
        fallback_to_soft=False,  # such a lock stays behind when its process dies
    )
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        await lock.acquire()
    except Timeout:
        raise TimeoutError from None
    except OSError:
        yield
        return
    try:
        yield
    finally:
        await lock.release()
