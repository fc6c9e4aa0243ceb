import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.tui.sizes import TINY, View, composition, fitting


@pytest.mark.parametrize(
    ("chosen", "lines", "view"),
    [
        (None, 24, "panes"),
        ("full", 24, "full"),
        ("compact", 50, "compact"),
        (None, TINY, "compact"),
        (None, TINY + 1, "panes"),
        ("full", 3, "compact"),
        ("panes", 3, "panes"),
    ],
)
def test_the_view_goes_by_choice_and_by_room(chosen: View | None, lines: int, view: View) -> None:
    assert fitting(chosen, lines) == view


@given(st.integers(1, 400), st.integers(1, 150), st.booleans(), st.booleans())
def test_what_plays_alone_always_fits(width: int, height: int, cover: bool, side: bool) -> None:
    plan = composition(width, height, cover=cover, side=side)
    room = width // 2 if side else width
    cells, lines = plan.cover
    assert plan.words >= 1
    assert cells == 2 * lines
    assert plan.words + (cells if plan.beside else 0) <= max(1, room)
    assert lines <= height
    assert cover or not lines


@pytest.mark.parametrize(
    ("size", "side", "beside", "cover", "words"),
    [
        ((80, 23), False, False, (0, 0), 72),
        ((80, 35), False, False, (26, 13), 72),
        ((120, 35), False, True, (50, 25), 56),
        ((200, 49), False, True, (56, 28), 110),
        ((200, 49), True, True, (30, 15), 56),
    ],
)
def test_a_cover_stands_beside_the_words_or_above_them_or_not_at_all(
    size: tuple[int, int], side: bool, beside: bool, cover: tuple[int, int], words: int
) -> None:
    plan = composition(*size, cover=True, side=side)
    assert (plan.beside, plan.cover, plan.words) == (beside, cover, words)
    assert plan.following
