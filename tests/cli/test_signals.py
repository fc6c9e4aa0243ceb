"""A terminal that goes away, whoever is told of it."""

import fcntl
import os
import subprocess
import sys
import termios
from pathlib import Path

import pytest

PATIENCE = 20.0  # seconds
_SCRIPT = """
import asyncio, fcntl, os, sys, termios
from sptui.cli.signals import signals_to

async def main():
    left = asyncio.Event()
    def leave(number):
        with open(sys.argv[2], "a") as file:
            print(number, file=file)
        left.set()
    with signals_to(leave):
        os.write(1, b"ready")
        await left.wait()
        await asyncio.sleep(0.3)  # longer than the second one takes
    return 7

if sys.argv[1] == "told":
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
sys.exit(asyncio.run(main()))
"""


def left_by(command: list[str], sign: bytes) -> int:
    """The exit status of a command that runs in a terminal, which goes away when `sign` has been written there."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, b"\x18\x00\x50\x00" + bytes(4))
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True) as process:  # noqa: S603 -- this program
        try:
            os.close(theirs)
            written = b""
            while sign not in written:
                written += os.read(ours, 65_536)
            os.close(ours)
            return process.wait(PATIENCE)
        finally:
            process.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems tell of their terminals in other ways")
@pytest.mark.parametrize("told", ["told", "not told"])
def test_it_is_heard_once_whether_or_not_the_kernel_sends_a_signal(told: str, tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    assert left_by([sys.executable, "-c", _SCRIPT, told, str(heard)], b"ready") == 7
    assert heard.read_text() == "1\n"


@pytest.mark.skipif(sys.platform != "linux", reason="as above")
def test_the_remote_ends_with_its_terminal_although_it_gets_no_signal() -> None:
    assert left_by([sys.executable, "-m", "sptui", "demo", "--art", "off"], b"Hummingbird") == 129
