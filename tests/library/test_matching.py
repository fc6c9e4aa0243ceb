import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sptui.library.folding import folded
from sptui.library.matching import LIMIT, Candidate, Haystack
from sptui.library.places import Place
from sptui.spotify.models.catalogue import Album, Artist, Track

steady = settings(derandomize=True, max_examples=200, deadline=None, database=None)


def found(words: str, *texts: str, limit: int = LIMIT) -> list[str]:
    """Which of `texts` are found, in order; `name — detail` has a detail."""
    haystack = Haystack(
        Candidate(name, "track", name + dash + detail, detail)
        for name, dash, detail in (text.partition(" — ") for text in texts)
    )
    return [str(candidate.value) for candidate in haystack.find(words, limit)]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Blue Train", "blue train"),
        ("Björk – Jóga", "bjork – joga"),
        ("Ærø, Łódź, Straße", "aero, lodz, strasse"),
        ("Đorđe Þór Ħal Œuvre", "dorde thor hal oeuvre"),
        ("İstanbul ılık", "istanbul ilik"),
        ("Ёлка", "елка"),
        ("ΆΛΦΑ ᾳ", "αλφα α"),
        ("ﬁne ㎒ Ａ", "fine mhz a"),
        ("❤️", "❤"),
        ("שָׁלוֹם", "שלום"),
        ("e\u0301\u0323", "e"),
        ("👍🏽", "👍🏽"),
        ("", ""),
    ],
)
def test_capitals_accents_and_letters_that_keyboards_lack_are_folded(text: str, bare: str) -> None:
    assert folded(text) == bare


@steady
@given(st.text(st.characters()))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_every_word_must_occur_in_any_order() -> None:
    texts = ("Sunday Late Train", "Late Sunday", "Sunday", "Train")
    assert found("train sunday", *texts) == ["Sunday Late Train"]
    assert found("sunday late", *texts) == ["Late Sunday", "Sunday Late Train"]
    assert found("sunday nowhere", *texts) == []


def test_the_beginning_of_a_word_beats_its_inside() -> None:
    assert found("rain", "Train", "A Long Way Through Rain", "Late Rainfall") == [
        "Late Rainfall",
        "A Long Way Through Rain",
        "Train",
    ]


def test_a_later_beginning_beats_an_earlier_inside() -> None:
    assert found("art", "Heart and Heartbeat", "Party of Art") == ["Party of Art", "Heart and Heartbeat"]


def test_one_word_inside_beats_two() -> None:
    assert found("ain un", "Rain Sun", "Train Under") == ["Train Under", "Rain Sun"]


def test_earlier_beats_later() -> None:
    assert found("blue", "Kind of Blue", "So Blue", "Blue in Green and More") == [
        "Blue in Green and More",
        "So Blue",
        "Kind of Blue",
    ]


def test_shorter_beats_longer() -> None:
    assert found("blue", "Blue Train", "Blue", "Blues") == ["Blue", "Blues", "Blue Train"]


def test_equals_stay_in_their_order() -> None:
    assert found("a", "a d", "a c", "a b") == ["a d", "a c", "a b"]


def test_weight_breaks_ties_and_nothing_else() -> None:
    candidates = [Candidate(text, "track", text, weight=weight) for text, weight in (("ab", 0), ("ac", 2), ("a", -1))]
    assert [candidate.text for candidate in Haystack(candidates).find("a")] == ["a", "ac", "ab"]


def test_what_stands_in_the_detail_comes_after_what_stands_in_the_text() -> None:
    texts = ("Late Train — Kitty Holt", "Later — Train Kitten", "Upholt", "Kitty Holt Live")
    assert found("holt", *texts) == ["Kitty Holt Live", "Upholt", "Late Train — Kitty Holt"]
    assert found("kit", *texts) == ["Kitty Holt Live", "Late Train — Kitty Holt", "Later — Train Kitten"]
    assert found("train kitty", *texts) == ["Late Train — Kitty Holt"]


def test_in_the_detail_too_the_beginning_of_a_word_beats_its_inside() -> None:
    assert found("holt", "A — Upholt", "B — The Great Holt") == ["B — The Great Holt", "A — Upholt"]


def test_how_far_from_the_left_the_detail_stands_does_not_matter() -> None:
    texts = ("A — Kitty Holt", "A Much Longer Name — Holt", "A — Kit Upholt", "A Much Longer Name — Upholt")
    assert found("holt", *texts) == [texts[1], texts[0], texts[3], texts[2]]


def test_the_beginning_of_a_word_in_the_detail_does_not_help_what_is_hit_in_the_text() -> None:
    texts = ("Later Upholt — Holt", "Upholt")
    assert found("holt", *texts) == ["Upholt", "Later Upholt — Holt"]
    assert found("holt", *texts, limit=1) == ["Upholt"]


def test_initials_come_last() -> None:
    texts = ("Sunday Late Train", "A Perfectly Ordinary Lengthy Title — Psltx", "Slt")
    assert found("slt", *texts) == ["Slt", "A Perfectly Ordinary Lengthy Title — Psltx", "Sunday Late Train"]


