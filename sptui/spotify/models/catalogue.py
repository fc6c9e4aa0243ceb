"""What Spotify plays and sells: tracks, albums, artists, shows, episodes, audiobooks, chapters.

Simplified and full objects are one model here: what the simplified form lacks has its default. Fields that
Development Mode apps lost are not read. Source: reference chapters "Tracks" to "Chapters".
"""

from typing import Annotated

from pydantic import Discriminator, Tag

from sptui.spotify.models.base import Body, Count, Rows, discriminator
from sptui.spotify.models.paging import Page
from sptui.spotify.models.text import Text


class Image(Body):
    """A picture; sizes in pixels, None where the service does not know them."""

    url: str = ""
    width: int | None = None
    height: int | None = None


class Restrictions(Body):
    """Why a thing cannot be played: `market`, `product`, `explicit` or a newer word."""

    reason: Text = ""


class ResumePoint(Body):
    """How far the listener got; `resume_position_ms` in ms."""

    fully_played: bool = False
    resume_position_ms: Count = 0

    def left_at(self, duration_ms: int) -> int:
        """Where something of that length was left, in ms; 0 for its beginning, also when it was heard to its end."""
        begun = not self.fully_played and 0 < self.resume_position_ms < duration_ms
        return self.resume_position_ms if begun else 0


class _Named(Body):
    id: str | None = None
    uri: str | None = None
    name: Text = ""


class _Playable(_Named):
    """What plays by itself. `duration_ms` in ms, 0 where unknown."""

    duration_ms: Count = 0
    explicit: bool = False
    is_playable: bool = True
    restrictions: Restrictions | None = None

    @property
    def available(self) -> bool:
        """False for what can only be shown: withdrawn, closed in this market, or nameless."""
        return self.is_playable and self.restrictions is None and bool(self.name)


class Artist(_Named):
    """An artist; inside other objects without `images`."""

    images: Rows[Image] = ()


class Album(_Named):
    """An album; `release_date` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, `tracks` its first page of up to 50."""

    album_type: Text = ""
    artists: Rows[Artist] = ()
    images: Rows[Image] = ()
    release_date: Text = ""
    total_tracks: Count = 0
    tracks: "Page[Track] | None" = None


class Track(_Playable):
    """A track. A local file has `is_local` and no id; `album` is absent in lists of one album."""

    type: str = "track"
    album: Album | None = None
    artists: Rows[Artist] = ()
    disc_number: Count = 0
    track_number: Count = 0
    is_local: bool = False

    @property
    def byline(self) -> str:
        """Who made it, for one line."""
        return ", ".join(artist.name for artist in self.artists if artist.name)

    @property
    def collection(self) -> str:
        """What it is part of: the album's name."""
        return self.album.name if self.album else ""

    @property
    def images(self) -> tuple[Image, ...]:
        """Its album's cover, widest first."""
        return self.album.images if self.album else ()


class Show(_Named):
    """A podcast; `episodes` is its first page, newest first."""

    publisher: Text = ""
    description: Text = ""
    images: Rows[Image] = ()
    total_episodes: Count = 0
    episodes: "Page[Episode] | None" = None


class Episode(_Playable):
    """An episode of a show, or, while it plays, a chapter of an audiobook; `show` is absent in search results."""

    type: str = "episode"
    description: Text = ""
    images: Rows[Image] = ()
    release_date: Text = ""
    resume_point: ResumePoint | None = None
    show: Show | None = None

    @property
    def byline(self) -> str:
        """Whose it is, for one line: the show's name."""
        return self.show.name if self.show else ""

    @property
    def collection(self) -> str:
        """What it is part of: the show's publisher, since the show stands in the by-line."""
        return self.show.publisher if self.show else ""

    @property
    def is_local(self) -> bool:
        """Always False: only tracks are local files."""
        return False


class Author(Body):
    """Somebody who wrote or read an audiobook."""

    name: Text = ""


class Audiobook(_Named):
    """An audiobook; `chapters` is its first page."""

    authors: Rows[Author] = ()
    narrators: Rows[Author] = ()
    description: Text = ""
    publisher: Text = ""
    images: Rows[Image] = ()
    total_chapters: Count = 0
    chapters: "Page[Chapter] | None" = None


class Chapter(_Playable):
    """A chapter of an audiobook, counted from 0."""

    chapter_number: Count = 0
    description: Text = ""
    images: Rows[Image] = ()
    release_date: Text = ""
    resume_point: ResumePoint | None = None
    audiobook: Audiobook | None = None


Item = Annotated[
    Annotated[Track, Tag("track")] | Annotated[Episode, Tag("episode")],
    Discriminator(discriminator("track", "episode")),
]
"""What a player plays and a playlist holds: a track or an episode."""
