"""A process of sptui's without a screen, which reads the player again and again.

`worker.py TOKENS REQUESTS PAUSE [MOMENT]` says `ready`, begins when it is sent a line, prints a line for every request
that fails, and says `done` at the end. At a MOMENT of writing the token it kills itself: `written` is before the
renaming, `renamed` after it, `flushing` when it would wait for the disk for the first time.
"""

import asyncio
import os
import random
import signal
import sys
from pathlib import Path
from typing import NoReturn

import httpx

from sptui.cli.wiring import spotify_of
from sptui.settings import load_settings
from sptui.spotify.errors import SpotifyError
from sptui.spotify.tokens import HeldTokens, TokenFile


class Signed(httpx.AsyncHTTPTransport):
    """The real network; the service is told which process asks."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.headers["worker"] = str(os.getpid())
        return await super().handle_async_request(request)


async def work(file: Path, requests: int, pause: float) -> None:
    """Send so many requests, with about so many seconds between two of them."""
    tokens = HeldTokens(TokenFile(file), say)
    async with spotify_of(load_settings(file.with_name("config.toml")).settings, tokens, Signed()) as spotify:
        for number in range(requests):
            try:
                await (spotify.player.devices() if number % 2 else spotify.player.playback_state())
            except SpotifyError as error:
                say(f"{type(error).__name__}: {error}")
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 -- so that they do not walk in step


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def die(*_: object) -> NoReturn:
    while True:
        os.kill(os.getpid(), signal.SIGKILL)


def die_at(moment: str) -> None:
    """Put death into the writing of the token."""
    replace = Path.replace
    match moment:
        case "written":
            setattr(Path, "replace", die)  # noqa: B010 -- mypy takes a method for a constant
        case "renamed":
            setattr(Path, "replace", lambda *paths: die(replace(*paths)))  # noqa: B010
        case "flushing":
            setattr(os, "fsync", die)  # noqa: B010


if __name__ == "__main__":
    die_at("".join(sys.argv[4:]))
    say("ready")
    if sys.stdin.readline():  # nothing comes when the test has gone
        asyncio.run(work(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
        say("done")
