import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sptui.library.queries import RESTRICTIONS, Query, describe, parse
from sptui.spotify.endpoints.search import ALL_KINDS, Kind

steady = settings(derandomize=True, max_examples=300, deadline=None, database=None)


def test_every_kind_has_one_letter_in_the_order_of_results() -> None:
    assert tuple(each.kind for each in RESTRICTIONS.values()) == ALL_KINDS
    assert [f"{letter} {each.title}" for letter, each in RESTRICTIONS.items()] == [
        "t Tracks",
        "a Artists",
        "l Albums",
        "p Playlists",
        "s Shows",
        "e Episodes",
        "b Audiobooks",
    ]


@pytest.mark.parametrize("text", ["blue train", "  blue train "])
def test_words_alone_look_for_everything(text: str) -> None:
    assert parse(text) == Query("blue train", ALL_KINDS)


@pytest.mark.parametrize(("letter", "kind"), [(letter, each.kind) for letter, each in RESTRICTIONS.items()])
@pytest.mark.parametrize("form", ["{}:blue train", "{}: blue train", "  {}:   blue train  "])
def test_a_letter_restricts_the_kind(form: str, letter: str, kind: Kind) -> None:
    assert parse(form.format(letter)) == Query("blue train", (kind,))
    assert parse(form.format(letter.upper())) == Query("blue train", (kind,))


@pytest.mark.parametrize("text", ["ta: blue", "at:blue", "t: a: blue", "a:t:blue", "Ta:  T: blue"])
def test_several_letters_are_combined_in_the_order_of_results(text: str) -> None:
    assert parse(text) == Query("blue", ("track", "artist"))


def test_all_letters_are_everything() -> None:
    assert parse("bespalt: blue") == Query("blue", ALL_KINDS)


@pytest.mark.parametrize(
    "words",
    [
        'artist:"Kitty Holt" blue',
        "album:blue",
        "track:blue year:1955-1960",
        "year:2020",
        "isrc:USUM71703861",
        "upc:602435909431",
        "genre:jazz",
        "tag:new",
        "tag:hipster",
        "label:blue",
    ],
)
def test_the_filters_of_spotify_stay_as_they_are(words: str) -> None:
    assert parse(words) == Query(words, ALL_KINDS)
    assert parse(f"t:{words}") == Query(words, ("track",))


@pytest.mark.parametrize("words", ["blue t: train", "x: blue", "tt: blue", ": blue", "t : blue", "t blue", "été: blue"])
def test_nothing_else_is_a_restriction(words: str) -> None:
    assert parse(words) == Query(words, ALL_KINDS)


@pytest.mark.parametrize(
    ("text", "query"), [("", Query("", ALL_KINDS)), ("  ", Query("", ALL_KINDS)), ("t:", Query("", ("track",)))]
)
def test_without_words_there_are_none(text: str, query: Query) -> None:
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("blue", "everything"),
        ("blue t:", "everything"),
        ("t: blue", "tracks"),
        ("at: blue", "tracks and artists"),
        ("lat: blue", "tracks, artists and albums"),
        ("b: blue", "audiobooks"),
    ],
)
def test_a_query_is_described_for_the_screen(text: str, told: str) -> None:
    assert describe(parse(text)) == told


@steady
@given(st.text(st.characters()) | st.text('talpsebTx:" '))
def test_any_text_makes_a_query_of_its_own_end(text: str) -> None:
    query = parse(text)
    assert text.rstrip().endswith(query.words)
    assert query.kinds == tuple(kind for kind in ALL_KINDS if kind in query.kinds) != ()


@steady
@given(st.sets(st.sampled_from("talpseb"), min_size=1), st.text("blue train"))
def test_restrictions_and_words_come_back_as_they_were_typed(letters: set[str], words: str) -> None:
    query = parse(f"{''.join(sorted(letters))}: {words}")
    assert query == Query(words.strip(), tuple(each.kind for name, each in RESTRICTIONS.items() if name in letters))
