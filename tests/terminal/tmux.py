"""A real terminal for tests: the program in a tmux of its own, keys to it, the text on its screen."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from tests.terminal.screen import Screen

PATIENCE = 20.0
"""Seconds that anything may take to appear."""

_GLANCE = 0.03  # seconds between two looks at the screen
_TMUX = shutil.which("tmux") or "tmux"
_SETTINGS = """\
set -g default-terminal tmux-256color
set -sg escape-time 0
set -g status off
set -g terminal-overrides ',*:Tc'
set -s set-clipboard on
"""
# Like a user's shell, which goes on in the same terminal: what the program leaves behind stays to be seen.
_SHELL = '"$@"; echo "exit status $?"; exec cat'


class Terminal:
    """`command` in a terminal of `columns` x `lines` cells, from entering to leaving the context."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], *, columns: int = 120, lines: int = 36) -> None:
        self._command = command
        self._env = env
        self._size = ("-x", str(columns), "-y", str(lines))
        self._cleanup = ExitStack()

    def __enter__(self) -> Self:
        # Sockets have short addresses, shorter than the paths of tests' folders.
        folder = Path(self._cleanup.enter_context(tempfile.TemporaryDirectory(prefix="sptui-")))
        self._settings = folder / "tmux.conf"
        self._settings.write_text(_SETTINGS)
        self._socket = folder / "socket"
        self._tmux("new-session", "-d", *self._size, "--", "sh", "-c", _SHELL, "sh", *self._command)
        self._cleanup.callback(self._tmux, "kill-server")
        return self

    def __exit__(self, *_: object) -> None:
        self._cleanup.close()

    def keys(self, *names: str) -> None:
        """Press keys by tmux's names: `j`, `Enter`, `BTab`, `C-s` …"""
        self._tmux("send-keys", "--", *names)

    def text(self, literal: str) -> None:
        """Type `literal`."""
        self._tmux("send-keys", "-l", "--", literal)

    @property
    def program(self) -> int:
        """The program's process (Linux only)."""
        (shell,) = self.state("pane_pid")
        (program,) = Path(f"/proc/{shell}/task/{shell}/children").read_text().split()
        return int(program)

    def hang_up(self) -> None:
        """Take the terminal away from the program, as closing its window does."""
        self._tmux("respawn-pane", "-k", "--", "cat")

    def screen(self) -> Screen:
        """What stands on the screen now."""
        return Screen(self._tmux("capture-pane", "-p").split("\n")[:-1])

    def state(self, *names: str) -> tuple[str, ...]:
        """tmux's variables about the terminal, such as `pane_title`."""
        return tuple(self._tmux("display-message", "-p", "\n".join(f"#{{{name}}}" for name in names)).splitlines())

    def copied(self) -> str:
        """What the program has put on the clipboard."""
        return self._tmux("show-buffer")

    def wait_for(self, wanted: str | Callable[[Screen], object]) -> Screen:
        """The first screen that holds a text, or for which a predicate is true; fails when it does not come."""
        deadline = time.monotonic() + PATIENCE
        while True:
            screen = self.screen()
            if wanted in screen if isinstance(wanted, str) else wanted(screen):
                return screen
            if time.monotonic() > deadline:
                msg = f"not within {PATIENCE:g} s: {wanted}\n{screen}"
                raise AssertionError(msg)
            time.sleep(_GLANCE)

    def watch(self, seconds: float) -> list[Screen]:
        """What stands on the screen during `seconds`."""
        until = time.monotonic() + seconds
        screens = [self.screen()]
        while time.monotonic() < until:
            time.sleep(_GLANCE)
            screens.append(self.screen())
        return screens

    def exit_status(self) -> int:
        """The program's exit status, once it has ended."""
        status = self.wait_for(lambda screen: screen.exit_status is not None).exit_status
        assert status is not None
        return status

    def _tmux(self, *arguments: str) -> str:
        command = [_TMUX, "-u", "-S", str(self._socket), "-f", str(self._settings), *arguments]
        return subprocess.run(command, env=dict(self._env), check=True, capture_output=True, text=True).stdout  # noqa: S603 -- tmux


def clean_environment(home: Path) -> dict[str, str]:
    """This process's environment with an empty home, without sptui's settings and without a terminal around it."""
    theirs = ("SPTUI_", "XDG_", "TMUX", "TEXTUAL", "COLUMNS", "LINES", "NO_COLOR")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(theirs)}
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE", "DATA")}
    return {**kept, **folders, "HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "SPTUI_ART": "off"}
