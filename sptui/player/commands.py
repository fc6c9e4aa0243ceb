"""What a listener can ask of a player, one class each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from sptui.player.command import Command
from sptui.player.progress import Progress
from sptui.player.state import Picture, Playback
from sptui.spotify.client import Spotify
from sptui.spotify.models.base import RepeatState
from sptui.spotify.models.catalogue import Item
from sptui.spotify.models.playback import Context, Device

_SEEK_TOLERANCE_MS = 3_000  # a read after a seek is this near to where the seek should have led
_START_TOLERANCE_MS = 500  # an item that was started over is at most this much further than the time since


@dataclass(frozen=True, slots=True)
class Resume(Command):
    """Go on playing; on a named device when none is active."""

    device_id: str | None = None

    async def send(self, spotify: Spotify) -> None:
        """Start playback without a body, which keeps the context."""
        await spotify.player.resume(device_id=self.device_id)

    def predict(self, picture: Picture, at: float) -> Picture:
        """It plays on from where it stands."""
        return _running(picture, at, running=True)

    def covers(self, older: Command) -> bool:
        """Any turn before this one."""
        return isinstance(older, Resume | Pause)


@dataclass(frozen=True, slots=True)
class Pause(Command):
    """Stop here."""

    async def send(self, spotify: Spotify) -> None:
        """Pause the active device."""
        await spotify.player.pause()

    def predict(self, picture: Picture, at: float) -> Picture:
        """It stands where it was at `at`."""
        return _running(picture, at, running=False)

    def covers(self, older: Command) -> bool:
        """Any turn before this one."""
        return isinstance(older, Resume | Pause)


@dataclass(frozen=True, slots=True)
class SkipToNext(Command):
    """Leave the item for the next one."""

    leaving: str | None

    async def send(self, spotify: Spotify) -> None:
        """Skip, once and never again."""
        await spotify.player.next()

    def predict(self, picture: Picture, at: float) -> Picture:
        """The next item from its start."""
        return picture.advanced(at) if picture.playback.uri == self.leaving else picture


@dataclass(frozen=True, slots=True)
class SkipToPrevious(Command):
    """Go back to the item before; which one that is only the service knows."""

    leaving: str | None
    unsettles_queue: ClassVar[bool] = True

    async def send(self, spotify: Spotify) -> None:
        """Skip back, once and never again."""
        await spotify.player.previous()

    def predict(self, picture: Picture, at: float) -> Picture:
        """The bar jumps to the start at once; the title follows with the read."""
        if picture.playback.uri != self.leaving:
            return picture
        progress = Progress(0, at, running=picture.playback.is_playing)
        return replace(picture, playback=replace(picture.playback, progress=progress))

    def confirmed_by(self, picture: Picture, at: float, now: float) -> bool:
        """Another item plays, or the same one from its start."""
        started = picture.playback.position_ms(now) <= (now - at) * 1000 + _START_TOLERANCE_MS
        return picture.playback.uri != self.leaving or started

    def covers(self, older: Command) -> bool:
        """The skips before it, since where they led has been left again."""
        return isinstance(older, SkipToNext | SkipToPrevious)


@dataclass(frozen=True, slots=True)
class SeekToPosition(Command):
    """Jump to a position of the item `uri`, in ms."""

    position_ms: int
    uri: str | None

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

    def _progress(self, playback: Playback, at: float) -> Progress:
        return Progress(self.position_ms, at, playback.is_playing)


@dataclass(frozen=True, slots=True)
class SetVolume(Command):
    """Set the active device's volume, in percent."""

    percent: int

    async def send(self, spotify: Spotify) -> None:
        """Set it on the active device."""
        await spotify.player.volume(self.percent)

    def predict(self, picture: Picture, at: float) -> Picture:  # noqa: ARG002
        """The device shows it."""
        device = picture.playback.device
        return picture.with_device(device.model_copy(update={"volume_percent": self.percent})) if device else picture

    def replaces(self, older: Command) -> bool:
        """Only the last volume counts."""
        return isinstance(older, SetVolume)


@dataclass(frozen=True, slots=True)
class SetShuffle(Command):
    """Shuffle or not."""

    on: bool
    unsettles_queue: ClassVar[bool] = True

    async def send(self, spotify: Spotify) -> None:
        """Set it on the active device."""
        await spotify.player.shuffle(state=self.on)

    def predict(self, picture: Picture, at: float) -> Picture:  # noqa: ARG002
        """The mode shows it."""
        return replace(picture, playback=replace(picture.playback, shuffle=self.on))

    def replaces(self, older: Command) -> bool:
        """Only the last mode counts."""
        return isinstance(older, SetShuffle)


