"""The catalogue: everything that can be looked up, searched and played, made from a seed."""

import random
import string
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from sptui.simulator import names
from sptui.simulator.messages import Json
from sptui.simulator.objects import Album, Artist, LocalFile, Thing, Track
from sptui.simulator.spoken import NO_RESUME_POINT, Audiobook, Chapter, Episode, Show

BASE62 = string.digits + string.ascii_letters
RESUME_POINTS: tuple[Json | None, ...] = (
    {"fully_played": True, "resume_position_ms": 0},
    {"fully_played": False, "resume_position_ms": 754_000},
    NO_RESUME_POINT,
    None,
    {"fully_played": False, "resume_position_ms": -1},
)
UNPLAYED: Json = {"fully_played": False, "resume_position_ms": 0}
LOCAL_FILES = (
    LocalFile("Grandpa's Tape Deck", "Attic", "Accordion in the Rain", 201_000),
    LocalFile("", "", "voice memo 14.m4a", 0),
)


class Catalogue:
    """Every artist, album, track, show, episode, audiobook and chapter, by kind and by URI; nothing changes."""

    def __init__(self, artists: Sequence[Artist], shows: Sequence[Show], audiobooks: Sequence[Audiobook]) -> None:
        albums = {album: None for artist in artists for album in artist.albums}
        self.artists = tuple(artists)
        self.albums = tuple(albums)
        self.tracks = tuple(track for album in albums for track in album.tracks)
        self.shows = tuple(shows)
        self.episodes = tuple(episode for show in shows for episode in show.episodes)
        self.audiobooks = tuple(audiobooks)
        self.chapters = tuple(chapter for audiobook in audiobooks for chapter in audiobook.chapters)
        self._by_uri = {uri: thing for thing in self for uri in (thing.uri, f"spotify:{thing.kind}:{thing.id}")}

    def __iter__(self) -> Iterator[Thing]:
        for group in (
            self.artists,
            self.albums,
            self.tracks,
            self.shows,
            self.episodes,
            self.audiobooks,
            self.chapters,
        ):
            yield from group

    def get(self, uri: str) -> Thing | None:
        """The thing with that URI; audiobooks and chapters answer to both of theirs."""
        return self._by_uri.get(uri)


@lru_cache(maxsize=4)
def generate(seed: int) -> Catalogue:
    """The catalogue of that seed; as it never changes, all simulators of one seed share it."""
    rng = random.Random(seed)  # noqa: S311 - a reproducible catalogue, no secret
    artists, spoken = _Music(rng).artists(), _Spoken(rng)
    return Catalogue(artists, spoken.shows(), spoken.audiobooks())


