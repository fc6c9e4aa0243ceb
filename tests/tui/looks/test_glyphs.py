import ast
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

import sptui.tui
from sptui.tui.glyphs import _FRAMES, GLYPHS, SETS, Name, chosen, is_unicode, table_of
from sptui.tui.looks.signs import Signs

HOME = Path(sptui.tui.__file__).parent
JOINERS = frozenset("\u200d\ufe0f\U0001f1e6\U0001f1ff")  # what graphemes are told by, not written


def painted(signs: Signs, text: str) -> str:
    return "".join(segment.text for segment in signs.apply([Segment(text, Style())], Color(0, 0, 0)))


@pytest.mark.parametrize("name", SETS)
def test_every_sign_of_every_set_is_one_cell(name: Name) -> None:
    assert [glyph.means for glyph in GLYPHS if len(glyph.of(name)) != 1 or cell_len(glyph.of(name)) != 1] == []
    assert all(len(sign) == cell_len(sign) == 1 for sign in table_of(name).values())


def test_the_set_in_ascii_is_ascii_and_changes_everything() -> None:
    assert all(glyph.ascii.isascii() for glyph in GLYPHS)
    assert all(sign.isascii() for sign in _FRAMES)
    assert all(chr(sign).isascii() is False for sign in table_of("ascii"))
    assert len({glyph.unicode for glyph in GLYPHS}) == len(GLYPHS)


def test_every_sign_that_the_screen_writes_is_in_the_sets() -> None:
    known = set(table_of("ascii")) | {ord(each) for each in JOINERS}
    unknown = {}
    for path in HOME.rglob("*.py"):
        if path.name in {"glyphs.py", "overlays.py"}:  # the second one writes what a protocol wants
            continue
        tree = ast.parse(path.read_text("utf-8"))
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                strange = {each for each in node.value if not each.isascii() and ord(each) not in known}
                if strange:
                    unknown[f"{path.relative_to(HOME)}:{node.lineno}"] = strange
    assert unknown == {}


def test_the_signs_that_play_pause_and_mark_differ_in_every_set() -> None:
    for name in SETS:
        for group in (
            ("plays", "paused", "nothing plays", "marked, done"),
            ("liked", "not liked"),
            ("chosen", "not chosen"),
            ("cursor", "cursor elsewhere"),
            ("played", "the rest"),
            ("shuffle", "repeat"),
        ):
            signs = [glyph.of(name) for glyph in GLYPHS if glyph.means in group]
            assert len(set(signs)) == len(group), (name, group)


def test_signs_are_replaced_as_they_are_painted_and_titles_stay() -> None:
    line = "╭─ Queue ─╮ ▶ 風鈴 … ♥"
    assert painted(Signs("ascii"), line) == "+- Queue -+ > 風鈴 . *"
    assert painted(Signs("nerd"), "♥ a") == "\uf004 a"
    assert not Signs("unicode").enabled
    style = Style(bold=True)
    assert Signs("ascii").apply([Segment("▶", style)], Color(0, 0, 0))[0].style == style


def test_what_an_encoding_has_not_is_as_many_question_marks_as_cells() -> None:
    signs = Signs("ascii", "iso8859-1")
    text = "▶ 風鈴 Château"
    assert painted(signs, text) == "> ???? Château"
    assert cell_len(painted(signs, text)) == cell_len(text)
    assert painted(Signs("ascii", "no such thing"), "é") == "?"


def test_by_itself_the_set_is_what_the_terminal_can_show() -> None:
    assert chosen("auto", {}, "UTF-8") == "unicode"
    assert chosen("auto", {"TERM": "linux"}, "utf-8") == "ascii"
    assert chosen("auto", {}, "ANSI_X3.4-1968") == "ascii"
    assert chosen("nerd", {"TERM": "linux"}, "ascii") == "nerd"
    assert is_unicode("utf_8")
