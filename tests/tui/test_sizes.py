import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.tui.sizes import TINY, View, below_toasts, composition, fitting, speechless
from sptui.tui.widgets.narrow import too_narrow
from sptui.tui.widgets.tabs import places


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


@pytest.mark.parametrize(
    ("typed", "below"),
    [(None, 8), (0, 8), (3, 8), (24, 12), (27, 9), (28, 8), (35, 8)],
)
def test_notifications_stand_above_the_line_that_one_types_into(typed: int | None, below: int) -> None:
    assert below_toasts(36, 8, typed) == below


@pytest.mark.parametrize(
    ("size", "nothing"),
    [((39, 24), True), ((40, 24), False), ((39, TINY), False), ((19, TINY), True), ((200, 1), False)],
)
def test_a_few_lines_need_fewer_cells_than_panes(size: tuple[int, int], nothing: bool) -> None:
    assert speechless(*size) is nothing


@given(st.integers(1, 39), st.integers(1, 30))
def test_what_is_said_in_a_narrow_window_fits_it(width: int, height: int) -> None:
    lines = too_narrow(width, height).splitlines()
    assert 0 < len(lines) <= height
    assert all(len(line) <= width for line in lines)


@given(st.integers(1, 100))
def test_tabs_shorten_before_they_are_lost(width: int) -> None:
    placed = list(places(["Library", "Search", "Queue", "Devices"], width))
    ends = [start + len(title) for start, title in placed]
    assert all(title for _, title in placed)
    assert all(end < start for end, (start, _) in zip(ends, placed[1:], strict=False))
    assert width < 11 or ends[-1] <= width
    assert width < 33 or [title for _, title in placed] == ["Library", "Search", "Queue", "Devices"]
