"""A simulated account in a process of its own, and a browser for whoever signs in to it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

CLIENT_ID = "5" * 32

_BROWSER = """\
#!{python}
import sys, urllib.request
with open({log!r}, "a") as log:
    print(sys.argv[1], file=log)
if "/authorize?" in sys.argv[1]:
    urllib.request.urlopen(sys.argv[1]).read()
"""


@contextmanager
def simulated(env: dict[str, str]) -> Iterator[httpx.Client]:
    """`sptui simulate`, with the environment pointing at it; a client of the test's own to ask it what it knows."""
    command = [sys.executable, "-m", "sptui", "simulate", "--port", "0"]
    with subprocess.Popen(command, env=env, text=True, stdout=subprocess.PIPE) as process:  # noqa: S603 -- this program
        try:
            assert process.stdout is not None
            exports = [process.stdout.readline().strip() for _ in range(3)][1:]
            assert all(exports), "the simulator did not start"
            env |= dict(line.removeprefix("export ").split("=", 1) for line in exports)
            with httpx.Client(base_url=env["SPTUI_ACCOUNTS_URL"]) as http:
                yield http
        finally:
            process.kill()


def control(http: httpx.Client, name: str, **body: Any) -> Any:  # noqa: ANN401 -- any JSON
    """Turn one of the simulator's controls; what it answers."""
    return http.post(f"/_simulator/{name}", json=body).raise_for_status().json()


def browser_in(folder: Path, env: dict[str, str]) -> Path:
    """Give the environment a browser whose user agrees at once; where it writes down what it was asked to open."""
    program, log = folder / "browser", folder / "opened"
    program.write_text(_BROWSER.format(python=sys.executable, log=str(log)))
    program.chmod(0o755)
    env["BROWSER"] = str(program)
    return log
