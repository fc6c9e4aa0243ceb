"""Playlists: the listener's own, those of other people, and Spotify's.

Source: reference chapter "Playlists"; own rows are readable, everybody else's are not.
"""

import base64
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from sptui.simulator import names
from sptui.simulator.catalogue import LOCAL_FILES, Catalogue, base62, generate
from sptui.simulator.objects import images
from sptui.simulator.spoken import Playable

LONG_PLAYLIST = "Every Song I Ever Liked"
LONG_PLAYLIST_ROWS = 10_000
NOT_FOLLOWED = names.FOREIGN_PLAYLISTS[-1]
NEWEST_ROW = 1_790_000_000  # seconds: September 2026


@dataclass(frozen=True, slots=True)
class Row:
    """One place in a playlist: `item` is None for withdrawn content, `added_at` (seconds) for very old rows."""

    item: Playable | None
    added_at: float | None


@dataclass(eq=False)
class Playlist:
    """A playlist; `owner` is a user id, `pictures` what its images endpoint answers."""

    id: str
    name: str
    owner: str
    rows: list[Row] = field(default_factory=list)
    public: bool = True
    collaborative: bool = False
    description: str | None = ""
    image: str = ""
    revision: int = 1

    @property
    def uri(self) -> str:
        """`spotify:playlist:{id}`."""
        return f"spotify:playlist:{self.id}"

    @property
    def by_spotify(self) -> bool:
        """Whether it is one of those that the Web API hides, though it plays them."""
        return self.id.startswith("37i9")

    @property
    def snapshot_id(self) -> str:
        """The name of this version of the playlist."""
        return self._snapshot(self.revision)

    def knows(self, snapshot_id: object) -> bool:
        """Whether that names this version or an earlier one."""
        return snapshot_id in [self._snapshot(revision) for revision in range(1, self.revision + 1)]

    @property
    def pictures(self) -> list[dict[str, object]]:
        """Its cover: one picture of unknown size if uploaded, a mosaic in three sizes, or none."""
        if self.image.startswith("https://"):
            return [{"url": self.image, "height": None, "width": None}]
        return images(self.image, (640, 300, 60))

    @property
    def items(self) -> tuple[Playable | None, ...]:
        """What it plays, row by row."""
        return tuple(row.item for row in self.rows)

    def insert(self, items: Iterable[Playable], position: int | None, now: float) -> None:
        """Add items before a position, or at the end."""
        at = len(self.rows) if position is None else position
        self.rows[at:at] = [Row(item, now) for item in items]
        self.revision += 1

    def remove(self, uris: Iterable[str]) -> None:
        """Remove all occurrences of the URIs."""
        doomed = set(uris)
        self.rows = [row for row in self.rows if row.item is None or row.item.uri not in doomed]
        self.revision += 1

    def reorder(self, start: int, length: int, insert_before: int) -> None:
        """Move rows; `insert_before` counts positions as they were before the move."""
        moved = self.rows[start : start + length]
        rest = [*self.rows[:start], *self.rows[start + length :]]
        at = insert_before if insert_before <= start else max(start, insert_before - len(moved))
        self.rows = [*rest[:at], *moved, *rest[at:]]
        self.revision += 1

    def replace(self, items: Iterable[Playable], now: float) -> None:
        """Hold these items and no others."""
        self.rows = [Row(item, now) for item in items]
        self.revision += 1

    def rename(self, name: str) -> None:
        """Go by another name, which makes another version of it as well."""
        self.name = name
        self.revision += 1

    def _snapshot(self, revision: int) -> str:
        return base64.b64encode(f"{revision:08}{self.id[:16]}".encode()).decode()


