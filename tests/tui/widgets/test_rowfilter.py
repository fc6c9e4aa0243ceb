import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.library.folding import folded
from sptui.tui.widgets.columns import Row, Span
from sptui.tui.widgets.rowfilter import RowFilter, fold, words_of
from tests.tui.widgets.listbench import HEADED, Lazy, items

TITLES = ["Late Train", "Été", "Train to Été", "Ａｌｂｕｍ", "Łódź", "[/] (Live)"]


def shown(rows: list[Row], text: str) -> list[str]:
    return [str(rows[place].cells[0]) for place in RowFilter(rows).shown(words_of(text))]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("train", ["Late Train", "Train to Été"]),
        ("TRAIN ete", ["Train to Été"]),
        ("été", ["Été", "Train to Été"]),
        ("e\u0301te\u0301", ["Été", "Train to Été"]),
        ("album", ["Ａｌｂｕｍ"]),
        ("lodz", ["Łódź"]),
        ("[/] live", ["[/] (Live)"]),
        ("  ", TITLES),
        ("train train", ["Late Train", "Train to Été"]),
        ("trainto", []),
    ],
)
def test_what_holds_every_word_in_any_order_is_left(text: str, left: list[str]) -> None:
    assert shown(items(*TITLES), text) == left


def test_all_cells_of_a_row_are_looked_at_but_no_word_runs_over_two() -> None:
    rows = [Row(("Tear", (Span("dr", ""), Span("op", "rows--muted")), "Massive"), key=1)]
    assert RowFilter(rows).found(("drop",)) == [0]
    assert RowFilter(rows).found(("massive", "tear")) == [0]
    assert RowFilter(rows).found(("teardrop",)) == []


@pytest.mark.parametrize(("text", "left"), [("c", ["Singles", "c"]), ("a", ["Albums", "a"]), ("albums", []), ("x", [])])
def test_a_heading_stays_with_what_is_below_it_and_a_note_never(text: str, left: list[str]) -> None:
    assert shown(HEADED, text) == left


def test_pinned_rows_stay_and_are_not_counted() -> None:
    rows = [
        Row(("Play all",), key="all", pinned=True),
        Row(("Read an hour ago",), kind="note", pinned=True),
        Row(("Songs",), kind="heading", pinned=True),
        *items("a", "b"),
    ]
    assert shown(rows, "b") == ["Play all", "Read an hour ago", "Songs", "b"]
    assert shown(rows, "play") == ["Play all", "Read an hour ago", "Songs"]
    assert RowFilter(rows).items == [3, 4]


@pytest.mark.parametrize(("place", "nearest"), [(0, 2), (4, 5), (3, 2), (5, 5), (50, 9)])
def test_the_nearest_is_told_and_of_two_the_one_below(place: int, nearest: int) -> None:
    rows = items(*("ab"[index in (2, 5, 9)] for index in range(12)))
    assert RowFilter(rows).nearest(("b",), place) == nearest
    assert RowFilter(items(*"baab")).nearest(("b",), 1) == 0
    assert RowFilter(items(*"baaab")).nearest(("b",), 2) == 4
    assert RowFilter(rows).nearest(("c",), place) is None


@given(st.lists(st.text("ab c", max_size=6), max_size=8), st.lists(st.text("ab ", max_size=5), max_size=6))
def test_whatever_was_asked_before_the_same_is_found(names: list[str], asked: list[str]) -> None:
    rows = items(*names)
    used = RowFilter(rows)
    for text in asked:
        words = words_of(text)
        assert used.found(words) == [place for place, name in enumerate(names) if all(word in name for word in words)]


def test_one_more_letter_looks_only_at_what_was_found_before() -> None:
    looked_at: list[str] = []

    class Text(str):
        __slots__ = ()

        def __contains__(self, word: object) -> bool:
            looked_at.append(str(self))
            return super().__contains__(word)  # type: ignore[operator]

    rows = RowFilter(items("ab", "ac", "bc"))
    rows._texts = [Text(text) for text in rows._texts]
    assert rows.found(("a",)) == [0, 1]
    looked_at.clear()
    assert rows.found(("ab",)) == [0]
    assert looked_at == ["ab", "ac"]
    looked_at.clear()
    assert rows.found(("b",)) == [0, 2]
    assert len(looked_at) == 3


def test_rows_that_tell_their_texts_are_not_built() -> None:
    rows = Lazy(10_000)
    sieve = RowFilter(rows)
    assert sieve.found(words_of("ITEM 999")) == [*range(999, 9_000, 1_000), *range(9_990, 10_000)]
    assert len(sieve.items) == 10_000
    assert rows.built == []


def test_rows_without_a_text_are_asked_themselves() -> None:
    rows = Lazy(20, texts=False)
    assert RowFilter(rows).found(("19",)) == [19]
    assert rows.built == list(range(20))


@given(st.text())
def test_folding_is_the_librarys_and_folding_twice_changes_nothing(text: str) -> None:
    assert fold(text) == folded(text)
    assert fold(fold(text)) == fold(text)
