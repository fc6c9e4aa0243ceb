import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sptui.library.history import MOST, History

steady = settings(derandomize=True, max_examples=200, deadline=None, database=None)


@pytest.fixture
def history() -> History:
    return History(["abba", "blur", "cure"])


def test_the_newest_stands_last(history: History) -> None:
    history.add("devo")
    assert history.searches == ("abba", "blur", "cure", "devo")


def test_a_repeated_search_moves_to_the_end(history: History) -> None:
    history.add(" abba ")
    assert history.searches == ("blur", "cure", "abba")


@pytest.mark.parametrize("empty", ["", "  ", "\u200b"])
def test_an_empty_search_is_not_remembered(history: History, empty: str) -> None:
    history.add(empty)
    assert history.searches == ("abba", "blur", "cure")


def test_the_oldest_make_room() -> None:
    history = History(map(str, range(MOST + 3)))
    assert history.searches == tuple(map(str, range(3, MOST + 3)))
    history.add("new")
    assert history.searches == (*map(str, range(4, MOST + 3)), "new")
    history.add("10")
    assert len(history.searches) == MOST
    assert history.searches[-1] == "10"


def test_one_walks_to_the_oldest_and_back_to_what_was_being_typed(history: History) -> None:
    assert [history.older("typ"), history.older("cure"), history.older("blur")] == ["cure", "blur", "abba"]
    assert history.older("abba") is None
    assert [history.newer(), history.newer(), history.newer()] == ["blur", "cure", "typ"]
    assert history.newer() is None
    assert history.older("typ") == "cure"


def test_there_is_nothing_newer_than_what_is_being_typed(history: History) -> None:
    assert history.newer() is None
    assert history.newer("typ") is None
    assert history.older("typ") == "cure"


def test_without_searches_the_line_stays_as_it_is() -> None:
    history = History()
    assert history.older("typ") is None
    assert history.newer() is None


def test_what_stands_in_the_line_already_is_stepped_over(history: History) -> None:
    assert history.older("cure") == "blur"
    assert history.newer() == "cure"
    assert history.newer() is None


def test_an_edited_search_is_there_again_on_the_way_back_and_the_history_keeps_the_old_one(history: History) -> None:
    history.older("typ")
    assert history.older("cure live") == "blur"
    assert history.newer("blur 1994") == "cure live"
    assert history.older("cure live") == "blur 1994"
    assert history.searches == ("abba", "blur", "cure")


@pytest.mark.parametrize("end", [History.stop, lambda history: history.add("cure")], ids=["stop", "add"])
def test_a_walk_that_has_ended_begins_anew_without_edits(history: History, end: object) -> None:
    assert callable(end)
    history.older("typ")
    history.older("cure live")
    end(history)
    assert history.newer() is None
    assert [history.older("other"), history.older("cure"), history.newer(), history.newer()] == [
        "cure",
        "blur",
        "cure",
        "other",
    ]


def test_a_history_comes_back_as_it_was_kept(history: History) -> None:
    assert json.loads(history.dump()) == ["abba", "blur", "cure"]
    assert History.load(history.dump()).searches == history.searches


@pytest.mark.parametrize(
    ("text", "searches"),
    [
        ("", ()),
        ("{", ()),
        ("null", ()),
        ('"abba"', ()),
        ('{"abba": 1}', ()),
        ("[" * 100_000, ()),
        ("1" * 5_000, ()),
        ('["abba", null, 3, ["blur"], "", "cure", "abba"]', ("cure", "abba")),
        ('["\\ud800 a\\u001b\\n b"]', ("? a b",)),
        (json.dumps([str(number) for number in range(MOST + 5)]), tuple(map(str, range(5, MOST + 5)))),
    ],
)
def test_what_is_not_to_be_understood_is_left_out(text: str, searches: tuple[str, ...]) -> None:
    assert History.load(text).searches == searches


@steady
@given(st.lists(st.text(max_size=3), max_size=2 * MOST))
def test_any_searches_survive_being_kept(searches: list[str]) -> None:
    history = History(searches)
    assert History.load(history.dump()).searches == history.searches
    assert len(set(history.searches)) == len(history.searches) <= MOST


@steady
@given(st.lists(st.sampled_from("abcd")), st.sampled_from("abx"))
def test_a_walk_to_the_end_and_back_leads_to_where_it_began(searches: list[str], typed: str) -> None:
    history = History(searches)
    there, line = [typed], typed
    while (older := history.older(line)) is not None:
        line = older
        there.append(line)
    back = [line]
    while (newer := history.newer()) is not None:
        back.append(newer)
    assert back == there[::-1]
    assert sorted({*there}) == sorted({*searches, typed})
