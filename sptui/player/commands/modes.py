"""How it plays: volume, shuffle, repeat."""

from dataclasses import dataclass, field, replace
from typing import ClassVar

from sptui.player.command import Command
from sptui.player.state import Picture
from sptui.spotify.client import Spotify
from sptui.spotify.models.base import RepeatState


@dataclass(frozen=True, slots=True)
class _Setting(Command):
    """One of the things that can be set again and again.

    It may belong to the start or the move `behind` which it was given.
    """

    behind: Command | None = field(default=None, kw_only=True, compare=False)

    def replaces(self, older: Command) -> bool:
        """Only the last one of a kind counts."""
        return type(older) is type(self)

    def falls_with(self, refused: Command) -> bool:
        """What belongs to a start that was refused would change what plays instead."""
        if self.behind is None:
            return False
        return refused is self.behind or (refused.target is not None and refused.target == self.behind.target)


@dataclass(frozen=True, slots=True)
class SetVolume(_Setting):
    """Set the active device's volume, in percent; with `device_id` only while that is the one."""

    percent: int
    device_id: str | None = None
    held: ClassVar[bool] = True
    shows_after: ClassVar[float] = 1.0  # the service tells a volume later than all else
    unheeded: ClassVar[str] = "The device did not take the volume."

    @property
    def target(self) -> str | None:
        """The device that was named."""
        return self.device_id

    async def send(self, spotify: Spotify) -> None:
        """Set it on the active device."""
        await spotify.player.volume(self.percent, device_id=self.device_id)

    def predict(self, picture: Picture, at: float) -> Picture:  # noqa: ARG002
        """The device shows it."""
        device = picture.playback.device
        if device is not None and self.device_id not in (None, device.id):
            return picture
        return picture.with_device(device.model_copy(update={"volume_percent": self.percent})) if device else picture


@dataclass(frozen=True, slots=True)
class FadeTo(_Setting):
    """One step of a fade, in percent; nobody looks whether the device took it, for the next one comes soon."""

    percent: int
    done_when_sent: ClassVar[bool] = True

    async def send(self, spotify: Spotify) -> None:
        """Set it on the active device."""
        await spotify.player.volume(self.percent)

    def predict(self, picture: Picture, at: float) -> Picture:
        """The device shows it."""
        return SetVolume(self.percent).predict(picture, at)


@dataclass(frozen=True, slots=True)
class SetShuffle(_Setting):
    """Shuffle or not."""

    on: bool
    unsettles_queue: ClassVar[bool] = True
    unheeded: ClassVar[str] = "Spotify did not change the shuffle mode."

    async def send(self, spotify: Spotify) -> None:
        """Set it on the active device."""
        await spotify.player.shuffle(state=self.on)

    def predict(self, picture: Picture, at: float) -> Picture:  # noqa: ARG002
        """The mode shows it."""
        return replace(picture, playback=replace(picture.playback, shuffle=self.on))


@dataclass(frozen=True, slots=True)
class SetRepeat(_Setting):
    """Repeat the track, the context or nothing."""

    state: RepeatState
    unsettles_queue: ClassVar[bool] = True
    unheeded: ClassVar[str] = "Spotify did not change the repeat mode."

    async def send(self, spotify: Spotify) -> None:
        """Set it on the active device."""
        await spotify.player.repeat(self.state)

    def predict(self, picture: Picture, at: float) -> Picture:  # noqa: ARG002
        """The mode shows it."""
        return replace(picture, playback=replace(picture.playback, repeat=self.state))
