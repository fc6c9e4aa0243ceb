"""Lists in the shared file: kept page by page, and replaced."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.store import KeptList, Store
from tests.stored import NOW, WRITTEN, begin, sums, there, told, written


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "store.sqlite"


@pytest.fixture
def pair(file: Path) -> Iterator[tuple[Store, Store]]:
    """Two processes' stores on one file."""
    stores = Store(file), Store(file)
    yield stores
    for store in stores:
        assert store.problem == ""
        store.close()


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    store = Store(file)
    yield store
    assert sums(store)[0] == sums(store)[1]
    assert store.problem == ""
    store.close()


def test_a_list_comes_back_in_another_process_and_after_a_restart(pair: tuple[Store, Store], file: Path) -> None:
    mine, other = pair
    mine.keep_list("playlist:p", tag="v1", total=250, at=NOW, about='{"name": "Łódź"}')
    mine.keep_page("playlist:p", 100, 100, '["later"]')
    mine.keep_page("playlist:p", 0, 50, '["żółw", "\U0001f422"]')
    begin(mine, "saved:tracks")

    known = KeptList(tag="v1", total=250, at=NOW, about='{"name": "Łódź"}', pages=((0, 50), (100, 100)))
    again = Store(file)
    for store in (mine, other, again):
        assert store.kept_list("playlist:p", NOW + 1.0) == known
        assert store.kept_page("playlist:p", 0) == '["żółw", "\U0001f422"]'
        assert store.kept_page("playlist:p", 100) == '["later"]'
        assert store.kept_page("playlist:p", 50) is None
        assert store.kept_list("saved:tracks", NOW) == KeptList(tag="", total=None, at=NOW, about="", pages=())
    again.close()


def test_a_list_that_nobody_kept_is_none(store: Store) -> None:
    assert store.kept_list("playlist:p", NOW) is None
    assert store.kept_page("playlist:p", 0) is None


def test_a_list_in_memory_is_kept_for_one_process() -> None:
    mine, other = Store.in_memory(), Store.in_memory()
    begin(mine, "a")
    mine.keep_page("a", 0, 1, "[]")

    assert (mine.kept_page("a", 0), other.kept_page("a", 0)) == ("[]", None)
    mine.close()
    other.close()


def test_a_list_that_is_told_anew_keeps_its_pages(store: Store) -> None:
    store.keep_list("a", tag="v1", total=3, at=NOW, about="x")
    store.keep_page("a", 0, 3, "[]")
    store.keep_list("a", tag="v1", total=4, at=NOW + 9.0)

    assert store.kept_list("a", NOW) == KeptList(tag="v1", total=4, at=NOW + 9.0, about="", pages=((0, 3),))


def test_another_version_of_a_list_drops_its_pages_and_no_others(store: Store) -> None:
    begin(store, "a", "b", tag="v1")
    for key in ("a", "b"):
        store.keep_page(key, 0, 3, f"[{key}]")
    begin(store, "a", tag="v2")

    assert store.kept_list("a", NOW) == KeptList(tag="v2", total=None, at=NOW, about="", pages=())
    assert (store.kept_page("a", 0), store.kept_page("b", 0)) == (None, "[b]")


@pytest.mark.parametrize(
    ("start", "count", "left"),
    [
        (0, 10, [(0, 10), (10, 10), (20, 10)]),
        (0, 11, [(0, 11), (20, 10)]),
        (9, 1, [(9, 1), (10, 10), (20, 10)]),
        (15, 1, [(0, 10), (15, 1), (20, 10)]),
        (19, 2, [(0, 10), (19, 2)]),
        (5, 20, [(5, 20)]),
        (0, 100, [(0, 100)]),
        (30, 10, [(0, 10), (10, 10), (20, 10), (30, 10)]),
        (10, 0, [(0, 10), (10, 10), (20, 10)]),
    ],
)
def test_a_page_takes_the_place_of_all_that_it_overlaps(
    store: Store, start: int, count: int, left: list[tuple[int, int]]
) -> None:
    begin(store, "a", "b")
    for key in ("a", "b"):
        for place in (0, 10, 20):
            store.keep_page(key, place, 10, f"[{key}]")
    store.keep_page("a", start, count, "[new]")

    pages = store.kept_list("a", NOW), store.kept_list("b", NOW)
    assert [list(each.pages) for each in pages if each] == [left, [(0, 10), (10, 10), (20, 10)]]
    if count:
        assert store.kept_page("a", start) == "[new]"


def test_a_page_of_a_list_that_is_not_kept_is_not_kept(store: Store) -> None:
    store.keep_page("a", 0, 1, "[]")
    begin(store, "a")
    store.keep_page("a", 0, 1, "[1]")
    store.forget()
    store.keep_page("a", 1, 1, "[2]")

    assert store.kept_list("a", NOW) is None
    assert store.run("SELECT * FROM pages") == []


def test_pages_can_be_dropped_without_their_list(store: Store) -> None:
    begin(store, "a", "b")
    for key in ("a", "b"):
        store.keep_page(key, 0, 1, f"[{key}]")
    store.drop_pages("a")

    known = store.kept_list("a", NOW)
    assert known is not None
    assert (known.pages, store.kept_page("b", 0)) == ((), "[b]")