def test_initials_may_have_others_between_them_and_those_that_end_sooner_come_first() -> None:
    texts = ("So Many Late Night Trains", "Slow Trains Leave", "One Sunday Late Train", "Sunday Late Train")
    assert found("slt", *texts) == ["Sunday Late Train", "One Sunday Late Train", "So Many Late Night Trains"]


def test_initials_are_those_of_the_text_and_of_one_word_alone() -> None:
    texts = ("Sunday Late Train — Green Yard",)
    assert found("slt", *texts) == found("st", *texts) == list(texts)
    assert found("gy", *texts) == found("sltg", *texts) == found("slt green", *texts) == found("x", *texts) == []


def test_a_hit_is_not_found_once_more_by_its_initials() -> None:
    assert found("ab", "Ab Bb", "Ax Bx") == ["Ab Bb", "Ax Bx"]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("bjork", "Björk"),
        ("BJÖRK", "Björk"),
        ("strasse", "Straße"),
        ("dont", "Don’t Stop"),
        ("don't", "Dont Stop"),
        ("don´t", "Don’t Stop"),
        ("ac dc", "AC/DC"),
        ("dc/ac", "AC/DC"),
        ("rem", "R.E.M."),
        ("blue - (live)", "Blue [Live]"),
        ("÷", "÷ (Deluxe)"),
        ("!!!", "!!!"),
        ("夜", "「夜」の歌"),
        ("خواهم", "می‌خواهم"),
        ("a^-]b", "A^-]B"),
        ("&☂", "& Blue ☂"),
    ],
)
def test_punctuation_accents_and_capitals_do_not_matter(words: str, text: str) -> None:
    assert found(words, text, "Something else") == [text]


@pytest.mark.parametrize("words", ["", "   ", "\n"])
def test_without_words_nothing_is_found(words: str) -> None:
    assert found(words, "Blue", "") == []


def test_an_empty_haystack_has_nothing() -> None:
    assert Haystack(()).find("blue") == []


@pytest.mark.parametrize(("limit", "number"), [(0, 0), (1, 1), (3, 3), (9, 4), (-1, 0)])
def test_no_more_is_found_than_was_asked_for(limit: int, number: int) -> None:
    texts = ("ab", "Ab c", "xab", "Ax Bx")
    assert found("ab", *texts, limit=limit) == list(texts[:number])


def test_the_same_thing_is_found_once_with_its_greatest_weight() -> None:
    candidates = [
        Candidate("Blue", "album", "1", weight=1),
        Candidate("Blue", "album", "2", weight=2),
        Candidate("Blue", "album", "1", weight=3),
        Candidate("Blue", "album", "2", weight=2, detail="later"),
        Candidate("Blue", "track", "1"),
    ]
    assert Haystack(candidates).find("blue") == [candidates[2], candidates[1], candidates[4]]


def test_things_are_the_same_by_their_uri_and_places_by_being_equal() -> None:
    album = Album(id="1", uri="spotify:album:1", name="Blue", artists=(Artist(name="Holt"),))
    place = Place("album", "1", album)
    candidates = [
        Candidate("Blue", "album", album),
        Candidate("Blue", "album", Album(id="1", uri="spotify:album:1", name="Blue", total_tracks=9)),
        Candidate("Blue", "album", Album(name="Blue")),
        Candidate("Blue", "album", Album(name="Blue")),
        Candidate("Blue", "album", Album(name="Blue", total_tracks=9)),
        Candidate("Blue", "place", place),
        Candidate("Blue", "place", Place("album", "1")),
        Candidate("Blue", "place", Place("album", "2")),
    ]
    assert Haystack(candidates).find("blue") == [candidates[row] for row in (0, 2, 4, 5, 7)]


def test_a_local_file_is_told_from_another() -> None:
    files = [Track(name="Blue", is_local=True, uri=f"spotify:local:::Blue:{length}") for length in (1, 2)]
    assert len(Haystack(Candidate("Blue", "track", each) for each in files).find("blue")) == 2


def test_a_question_longer_than_any_answer_finds_nothing() -> None:
    assert found("a" * 100_000, "A " * 500) == []
    assert found("!" * 100_000, "!" * 1_000) == []
    assert found("a" * 400 + "b", "A " * 500) == []


@steady
@given(st.lists(st.text("abA é.'/-ø ")), st.text("abA é.'/-ø "), st.integers(0, 4))
def test_more_words_never_find_more_and_a_limit_only_cuts(texts: list[str], words: str, limit: int) -> None:
    haystack = Haystack(Candidate(text, "track", number) for number, text in enumerate(texts))
    every = haystack.find(f"a {words}", len(texts))
    assert {candidate.value for candidate in every} <= {each.value for each in haystack.find("a", len(texts))}
    assert haystack.find(f"a {words}", limit) == every[:limit]


@steady
@given(st.text(st.characters()), st.text(st.characters()))
def test_every_text_with_letters_is_found_by_itself(text: str, other: str) -> None:
    haystack = Haystack([Candidate(other, "track", "other"), Candidate(text, "track", "text")])
    assert any(map(str.isalnum, folded(text))) <= ("text" in [each.value for each in haystack.find(text)])
