"""Which entries are found, and in which order."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.tui.palette.entry import Entry, Kind
from sptui.tui.palette.ranking import MOST, Query, Ranking
from sptui.tui.palette.usage import HALF_LIFE, Usage
from sptui.tui.palette.usage import MOST as MOST_USED

DAY = 86_400.0


def entry(title: str, kind: Kind = "action", also: str = "") -> Entry:
    return Entry(kind=kind, id=title, title=title, run=int, also=also)


NEXT, KITCHEN, DEVICE = entry("Next"), entry("Sunday Kitchen", "playlist"), entry("Kitchen", "device", "device speaker")
ALL = (NEXT, KITCHEN, DEVICE)


def found(text: str, *entries: Entry, usage: Usage | None = None) -> list[str]:
    used = usage or Usage()
    ranking = Ranking(entries or ALL, lambda name: used.weight(name, 0.0))
    return [each.title for each in ranking.find(Query.read(text)).entries]


def test_every_word_must_be_found_in_whatever_order() -> None:
    assert found("kit") == ["Kitchen", "Sunday Kitchen"]
    assert found("kit sun") == ["Sunday Kitchen"]
    assert found("KÍT  zz") == []


def test_a_sign_leaves_one_kind() -> None:
    assert found("#") == found("# ") == found("#kit") == ["Sunday Kitchen"]
    assert found("@") == ["Kitchen"]
    assert found("> kit") == []


def test_the_kind_is_a_word_too_that_counts_less_than_a_name() -> None:
    assert found("device") == ["Kitchen"]
    assert found("speaker kit") == ["Kitchen"]
    assert found("device", *ALL, entry("Devices")) == ["Devices", "Kitchen"]


def test_what_is_used_most_stands_first_while_nothing_is_typed_and_wins_among_equals() -> None:
    usage = Usage().used("device:Kitchen", 0.0).used("device:Kitchen", 0.0).used("playlist:Sunday Kitchen", 0.0)
    assert found("", usage=usage) == ["Kitchen", "Sunday Kitchen", "Next"]
    result = Ranking(ALL, lambda name: usage.weight(name, 0.0)).find(Query())
    assert (result.often, result.of) == (2, 3)
    twins = entry("Mix one", "playlist"), entry("Mix two", "playlist")
    assert found("mix", *twins) == ["Mix one", "Mix two"]
    assert found("mix", *twins, usage=Usage().used("playlist:Mix two", 0.0)) == ["Mix two", "Mix one"]


def test_much_use_does_not_put_a_poor_match_before_a_good_one() -> None:
    usage = Usage({"playlist:Not an extra text": (1e6, 0.0)})
    assert found("next", entry("Not an extra text", "playlist"), NEXT, usage=usage) == ["Next", "Not an extra text"]


@given(st.lists(st.sampled_from("abc "), max_size=8).map("".join))
def test_letter_by_letter_the_same_is_found_as_at_once(text: str) -> None:
    entries = [entry(title) for title in ("abc", "a b c", "cab", "b", "bac ab", "ca b", "aabbcc", "c")]
    stepwise = Ranking(entries, lambda _: 0.0)
    found_so = [stepwise.find(Query.read(text[:end])) for end in range(len(text) + 1)]
    assert found_so[-1] == Ranking(entries, lambda _: 0.0).find(Query.read(text))


def test_a_choice_counts_half_after_a_fortnight_and_the_least_used_are_forgotten() -> None:
    usage = Usage().used("a", 0.0).used("a", 0.0)
    assert usage.weight("a", 0.0) == 2
    assert usage.weight("a", HALF_LIFE) == 1
    assert usage.used("a", HALF_LIFE).weight("a", HALF_LIFE) == 2
    for number in range(MOST_USED + 30):
        usage = usage.used(f"n{number}", DAY * number)
    assert len(usage.counts) == MOST_USED
    assert "a" not in usage.counts


def test_the_record_is_kept_as_text() -> None:
    usage = Usage().used("a", 5.0).used("b", 6.0)
    assert Usage.load(usage.dump()) == usage


@pytest.mark.parametrize("text", ["", "[", "7", "[]", '{"a": 1}', '{"a": [1]}', '{"a": [null, 2]}', '{"a": [true, 1]}',
                                  '{"a": [NaN, 1]}', '{"a": [-1, 1]}', '{"a": [1e999, 1]}', "[" * 9000])  # fmt: skip
def test_a_damaged_record_is_an_empty_one(text: str) -> None:
    assert Usage.load(text) == Usage()


def test_among_ten_thousand_playlists_no_letter_is_waited_for() -> None:
    words = ["Sunday", "Zürich", "Morning", "Kitchen", "Late", "Train", "Harbour", "Songs", "Deep", "2023"]
    names = [" ".join(words[int(digit)] for digit in str(number)) for number in range(10_000)]
    ranking = Ranking([entry(name, "playlist", "playlist") for name in names], lambda _: 0.0)
    took = []
    for text in ("s", "su", "sun", "sund", "sund ki", "zz", "xq", "playlist", "dktl"):
        before = time.process_time()
        result = ranking.find(Query.read(text))
        took.append(time.process_time() - before)
        assert len(result.entries) <= MOST
    assert max(took) < 0.25  # ten times what it takes