def test_a_version_that_another_process_has_kept_is_neither_read_nor_written_unawares(
    pair: tuple[Store, Store],
) -> None:
    mine, other = pair
    begin(mine, "a", tag="v1")
    mine.keep_page("a", 0, 2, "[old]")
    begin(other, "a", tag="v2")
    other.keep_page("a", 0, 2, "[new]")

    mine.keep_page("a", 2, 2, "[old]")
    assert mine.kept_page("a", 0) is None
    known = mine.kept_list("a", NOW)
    assert known is not None
    assert (known.tag, known.pages, mine.kept_page("a", 0)) == ("v2", ((0, 2),), "[new]")
    mine.keep_page("a", 2, 2, "[new]")
    assert other.kept_page("a", 2) == "[new]"


def test_small_things_are_remembered_until_they_are_told_anew(pair: tuple[Store, Store]) -> None:
    mine, other = pair
    assert other.remembered("searches") == ""
    for text in ('["a"]', '["b", "żółw"]'):
        mine.remember("searches", text)
    mine.remember("playlist", "p")

    assert (other.remembered("searches"), other.remembered("playlist")) == ('["b", "żółw"]', "p")


def test_of_a_small_thing_it_is_known_whether_it_was_nothing_or_could_not_be_read(store: Store, file: Path) -> None:
    store.remember("b", "x")
    store.run("PRAGMA journal_mode = DELETE")  # in which who writes shuts readers out
    store.run("PRAGMA busy_timeout = 0")
    writing = sqlite3.connect(file, isolation_level=None)
    assert (store.recall("b"), store.recall("c")) == ("x", "")

    writing.execute("BEGIN EXCLUSIVE")
    assert (store.recall("b"), store.recall("c")) == (None, None)
    assert (store.remembered("b"), store.remembered("c")) == ("", "")
    writing.execute("ROLLBACK")
    writing.close()
    assert store.recall("b") == "x"


def test_another_account_has_nothing_of_these_and_what_was_spent_stays(pair: tuple[Store, Store]) -> None:
    mine, other = pair
    written(mine)
    begin(mine, "a", "b")
    mine.keep_page("a", 0, 1, "[]")
    mine.remember("searches", "x")
    mine.forget()

    assert there(other) == set()
    assert other.run("SELECT * FROM pages") == []
    assert other.remembered("searches") == ""
    spent, cooldowns, playback, holder = told(other)
    assert (spent, cooldowns, playback, holder) == (WRITTEN[0], WRITTEN[1], None, WRITTEN[3])


@pytest.mark.parametrize("body", ["", "{", "\x00", "\U0001f422", "x" * 100_000])
def test_any_text_comes_back_as_it_was(store: Store, body: str) -> None:
    begin(store, "a")
    store.keep_page("a", 0, 1, body)
    store.remember("b", body)

    assert (store.kept_page("a", 0), store.remembered("b")) == (body, body)


def test_what_no_file_can_hold_is_not_kept(store: Store) -> None:
    begin(store, "a")
    store.keep_page("a", 0, 1, "\ud83d")
    store.remember("b", "\ud83d")
    store.keep_list("c", tag="", total=2**63, at=NOW)
    store.keep_list("\ud83d", tag="", total=1, at=NOW)

    assert (store.kept_page("a", 0), store.remembered("b")) == (None, "")
    assert there(store) == {"a"}
    assert store.kept_list("\ud83d", NOW) is None


def test_a_page_that_got_damaged_is_given_to_the_caller_to_notice(store: Store) -> None:
    begin(store, "a")
    store.keep_page("a", 0, 1, "[12]")
    store.run("UPDATE pages SET body = CAST(x'5bff5d20' AS TEXT)")

    assert store.kept_page("a", 0) == "[\ufffd] "


keys = st.sampled_from("ab")
pages = st.tuples(keys, st.integers(0, 12), st.integers(1, 6), st.text(max_size=3))


@given(st.lists(st.one_of(pages, st.tuples(keys, st.sampled_from(["", "v1", "no pages"]))), max_size=12))
def test_whatever_is_written_and_dropped_the_rest_is_there_and_counted(
    steps: list[tuple[str, int, int, str] | tuple[str, str]],
) -> None:
    store = Store.in_memory()
    lists: dict[str, tuple[str, dict[int, tuple[int, str]]]] = {}
    for step in steps:
        if len(step) == 4:
            key, start, count, body = step
            store.keep_page(key, start, count, body)
            tag, own = lists.get(key, ("", {}))
            rest = {at: page for at, page in own.items() if at >= start + count or at + page[0] <= start}
            if key in lists:
                lists[key] = tag, rest | {start: (count, body)}
        elif step[1] == "no pages":
            store.drop_pages(step[0])
            if step[0] in lists:
                lists[step[0]][1].clear()
        else:
            begin(store, step[0], tag=step[1])
            if step[0] not in lists or lists[step[0]][0] != step[1]:
                lists[step[0]] = step[1], {}

    assert there(store) == set(lists)
    for key, (tag, own) in lists.items():
        spans = tuple(sorted((start, count) for start, (count, _) in own.items()))
        assert store.kept_list(key, NOW) == KeptList(tag=tag, total=None, at=NOW, about="", pages=spans)
        assert [store.kept_page(key, start) for start in own] == [body for _, body in own.values()]
    assert sums(store)[0] == sums(store)[1]
    store.close()