class _Maker:
    """Draws what everything has."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def id(self) -> str:
        return base62(self.rng)

    def image(self) -> str:
        return f"{self.rng.getrandbits(128):032x}"


class _Music(_Maker):
    """Makes the artists with their albums and tracks."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__(rng)
        self.songs = {language: self.endless(names.words(songs)) for language, songs in names.SONGS.items()}

    def endless(self, titles: Sequence[str]) -> Iterator[str]:
        while True:
            yield from self.rng.sample(titles, len(titles))

    def artists(self) -> list[Artist]:
        artists = []
        for voice in names.VOICES:
            artist = Artist(self.id(), voice.name, self.image())
            for number, record in enumerate(voice.records):
                self.record(artist, record, voice.language, number)
            artists.append(artist)
        self.reissue(artists[0])
        self.single(artists[1], "en")
        odd = self.odd_artist()
        various = self.compilation(artists)
        return [*artists, odd, various]

    def record(self, artist: Artist, name: str, language: str, number: int) -> None:
        length = self.rng.choice((9, 10, 11, 12)) if number < 2 else self.rng.choice((4, 5))
        titles = [next(self.songs[language]) for _ in range(length)]
        self.album(artist, name, titles, discs=2 if name == "Small Hours" else 1)

    def album(self, artist: Artist, name: str, titles: Sequence[str], *, kind: str = "album", discs: int = 1) -> Album:
        album = Album(self.id(), name, kind, (artist,), self.release_date(), self.image())
        per_disc = -(-len(titles) // discs)
        for index, title in enumerate(titles):
            disc, number = divmod(index, per_disc)
            album.tracks.append(self.track(album, (artist,), title, disc + 1, number + 1))
        artist.albums.append(album)
        return album

    def release_date(self) -> str:
        full = (date(1978, 1, 1) + timedelta(days=self.rng.randrange(17_700))).isoformat()
        return self.rng.choice((full, full, full, full, full[:7], full[:4]))

    def track(self, album: Album, artists: tuple[Artist, ...], title: str, disc: int, number: int) -> Track:
        return Track(
            self.id(),
            title,
            album,
            artists,
            disc,
            number,
            duration_ms=self.rng.randrange(128_000, 390_000),
            explicit=self.rng.random() < 0.08,
            playable=self.rng.random() > 0.02,
            isrc=f"XX{self.rng.randrange(10**10):010d}",
        )

    def reissue(self, artist: Artist) -> None:
        first = artist.albums[0]
        self.album(artist, first.name, [track.name for track in first.tracks])

    def single(self, artist: Artist, language: str) -> None:
        self.album(artist, "Driftwood", ["Driftwood", next(self.songs[language])], kind="single")

    def odd_artist(self) -> Artist:
        odd = Artist(self.id(), names.ODD_ARTIST, "")
        self.album(odd, names.ODD_ALBUM, names.ODD_SONGS)
        self.album(odd, "", ["Untitled"], kind="single")
        return odd

    def compilation(self, artists: Sequence[Artist]) -> Artist:
        various = Artist(self.id(), "Various Artists", "")
        album = Album(
            self.id(), "Songs for a Borrowed Sofa", "compilation", (various,), self.release_date(), self.image()
        )
        for number, (one, other) in enumerate(zip(artists[::2], artists[1::2], strict=True), start=1):
            title = next(self.songs[names.VOICES[number * 2 - 2].language])
            album.tracks.append(self.track(album, (one, other), title, 1, number))
            one.albums.append(album)
        various.albums.append(album)
        return various


class _Spoken(_Maker):
    """Makes the shows with their episodes and the audiobooks with their chapters."""

    def shows(self) -> list[Show]:
        topics = names.words(names.TOPICS)
        shows: list[Show] = []
        for name, language, description in names.SHOWS:
            show = Show(self.id(), name, description, language, self.image())
            newest, count = date(2026, 10, 1), self.rng.randrange(28, 34)
            for number in range(count):
                title = f"{count - number}. {topics[(number * 7 + len(shows)) % len(topics)]}"
                show.episodes.append(self.episode(show, title, number, newest - timedelta(weeks=number)))
            shows.append(show)
        return shows

    def episode(self, show: Show, title: str, number: int, released: date) -> Episode:
        resume_point = RESUME_POINTS[number] if number < len(RESUME_POINTS) else UNPLAYED
        return Episode(
            self.id(),
            title,
            show,
            f"{title}. {show.description}",
            released.isoformat(),
            duration_ms=self.rng.randrange(18 * 60_000, 75 * 60_000),
            image=self.image(),
            resume_point=resume_point,
        )

    def audiobooks(self) -> list[Audiobook]:
        books = []
        for name, author, narrator, count in names.AUDIOBOOKS:
            book = Audiobook(self.id(), name, author, narrator, f"{name}, read by {narrator}.", self.image())
            for number in range(1, count + 1):
                length = self.rng.randrange(12 * 60_000, 40 * 60_000)
                book.chapters.append(Chapter(self.id(), f"Chapter {number}", book, number, length))
            books.append(book)
        return books


def base62(rng: random.Random) -> str:
    """A Spotify id: 22 letters and digits."""
    return "".join(rng.choices(BASE62, k=22))
