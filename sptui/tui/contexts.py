"""What is played from: the names of playlists, each asked for once where nothing else tells it."""

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from sptui.library.collections import PLAYLISTS
from sptui.library.origins import BY_ITSELF, UNNAMED, origin, playlist_of
from sptui.library.places import Place
from sptui.player.command import Command
from sptui.player.playback import Playback
from sptui.player.state import PlayerState
from sptui.spotify.errors import Forbidden, NotFound, SpotifyError
from sptui.spotify.models.playback import Context
from sptui.spotify.models.playlists import Playlist
from sptui.tui.things import UNTITLED

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

LINGERS: Final = 5.0
"""Seconds for which a playlist must be played before its name is asked for: nobody wants to know what flies past."""

MOST: Final = 200
"""Names that are remembered; those learned first go first."""

_NAMES: Final = "playlist names"  # the store's name for them


class AppContexts:
    """Knows where an item is played from; an errand (`sptui.player.errands.Errand`) of the app's player.

    The names come from the library's lists and from memory. For one that is in neither there is one request, once
    somebody is there to see it, and never a second one.
    """

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app
        self._names: dict[str, str] | None = None
        self._asked: set[str] = set()
        self._lasting = ("", 0.0)
        app.player.errands.add(self)

    def origin(self, playback: Playback) -> str:
        """Where the item is played from, in words."""
        return origin(playback.context, playback.item, self._name) if playback.active else ""

    def name_of(self, uri: str) -> str:
        """What the playlist of that URI is called; "" where nobody has told."""
        return self._name(playlist_of(Context(type="playlist", uri=uri))) or ""

    def forget(self) -> None:
        """Know nothing any more: it is another account."""
        self._names = None
        self._asked.clear()

    def look(self, state: PlayerState, now: float) -> PlayerState:
        """Take note of since when a playlist has been played."""
        playlist = playlist_of(state.confirmed.playback.context)
        if playlist != self._lasting[0]:
            self._lasting = playlist, now
        return state

    def due(self, state: PlayerState) -> float | None:
        """When to ask for a name; None where it is known, or nobody would see it, or requests are dear."""
        playlist, since = self._lasting
        playing = state.confirmed.playback
        if not playlist or playlist in self._asked or not playing.active or not playing.is_playing:
            return None
        kept_back = state.trouble is not None or state.usage.reserved or not self._app.player.attention.focused
        if kept_back or self.origin(playing) != UNNAMED:
            return None
        return since + LINGERS

    def run(self, state: PlayerState, now: float) -> tuple[Command, ...]:  # noqa: ARG002 -- an errand's signature
        """Look into what is kept of the lists, and ask if that does not help."""
        playlist = self._lasting[0]
        self._asked.add(playlist)
        self._app.run_worker(self._find(playlist), name=f"name of {playlist}", group="contexts")
        return ()

    async def _find(self, playlist: str) -> None:
        collections = self._app.browsing.collections
        await collections.at(PLAYLISTS).thaw()
        about = collections.at(Place("playlist", playlist)).contents.about
        name = self._name(playlist) or (about.name if about is not None else None)
        if name is None:
            try:
                name = await self._app.spotify.playlists.name(playlist) or UNTITLED
            except SpotifyError as error:
                if type(error) not in (Forbidden, NotFound):  # else it says nothing of the playlist
                    return
                name = BY_ITSELF
            self._app.player.to_read.set()  # what it has cost shows
        self._remember(playlist, name)
        if self._app.main.ready:
            self._app.main.source = self.origin(self._app.player.state.shown.playback)

    def _name(self, playlist: str) -> str | None:
        mine = self._app.browsing.collections.held(PLAYLISTS)
        for entry in mine.listing.entries if mine is not None else ():
            thing = entry.thing if entry is not None else None
            if isinstance(thing, Playlist) and thing.id == playlist:
                return thing.name or UNTITLED
        return self._remembered.get(playlist)

    @property
    def _remembered(self) -> dict[str, str]:
        if self._names is None:
            self._names = {}
            with suppress(ValueError, TypeError, AttributeError):  # what got damaged is asked for again
                kept = json.loads(self._app.store.remembered(_NAMES) or "{}")
                self._names = {str(id_): str(name) for id_, name in kept.items()}
        return self._names

    def _remember(self, playlist: str, name: str) -> None:
        names = {**self._remembered, playlist: name}
        self._names = dict(list(names.items())[-MOST:])
        self._app.store.remember(_NAMES, json.dumps(self._names))
