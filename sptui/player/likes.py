"""What is saved: of which things it is to be known, and asking the service."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from math import inf

from sptui.player.attention import Attention
from sptui.player.state import LIKES_KEPT, Learned, Picture
from sptui.spotify.client import Spotify
from sptui.spotify.endpoints.library import BATCH
from sptui.spotify.errors import BadAnswer, BadRequest, Forbidden, NotFound, ServerFault

SETTLED = 0.5
"""Seconds for which the rows must have stood in view before they are asked for: who scrolls, asks once at the end."""

# Without chapters, which the service does not save, and audiobooks: one that is not sold where the listener lives makes
# the whole question fail.
_ASKED = frozenset({"track", "episode", "album", "show", "playlist", "artist"})
_PLAIN = frozenset({"track", "episode", "album", "show"})  # that need no scope but the library's


def kind_of_uri(uri: str | None) -> str:
    """What Spotify calls the thing that a URI names; "" where it is no id of Spotify's."""
    parts = (uri or "").split(":")
    named = len(parts) == 3 and parts[0] == "spotify" and parts[2] and "," not in parts[2]
    return parts[1] if named else ""


class Likes:
    """Asks which things are saved, each one once; all times in monotonic seconds.

    A sign-in may lack the scope for artists or for playlists, and then one of these makes the service refuse the whole
    question. From there on only the other kinds are asked for.
    """

    def __init__(self, spotify: Spotify) -> None:
        self._spotify = spotify
        self._kinds = _ASKED
        self._spoilt: frozenset[str] = frozenset()
        self._removed: set[str] = set()

    def forgive(self) -> None:
        """Ask again for what was refused."""
        self._kinds, self._spoilt = _ASKED, frozenset()

    def due(self, picture: Picture, attention: Attention, *, again: bool, reserved: bool) -> float | None:
        """When to ask (the past means now); None while nothing that shows is unknown.

        `again` asks for what is known, too; what is in view does not touch what is `reserved` for the user's keys.
        """
        if not attention.focused:
            return None
        if "playing" in attention.panes and self._unknown(picture, [picture.playback.uri], again=again):
            return -inf
        in_view = (again or not reserved) and self._unknown(picture, attention.view, again=again)
        return attention.viewed_at + SETTLED if in_view else None

    async def read(self, picture: Picture, view: Sequence[str], *, again: bool) -> Learned:
        """Ask for the current item, then for what is in view, then for the queue: one request serves forty things.

        Raises `SpotifyError`.
        """
        told = await self._asked(picture, view, again=again)

        def learned(current: Picture) -> Picture:
            # What was liked or not while the question was on its way is newer than the answer.
            return current.with_likes(
                {uri: flag for uri, flag in told.items() if current.likes.get(uri) == picture.likes.get(uri)}
            )

        return learned

    def changed(self, uris: Iterable[str], *, on: bool) -> None:
        """Take note of what was saved or removed from here: lists that were read before still hold what was removed."""
        if on:
            self._removed.difference_update(uris)
        else:
            self._removed.update(uris)

    def told(self, picture: Picture, uris: Iterable[str | None], *, saved: bool) -> Picture:
        """The picture after a list has told that all `uris` are `saved`, or somebody that they are not."""
        believed = dict.fromkeys(uri for uri in uris if uri and not (saved and uri in self._removed))
        # A list that is longer than what is remembered must not drive out what was asked for.
        room = max(0, LIKES_KEPT - len(picture.likes))
        known = [uri for uri in believed if uri in picture.likes]
        new = islice((uri for uri in believed if uri not in picture.likes), room)
        return picture.with_likes(dict.fromkeys((*known, *new), saved))

    async def _asked(self, picture: Picture, view: Sequence[str], *, again: bool) -> Mapping[str, bool]:
        played = [picture.playback.uri, *(item.uri for item in picture.queue or ())]
        uris = self._unknown(picture, [*played[:1], *view, *played[1:]], again=again)[:BATCH]
        try:
            return await self._contains(uris)
        except Forbidden:
            plain = [uri for uri in uris if kind_of_uri(uri) in _PLAIN]
            if plain == uris:
                raise
            self._kinds = _PLAIN
            return await self._contains(plain) if plain else {}
        except (BadAnswer, BadRequest, NotFound, ServerFault):
            # One odd thing in the rows may be to blame, and must not keep the heart of what plays unknown.
            self._spoilt |= set(view) - set(played)
            raise

    async def _contains(self, uris: Sequence[str]) -> Mapping[str, bool]:
        flags = await self._spotify.library.contains(uris)
        if len(flags) != len(uris):
            raise BadAnswer("Spotify's answer is not what it should be.")
        return dict(zip(uris, flags, strict=True))

    def _unknown(self, picture: Picture, uris: Iterable[str | None], *, again: bool) -> list[str]:
        """Those of `uris` that can be asked for, but for the known ones unless `again`."""
        askable = (uri for uri in uris if uri and kind_of_uri(uri) in self._kinds and uri not in self._spoilt)
        return list(dict.fromkeys(uri for uri in askable if again or uri not in picture.likes))
