"""How long a whole process takes: to its end, or to something on the screen of a real pseudo terminal."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

FLOOR_APP = """
from textual.app import App
from textual.widgets import Static
class Floor(App):
    def compose(self):
        yield Static("floor")
Floor().run()
"""
PATIENCE = 20.0

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


def time_of(command: list[str]) -> float:
    """Milliseconds until `command` has ended."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def screen_after(command: list[str], text: str) -> float:
    """Milliseconds until `command`, run in a terminal of 120x36, has written `text`; it is then killed."""
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execvp(command[0], command)  # noqa: S606 -- the command is ours
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    written = ""
    try:
        while text not in written:
            if time.perf_counter() - start > PATIENCE:
                message = f"{text!r} never came"
                raise TimeoutError(message)
            if select.select([terminal], [], [], 1.0)[0]:
                written += _ESCAPES.sub("", os.read(terminal, 65536).decode(errors="replace"))
        return (time.perf_counter() - start) * 1000
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