class Playlists:
    """All playlists that exist; `listed` are the ids of the listener's list, None a row that shows nothing."""

    def __init__(self, playlists: Iterable[Playlist], listed: Iterable[str | None]) -> None:
        self._by_id = {playlist.id: playlist for playlist in playlists}
        self.listed = list(listed)

    def __iter__(self) -> Iterator[Playlist]:
        return iter(self._by_id.values())

    def get(self, playlist_id: str) -> Playlist | None:
        """The playlist with that id."""
        return self._by_id.get(playlist_id)

    def named(self, name: str) -> Playlist:
        """The first playlist of that name. KeyError when there is none."""
        for playlist in self:
            if playlist.name == name:
                return playlist
        raise KeyError(name)

    def create(self, playlist: Playlist) -> None:
        """Add a new playlist on top of the list."""
        self._by_id[playlist.id] = playlist
        self.listed.insert(0, playlist.id)

    def follow(self, playlist_id: str) -> None:
        """Put a playlist into the listener's list."""
        if playlist_id not in self.listed:
            self.listed.insert(0, playlist_id)

    def unfollow(self, playlist_id: str) -> None:
        """Take a playlist from the list; for one's own that is how it is deleted."""
        if playlist_id in self.listed:
            self.listed.remove(playlist_id)


def collection(seed: int, owner: str) -> Playlists:
    """The playlists of the demo account; their rows are drawn once for each seed."""
    playlists = [replace(draft, owner=draft.owner or owner, rows=list(draft.rows)) for draft in _drafts(seed)]
    listed: list[str | None] = [playlist.id for playlist in playlists if playlist.name != NOT_FOLLOWED]
    return Playlists(playlists, [*listed[:-2], None, *listed[-2:]])


@lru_cache(maxsize=4)
def _drafts(seed: int) -> tuple[Playlist, ...]:
    maker = _Maker(random.Random(seed), generate(seed))  # noqa: S311 - a reproducible account, no secret
    return (*maker.own(), *maker.foreign())


class _Maker:
    """Draws the playlists of the account; an owner of "" is the listener."""

    def __init__(self, rng: random.Random, catalogue: Catalogue) -> None:
        self.rng = rng
        self.catalogue = catalogue

    def own(self) -> Iterator[Playlist]:
        for number, name in enumerate(names.OWN_PLAYLISTS):
            rows = self.rows(self.rng.sample(self.catalogue.tracks, 24 + 9 * number))
            if number == 1:
                rows[3:3] = self.oddities()
            shared = number == 3
            yield self.playlist(name, "", rows, public=number % 2 == 0, collaborative=shared)
        long = self.rng.choices(self.catalogue.tracks, k=LONG_PLAYLIST_ROWS)
        yield self.playlist(LONG_PLAYLIST, "", self.rows(long), public=False)
        yield self.playlist("Empty on Purpose", "", [], public=False)

    def foreign(self) -> Iterator[Playlist]:
        for number, name in enumerate(names.FOREIGN_PLAYLISTS):
            yield self.playlist(name, f"friend{number}", self.rows(self.rng.sample(self.catalogue.tracks, 40)))
        for name in names.MIXES:
            mix = self.playlist(name, "spotify", self.rows(self.rng.sample(self.catalogue.tracks, 50)))
            yield replace(mix, id=f"37i9dQZF1E{mix.id[10:]}")

    def playlist(
        self, name: str, owner: str, rows: list[Row], *, public: bool = True, collaborative: bool = False
    ) -> Playlist:
        image = f"{self.rng.getrandbits(128):032x}" if rows else ""
        return Playlist(base62(self.rng), name, owner, rows, public, collaborative, image=image)

    def rows(self, items: Sequence[Playable]) -> list[Row]:
        newest = NEWEST_ROW - self.rng.randrange(864_000)
        return [Row(item, newest - 9_000 * age) for age, item in enumerate(items)]

    def oddities(self) -> list[Row]:
        odd_songs = next(album for album in self.catalogue.albums if album.name == names.ODD_ALBUM).tracks
        withdrawn = next(track for track in self.catalogue.tracks if not track.playable)
        items: tuple[Playable, ...] = (*LOCAL_FILES, *self.catalogue.episodes[:2], withdrawn, *odd_songs)
        return [Row(None, NEWEST_ROW), *(Row(item, None) for item in items[:1]), *self.rows(items[1:])]
