"""What the terminal can do, asked from itself: it answers queries as if somebody had typed the answers."""

import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sptui.desktop.streams import are_terminals

LIMIT = 0.3
"""Seconds to wait for the terminal's answers."""
WIDTHS_LIMIT = 1.0
"""Seconds to wait for where the cursor stands, behind as many signs as are asked for."""
TMUX_LIMIT = 0.5
"""Seconds to wait for tmux."""

_GRAPHICS = b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"  # kitty's protocol: would a picture of one pixel do?
_FOCUS = b"\x1b[?1004$p"  # DECRQM: is mode 1004 known?
_ATTRIBUTES = b"\x1b[c"  # DA1, which every terminal answers; it comes last, so that its answer ends the wait
_WHERE = b"\x1b[6n"  # DSR: where is the cursor?
_ERASE = b"\r\x1b[K"  # what a terminal may have drawn of queries that it does not understand

_IS_ATTRIBUTES = re.compile(rb"\x1b\[\?([\d;]*)c")
_IS_FOCUS = re.compile(rb"\x1b\[\?1004;(\d)\$y")
_IS_WHERE = re.compile(rb"\x1b\[\d+;(\d+)R")
_IS_GRAPHICS = re.compile(rb"\x1b_Gi=31;OK\x1b\\")
_WITH_ITERM_PICTURES: Final = frozenset({"iTerm.app", "WezTerm"})


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a terminal has said of itself. `focus` tells whether it reports its focus, None where it does not say.

    `pictures` are the protocols by which it shows pictures, and `answered` tells whether it has answered at all.
    """

    answered: bool
    pictures: tuple[str, ...] = ()
    focus: bool | None = None


def abilities_of(received: bytes, env: Mapping[str, str]) -> Abilities:
    """What the answers in `received` mean; iTerm's own protocol is known by the terminal's name in `env` alone."""
    attributes, focus = _IS_ATTRIBUTES.search(received), _IS_FOCUS.search(received)
    iterm = env.get("TERM_PROGRAM") in _WITH_ITERM_PICTURES or env.get("LC_TERMINAL") == "iTerm2"
    found = {
        "kitty": _IS_GRAPHICS.search(received) is not None,
        "sixel": attributes is not None and b"4" in attributes[1].split(b";")[1:],  # the first is the terminal's class
        "iTerm": iterm and "TMUX" not in env,
    }
    return Abilities(
        answered=attributes is not None,
        pictures=tuple(name for name, there in found.items() if there),
        focus=None if focus is None else focus[1] in {b"1", b"2", b"3"},  # set, reset, always set; 0 is unknown
    )


def asked(env: Mapping[str, str], *, limit: float = LIMIT) -> bytes | None:
    """What the terminal of this process answers within `limit` seconds; None where there is none to ask."""
    # Apple's terminal draws what it does not understand.
    queries = () if env.get("TERM_PROGRAM") == "Apple_Terminal" else (_GRAPHICS, _FOCUS)
    return _answer(b"".join((*queries, _ATTRIBUTES, _ERASE)), limit)


def widths(signs: Sequence[str], *, limit: float = WIDTHS_LIMIT) -> Sequence[int] | None:
    """How many cells each of the `signs` takes in the terminal of this process, which draws them for a moment.

    None where there is none to ask, or it does not answer within `limit` seconds.
    """
    drawn = b"".join(b"\r%s%s" % (sign.encode(), _WHERE) for sign in signs)
    received = _answer(drawn + _ERASE + _ATTRIBUTES, limit)
    return None if received is None else widths_in(received, len(signs))


def widths_in(received: bytes, signs: int) -> Sequence[int] | None:
    """How many cells each of so many signs has taken, by the answers in `received`; None where one is missing."""
    columns = [int(column) for column in _IS_WHERE.findall(received)]
    return [column - 1 for column in columns] if len(columns) == signs else None


def _answer(queries: bytes, limit: float) -> bytes | None:
    """What the terminal of this process answers to `queries`; None where there is none to ask."""
    if sys.platform == "win32" or not are_terminals(sys.stdin, sys.stdout):
        return None
    stdin, stdout = sys.stdin.fileno(), sys.stdout.fileno()
    try:
        if os.tcgetpgrp(stdin) != os.getpgrp():  # in the background, a process that touches the terminal is stopped
            return None
    except OSError:  # somebody else's terminal
        return None
    sys.stdout.flush()
    return exchange(stdin, stdout, queries, limit=limit)


def exchange(stdin: int, stdout: int, queries: bytes, *, limit: float) -> bytes:
    """What a terminal answers to `queries` until it tells its attributes, or until `limit` seconds have passed.

    Its modes are as before afterwards, and what was not read is thrown away. Both numbers are file descriptors.
    """
    import termios  # noqa: PLC0415 -- not on Windows
    import tty  # noqa: PLC0415

    before = termios.tcgetattr(stdin)
    try:
        tty.setraw(stdin, termios.TCSANOW)
        os.write(stdout, queries)
        return _read(stdin, limit)
    finally:
        termios.tcsetattr(stdin, termios.TCSAFLUSH, before)


def _read(stdin: int, limit: float) -> bytes:
    received, end = b"", time.monotonic() + limit
    while not _IS_ATTRIBUTES.search(received):
        ready, _, _ = select.select([stdin], [], [], max(0.0, end - time.monotonic()))
        if not ready or not (some := os.read(stdin, 1024)):
            break
        received += some
    return received


def tmux_passes_focus_on(*, limit: float = TMUX_LIMIT) -> bool | None:
    """Whether the tmux around passes the terminal's focus on; None when it does not say within `limit` seconds."""
    tmux = shutil.which("tmux")
    if tmux is None:
        return None
    command = [tmux, "show-options", "-gv", "focus-events"]
    try:
        done = subprocess.run(  # noqa: S603 -- fixed words
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=limit, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() == "on"
