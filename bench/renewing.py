"""How long a single-use refresh token is in danger: from the answer that brings it to the renaming that keeps it.

A process that is killed meanwhile takes the login with it. It is the first renewal of a process that counts, since the
next one is an hour later. The answer comes from a stand-in for the network, whose time is not sptui's; the file lies
in the folder for temporary files.
"""

import asyncio
import fcntl
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import httpx
from pydantic import SecretStr

from sptui.spotify.auth import BearerAuth
from sptui.spotify.client import http_client
from sptui.spotify.oauth import OAuth
from sptui.spotify.scopes import ALL_SCOPES
from sptui.spotify.tokens import HeldTokens, Token, TokenFile

ROUNDS = 20
CLIENT_ID = "0" * 32
ANSWER = {"access_token": "a" * 200, "token_type": "Bearer", "expires_in": 3600, "scope": " ".join(sorted(ALL_SCOPES))}
TOKEN = Token(
    access_token=SecretStr("b" * 200),
    refresh_token=SecretStr("c" * 130),
    expires_at=0.0,
    authorized_at=0.0,
    scopes=frozenset(ALL_SCOPES),
    client_id=CLIENT_ID,
)


def window_of_single_use() -> float:
    """Milliseconds from the answer that brings a new refresh token to its being in the file."""
    return _in_a_fresh_process("single-use")


def window_of_reusable() -> float:
    """The same for an answer that brings none: the new token is on the disk before it takes the old one's place."""
    return _in_a_fresh_process("reusable")


def window_floor() -> float:
    """Milliseconds to write a file of that size and to rename it, and nothing else."""
    content = b"x" * 1_200
    with tempfile.TemporaryDirectory() as folder:
        fresh, kept = Path(folder, "fresh"), Path(folder, "kept")
        start = time.perf_counter()
        for _ in range(ROUNDS):
            fresh.write_bytes(content)
            fresh.replace(kept)
        return (time.perf_counter() - start) * 1000 / ROUNDS


def lock_free() -> float:
    """Milliseconds to take a lock that nobody has, and to let go of it."""

    async def rounds(file: TokenFile) -> float:
        async with file.lock():  # the first one imports filelock
            pass
        start = time.perf_counter()
        for _ in range(ROUNDS):
            async with file.lock():
                pass
        return (time.perf_counter() - start) * 1000 / ROUNDS

    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(rounds(TokenFile(Path(folder, "tokens.json"))))


def lock_floor() -> float:
    """Milliseconds for the system to do so."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        for _ in range(ROUNDS):
            descriptor = os.open(Path(folder, "lock"), os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.close(descriptor)
        return (time.perf_counter() - start) * 1000 / ROUNDS


def lock_import() -> float:
    """Milliseconds for which the first renewal of a process waits until the lock's package is imported."""
    return _in_a_fresh_process("import")


def _in_a_fresh_process(what: str) -> float:
    return float(subprocess.run([sys.executable, __file__, what], check=True, capture_output=True).stdout)


def _imported() -> float:
    start = time.perf_counter()
    import filelock  # noqa: F401, PLC0415 -- how long that takes

    return (time.perf_counter() - start) * 1000


async def _window(*, rotate: bool) -> float:
    """One renewal with a request around it."""
    answered, renamed = [0.0], [0.0]
    replace = Path.replace

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host != "accounts.spotify.com":
            return httpx.Response(200)
        response = httpx.Response(200, json=ANSWER | ({"refresh_token": "d" * 130} if rotate else {}))
        answered[0] = time.perf_counter()
        return response

    def recorded(self: Path, target: Path) -> Path:
        replaced = replace(self, target)
        renamed[0] = time.perf_counter()
        return replaced

    with tempfile.TemporaryDirectory() as folder, patch.object(Path, "replace", recorded):
        file = TokenFile(Path(folder, "sptui", "tokens.json"))
        file.save(TOKEN)
        async with http_client(httpx.MockTransport(answer)) as http:
            auth = BearerAuth(OAuth(http, client_id=CLIENT_ID), HeldTokens(file))
            await http.get("https://api.spotify.com/v1/me/player", auth=auth)
    return (renamed[0] - answered[0]) * 1000


FIGURES: tuple[tuple[str, Callable[[], float], Callable[[], float]], ...] = (
    ("new single-use token: answer to file / write, rename", window_of_single_use, window_floor),
    ("new access token: answer to file / write, rename", window_of_reusable, window_floor),
    ("a lock that nobody holds / flock", lock_free, lock_floor),
)

if __name__ == "__main__":
    match sys.argv[1:]:
        case ["import"]:
            print(_imported())
        case [kind]:
            print(asyncio.run(_window(rotate=kind == "single-use")))
