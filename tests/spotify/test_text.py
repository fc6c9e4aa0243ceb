import pytest

from sptui.spotify.models.text import clean


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("", ""),
        ("  Abbey  Road ", "Abbey Road"),
        ("red \x1b[31malert", "red [31malert"),
        ("a\r\nb\tc\x00d\x9be", "a b c d e"),
        ("a\u2028b\u3000c", "a b c"),
        ("ab\u202ecba\u2066x\u2069", "abcbax"),
        ("\ufeffa\u200bb\u2060c\u00add\u200ee\u200ff\u061cg", "abcdefg"),
        ("half \ud83d of a pair", "half ? of a pair"),
        ("[red]markup[/red] stays", "[red]markup[/red] stays"),
    ],
)
def test_tricks_and_controls_go_and_words_stay(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "Björk – Jóga",
        "👩‍👩‍👧‍👦 ❤️‍🔥 👍🏽",  # joined with U+200D
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می‌خواهم",  # with U+200C
        "क्षत्रिय",
        "שָׁלוֹם",
        "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
    ],
)
def test_real_writing_is_left_alone(text: str) -> None:
    assert clean(text) == text


def test_a_pile_of_marks_is_cut_to_eight() -> None:
    assert clean("H" + "\u0336" * 500 + "i" + "\u0301" * 9) == "H" + "\u0336" * 8 + "i" + "\u0301" * 8
