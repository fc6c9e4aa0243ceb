import fcntl
import io
import os
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sptui.desktop.terminal import Abilities, abilities_of, asked, exchange, tmux_passes_focus_on, widths, widths_in

KITTY = b"\x1b_Gi=31;OK\x1b\\\x1b[?1004;2$y\x1b[?62;52;c"
XTERM = b"\x1b[?1004;2$y\x1b[?64;1;2;4;6;9;15;22c"
ASK = b"\x1b[?1004$p\x1b[c"


@pytest.mark.parametrize(
    ("received", "abilities"),
    [
        (KITTY, Abilities(answered=True, pictures=("kitty",), focus=True)),
        (XTERM, Abilities(answered=True, pictures=("sixel",), focus=True)),
        (b"\x1b[?1;2c", Abilities(answered=True)),
        (b"\x1b[?4;1;2c", Abilities(answered=True)),  # a VT132, which has no sixel
        (b"\x1b[?6c", Abilities(answered=True)),
        (b"\x1b_Gi=31;EINVAL:no\x1b\\\x1b[?62;22c", Abilities(answered=True)),
        (b"\x1b[?1004;0$y\x1b[?62;22c", Abilities(answered=True, focus=False)),
        (b"\x1b[?1004;1$y\x1b[?62;22c", Abilities(answered=True, focus=True)),
        (b"\x1b[?1004;4$y\x1b[?62;22c", Abilities(answered=True, focus=False)),
        (b"ls\r\x1b[?1004;2$yx\x1b[?62;4cq", Abilities(answered=True, pictures=("sixel",), focus=True)),
        (b"\x1b_Gi=31;OK\x1b\\", Abilities(answered=False, pictures=("kitty",))),
        (b"", Abilities(answered=False)),
    ],
)
def test_the_answers_tell_what_the_terminal_can_do(received: bytes, abilities: Abilities) -> None:
    assert abilities_of(received, {}) == abilities


@pytest.mark.parametrize(
    ("env", "pictures"),
    [
        ({"TERM_PROGRAM": "iTerm.app"}, ("iTerm",)),
        ({"TERM_PROGRAM": "WezTerm"}, ("iTerm",)),
        ({"LC_TERMINAL": "iTerm2"}, ("iTerm",)),
        ({"LC_TERMINAL": "iTerm2", "TMUX": "/tmp/tmux,1,0"}, ()),  # noqa: S108 -- no file of ours
        ({"TERM_PROGRAM": "vscode"}, ()),
    ],
)
def test_iterms_protocol_is_known_by_the_terminals_name(env: dict[str, str], pictures: tuple[str, ...]) -> None:
    assert abilities_of(b"\x1b[?62;22c", env).pictures == pictures


class Pty:
    """A terminal whose keyboard and screen are ours; the program's end is `program`."""

    def __init__(self) -> None:
        self.ours, self.program = os.openpty()
        self.shown = b""

    def close(self) -> None:
        os.close(self.ours)
        os.close(self.program)

    def answer(self, answers: bytes) -> threading.Thread:
        """Answer as soon as the attributes are asked for."""

        def wait() -> None:
            while b"\x1b[c" not in self.shown:
                self.shown += os.read(self.ours, 1024)
            os.write(self.ours, answers)

        thread = threading.Thread(target=wait)
        thread.start()
        return thread

    @property
    def unread(self) -> int:
        """Bytes that the program could still read."""
        (number,) = struct.unpack("i", fcntl.ioctl(self.program, termios.FIONREAD, b"\0" * 4))
        return int(number)


@pytest.fixture
def pty() -> Iterator[Pty]:
    pty = Pty()
    yield pty
    pty.close()


def test_an_exchange_ends_with_the_attributes_and_leaves_the_terminal_as_it_was(pty: Pty) -> None:
    before = termios.tcgetattr(pty.program)
    terminal = pty.answer(XTERM)
    assert exchange(pty.program, pty.program, ASK, limit=60) == XTERM
    terminal.join()
    assert termios.tcgetattr(pty.program) == before
    assert pty.shown == ASK  # and no echo of the answers


def test_what_comes_behind_the_answers_is_thrown_away(pty: Pty) -> None:
    terminal = pty.answer(XTERM + b"\r" * 2_000)
    assert exchange(pty.program, pty.program, ASK, limit=60).startswith(XTERM)
    terminal.join()
    assert pty.unread == 0