@dataclass(frozen=True, slots=True)
class SetRepeat(Command):
    """Repeat the track, the context or nothing."""

    state: RepeatState
    unsettles_queue: ClassVar[bool] = True

    async def send(self, spotify: Spotify) -> None:
        """Set it on the active device."""
        await spotify.player.repeat(self.state)

    def predict(self, picture: Picture, at: float) -> Picture:  # noqa: ARG002
        """The mode shows it."""
        return replace(picture, playback=replace(picture.playback, repeat=self.state))

    def replaces(self, older: Command) -> bool:
        """Only the last mode counts."""
        return isinstance(older, SetRepeat)


@dataclass(frozen=True, slots=True)
class Transfer(Command):
    """Go on on another device, playing if `play`."""

    device: Device
    play: bool = False

    async def send(self, spotify: Spotify) -> None:
        """Move the playback."""
        await spotify.player.transfer(self.device.id or "", play=True if self.play else None)

    def predict(self, picture: Picture, at: float) -> Picture:
        """The device is the active one, and the position goes on."""
        current = picture.playback.device
        if current is None or current.id != self.device.id:
            picture = picture.with_device(self.device.model_copy(update={"is_active": True}))
            picture = replace(picture, playback=replace(picture.playback, active=True))
        return _running(picture, at, running=True) if self.play else picture

    def covers(self, older: Command) -> bool:
        """Where it was moved before."""
        return isinstance(older, Transfer)


@dataclass(frozen=True, slots=True)
class Play(Command):
    """Play a context, or a list of items; `first` is the item that will be heard first, where that is known."""

    context_uri: str | None = None
    uris: Sequence[str] = ()
    offset: int | str | None = None
    first: Item | None = None
    device_id: str | None = None
    unsettles_queue: ClassVar[bool] = True

    async def send(self, spotify: Spotify) -> None:
        """Start it on the active device, or on the one that is named."""
        await spotify.player.play(
            context_uri=self.context_uri,
            uris=None if self.context_uri else self.uris,
            offset=self.offset,
            device_id=self.device_id,
        )

    def predict(self, picture: Picture, at: float) -> Picture:
        """The first item from its start, or what plays until the service tells."""
        playback = picture.playback
        if self.first is None or playback.uri == self.first.uri:
            return picture
        context = Context(type=_kind(self.context_uri), uri=self.context_uri) if self.context_uri else None
        started = replace(
            playback,
            active=True,
            item=self.first,
            kind=self.first.type,
            progress=Progress(0, at, running=True),
            context=context,
            disallows=frozenset({"resuming"}),
        )
        return replace(picture, playback=started, queue=None)

    def confirmed_by(self, picture: Picture, at: float, now: float) -> bool:  # noqa: ARG002
        """Its first item or its context plays."""
        playback = picture.playback
        if self.first is not None:
            return playback.uri == self.first.uri
        if self.context_uri is None:
            return playback.uri in self.uris[:1]
        return playback.context is not None and playback.context.uri == self.context_uri

    def covers(self, older: Command) -> bool:
        """Whatever was started, skipped or sought before."""
        return isinstance(older, Play | SkipToNext | SkipToPrevious | SeekToPosition)


@dataclass(frozen=True, slots=True)
class AddToQueue(Command):
    """Append an item to what the listener has queued; where that is in the queue only the service knows."""

    item: Item
    unsettles_queue: ClassVar[bool] = True
    done_when_sent: ClassVar[bool] = True

    async def send(self, spotify: Spotify) -> None:
        """Append it, once and never again."""
        await spotify.player.add_to_queue(self.item.uri or "")

    def predict(self, picture: Picture, at: float) -> Picture:  # noqa: ARG002
        """What plays stays as it is."""
        return picture


@dataclass(frozen=True, slots=True)
class Like(Command):
    """Save an item, or with `on` False remove it from the saved ones."""

    uri: str
    on: bool
    done_when_sent: ClassVar[bool] = True

    async def send(self, spotify: Spotify) -> None:
        """Save or remove it."""
        await (spotify.library.save if self.on else spotify.library.remove)([self.uri])

    def predict(self, picture: Picture, at: float) -> Picture:  # noqa: ARG002
        """It shows as saved or not."""
        return replace(picture, likes={**picture.likes, self.uri: self.on})

    def replaces(self, older: Command) -> bool:
        """Only the last wish for an item counts."""
        return isinstance(older, Like) and older.uri == self.uri


def _kind(context_uri: str) -> str:
    """The type of a context: `spotify:album:ID`, `spotify:user:ID:collection`, `spotify:user:ID:playlist:ID`."""
    parts = context_uri.split(":")
    return parts[-1] if parts[-1] == "collection" else parts[-2]


def _running(picture: Picture, at: float, *, running: bool) -> Picture:
    playback = picture.playback
    if playback.is_playing == running:
        return picture
    # What could be done before cannot be done again, and the other way round.
    possible, done = ("pausing", "resuming") if running else ("resuming", "pausing")
    turned = replace(
        playback,
        progress=playback.progress.turned(at, running=running),
        disallows=playback.disallows - {possible} | {done},
    )
    return replace(picture, playback=turned)
