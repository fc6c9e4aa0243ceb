import pytest

from sptui.desktop.colours import colour_of, outstanding
from sptui.desktop.pixels import Pixels
from sptui.simulator.covers import cover

RED, BLUE, GREY, BLACK, WHITE = (200, 30, 30), (30, 40, 200), (128, 128, 128), (0, 0, 0), (255, 255, 255)


def pixels(*colours: tuple[int, int, int]) -> Pixels:
    """A picture of these pixels, ten times each."""
    return Pixels(len(colours), 10, bytes(part for colour in colours for part in colour) * 10)


def test_the_hue_that_has_most_of_the_picture_stands_out() -> None:
    assert outstanding(pixels(RED, RED, RED, BLUE, GREY, WHITE)) == RED
    assert outstanding(pixels(RED, BLUE, BLUE, BLACK)) == BLUE


def test_a_strong_colour_counts_more_than_a_pale_one() -> None:
    pale = (190, 210, 190)
    assert outstanding(pixels(pale, pale, pale, RED)) == RED


def test_a_grey_picture_has_none_and_nor_has_a_speck_of_colour() -> None:
    assert outstanding(pixels(GREY, BLACK, WHITE)) is None
    assert outstanding(Pixels(100, 1, bytes(RED) * 3 + bytes(GREY) * 97)) is None


def test_hues_on_both_sides_of_red_are_one() -> None:
    orange, pink = (210, 40, 30), (210, 30, 40)
    found = outstanding(pixels(orange, pink, BLUE))
    assert found is not None
    assert found[0] == 210, found


def test_of_bytes_the_picture_is_looked_at_and_of_others_nothing_comes() -> None:
    pytest.importorskip("PIL.Image", reason="the extra art is not installed")
    assert colour_of(cover("ab67616d00001e02" + "0" * 24, 64)) is not None
    assert colour_of(b"no picture") is None
