"""What a listener saves and follows. The answer is all the confirmation there is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar, Final

from sptui.figures import count
from sptui.player.command import Command
from sptui.player.likes import kind_of_uri
from sptui.player.state import Picture
from sptui.spotify.client import Spotify
from sptui.spotify.endpoints.library import BATCH
from sptui.spotify.scopes import SAVING

_FOLLOWING: Final = MappingProxyType({"artist": "user-follow-modify", "playlist": "playlist-modify-public"})
"""What is followed rather than saved, where that needs a scope of its own."""
_FOLLOWED = frozenset({*_FOLLOWING, "show"})
_PLURALS: Final[Mapping[str, str]] = MappingProxyType({
    "track": "tracks",
    "episode": "episodes",
    "album": "albums",
    "artist": "artists",
    "show": "shows",
    "audiobook": "audiobooks",
    "playlist": "playlists",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Like(Command):
    """Save things of any kinds and follow artists and playlists, or with `on` False undo that.

    `names` are their titles, for the receipt; without them there is none.
    """

    uris: tuple[str, ...]
    on: bool
    names: tuple[str, ...] = ()
    done_when_sent: ClassVar[bool] = True

    @property
    def scope(self) -> str:
        """What its kinds need; of several scopes the one that is the most easily withheld."""
        kinds = {kind_of_uri(uri) for uri in self.uris}
        return next((scope for kind, scope in _FOLLOWING.items() if kind in kinds), SAVING)

    @property
    def receipt(self) -> str:
        """What became of the one thing, or how many there were, in the words for their kind."""
        if not self.names:
            return ""
        kinds = {kind_of_uri(uri) for uri in self.uris}
        kind = kinds.pop() if len(kinds) == 1 else ""
        several = f"{count(len(self.names))} {_PLURALS.get(kind, 'items')}"
        what = f"“{self.names[0] or 'Untitled'}”" if len(self.names) == 1 else several
        if kind in _FOLLOWED:
            return f"Following {what}." if self.on else f"No longer following {what}."
        if not self.on:
            return f"Removed {what} from your library."
        return f"Liked {what}." if kind == "track" else f"Saved {what} to your library."

    async def send(self, spotify: Spotify) -> None:
        """Save or remove them, so many at a time as the service takes."""
        change = spotify.library.save if self.on else spotify.library.remove
        for start in range(0, len(self.uris), BATCH):
            await change(self.uris[start : start + BATCH])

    def predict(self, picture: Picture, at: float) -> Picture:  # noqa: ARG002
        """They show as saved or not."""
        return picture.with_likes(dict.fromkeys(self.uris, self.on))

    def failed(self, picture: Picture, *, lost: bool) -> Picture:
        """Whether they are saved is known no longer where some may be: it is asked for anew."""
        if not lost and len(self.uris) <= BATCH:
            return picture
        gone = set(self.uris)
        return replace(picture, likes={uri: flag for uri, flag in picture.likes.items() if uri not in gone})

    def replaces(self, older: Command) -> bool:
        """Only the last wish for a thing counts."""
        return isinstance(older, Like) and set(older.uris) <= set(self.uris)
