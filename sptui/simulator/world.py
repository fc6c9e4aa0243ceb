"""The account and everything around it."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from sptui.simulator import names
from sptui.simulator.catalogue import Catalogue, generate
from sptui.simulator.devices import Device, household
from sptui.simulator.library import stocked
from sptui.simulator.messages import Json
from sptui.simulator.objects import API, OPEN, Album, Artist, Track, images
from sptui.simulator.playback import Context, Play, Playback
from sptui.simulator.player import Player
from sptui.simulator.playlists import collection
from sptui.simulator.spoken import Audiobook, Chapter, Episode, Playable, Show

PLAYS_BEFORE = 50  # the history that the account starts with


@dataclass(frozen=True, slots=True)
class User:
    """A Spotify user; `display_name` may be None."""

    id: str
    display_name: str | None

    @property
    def links(self) -> Json:
        """The user as playlists name them."""
        return {
            "external_urls": {"spotify": f"{OPEN}/user/{self.id}"},
            "href": f"{API}/users/{self.id}",
            "id": self.id,
            "type": "user",
            "uri": f"spotify:user:{self.id}",
        }

    @property
    def full(self) -> Json:
        """The reference's PrivateUserObject without what Development Mode removed."""
        pictures = images("0" * 31 + "1", (300, 64))
        return {**self.links, "account_id": f"acc-{self.id}", "display_name": self.display_name, "images": pictures}


class World:
    """One account: what exists, what it owns, what plays. Attributes may be changed to change the account.

    `premium` is the listener's, `owner_premium` that of the app's owner; `registered` tells whether the listener
    is on the app's user list. `public_sticks` tells whether a public playlist can be made private, which the service
    accepts and does not do; `bare_audiobooks`, whether saved ones come without a row around them; `audiobooks_sold`,
    whether the listener's market has any. For `gap` seconds after an item has come up, it is not named yet.
    """

    def __init__(self, *, clock: Callable[[], float], seed: int = 1, lag: float = 0.4) -> None:
        now = clock()
        self.clock = clock
        self.rng = random.Random(seed)  # noqa: S311 - a reproducible account, no secret
        self.user = User("mira.lindqvist", "Mira Lindqvist")
        self.premium = True
        self.owner_premium = True
        self.registered = True
        self.public_sticks = False
        self.bare_audiobooks = True
        self.audiobooks_sold = True
        self.gap = 0.0
        self.catalogue: Catalogue = generate(seed)
        self.library = stocked(self.catalogue)
        self.playlists = collection(seed, self.user.id)
        self.player = Player(self._first_playback(now), clock=clock, lag=lag, rng=self.rng)

    @property
    def devices(self) -> tuple[Device, ...]:
        """All devices, the hidden ones too."""
        return self.player.state.devices

    def device(self, name: str) -> Device:
        """The device of that name. KeyError when there is none."""
        for device in self.devices:
            if device.name == name:
                return device
        raise KeyError(name)

    @property
    def collection_uri(self) -> str:
        """The context of Liked Songs."""
        return f"spotify:user:{self.user.id}:collection"

    def context(self, uri: str) -> Context | None:
        """What playing that URI plays, None when it is no context."""
        if uri == self.collection_uri:
            return Context(uri, tuple(track for track, _ in self.library.saved("track") if isinstance(track, Track)))
        if uri.startswith("spotify:playlist:"):
            playlist = self.playlists.get(uri.rpartition(":")[2])
            return None if playlist is None else Context(uri, playlist.items, endless=playlist.by_spotify)
        match self.catalogue.get(uri):
            case Album(tracks=tracks) | Artist(tracks=tracks):
                return Context(uri, tuple(tracks))
            case Show(episodes=episodes):
                return Context(uri, tuple(episodes))
            case Audiobook(chapters=chapters, uri=show_uri):
                return Context(show_uri, tuple(chapters))
        return None

    def item(self, uri: str) -> Playable | None:
        """The track, episode or chapter with that URI."""
        thing = self.catalogue.get(uri)
        return thing if isinstance(thing, Track | Episode | Chapter) else None

    def _first_playback(self, now: float) -> Playback:
        devices = household(self.rng)
        playlist = self.playlists.named(names.OWN_PLAYLISTS[0])
        index = next(place for place, item in enumerate(playlist.items[5:], start=5) if item and item.playable)
        songs = [
            track for track in self.catalogue.tracks if track.playable and track.album.name not in {"", names.ODD_ALBUM}
        ]
        return Playback(
            devices=devices,
            active=devices[0].key,
            changed=now,
            since=now,
            context=Context(playlist.uri, playlist.items),
            order=range(len(playlist.rows)),
            index=index,
            item=playlist.items[index],
            queue=tuple(self.rng.sample(songs, 2)),
            position_ms=61_000,
            is_playing=True,
            plays=self._earlier(songs, playlist.uri, now),
        )

    def _earlier(self, songs: list[Track], uri: str, now: float) -> tuple[Play, ...]:
        before = now
        plays = []
        for number, song in enumerate(self.rng.sample(songs, PLAYS_BEFORE)):
            before -= song.duration_ms / 1000
            plays.append(Play(song, before, None if number % 5 == 4 else uri))
        return tuple(plays)
