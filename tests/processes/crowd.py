"""Real processes that share one sign-in, and a service that remembers what each of them sent to renew it."""

import asyncio
import random
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Self
from urllib.parse import parse_qs

import httpx

from sptui.simulator import Request, Response, Simulator
from sptui.spotify.tokens import Token, TokenFile

PATIENCE = 60.0
"""Seconds that a process may take to its end."""


def ended_token(answer: Mapping[str, Any]) -> Token:
    """What a login brought, an hour later: whoever uses it has to renew it."""
    kept = {"expires_at": 0.0, "authorized_at": 0.0, "scopes": answer["scope"].split(), "client_id": "0" * 32}
    return Token.model_validate({**answer, **kept})


def kept_token(tokens: Path) -> Token:
    """The token in the file, which is whole; what a kill may have left beside it is closed to others."""
    token = TokenFile(tokens).load()
    assert token is not None
    assert not tokens.with_name("tokens.json.broken").exists()
    assert {stat.S_IMODE(each.stat().st_mode) for each in tokens.parent.glob("*tokens.json*")} == {0o600}
    return token


class Worker:
    """`worker.py` in a process of its own, which never outlives the block."""

    def __init__(
        self, tokens: Path, env: Mapping[str, str], *, requests: int, pause: float = 0.0, moment: str = ""
    ) -> None:
        script = str(Path(__file__).with_name("worker.py"))
        command = [sys.executable, script, str(tokens), str(requests), str(pause), *filter(None, [moment])]
        self._process = subprocess.Popen(  # noqa: S603 -- this very Python
            command, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.returncode is None:
            self.kill()

    @property
    def pid(self) -> int:
        return self._process.pid

    def ready(self) -> Self:
        """Wait until it could begin."""
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"
        return self

    def go(self) -> Self:
        """Let it begin."""
        assert self._process.stdin is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        return self

    def told(self) -> list[str]:
        """What it has said since, when it has come to its end."""
        return self._process.communicate(timeout=PATIENCE)[0].splitlines()

    def kill(self) -> list[str]:
        """The same, but its end is now."""
        self._process.kill()
        return self.told()

    @property
    def killed(self) -> bool:
        """Whether that, or its own hand, was its end."""
        return self._process.returncode == -signal.SIGKILL


@dataclass(frozen=True)
class Renewal:
    """A token request: who sent which refresh token while which one was kept in the file, and which one it brought.

    `brought` is None for a refusal. `alive` is False when the sender may have been killed by then.
    """

    worker: int
    sent: str
    kept: str
    brought: str | None
    alive: bool


class Witness(Simulator):
    """A simulated account that looks into the token file whenever it is asked for a token.

    `doomed` are the workers that are killed, each put there just before. `met` is called before the answer goes out.
    """

    def __init__(self, tokens: Path) -> None:
        super().__init__(lag=0)
        self.renewals: list[Renewal] = []
        self.doomed: set[int] = set()
        self.met: Callable[[Renewal], object] = lambda _: None
        self._file = TokenFile(tokens)

    def handle(self, request: Request) -> Response:
        response = super().handle(request)
        if request.path == "/api/token":
            (sent,) = parse_qs(request.body.decode())["refresh_token"]
            worker, kept = int(request.headers["worker"]), self._file.load()
            brought = httpx.Response(response.status, content=response.body).json().get("refresh_token", sent)
            renewal = Renewal(
                worker,
                sent,
                kept.refresh_token.get_secret_value() if kept else "",
                brought if response.status == 200 else None,
                worker not in self.doomed,
            )
            self.renewals.append(renewal)
            self.met(renewal)
        return response

    def accepts(self, token: Token) -> bool:
        """Whether a login could still be renewed."""
        return token.refresh_token.get_secret_value() in self.accounts._refresh

    def spent(self, refresh_token: str) -> Renewal:
        """The one renewal that used up a refresh token."""
        (renewal,) = (each for each in self.renewals if each.sent == refresh_token and each.brought is not None)
        return renewal


class Crowd:
    """Workers that share the login in a file; whoever is killed has a successor.

    `lost` counts the logins that went with a worker, `failures` are those of requests.
    """

    def __init__(self, service: Witness, tokens: Path, env: Mapping[str, str], rng: random.Random) -> None:
        self.lost = 0
        self.failures: set[str] = set()
        self._service = service
        self._tokens = tokens
        self._env = env
        self._rng = rng
        self._workers: dict[int, Worker] = {}
        self._processes = ExitStack()
        self._met: SimpleQueue[Renewal] = SimpleQueue()
        service.met = self._met.put

    def __enter__(self) -> Self:
        self._spare = self._born()
        return self

    def __exit__(self, *_: object) -> None:
        self._processes.close()

    def grow(self) -> None:
        """Put one more to work, for longer than the test takes."""
        self._workers[self._spare.pid] = self._spare.ready().go()
        self._spare = self._born()

    def _born(self) -> Worker:
        return self._processes.enter_context(Worker(self._tokens, self._env, requests=3_000, pause=0.03))

    async def anybody(self, within: float) -> int:
        """A worker at a random moment of the next seconds."""
        await asyncio.sleep(self._rng.uniform(0, within))
        return self._rng.choice(list(self._workers))

    async def somebody_renewing(self, within: float) -> int:
        """A worker whose token request the service has met, at a random moment of the seconds after that."""
        while not self._met.empty():
            self._met.get()
        while True:
            try:
                renewal = self._met.get(timeout=1.0)
            except Empty:
                await self.inspect()
                continue
            if renewal.worker in self._workers:
                await asyncio.sleep(self._rng.uniform(0, within))
                return renewal.worker

    def kill(self, *workers: int) -> None:
        """End these; all of them when none is named."""
        for pid in workers or tuple(self._workers):
            self._service.doomed.add(pid)
            self.failures.update(line.partition(":")[0] for line in self._workers.pop(pid).kill())

    async def inspect(self) -> None:
        """See that the login is there, or that it went with a worker; then sign in again.

        The lock keeps all who live from renewing meanwhile.
        """
        file = TokenFile(self._tokens)
        async with file.lock():
            token = kept_token(self._tokens)
            if not self._service.accepts(token):
                renewal = self._service.spent(token.refresh_token.get_secret_value())
                assert renewal.worker in self._service.doomed, "a login is lost, and nobody died with it"
                assert renewal.brought not in {each.kept for each in self._service.renewals}, (
                    "a login is lost that had been kept"
                )
                self.lost += 1
                file.save(ended_token(self._service.sign_in()))