def test_a_terminal_that_says_nothing_is_waited_for_no_longer_than_the_limit(pty: Pty) -> None:
    before = termios.tcgetattr(pty.program)
    assert exchange(pty.program, pty.program, ASK, limit=0.01) == b""
    assert termios.tcgetattr(pty.program) == before


def test_the_modes_come_back_after_a_failure_as_well(pty: Pty) -> None:
    before = termios.tcgetattr(pty.program)
    read_only = os.open(os.devnull, os.O_RDONLY)
    with pytest.raises(OSError, match="Bad file descriptor"):
        exchange(pty.program, read_only, ASK, limit=60)
    os.close(read_only)
    assert termios.tcgetattr(pty.program) == before


IN_A_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from sptui.desktop.terminal import asked
sys.stderr.write(repr(asked(os.environ, limit=60)))
"""


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("xterm", b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[?1004$p\x1b[c"),
        ("Apple_Terminal", b"\x1b[c"),  # which draws what it does not understand
    ],
)
def test_a_process_asks_its_own_terminal_and_wipes_the_line(pty: Pty, name: str, queries: bytes) -> None:
    terminal = pty.answer(XTERM)
    done = subprocess.run(  # noqa: S603 -- a fixed program
        [sys.executable, "-c", IN_A_TERMINAL],
        stdin=pty.program,
        stdout=pty.program,
        stderr=subprocess.PIPE,
        env={**os.environ, "TERM_PROGRAM": name},
        start_new_session=True,
        check=True,
        timeout=60,
    )
    terminal.join()
    assert done.stderr == repr(XTERM).encode()
    assert pty.shown == queries + b"\r\x1b[K"


MEASURED_IN_A_TERMINAL = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from sptui.desktop.terminal import widths
sys.stderr.write(repr(widths(["a", "\u98a8"], limit=60)))
"""


def test_a_terminal_tells_how_wide_signs_are_and_they_are_wiped(pty: Pty) -> None:
    before = termios.tcgetattr(pty.program)
    terminal = pty.answer(b"\x1b[7;2R\x1b[7;3R\x1b[?62;22c")
    done = subprocess.run(  # noqa: S603 -- a fixed program
        [sys.executable, "-c", MEASURED_IN_A_TERMINAL],
        stdin=pty.program,
        stdout=pty.program,
        stderr=subprocess.PIPE,
        start_new_session=True,
        check=True,
        timeout=60,
    )
    terminal.join()
    assert done.stderr == b"[1, 2]"
    assert pty.shown == "\ra\x1b[6n\r風\x1b[6n\r\x1b[K\x1b[c".encode()
    assert termios.tcgetattr(pty.program) == before


def test_widths_of_which_one_is_missing_are_not_taken() -> None:
    assert widths_in(b"\x1b[1;2R\x1b[1;3R", 2) == [1, 2]
    assert widths_in(b"\x1b[1;2R\x1b[?62c", 2) is None
    assert widths_in(b"", 1) is None


def test_where_there_is_no_terminal_none_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert asked({}) is None
    assert widths(["a"]) is None
    assert capsys.readouterr().out == ""


def test_somebody_elses_terminal_is_not_asked(monkeypatch: pytest.MonkeyPatch, pty: Pty) -> None:
    with open(pty.program, "r+b", buffering=0, closefd=False) as raw:
        terminal = io.TextIOWrapper(raw, write_through=True)
        monkeypatch.setattr(sys, "stdin", terminal)
        monkeypatch.setattr(sys, "stdout", terminal)
        assert asked({}) is None
        monkeypatch.undo()
        terminal.detach()


@pytest.fixture
def tmux(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Makes a tmux that is a script."""

    def make(script: str) -> None:
        command = tmp_path / "tmux"
        command.write_text(f"#!/bin/sh\n{script}\n")
        command.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)

    return make


@pytest.mark.parametrize(
    ("script", "passes"),
    [
        ('test "$*" = "show-options -gv focus-events" && echo on', True),
        ("echo off", False),
        ("echo no server running >&2; exit 1", None),
        ("exec sleep 60", None),
    ],
)
def test_tmux_says_whether_it_passes_the_focus_on(
    tmux: Callable[[str], None], script: str, *, passes: bool | None
) -> None:
    tmux(script)
    assert tmux_passes_focus_on(limit=0.05 if "sleep" in script else 60) is passes


def test_without_a_tmux_nothing_is_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert tmux_passes_focus_on() is None
