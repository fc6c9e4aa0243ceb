import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.desktop.lyrics.lyrics import INSTRUMENTAL, NONE, Lyrics, Song
from sptui.desktop.lyrics.matching import LONGEST_NAME, Record, bare_title, best, record_of

SONG = Song("Low Tide", ("Marlow & the Tides", "Juniper Vale"), "Harbour Songs", 200_400)
SYNCED, PLAIN = Lyrics("synced", ("a",), (0,)), Lyrics("plain", ("b",))
json_values: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
NAMES = ("trackName", "name", "artistName", "albumName", "duration", "instrumental", "plainLyrics", "syncedLyrics")


def record(
    title: str = "Low Tide",
    artist: str = "Marlow & the Tides",
    album: str = "Harbour Songs",
    seconds: float | None = 200.0,
    lyrics: Lyrics = SYNCED,
) -> Record:
    return Record(title, artist, album, seconds, lyrics)


@pytest.mark.parametrize("seconds", [198, 199.5, 200, 202])
def test_a_record_of_nearly_the_same_length_fits(seconds: float) -> None:
    assert record(seconds=seconds).fits(SONG)


@pytest.mark.parametrize("seconds", [None, 0.1, 197.9, 202.1, 231])
def test_a_record_of_another_length_or_of_none_is_another_recording(seconds: float | None) -> None:
    assert not record(seconds=seconds).fits(SONG)


@pytest.mark.parametrize(
    "artist",
    [
        "marlow & The tides",
        "Marlow & the Tides, Juniper Vale",
        "Marlow & the Tides feat. Juniper Vale",
        "Marlow & the Tides x Somebody",
        "Marlow & the Tides & Juniper Vale",
    ],
)
def test_the_main_artist_may_stand_alone_or_before_others(artist: str) -> None:
    assert record(artist=artist).fits(SONG)


@pytest.mark.parametrize("artist", ["", "Marlow", "Juniper Vale", "Marlow & the Tides Tribute Band", "Karaoke"])
def test_anybody_else_is_another_song(artist: str) -> None:
    assert not record(artist=artist).fits(SONG)


def test_without_an_artist_nothing_fits() -> None:
    assert not record(artist="").fits(Song("Low Tide", (), "", 200_000))
    assert not record(artist="").fits(Song("Low Tide", ("",), "", 200_000))


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Ivy", "Ivy"),
        ("Ivy - 2011 Remaster", "Ivy"),
        ("Ivy (Remastered 2011)", "Ivy"),
        ("Ivy (feat. Juniper Vale)", "Ivy"),
        ("Ivy [with Otis Merriweather] - Remastered", "Ivy"),
        ("Ivy feat. Juniper Vale", "Ivy"),
        ("Ivy (Live)", "Ivy (Live)"),
        ("Ivy - Live", "Ivy - Live"),
        ("(feat. Nobody)", "(feat. Nobody)"),
    ],
)
def test_guests_and_remasters_do_not_count_in_a_title_and_all_else_does(title: str, bare: str) -> None:
    assert bare_title(title) == bare


LONG = 120_000
HOSTILE = {
    "blanks": "a" + " " * LONG + "x",
    "brackets": "(" * LONG,
    "guests that never end": "(feat. " * (LONG // 7),
    "remasters that never end": "(remaster " * (LONG // 10),
    "dashes": "a" + " - " * (LONG // 3),
    "blanks after a dash": "a" + " " * (LONG // 2) + "-" + " " * (LONG // 2) + "x",
    "lines": "a - " + "remaster " * (LONG // 9) + "\nx",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_of_a_name_without_end_the_beginning_is_looked_at(text: str) -> None:
    assert len(bare_title(text)) <= LONGEST_NAME
    assert best([record(title=text), record(artist=text), record(album=text)], SONG) == SYNCED
    assert best([record(text, text, text)], Song(text, (text,), text, 200_000)) == SYNCED


def test_blanks_in_a_title_count_once() -> None:
    assert bare_title("  Low   Tide \t (feat.  Nobody)") == "Low Tide"
    assert record(title="Low  Tide").fits(SONG)


def test_case_and_accents_of_a_title_do_not_count_and_its_words_do() -> None:
    assert record(title="LÓW TIDE (Remastered)").fits(SONG)
    assert not record(title="Low Tide (Live)").fits(SONG)
    assert not record(title="High Tide").fits(SONG)


def test_the_same_album_goes_before_synced_and_synced_before_plain_and_nearer() -> None:
    elsewhere, near = record(album="Best of"), record(seconds=201, lyrics=PLAIN)
    assert best([elsewhere, near], SONG) == PLAIN
    assert best([near, record(seconds=202)], SONG) == SYNCED
    assert best([record(album="Best of", lyrics=PLAIN), elsewhere], SONG) == SYNCED
    other = Lyrics("synced", ("c",), (0,))
    assert best([record(seconds=201), record(lyrics=other)], SONG) == other


def test_what_does_not_fit_is_not_chosen_whatever_else_there_is() -> None:
    assert best([record(seconds=231), record(lyrics=NONE), record(artist="Karaoke")], SONG) == NONE
    assert best([], SONG) == NONE


def test_a_record_is_read_from_the_service_s_own_fields() -> None:
    body = {
        "id": 1,
        "trackName": "Low Tide",
        "artistName": "Marlow & the Tides",
        "albumName": "Harbour Songs",
        "duration": 200.0,
        "instrumental": False,
        "plainLyrics": "b",
        "syncedLyrics": "[00:00.00] a",
    }
    assert record_of(body) == record()
    assert record_of(body | {"syncedLyrics": None}) == record(lyrics=PLAIN)
    assert record_of(body | {"syncedLyrics": "no moment here"}) == record(lyrics=PLAIN)
    assert record_of(body | {"instrumental": True}) == record(lyrics=INSTRUMENTAL)
    assert record_of(body | {"syncedLyrics": None, "plainLyrics": None}) == record(lyrics=NONE)
    assert record_of({"name": "Low Tide"} | {k: v for k, v in body.items() if k != "trackName"}) == record()


@given(st.dictionaries(st.sampled_from(NAMES), json_values) | json_values)
def test_whatever_a_body_holds_it_is_a_record_or_none(body: object) -> None:
    told = record_of(body)
    assert (told is None) == (not isinstance(body, dict))
    if told is not None:
        assert told.seconds is None or told.seconds > 0
        best([told], SONG)
