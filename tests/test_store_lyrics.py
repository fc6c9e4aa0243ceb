import pytest

from sptui.store import KeptText, Store
from sptui.store.lyrics import MOST_LYRICS, MOST_SONGS
from tests.stored import NOW


@pytest.fixture
def store() -> Store:
    return Store.in_memory()


def keys(store: Store) -> set[str]:
    return {key for (key,) in store.run("SELECT key FROM lyrics")}


def test_a_text_is_given_back_as_it_was(store: Store) -> None:
    assert store.kept_lyrics("a", NOW) is None
    store.keep_lyrics("a", "words ♪", NOW)
    assert store.kept_lyrics("a", NOW + 5) == KeptText(body="words ♪", at=NOW, offset_ms=0)


def test_another_text_takes_the_place_of_the_first_and_the_offset_stays(store: Store) -> None:
    store.keep_lyrics("a", "one", NOW)
    store.shift_lyrics("a", -750)
    store.keep_lyrics("a", "two", NOW + 9)
    assert store.kept_lyrics("a", NOW) == KeptText(body="two", at=NOW + 9, offset_ms=-750)


def test_an_offset_of_what_is_not_kept_is_forgotten(store: Store) -> None:
    store.shift_lyrics("a", 250)
    assert keys(store) == set()


def test_when_there_are_too_many_those_go_that_nobody_has_used_for_the_longest_time(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sptui.store.lyrics.MOST_SONGS", 3)
    for place, key in enumerate("abc"):
        store.keep_lyrics(key, "words", NOW + place)
    store.kept_lyrics("a", NOW + 10)
    store.keep_lyrics("d", "words", NOW + 11)
    assert keys(store) == {"a", "c", "d"}


def test_when_they_are_too_large_the_oldest_make_room_and_the_newest_stays_whatever_it_takes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sptui.store.lyrics.MOST_LYRICS", 100)
    store.keep_lyrics("a", "w" * 40, NOW)
    store.keep_lyrics("b", "w" * 40, NOW + 1)
    assert keys(store) == {"a", "b"}
    store.keep_lyrics("c", "w" * 40, NOW + 2)
    assert keys(store) == {"b", "c"}
    store.keep_lyrics("d", "w" * 400, NOW + 3)
    assert keys(store) == {"d"}


def test_the_limits_are_those_of_years_and_not_of_a_day() -> None:
    assert MOST_SONGS >= 1_000
    assert 2**20 <= MOST_LYRICS <= 16 * 2**20


@pytest.mark.parametrize("column", ["at", "offset_ms", "body"])
def test_what_was_damaged_counts_as_not_kept(store: Store, column: str) -> None:
    store.keep_lyrics("a", "words", NOW)
    store.run(f"UPDATE lyrics SET {column} = x'ff'")  # noqa: S608 -- our own names
    assert store.kept_lyrics("a", NOW) is None


def test_half_a_character_is_not_kept_and_no_crash(store: Store) -> None:
    store.keep_lyrics("\ud800", "words", NOW)
    assert store.kept_lyrics("\ud800", NOW) is None
