"""How names fit what is typed, in pure functions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.library.folding import folded
from sptui.tui.palette.fuzzy import letters_of, match, possible


def marked(query: str, title: str) -> str:
    """The title with brackets around each letter that is meant."""
    hits = letters_of(tuple(folded(query).split()), title)
    return "".join(f"[{letter}]" if place in hits else letter for place, letter in enumerate(title))


def best(word: str, *names: str) -> list[str]:
    """The names that a word fits, the best first."""
    fits = {name: found.score for name in names if (found := match(folded(word), folded(name))) is not None}
    return sorted(fits, key=lambda name: -fits[name])


def test_the_beginning_of_a_name_is_better_than_that_of_a_word_and_that_than_the_middle_of_one() -> None:
    names = ("Sun", "Sunday Kitchen", "Late Sundays", "Some unnamed", "All is unsung")
    assert best("sun", *reversed(names)) == list(names)


def test_the_first_letters_of_words_are_better_than_letters_from_anywhere() -> None:
    assert best("sk", "Shaking", "Sunday Kitchen") == ["Sunday Kitchen", "Shaking"]
    assert best("shf", "Shuffle on or off") == ["Shuffle on or off"]


@pytest.mark.parametrize(
    ("query", "title", "expected"),
    [
        ("sun", "Sunday Kitchen", "[S][u][n]day Kitchen"),
        ("kit sun", "Sunday Kitchen", "[S][u][n]day [K][i][t]chen"),
        ("suki", "Sunday Kitchen", "[S][u]nday [K][i]tchen"),
        ("zimа", "Зима", "Зима"),
        ("зима", "Зима", "[З][и][м][а]"),
        ("chateau", "Château de sable", "[C][h][â][t][e][a][u] de sable"),
        ("strasse", "Night Straße", "Night [S][t][r][a][ß][e]"),
        ("k", "Late Kitchen", "Late [K]itchen"),
        ("i", "Late Kitchen", "Late Kitchen"),
    ],
)
def test_the_letters_that_are_meant_are_told(query: str, title: str, expected: str) -> None:
    assert marked(query, title) == expected


def test_letters_far_apart_mean_nothing() -> None:
    assert match("pse", "play or pause everything and everywhere, even there") is not None
    assert match("pz", "play it slowly, with a little jazz") is None


@given(st.text(min_size=1, max_size=8), st.text(max_size=30))
def test_what_fits_has_all_letters_in_their_order_and_was_possible(word: str, title: str) -> None:
    word, name = folded(word), folded(title)
    if not word or not (found := match(word, name)):
        return
    assert "".join(name[at] for at in found.letters) == word
    assert list(found.letters) == sorted(set(found.letters))
    assert 0 < found.score <= 100
    assert possible(word).search(name)
