import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.desktop.lyrics.asking import song_of
from sptui.desktop.lyrics.lyrics import INSTRUMENTAL, NONE, Lyrics, Song
from sptui.player.playback import Playback
from sptui.spotify.models.catalogue import Album, Artist, Episode, Track
from sptui.tui.lyrics import why_none
from sptui.tui.widgets.columns import Row, text_of
from sptui.tui.words import PAUSE, Words

SYNCED = Lyrics("synced", ("one", "", "three"), (1_000, 2_000, 3_000))
PLAIN = Lyrics("plain", ("one", "", "three"))


def looks(rows: list[Row]) -> list[tuple[str, str]]:
    """What each row says, and how its first stretch looks."""
    return [
        (text_of(row.cells[0]), row.cells[0] if isinstance(row.cells[0], str) else row.cells[0][0].style)
        for row in rows
    ]


def test_the_line_that_is_sung_stands_out_from_those_before_and_after_it() -> None:
    rows = Words(lyrics=SYNCED).rows(1, 40)
    assert looks(rows) == [("one", "rows--muted"), (PAUSE, "rows--playing"), ("three", "rows--text")]
    assert [row.playing for row in rows] == [False, True, False]
    assert [row.key for row in rows] == [0, 1, 2]
    assert not any(row.can_be_marked for row in rows)


def test_before_the_first_line_none_is_muted_but_the_pauses() -> None:
    styles = [style for _, style in looks(Words(lyrics=SYNCED).rows(None, 40))]
    assert styles == ["rows--text", "rows--muted", "rows--text"]


def test_lines_without_moments_keep_their_blank_lines_and_none_is_sung() -> None:
    rows = Words(lyrics=PLAIN).rows(None, 40)
    assert [(text_of(row.cells[0]), row.kind) for row in rows] == [("one", "item"), ("", "note"), ("three", "item")]


def test_a_line_that_is_too_long_goes_on_below_a_little_further_in_and_looks_the_same() -> None:
    rows = Words(lyrics=Lyrics("synced", ("all the lanterns in the harbour",), (0,))).rows(0, 14)
    assert looks(rows) == [(text, "rows--playing") for text in ("all the", "  lanterns in", "  the harbour")]
    assert [row.kind for row in rows] == ["item", "note", "note"]


@pytest.mark.parametrize(
    ("words", "following", "told"),
    [
        (Words(), True, ""),
        (Words(note="Looking"), True, ""),
        (Words(lyrics=SYNCED), True, "LRCLIB"),
        (Words(lyrics=SYNCED, offset_ms=500), True, "+0.50 s  ·  LRCLIB"),
        (Words(lyrics=SYNCED, offset_ms=-1_250), False, "-1.25 s  ·  not following: enter seeks, w follows"),
        (Words(lyrics=PLAIN, offset_ms=500), True, "This text has no timing  ·  LRCLIB"),
        (Words(lyrics=INSTRUMENTAL), True, "LRCLIB"),
        (Words(lyrics=NONE), True, "LRCLIB"),
    ],
)
def test_how_it_stands_is_said_in_a_few_words(words: Words, following: bool, told: str) -> None:
    assert words.status(following=following) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (Words(note="Looking"), "Looking"),
        (Words(lyrics=INSTRUMENTAL), "Instrumental"),
        (Words(lyrics=NONE), "No lyrics found"),
    ],
)
def test_what_has_no_lines_says_so(words: Words, told: str) -> None:
    assert words.placeholder == told
    assert words.rows(None, 40) == []


starts = st.lists(st.integers(0, 600_000), min_size=1).map(lambda each: tuple(sorted(each)))


@given(starts, st.integers(-30_000, 30_000), st.data())
def test_a_line_is_sung_from_where_enter_on_it_goes_to(
    at: tuple[int, ...], offset_ms: int, data: st.DataObject
) -> None:
    words = Words(lyrics=Lyrics("synced", ("a",) * len(at), at), offset_ms=offset_ms)
    line = data.draw(st.integers(0, len(at) - 1))
    start = words.start_of(line)
    assert start is not None
    sung = words.line_at(start)
    assert start >= 0
    assert sung is not None
    assert sung == line or words.start_of(sung) == start
    if start > 0:
        assert (words.line_at(start - 1) or 0) <= line


def test_where_nobody_knows_when_a_line_begins_there_is_nowhere_to_go() -> None:
    assert [words.start_of(0) for words in (Words(), Words(lyrics=PLAIN), Words(lyrics=NONE))] == [None] * 3


TRACK = Track(
    uri="spotify:track:1",
    name="Low Tide",
    duration_ms=200_400,
    artists=(Artist(name="Marlow"), Artist(name=""), Artist(name="Juniper")),
    album=Album(name="Harbour Songs"),
)


def playing(item: Track | Episode | None, kind: str = "track") -> Playback:
    return Playback(known=True, active=True, item=item, kind=kind)


def test_a_track_is_asked_for_by_name_artists_album_and_length_and_a_local_file_as_well() -> None:
    expected = Song("Low Tide", ("Marlow", "Juniper"), "Harbour Songs", 200_400)
    assert song_of(playing(TRACK)) == song_of(playing(TRACK.model_copy(update={"is_local": True}))) == expected
    assert song_of(playing(TRACK.model_copy(update={"album": None}))) == Song(
        "Low Tide", ("Marlow", "Juniper"), "", 200_400
    )


@pytest.mark.parametrize(
    ("playback", "why"),
    [
        (Playback(), "…"),
        (
            Playback(known=True),
            "Nothing is playing\nPress [[pane.search]] to find something to play",
        ),
        (playing(None, "ad"), "Advertisement\nThe lyrics come back after it"),
        (playing(Episode(name="A", duration_ms=5_000), "episode"), "Episodes have no lyrics"),
        (playing(None), "…"),
        (playing(TRACK.model_copy(update={"name": ""})), "No lyrics"),
        (playing(TRACK.model_copy(update={"artists": ()})), "No lyrics"),
        (playing(TRACK.model_copy(update={"duration_ms": 0})), "No lyrics"),
    ],
)
def test_whatever_else_plays_nobody_is_asked_and_it_is_said_why(playback: Playback, why: str) -> None:
    assert song_of(playback) is None
    assert why_none(playback) == why
