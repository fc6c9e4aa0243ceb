"""The machine as the checks see it."""

import os
import platform
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Final, Self

from sptui.cli.checks.surroundings import Surroundings
from sptui.desktop.graphics import has_package
from sptui.desktop.terminal import abilities_of, asked, tmux_passes_focus_on
from sptui.spotify.models.text import clean

_PACKAGES: Final = ("textual", "httpx")
_NAMES: Final = ("TERM", "COLORTERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION")
_AROUND: Final = (("TMUX", "inside tmux"), ("STY", "inside screen"), ("SSH_CONNECTION", "over SSH"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """All that is asked of the machine and not of its files, so that a test can be on another one.

    `platform` is called as `sys.platform` calls it, and `system` at more length. `now` gives epoch seconds.
    `ask_terminal` gives what the terminal has answered, None where there is none, and `ask_tmux` whether it passes the
    focus on, None where that cannot be told. `has` tells whether a module can be imported.
    """

    python: str
    platform: str
    system: str
    packages: Mapping[str, str]
    env: Mapping[str, str]
    home: Path
    now: Callable[[], float]
    ask_terminal: Callable[[], bytes | None]
    ask_tmux: Callable[[], bool | None]
    has: Callable[[str], bool] = has_package

    @classmethod
    def this(cls) -> Self:
        """The one that the process runs on."""
        return cls(
            python=platform.python_version(),
            platform=sys.platform,
            system=platform.platform(),
            packages={name: _version(name) for name in _PACKAGES},
            env=os.environ,
            home=Path.home(),
            now=time.time,
            ask_terminal=partial(asked, os.environ),
            ask_tmux=tmux_passes_focus_on,
        )

    @property
    def terminal(self) -> str:
        """What the environment tells of the terminal, in one line."""
        env = self.env
        named = [f"{name}={clean(env[name])}" for name in _NAMES if env.get(name)]
        around = [told for variable, told in _AROUND if env.get(variable)]
        return ", ".join([*named, *around]) or "the environment names none"

    def surroundings(self) -> Surroundings:
        """The terminal and the desktop, which are asked here and now."""
        received = self.ask_terminal()
        return Surroundings(
            env=self.env,
            platform=self.platform,
            abilities=None if received is None else abilities_of(received, self.env),
            tmux_focus=self.ask_tmux() if received is not None and "TMUX" in self.env else None,
        )


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "of an unknown version"
