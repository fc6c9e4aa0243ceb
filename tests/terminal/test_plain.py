"""Plain lines in a real terminal that can do nothing else."""

import os
import signal
import sys
from collections.abc import Iterator

import pytest

from tests.terminal.tmux import Terminal

FIRST = "Now: Hummingbird Heart, by Paper Lanterns, on Small Hours. 2:19. On Desk."


@pytest.fixture
def plain(env: dict[str, str]) -> Iterator[Terminal]:
    """The demo in a terminal that calls itself dumb, as it opens by itself."""
    command = ["env", "TERM=dumb", sys.executable, "-m", "sptui", "demo"]
    with Terminal(command, env, columns=80, lines=24) as terminal:
        terminal.wait_for(FIRST)
        yield terminal


def test_words_are_typed_and_answered_without_any_art(plain: Terminal) -> None:
    plain.text("pause")
    plain.keys("Enter")
    plain.wait_for("Paused.")
    plain.text("sta")
    plain.text("tus")
    plain.keys("Enter")
    screen = plain.wait_for("Shuffle off, repeat off.")
    lines = [line for line in screen.lines if line.strip()]
    assert lines[0] == "sptui in plain lines, demo. Type help for the words, quit to leave."
    assert lines[1:5] == [FIRST, "pause", "Paused.", "status"]
    assert lines[5].startswith("Paused: Hummingbird Heart, by Paper Lanterns, on Small Hours.")
    assert str(screen).isascii()
    plain.keys("Up")  # what was typed is remembered
    plain.keys("Up")
    plain.keys("Enter")
    plain.wait_for("It is paused already.")
    plain.text("quit")
    plain.keys("Enter")
    assert plain.exit_status() == 0


def test_ctrl_d_leaves(plain: Terminal) -> None:
    plain.keys("C-d")
    assert plain.exit_status() == 0


@pytest.mark.skipif(sys.platform != "linux", reason="the program's process is looked up in /proc")
def test_an_interruption_in_the_midst_of_a_line_leaves_a_terminal_that_shows_what_is_typed(plain: Terminal) -> None:
    plain.text("vol")
    plain.wait_for("vol")
    os.kill(plain.program, signal.SIGINT)
    assert plain.exit_status() == 130
    plain.text("seen")
    plain.wait_for("seen")
