from functools import partial
from pathlib import Path

import pytest

from sptui.desktop.lyrics.kept import RETRY, KeptLyrics
from sptui.desktop.lyrics.lyrics import INSTRUMENTAL, NONE, Lyrics, LyricsError, Song
from sptui.store import Store
from tests.stored import NOW

SONG = Song("Low Tide", ("Marlow",), "Harbour Songs", 200_400)
SYNCED = Lyrics("synced", ("a", "", "♪ b"), (0, 1_500, 2_000))


class Others:
    """LRCLIB, which answers with `lyrics` or fails for want of them."""

    def __init__(self, lyrics: Lyrics | None) -> None:
        self.lyrics = lyrics
        self.asked: list[Song] = []

    async def ask(self, song: Song) -> Lyrics:
        self.asked.append(song)
        if self.lyrics is None:
            raise LyricsError("Not now.")
        return self.lyrics


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store.sqlite3")


@pytest.mark.parametrize("lyrics", [SYNCED, Lyrics("plain", ("a", "b")), INSTRUMENTAL, NONE])
async def test_what_was_asked_once_is_known_to_the_next_process(tmp_path: Path, store: Store, lyrics: Lyrics) -> None:
    others = Others(lyrics)
    source = KeptLyrics(lambda: others, store, now=lambda: NOW)
    assert source.kept(SONG) is None
    assert await source.find(SONG) == await source.find(SONG) == source.kept(SONG) == lyrics
    assert others.asked == [SONG]
    store.close()
    later = Store(tmp_path / "store.sqlite3")
    assert KeptLyrics(partial(Others, None), later, now=lambda: NOW + 1).kept(SONG) == lyrics
    later.close()


async def test_nothing_found_is_asked_again_after_a_week_and_what_was_found_never(store: Store) -> None:
    now = NOW
    others = Others(NONE)
    source = KeptLyrics(lambda: others, store, now=lambda: now)
    await source.find(SONG)
    now = NOW + RETRY - 1
    assert source.kept(SONG) == NONE
    now = NOW + RETRY
    assert source.kept(SONG) is None
    others.lyrics = SYNCED
    assert await source.find(SONG) == SYNCED
    now = NOW + 500 * RETRY
    assert source.kept(SONG) == SYNCED
    now = 0.0
    assert source.kept(SONG) == SYNCED
    assert len(others.asked) == 2


async def test_a_failure_is_not_kept(store: Store) -> None:
    others = Others(None)
    source = KeptLyrics(lambda: others, store, now=lambda: NOW)
    with pytest.raises(LyricsError):
        await source.find(SONG)
    assert source.kept(SONG) is None
    others.lyrics = SYNCED
    assert await source.find(SONG) == SYNCED


async def test_another_album_or_length_is_another_song_and_capitals_are_not(store: Store) -> None:
    source = KeptLyrics(partial(Others, SYNCED), store, now=lambda: NOW)
    await source.find(SONG)
    assert source.kept(Song("LOW TIDE", ("marlow",), "Harbour songs", 199_600)) == SYNCED
    assert source.kept(Song("Low Tide", ("Marlow",), "Best of", 200_400)) is None
    assert source.kept(Song("Low Tide", ("Marlow",), "Harbour Songs", 201_600)) is None


async def test_an_offset_is_remembered_and_outlives_what_it_was_set_for(store: Store) -> None:
    source = KeptLyrics(partial(Others, SYNCED), store, now=lambda: NOW)
    source.keep_offset(SONG, 500)
    assert source.offset_ms(SONG) == 0, "nothing is kept yet that it could be of"
    await source.find(SONG)
    source.keep_offset(SONG, -250)
    store.forget()
    assert (source.offset_ms(SONG), source.kept(SONG)) == (-250, SYNCED)
    store.keep_lyrics(SONG.key, "damaged", NOW)
    assert await source.find(SONG) == SYNCED
    assert source.offset_ms(SONG) == -250


@pytest.mark.parametrize(
    "body",
    [
        "", "null", "3", "[]", "{}", '["synced",[],[]', '["odd",[],[]]', '["synced",["a"],[]]',
        '["synced",["a"],["0"]]', '["synced",[1],[0]]', '["synced",["a","b"],[5,4]]', '["plain",["a"],[1]]',
        '["plain","a",[]]',
        '["synced",["a"],[true]]', '[[],["a"],[0]]', "[" * 100_000,
    ],
)  # fmt: skip
def test_what_was_damaged_is_not_known(store: Store, body: str) -> None:
    store.keep_lyrics(SONG.key, body, NOW)
    assert KeptLyrics(partial(Others, None), store, now=lambda: NOW).kept(SONG) is None
