import re
import sys
import zlib
from base64 import b64decode
from pathlib import Path

import pytest
from textual.strip import Strip

from sptui.desktop.pixels import pixels_of
from sptui.simulator.covers import cover
from sptui.tui.widgets import overlays

pytest.importorskip("PIL.Image", reason="the extra art is not installed")

COVER = cover("overlay", 300)
CELL = (10, 20)


def test_kitty_gets_the_pixels_in_pieces_and_a_placeholder_for_every_cell() -> None:
    overlay = overlays.kitty(COVER, 12, 6, CELL)
    assert overlay is not None
    messages = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", overlay.before)
    assert "".join(f"\x1b_G{keys};{data}\x1b\\" for keys, data in messages) == overlay.before
    first, *rest = [dict(pair.split("=") for pair in keys.split(",")) for keys, _ in messages]
    assert first["a"] == "T"
    assert (first["U"], first["q"], first["c"], first["r"], first["s"], first["v"]) == (
        "1",
        "2",
        "12",
        "6",
        "120",
        "120",
    )
    assert [each["m"] for each in (first, *rest)] == ["1"] * len(rest) + ["0"]
    assert all(len(data) <= 4096 for _, data in messages)
    pixels = pixels_of(COVER, 120, 120)
    assert pixels is not None
    assert zlib.decompress(b64decode("".join(data for _, data in messages))) == pixels.rgb
    assert [line.cell_length for line in overlay.lines] == [12] * 6
    assert all(line.text.count("\U0010eeee") == 12 for line in overlay.lines)
    assert len({cell for line in overlay.lines for cell in line.text.split("\U0010eeee") if cell}) == 72
    assert overlay.gone == f"\x1b_Ga=d,d=I,q=2,i={first['i']}\x1b\\"
    assert {number(line) for line in overlay.lines} == {int(first["i"])}
    assert overlay.after == ""


def number(line: Strip) -> int:
    """The picture that the placeholders of a line name, by their colour."""
    (segment,) = line
    assert segment.style is not None
    assert segment.style.color is not None
    red, green, blue = segment.style.color.get_truecolor()
    return red << 16 | green << 8 | blue


def test_no_two_pictures_in_the_terminal_have_the_same_number() -> None:
    made = [overlays.kitty(COVER, 2, 1, CELL) for _ in range(3)]
    assert len({number(each.lines[0]) for each in made if each is not None}) == 3


def test_kitty_does_without_the_size_of_a_cell_but_not_beyond_its_numbers() -> None:
    assert overlays.kitty(COVER, 12, 6, None) is not None
    assert overlays.kitty(COVER, 64, 32, CELL) is not None
    assert overlays.kitty(COVER, 66, 33, CELL) is None
    assert overlays.kitty(COVER, 0, 0, CELL) is None
    assert overlays.kitty(b"no picture", 12, 6, CELL) is None


def test_sixels_fill_the_cells_and_reach_no_further_down() -> None:
    pytest.importorskip("textual_image", reason="the extra art is not installed")
    overlay = overlays.sixel(COVER, 12, 6, (9, 19))
    assert overlay is not None
    found = re.match(r'\x1bP[\d;]*q"1;1;(\d+);(\d+)', overlay.after)
    assert found is not None
    width, height = map(int, found.groups())
    assert (width, height) == (108, 114)
    assert height % 6 == 0
    assert overlay.after.endswith("\x1b\\")
    assert (overlay.before, overlay.gone, overlay.lines) == ("", "", ())


def test_no_sixels_without_the_size_of_a_cell_or_a_picture() -> None:
    pytest.importorskip("textual_image", reason="the extra art is not installed")
    assert overlays.sixel(COVER, 12, 6, None) is None
    assert overlays.sixel(b"no picture", 12, 6, CELL) is None


def test_the_encoder_of_sixels_neither_asks_nor_reads_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("textual_image", reason="the extra art is not installed")
    for name in [name for name in sys.modules if name.startswith("textual_image")]:
        monkeypatch.delitem(sys.modules, name)
    with (tmp_path / "terminal").open("w+") as terminal:
        monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(sys, "__stdout__", terminal)
        monkeypatch.setattr(sys, "__stdin__", None)
        assert overlays.sixel(COVER, 2, 1, CELL) is not None
    assert (tmp_path / "terminal").read_text() == ""
    assert {name for name in sys.modules if name.startswith("textual_image")} == {
        "textual_image",
        "textual_image._sixel",
    }
