import sys
from collections.abc import Sequence

import pytest

from sptui.cli.checks.glyphs import told
from sptui.cli.main import main
from sptui.tui.glyphs import GLYPHS


def even(signs: Sequence[str]) -> Sequence[int]:
    return [1 for _ in signs]


def with_wide_icons(signs: Sequence[str]) -> Sequence[int]:
    """A terminal whose font has icons that are two cells wide."""
    return [2 if "\ue000" <= sign <= "\uf8ff" else 1 for sign in signs]


def with_wide_hearts(signs: Sequence[str]) -> Sequence[int]:
    return [2 if sign == "♥" else 1 for sign in signs]


def test_each_set_stands_on_a_ruler_and_the_terminal_says_which_fits() -> None:
    lines = list(told({}, "utf-8", with_wide_icons))
    icons = sum(bool(glyph.nerd) for glyph in GLYPHS)
    assert lines[0] == "unicode  every sign takes one cell"
    assert len(lines[1]) == len(lines[2])
    assert "|▶|⏸|" in lines[2]
    assert lines[4] == f"nerd     {icons} of {len(GLYPHS)} signs do not take one cell: plays, paused, nothing plays"
    assert 'glyphs = "auto" takes unicode here.' in lines
    assert max(map(len, lines)) <= 100


def test_where_the_set_that_is_taken_does_not_fit_another_one_is_named() -> None:
    lines = list(told({}, "utf-8", with_wide_hearts))
    assert "unicode  1 of" in lines[0]
    assert 'glyphs = "auto" takes unicode here, which does not fit: set glyphs = "ascii".' in lines


def test_where_nothing_answers_one_looks_oneself() -> None:
    lines = list(told({}, "utf-8", lambda _: None))
    assert lines[0] == "unicode  not measured, as no terminal answers: do the bars stand below one another?"
    assert 'glyphs = "auto" takes unicode here.' in lines


def test_an_output_without_unicode_is_sent_ascii_alone() -> None:
    lines = list(told({}, "iso8859-1", even))
    assert lines[0] == "unicode  not possible, for what is written here is iso8859-1"
    assert "\n".join(lines).isascii()
    assert 'glyphs = "auto" takes ascii here.' in lines


def test_the_command_prints_nothing_else(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["sptui"])
    assert main(["doctor", "--glyphs"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("unicode ")
    assert "Sign-in" not in out
