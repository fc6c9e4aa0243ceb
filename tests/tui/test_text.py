import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sptui.tui import text

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
FLAG = "\U0001f1e9\U0001f1ea"
TRICKY = st.text(
    st.one_of(
        st.sampled_from(["\u200d", "\ufe0f", "\u0301", "1", "\u2764", "\u4e16", "\U0001f469", "\U0001f1e9", " ", "…"]),
        st.characters(exclude_categories=["Cc", "Cs"]),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("ms", "shown"),
    [
        (-5, "0:00"),
        (0, "0:00"),
        (999, "0:00"),
        (1000, "0:01"),
        (185_000, "3:05"),
        (3_599_999, "59:59"),
        (3_723_000, "1:02:03"),
        (36_000_000, "10:00:00"),
    ],
)
def test_a_duration_is_whole_seconds_with_hours_only_when_there_are_any(ms: int, shown: str) -> None:
    assert text.duration(ms) == shown


def test_what_remains_carries_a_minus() -> None:
    assert text.remaining(130_000) == "-2:10"


def test_thousands_are_kept_apart() -> None:
    assert [text.count(n) for n in (0, 999, 10_000, 1_234_567)] == ["0", "999", "10,000", "1,234,567"]


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (-1, "just now"),
        (4.9, "just now"),
        (5, "5 s ago"),
        (59.9, "59 s ago"),
        (60, "1 min ago"),
        (3599, "59 min ago"),
        (3600, "1 h ago"),
        (86_399, "23 h ago"),
        (172_800, "2 d ago"),
    ],
)
def test_ages_use_the_largest_unit_that_fits(seconds: float, shown: str) -> None:
    assert text.ago(seconds) == shown


@pytest.mark.parametrize(
    ("given_text", "cells", "shown"),
    [
        ("Teardrop", 8, "Teardrop"),
        ("Teardrop", 10, "Teardrop  "),
        ("Teardrop", 5, "Tear…"),
        ("Angel of", 7, "Angel… "),
        ("Teardrop", 1, "…"),
        ("Teardrop", 0, ""),
        ("", 2, "  "),
        ("世界世界", 8, "世界世界"),
        ("世界世界", 6, "世界… "),
        ("世界世界", 5, "世界…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        (FAMILY + FAMILY, 3, FAMILY + "…"),
        (FAMILY + FAMILY, 2, "… "),
        (FLAG + FLAG, 4, FLAG + FLAG),
        (FLAG + FLAG, 3, FLAG + "…"),
        (FLAG + FLAG, 2, "… "),
        ("\U0001f1e9abc", 3, "\U0001f1e9a…"),
        ("a\u200d", 3, "a  "),
        ("\ufe0f\u200da", 2, "a "),
    ],
)
def test_text_is_cut_between_graphemes_and_padded_to_its_cells(given_text: str, cells: int, shown: str) -> None:
    assert text.fit(given_text, cells) == shown


def test_right_aligned_text_is_padded_on_the_left() -> None:
    assert text.fit("4:05", 6, "right") == "  4:05"


@given(TRICKY, st.integers(0, 30), st.sampled_from(["left", "right"]))
def test_fitted_text_is_exactly_as_wide_as_asked(given_text: str, cells: int, align: text.Align) -> None:
    assert cell_len(text.fit(given_text, cells, align)) == cells


@given(TRICKY, st.integers(0, 30))
def test_clipped_text_is_never_wider_than_asked_and_whole_when_it_fits(given_text: str, cells: int) -> None:
    clipped = text.clip(given_text, cells)
    assert cell_len(clipped) <= cells
    if "…" not in clipped and clipped:
        assert clipped in given_text
