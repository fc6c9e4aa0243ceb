"""Whether it plays, and where."""

from dataclasses import dataclass
from typing import ClassVar

from sptui.player.command import Command
from sptui.player.state import Picture
from sptui.spotify.client import Spotify
from sptui.spotify.models.playback import Device


@dataclass(frozen=True, slots=True)
class Resume(Command):
    """Go on playing; on a named device when none is active."""

    device_id: str | None = None
    unheeded: ClassVar[str] = "Spotify did not go on."

    @property
    def target(self) -> str | None:
        """The device that was named."""
        return self.device_id

    async def send(self, spotify: Spotify) -> None:
        """Start playback without a body, which keeps the context."""
        await spotify.player.resume(device_id=self.device_id)

    def predict(self, picture: Picture, at: float) -> Picture:
        """It plays on from where it stands."""
        return picture.moved_to(picture.awake(self.device_id)).turned(at, running=True)

    def covers(self, older: Command) -> bool:
        """Any turn before this one."""
        return isinstance(older, Resume | Pause)


@dataclass(frozen=True, slots=True)
class Pause(Command):
    """Stop here."""

    unheeded: ClassVar[str] = "Spotify did not pause."

    async def send(self, spotify: Spotify) -> None:
        """Pause the active device."""
        await spotify.player.pause()

    def predict(self, picture: Picture, at: float) -> Picture:
        """It stands where it was at `at`."""
        return picture.turned(at, running=False)

    def covers(self, older: Command) -> bool:
        """Any turn before this one."""
        return isinstance(older, Resume | Pause)


@dataclass(frozen=True, slots=True)
class Transfer(Command):
    """Go on on another device, playing if `play`."""

    device: Device
    play: bool = False
    unheeded: ClassVar[str] = "The device did not take over."

    @property
    def target(self) -> str | None:
        """The device that it moves to."""
        return self.device.id

    async def send(self, spotify: Spotify) -> None:
        """Move the playback."""
        await spotify.player.transfer(self.device.id or "", play=True if self.play else None)

    def predict(self, picture: Picture, at: float) -> Picture:
        """The device is the active one, and the position goes on."""
        moved = picture.moved_to(self.device)
        return moved.turned(at, running=True) if self.play else moved

    def covers(self, older: Command) -> bool:
        """Where it was moved before."""
        return isinstance(older, Transfer)
