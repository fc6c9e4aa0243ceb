import os
import pty
import struct
import sys
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.desktop.graphics import Art, Chosen, Setting, cell_pixels, choose, has_package
from sptui.desktop.terminal import Abilities

XTERM = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
KITTY = {"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}
WEZTERM = {**XTERM, "TERM_PROGRAM": "WezTerm"}
BOTH = Abilities(answered=True, pictures=("kitty", "sixel"))
NEITHER = Abilities(answered=True)
NAMES = ("TERM", "COLORTERM", "TERM_PROGRAM", "TMUX", "STY", "SSH_TTY", "NO_COLOR", "KITTY_WINDOW_ID", "WT_SESSION")


def chosen(
    env: Mapping[str, str],
    says: Abilities | None = BOTH,
    *,
    setting: Setting = "auto",
    without: str = "",
    platform: str = "linux",
) -> Chosen:
    return choose(setting, env, platform=platform, has=lambda module: module != without, ask=lambda: says)


@pytest.mark.parametrize(
    ("env", "says", "art"),
    [
        (KITTY, BOTH, "kitty"),
        ({"TERM": "xterm-ghostty"}, BOTH, "kitty"),
        ({**XTERM, "TERM_PROGRAM": "ghostty"}, BOTH, "kitty"),
        (KITTY, Abilities(answered=True, pictures=("sixel",)), "blocks"),
        (KITTY, NEITHER, "blocks"),
        (KITTY, None, "blocks"),
        (WEZTERM, BOTH, "sixel"),
        ({"TERM": "foot"}, BOTH, "sixel"),
        ({**XTERM, "XTERM_VERSION": "XTerm(390)"}, BOTH, "sixel"),
        ({**XTERM, "KONSOLE_VERSION": "240801"}, NEITHER, "blocks"),
        ({**XTERM, "TERM_PROGRAM": "vscode"}, Abilities(answered=False), "blocks"),
    ],
)
def test_a_terminal_that_may_show_pictures_is_believed_when_it_says_so(
    env: Mapping[str, str], says: Abilities | None, art: Art
) -> None:
    assert chosen(env, says).art == art


@pytest.mark.parametrize(
    ("env", "art"),
    [
        (XTERM, "blocks"),
        ({"TERM": "xterm-256color"}, "blocks"),
        ({"TERM": "alacritty"}, "blocks"),
        ({"WT_SESSION": "1"}, "blocks"),
        ({**KITTY, "TMUX": "/run/1"}, "blocks"),
        ({**XTERM, **KITTY, "TERM": "tmux-256color", "TMUX": "/run/1"}, "blocks"),
        ({**WEZTERM, "STY": "1.pts"}, "blocks"),
        ({**XTERM, "SSH_CONNECTION": "192.0.2.1 22"}, "off"),
        ({**KITTY, "SSH_TTY": "/dev/pts/1"}, "off"),
        ({**XTERM, "NO_COLOR": "1"}, "off"),
        ({**XTERM, "NO_COLOR": ""}, "blocks"),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, "off"),
        ({"TERM": "xterm"}, "off"),
        ({"TERM": "linux"}, "off"),
        ({}, "off"),
    ],
)
def test_every_other_terminal_is_judged_by_its_environment_and_not_asked(env: Mapping[str, str], art: Art) -> None:
    def ask() -> Abilities:
        pytest.fail("it was asked")

    assert choose("auto", env, platform="linux", has=lambda _: True, ask=ask).art == art


def test_windows_has_colours_without_a_name_for_its_terminal() -> None:
    assert chosen({}, platform="win32").art == "blocks"


@pytest.mark.parametrize("setting", ["blocks", "sixel", "kitty"])
@pytest.mark.parametrize("env", [{}, {**XTERM, "SSH_TTY": "1"}, {**KITTY, "TMUX": "1", "NO_COLOR": "1"}])
def test_what_the_setting_names_goes_before_all_else(setting: Art, env: Mapping[str, str]) -> None:
    assert choose(setting, env, has=lambda _: True) == Chosen(setting, "by the setting")


def test_without_the_extra_there_are_no_pictures_and_what_was_asked_for_is_missing() -> None:
    assert chosen(XTERM, without="PIL") == Chosen("off", "the extra is not installed (pip install 'sptui[art]')")
    assert chosen(XTERM, without="PIL", setting="off").missing == ""
    assert chosen(XTERM, without="PIL", setting="kitty").missing == "Pillow"
    assert chosen(XTERM, without="textual_image", setting="sixel").missing == "textual-image"
    assert chosen(XTERM, without="textual_image", setting="blocks").missing == ""


def test_with_half_of_the_extra_there_are_half_blocks_where_sixels_could_be() -> None:
    assert chosen(WEZTERM, without="textual_image").told == "half blocks: for sixel the extra is not complete"
    assert chosen(KITTY, without="textual_image").art == "kitty"


@given(
    st.sampled_from(["auto", "off", "blocks", "sixel", "kitty"]),
    st.dictionaries(st.sampled_from(NAMES), st.text(max_size=8)),
    st.sets(st.sampled_from(["PIL", "textual_image"])),
    st.sampled_from([None, BOTH, NEITHER]),
)
def test_nothing_is_ever_chosen_that_is_not_installed(
    setting: Setting, env: dict[str, str], there: set[str], says: Abilities | None
) -> None:
    found = choose(setting, env, platform="linux", has=there.__contains__, ask=lambda: says)
    assert found.art == "off" or "PIL" in there
    assert found.art != "sixel" or "textual_image" in there
    assert found.why
    assert not found.missing or found.art == "off"


def test_a_package_is_found_without_being_imported() -> None:
    assert has_package("this") is True
    assert "this" not in sys.modules
    assert not has_package("no_such_package")
    assert not has_package("no_such_package.part")


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal's size in pixels is asked by an ioctl")
@pytest.mark.parametrize(
    ("size", "cell"),
    [((24, 80, 800, 480), (10, 20)), ((24, 80, 0, 0), None), ((0, 0, 0, 0), None), ((24, 80, 40, 20), None)],
)
def test_the_size_of_a_cell_is_what_the_system_says_or_unknown(
    size: tuple[int, int, int, int], cell: tuple[int, int] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl  # noqa: PLC0415 -- not on Windows
    import termios  # noqa: PLC0415

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *size))
    with os.fdopen(ours, "wb"), os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr(sys, "__stderr__", terminal)
        assert cell_pixels() == cell


def test_what_is_no_terminal_has_no_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 -- a stream is what is wanted
        monkeypatch.setattr(sys, "__stderr__", nowhere)
        assert cell_pixels() is None
    monkeypatch.setattr(sys, "__stderr__", None)
    assert cell_pixels() is None
