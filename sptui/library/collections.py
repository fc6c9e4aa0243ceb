"""All lists of the account: each is there once, and what one of them tells of another is known to that one, too."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from functools import partial
from math import inf
from typing import Any

from sptui.library.collection import Collection
from sptui.library.contents import Contents
from sptui.library.heard import with_heard
from sptui.library.listing import Batch, Entry
from sptui.library.opened import source_of
from sptui.library.places import Place
from sptui.spotify.client import Spotify
from sptui.spotify.models.playlists import Playlist
from sptui.spotify.models.things import Thing
from sptui.store import Store

HELD = 40
"""Lists that are held in memory; those not looked at for the longest time go first."""

PLAYLISTS = Place("playlists")
_USER = "user id"  # the store's name for it


class Collections:
    """The lists of one account.

    `now` gives epoch seconds, `pause` waits so many, `changed` is called with every list that changes, and `learned`
    with every answer and the place that it is of. `user_id` tells whose account it is, "" where that is not known.
    """

    def __init__(
        self,
        spotify: Spotify,
        store: Store,
        *,
        now: Callable[[], float],
        pause: Callable[[float], Awaitable[object]],
        changed: Callable[[Contents], None],
        learned: Callable[[Place, Batch], object] = lambda _, __: None,
        user_id: Callable[[], str] = str,
    ) -> None:
        self._spotify = spotify
        self._store = store
        self._now = now
        self._pause = pause
        self._changed = changed
        self._learned = learned
        self._token_user = user_id
        self._held: dict[Place, Collection] = {}
        self._versions: dict[str, tuple[str, float]] = {}

    def at(self, place: Place) -> Collection:
        """The list of a place, as it is known."""
        held = self._held.pop(place, None) or self._made(place)
        self._held[place] = held  # the last one looked at is the last to go
        spare = [each for each, list_ in self._held.items() if each not in (place, PLAYLISTS) and not list_.busy]
        for each in spare[: max(0, len(self._held) - HELD)]:
            del self._held[each]
        return held

    def held(self, place: Place) -> Collection | None:
        """The list of a place if it is in memory."""
        return self._held.get(place)

    def kept_total(self, place: Place) -> int | None:
        """How long a list is, as far as that is known without asking anybody."""
        held = self._held.get(place)
        if held is not None and held.listing.known:
            return held.listing.total
        kept = self._store.kept_list(place.key, self._now())
        return kept.total if kept is not None else None

    def version(self, playlist_id: str) -> tuple[str, float]:
        """The snapshot that a playlist has as far as anybody has heard, and when that was; "" where nobody has."""
        return self._versions.get(playlist_id, ("", -inf))

    def update(self, playlist: Playlist) -> None:
        """Take note of what a playlist is now: its name, its length, its version."""
        if playlist.id and playlist.snapshot_id:
            self._versions[playlist.id] = playlist.snapshot_id, self._now()
        playlists = self.at(PLAYLISTS)
        playlists.thaw_now()
        entries = playlists.listing.entries
        if any(entry is not None and entry.uri == playlist.uri for entry in entries):
            fresh = tuple(
                replace(entry, thing=playlist) if entry is not None and entry.uri == playlist.uri else entry
                for entry in entries
            )
            playlists.change(replace(playlists.listing, entries=fresh))

    def insert(self, playlist: Playlist) -> None:
        """Take note of a playlist that has just been made, which stands on top of the list."""
        playlists = self.at(PLAYLISTS)
        playlists.thaw_now()
        listing = playlists.listing
        if listing.known:
            order = [None, *range(len(listing.entries))]
            playlists.change(listing.rearranged(order, [Entry(playlist)], listing.tag))
        self.update(playlist)
        if playlist.total == 0:  # then nobody has to ask for its rows
            made = self.at(Place("playlist", playlist.id or ""))
            made.begin(Batch(total=0, about=playlist, tag=playlist.snapshot_id))

    def heard(self, identifier: str, position_ms: int) -> None:
        """Take note of how far the listener came in an episode or a chapter; nothing is asked, nor kept."""
        for held in self._held.values():
            held.show_listing(with_heard(held.listing, identifier, position_ms))

    async def me(self) -> str:
        """Whose account it is: from the sign-in, from the store, or by one request. Raises `SpotifyError`."""
        known = self.user_id
        if not known:
            known = (await self._spotify.users.me()).id
            self._store.remember(_USER, known)
        return known

    @property
    def user_id(self) -> str:
        """Whose account it is, "" where nobody has told yet."""
        return self._token_user() or self._store.remembered(_USER)

    def known(self, *places: Place) -> Iterator[Thing]:
        """The things in those of `places` that are in memory or in the store, as far as they are known."""
        for place in places:
            for entry in self.at(place).listing.entries:
                if entry is not None and entry.thing is not None:
                    yield entry.thing

    def forget(self) -> None:
        """Know nothing any more: it is another account."""
        for list_ in self._held.values():
            list_.retire()
        self._held.clear()
        self._versions.clear()

    def _made(self, place: Place) -> Collection:
        extra: dict[str, Any] = {"version": partial(self.version, place.id)} if place.kind == "playlist" else {}
        return Collection(
            source_of(self._spotify, place),
            None if place.kind == "results" else self._store,  # which nobody asks for again tomorrow
            now=self._now,
            pause=self._pause,
            changed=self._changed,
            learned=partial(self._learn, place),
            **extra,
        )

    def _learn(self, place: Place, batch: Batch) -> None:
        """Take note of the versions that an answer tells of."""
        if place.kind == "playlist" and batch.tag:
            self._versions[place.id] = batch.tag, self._now()
        for entry in batch.entries if place == PLAYLISTS else ():
            if isinstance(entry.thing, Playlist) and entry.thing.id and entry.thing.snapshot_id:
                self._versions[entry.thing.id] = entry.thing.snapshot_id, self._now()
        self._learned(place, batch)
