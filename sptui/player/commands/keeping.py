"""What a listener keeps: for next, or for good. The answer is all the confirmation there is."""

from dataclasses import dataclass, replace
from typing import ClassVar

from sptui.player.command import Command
from sptui.player.state import Picture
from sptui.spotify.client import Spotify
from sptui.spotify.models.catalogue import Item
from sptui.spotify.scopes import SAVING


@dataclass(frozen=True, slots=True)
class AddToQueue(Command):
    """Append an item to what the listener has queued; where that is in the queue only the service knows."""

    item: Item
    unsettles_queue: ClassVar[bool] = True
    done_when_sent: ClassVar[bool] = True

    @property
    def receipt(self) -> str:
        """That it is there, with its title."""
        return f"Added to the queue: {self.item.name}"

    async def send(self, spotify: Spotify) -> None:
        """Append it, once and never again."""
        await spotify.player.add_to_queue(self.item.uri or "")

    def predict(self, picture: Picture, at: float) -> Picture:  # noqa: ARG002
        """What plays stays as it is; the item is known to be the listener's own."""
        return replace(picture, queued=picture.queued | {self.item.uri or ""})


@dataclass(frozen=True, slots=True)
class Like(Command):
    """Save an item, or with `on` False remove it from the saved ones."""

    uri: str
    on: bool
    scope: ClassVar[str] = SAVING
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
