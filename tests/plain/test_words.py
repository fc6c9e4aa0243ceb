import pytest

from sptui.plain.vocabulary import VOCABULARY
from sptui.plain.words import NotUnderstood, Word, numbers, on_or_off, one_number, split


def name_of(word: Word | None) -> str:
    return word.name if word is not None else ""


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("next", "next"),
        ("N", "next"),
        ("n", "next"),
        ("prev", "previous"),
        ("stat", "status"),
        ("vol", "volume"),
        ("audio", "audiobooks"),
        ("?", "help"),
        ("sc", ""),
        ("x", ""),
        ("nxt", ""),
    ],
)
def test_a_word_is_found_by_its_forms_and_its_beginning_where_that_is_enough(typed: str, name: str) -> None:
    assert name_of(VOCABULARY.find(typed)) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [("nxt", "next"), ("pasue", "pause"), ("volumne", "volume"), ("serach", "search"), ("qqq", ""), ("bogus", "")],
)
def test_a_mistyped_word_is_nearest_to_what_was_meant(typed: str, name: str) -> None:
    assert name_of(VOCABULARY.nearest(typed)) == name


def test_no_form_stands_for_two_words() -> None:
    forms = [form for word in VOCABULARY.words for form in word.forms]
    assert len(forms) == len(set(forms))
    assert all(form == form.casefold() for form in forms)


def test_every_word_tells_what_it_does_in_a_few_words() -> None:
    for word in VOCABULARY.words:
        assert 0 < len(f"{word.usage}: {word.summary}") <= 79
        assert not word.more or word.more.endswith(".")


def test_numbers_are_single_ones_and_spans() -> None:
    assert numbers("3") == (3,)
    assert numbers("1 4, 2-3 4") == (1, 4, 2, 3)
    assert numbers("5-4") == ()
    for typed in ("x", "1.5", "-", "٣", "1-999999", "3-"):
        with pytest.raises(NotUnderstood):
            numbers(typed)
    assert (one_number("12"), one_number("-1"), one_number("²"), one_number("")) == (12, None, None, None)


def test_on_off_and_nothing_are_understood() -> None:
    assert on_or_off("ON", now=False)
    assert not on_or_off("off", now=True)
    assert on_or_off("", now=False)
    assert split("  play   3 ") == ("play", "3")
