import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.tui.widgets.meter import rule, volume


@pytest.mark.parametrize(
    ("fraction", "line"),
    [
        (-1.0, ("", "────")),
        (0.0, ("", "────")),
        (0.124, ("", "────")),
        (0.125, ("╸", "───")),
        (0.5, ("━━", "──")),
        (0.99, ("━━━╸", "")),
        (1.0, ("━━━━", "")),
        (7.0, ("━━━━", "")),
    ],
)
def test_a_rule_grows_by_half_a_cell(fraction: float, line: tuple[str, str]) -> None:
    assert rule(fraction, 4) == line


@pytest.mark.parametrize(
    ("percent", "shown"), [(0, "────────   0 %"), (68, "━━━━━───  68 %"), (100, "━━━━━━━━ 100 %"), (None, "—")]
)
def test_a_volume_is_drawn_and_told_or_a_dash_when_unknown(percent: int | None, shown: str) -> None:
    assert volume(percent) == shown


@given(st.integers(0, 100), st.integers(0, 30))
def test_a_volume_is_always_equally_wide(percent: int, cells: int) -> None:
    assert len(volume(percent, cells)) == cells + len(" 100 %")


def test_a_line_of_whole_cells_has_no_halves() -> None:
    assert [rule(fraction, 4, whole=True)[0] for fraction in (0, 0.2, 0.25, 0.4, 0.5, 1)] == [
        "",
        "",
        "━",
        "━",
        "━━",
        "━━━━",
    ]
