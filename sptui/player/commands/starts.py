"""What is played, and from where in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from sptui.player.command import Command
from sptui.player.commands.skips import SkipToNext, SkipToPrevious
from sptui.player.playback import Playback
from sptui.player.progress import Progress
from sptui.player.state import Picture
from sptui.spotify.client import Spotify
from sptui.spotify.errors import BadRequest, Forbidden, NotFound, Refused
from sptui.spotify.models.catalogue import Episode, Item
from sptui.spotify.models.playback import Context

MOST_URIS = 100
"""URIs that one start may name, at most."""

_CLOSED = (BadRequest, Forbidden, NotFound)  # a no to what was asked for: their subclasses are about the asker
_SEEK_TOLERANCE_MS = 3_000  # a read after a seek is this near to where the seek should have led


def context_type(uri: str) -> str:
    """The type of a context: `spotify:album:ID`, `spotify:user:ID:collection`, `spotify:user:ID:playlist:ID`."""
    *before, last = uri.split(":")
    return last if last == "collection" or not before else before[-1]


@dataclass(frozen=True, slots=True)
class Play(Command):
    """Play a context, or a list of items; `first` is the item that will be heard first, where that is known.

    It begins at `position_ms`. `otherwise` are the items to play where the service does not take the context.
    """

    context_uri: str | None = None
    uris: Sequence[str] = ()
    offset: int | str | None = None
    first: Item | None = None
    device_id: str | None = None
    otherwise: Sequence[str] = ()
    position_ms: int = 0
    unsettles_queue: ClassVar[bool] = True
    unheeded: ClassVar[str] = "Spotify did not start that."

    @property
    def target(self) -> str | None:
        """The device that was named."""
        return self.device_id

    async def send(self, spotify: Spotify) -> None:
        """Start it on the active device, or on the one that is named."""
        try:
            await spotify.player.play(
                context_uri=self.context_uri,
                uris=None if self.context_uri else self.uris,
                offset=self.offset,
                position_ms=self.position_ms or None,
                device_id=self.device_id,
            )
        except Refused as error:
            if not self.otherwise or type(error) not in _CLOSED:
                raise
            await spotify.player.play(
                uris=self.otherwise[:MOST_URIS], position_ms=self.position_ms or None, device_id=self.device_id
            )

    def predict(self, picture: Picture, at: float) -> Picture:
        """The first item from where it begins; until the service names it, that something starts."""
        if self._plays(picture.playback, at):
            return picture
        started = replace(
            picture.playback,
            active=True,
            item=self.first,
            kind=self.first.type if self.first else "",
            progress=Progress(self.position_ms, at, running=True),
            context=Context(type=context_type(self.context_uri), uri=self.context_uri) if self.context_uri else None,
            disallows=frozenset({"resuming"}),
        )
        return replace(picture, playback=started, queue=None).moved_to(picture.awake(self.device_id))

    def confirmed_by(self, picture: Picture, at: float, now: float) -> bool:  # noqa: ARG002
        """It plays, begun no earlier than it was asked for."""
        return picture.playback.item is not None and self._plays(picture.playback, at)

    def complaint(self, picture: Picture, at: float) -> str:
        """Nothing when anything has begun since: the service puts one release of a track in another's place."""
        return "" if _begun(picture.playback, at) else self.unheeded

    def covers(self, older: Command) -> bool:
        """Whatever was started, skipped or sought before."""
        return isinstance(older, Play | SkipToNext | SkipToPrevious | SeekToPosition)

    def _plays(self, playback: Playback, at: float) -> bool:
        if self.first is not None:
            asked_for = playback.uri == self.first.uri
        elif self.context_uri is not None:
            inside = playback.context is not None and context_id(playback.context.uri) == context_id(self.context_uri)
            asked_for = inside or playback.uri in self.otherwise[:1]
        else:
            asked_for = playback.uri in self.uris[:1]
        return asked_for and playback.is_playing and _begun(playback, at)


@dataclass(frozen=True, slots=True)
class SeekToPosition(Command):
    """Jump to a position of the item `uri`, in ms."""

    position_ms: int
    uri: str | None
    held: ClassVar[bool] = True
    unheeded: ClassVar[str] = "Spotify did not jump there."

    async def send(self, spotify: Spotify) -> None:
        """Seek on the active device."""
        await spotify.player.seek(self.position_ms)

    def predict(self, picture: Picture, at: float) -> Picture:
        """It runs on from there."""
        playback = picture.playback
        if playback.uri != self.uri:
            return picture
        return replace(picture, playback=replace(playback, progress=self._progress(playback, at)))

    def confirmed_by(self, picture: Picture, at: float, now: float) -> bool:
        """It is about where the seek should have led by now, or another item plays."""
        playback = picture.playback
        expected = self._progress(playback, at).position(now, playback.duration_ms)
        return playback.uri != self.uri or abs(playback.position_ms(now) - expected) <= _SEEK_TOLERANCE_MS

    def replaces(self, older: Command) -> bool:
        """Only the last position counts."""
        return isinstance(older, SeekToPosition) and older.uri == self.uri

    def covers(self, older: Command) -> bool:
        """Where it was sought before, and that it was started from its beginning."""
        started = isinstance(older, Play) and older.first is not None and older.first.uri == self.uri
        return started or self.replaces(older)

    def _progress(self, playback: Playback, at: float) -> Progress:
        return Progress(self.position_ms, at, playback.is_playing)


def _begun(playback: Playback, at: float) -> bool:
    """Whether the item can have begun since `at`; of an episode, which begins where one once stopped, always."""
    return playback.began_since(at) or isinstance(playback.item, Episode)


def context_id(context_uri: str) -> str:
    """What stays the same where the service calls a playlist its owner's, or an audiobook a show."""
    return context_uri.rpartition(":")[2]
