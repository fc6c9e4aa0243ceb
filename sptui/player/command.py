"""What every command is: a thing to do that knows how it will look when it is done.

`at` is always the moment the command was given, in seconds of the monotonic clock.
"""

from abc import ABC, abstractmethod
from typing import ClassVar

from sptui.player.state import Picture
from sptui.spotify.client import Spotify
from sptui.spotify.scopes import STEERING


class Command(ABC):
    """One thing to do; immutable."""

    done_when_sent: ClassVar[bool] = False
    """Whether the answer to the command is all the confirmation there will be."""

    unsettles_queue: ClassVar[bool] = False
    """Whether the queue is another one afterwards, in a way that only the service knows."""

    tells_queue: ClassVar[bool] = False
    """Whether its prediction of such a queue is good enough for whoever does not look at it."""

    shows_after: ClassVar[float] = 0.0
    """Seconds from its answer for which there is no use in looking for its effect."""

    held: ClassVar[bool] = False
    """Whether a key that is held down gives many of it, so that those behind the first one wait for one another."""

    unheeded: ClassVar[str] = ""
    """What to tell when it was answered and nothing came of it."""

    @property
    def scope(self) -> str:
        """What the listener must have allowed for it."""
        return STEERING

    @property
    def target(self) -> str | None:
        """The id of the device that it is for; None for the active one."""
        return None

    @property
    def receipt(self) -> str:
        """What to tell once it is answered; "" for what can be seen anyway."""
        return ""

    @property
    def shortfall(self) -> str:
        """What to tell, besides the reason, once it is refused; "" for nothing."""
        return ""

    @abstractmethod
    async def send(self, spotify: Spotify) -> None:
        """Ask the service; raises `SpotifyError`."""

    @abstractmethod
    def predict(self, picture: Picture, at: float) -> Picture:
        """The picture as it will be, or as it is when the command has had its effect already."""

    def confirmed_by(self, picture: Picture, at: float, now: float) -> bool:  # noqa: ARG002 -- for the few that look at time
        """Whether a read that was asked for after the answer shows the effect."""
        return self.predict(picture, at) == picture

    def complaint(self, picture: Picture, at: float) -> str:  # noqa: ARG002 -- for the few that can have another outcome
        """What to tell when `picture`, read after its effect should have shown, does not confirm it; "" for nothing."""
        return self.unheeded

    def failed(self, picture: Picture, *, lost: bool) -> Picture:  # noqa: ARG002 -- for those that no read looks after
        """What is still known when it has failed, `lost` when it may have been done all the same."""
        return picture

    def replaces(self, older: "Command") -> bool:  # noqa: ARG002 -- most replace nothing
        """Whether `older`, not sent yet, need not be sent any more."""
        return False

    def covers(self, older: "Command") -> bool:
        """Whether no read will show what `older` did once this is done."""
        return self.replaces(older)

    def falls_with(self, refused: "Command") -> bool:  # noqa: ARG002 -- most stand by themselves
        """Whether there is no use in sending it once `refused`, given before it, has failed."""
        return False
