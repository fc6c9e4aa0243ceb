from collections.abc import Hashable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.tui.widgets.columns import Row
from sptui.tui.widgets.rowsequence import NEAR, LazyRows, RowsAt, item_near, locate, markable_keys, places_of
from tests.tui.widgets.listbench import HEADED, Lazy, items, numbered


class Lost(Lazy):
    """Says of nothing where it is, and notes what it was asked for."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.asked: list[tuple[Hashable, int]] = []

    def index_of(self, key: Hashable, near: int) -> int | None:
        self.asked.append((key, near))
        return None


def keyed(keys: str) -> LazyRows:
    return LazyRows(len(keys), lambda index: Row((keys[index],), key=keys[index]))


def test_a_row_is_built_once_when_it_is_looked_at() -> None:
    rows = Lazy(10_000)
    assert len(rows) == 10_000
    assert rows[7].key == rows[7].key == "item 7"
    assert rows[-1] is rows[9_999]
    assert [row.key for row in rows[3:5]] == ["item 3", "item 4"]
    assert rows.built == [7, 9_999, 3, 4]


def test_there_is_nothing_behind_the_end() -> None:
    with pytest.raises(IndexError):
        Lazy(3)[3]
    assert [row.key for row in Lazy(3)] == ["item 0", "item 1", "item 2"]
    assert Lazy(3)[2:9] == (items("item 2")[0],)


def test_the_place_of_a_key_and_the_text_of_a_row_are_told_without_building_it() -> None:
    rows = Lazy(10_000)
    assert rows.index_of("item 9000", 0) == 9_000
    assert rows.index_of("another", 0) is None
    assert rows.text(12) == "item 12"
    assert rows.built == []


def test_without_a_word_about_keys_and_texts_the_rows_are_asked() -> None:
    rows = LazyRows(len(HEADED), HEADED.__getitem__)
    assert [rows.index_of(key, 0) for key in ("a", "d", None)] == [1, 5, None]
    assert rows.text(1) == ""


@pytest.mark.parametrize(("near", "place"), [(0, 1), (3, 1), (4, 5), (9, 5), (-4, 1)])
def test_of_equal_keys_the_nearest_is_found(near: int, place: int) -> None:
    assert keyed("xaxxxa").index_of("a", near) == place
    assert locate(tuple(keyed("xaxxxa")), "a", near) == place


@given(st.text("abc", max_size=12), st.integers(-2, 14))
def test_plain_rows_and_rows_with_an_index_find_the_same(keys: str, near: int) -> None:
    places = [place for place, key in enumerate(keys) if key == "a"]
    expected = min(places, key=lambda place: abs(place - near), default=None)
    assert locate(tuple(keyed(keys)), "a", near) == expected
    assert locate(keyed(keys), "a", near) == expected


def test_rows_around_the_old_place_are_looked_at_before_the_index_is_asked() -> None:
    rows = Lost(10_000)
    assert locate(rows, f"item {500 + NEAR}", 500) == 500 + NEAR
    assert rows.asked == []
    assert locate(rows, "item 600", 500) is None
    assert rows.asked == [("item 600", 500)]
    assert set(rows.built) == set(range(500 - NEAR, 501 + NEAR))


def test_headings_and_rows_without_a_key_are_never_found() -> None:
    rows = [Row(("Albums",), kind="heading", key="a"), Row(("b",)), *items("a")]
    assert locate(rows, "a", 0) == 2
    assert locate(rows, None, 1) is None
    assert locate([], "a", 4) is None


@pytest.mark.parametrize(("index", "towards", "place"), [(0, 1, 1), (3, 1, 4), (3, -1, 2), (99, 1, 5), (-9, -1, 1)])
def test_the_next_item_in_a_direction_or_else_the_nearest_on_the_other_side(
    index: int, towards: int, place: int
) -> None:
    assert item_near(HEADED, index, towards) == place
    assert item_near(HEADED[:1], 0, towards) is None
    assert item_near((), index, towards) is None


def test_rows_at_places_of_others_are_a_list_of_their_own() -> None:
    rows = Lazy(100)
    some = RowsAt(rows, [3, 50, 99])
    assert len(some) == 3
    assert [row.key for row in some[1:]] == ["item 50", "item 99"]
    assert some[-3].key == "item 3"
    assert rows.built == [50, 99, 3]


@pytest.mark.parametrize("rows", [tuple(numbered(20)), Lazy(20)], ids=["plain", "lazy"])
def test_keys_are_told_apart_from_those_that_have_gone(rows: Sequence[Row]) -> None:
    keys: frozenset[Hashable] = frozenset({"item 7", "item 2", "another"})
    assert places_of(rows, keys) == [2, 7]
    assert markable_keys(rows, keys) == {"item 7": "item 7", "item 2": "item 2"}


def test_a_key_may_have_become_another_one() -> None:
    class Renamed(Lazy):
        def index_of(self, key: Hashable, near: int) -> int | None:
            return 3 if key == "item 2" else None

    assert markable_keys(Renamed(9), frozenset({"item 2", "item 5"})) == {"item 2": "item 3"}


def test_items_that_refuse_a_mark_have_no_markable_key() -> None:
    rows = [Row(("…",), key="a", pending=True), Row(("b",), key="b", markable=False), *items("c")]
    assert markable_keys(rows, frozenset("abc")) == {"c": "c"}
