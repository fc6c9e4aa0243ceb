"""On to the next item and back to the one before."""

from dataclasses import dataclass, field, replace
from typing import ClassVar

from sptui.player.command import Command
from sptui.player.progress import Progress
from sptui.player.state import Picture
from sptui.spotify.client import Spotify


@dataclass(frozen=True, slots=True)
class SkipToNext(Command):
    """Leave the item for the next one; `behind` is what has to be in the queue before."""

    leaving: str | None
    behind: Command | None = field(default=None, compare=False)
    unheeded: ClassVar[str] = "Spotify did not skip."

    async def send(self, spotify: Spotify) -> None:
        """Skip, once and never again."""
        await spotify.player.next()

    def predict(self, picture: Picture, at: float) -> Picture:
        """The next item from its start."""
        return picture.advanced(at) if picture.playback.uri == self.leaving else picture

    def complaint(self, picture: Picture, at: float) -> str:
        """Nothing when another item plays, or the same one over again; nothing where items have no names."""
        stayed = picture.playback.uri == self.leaving and not picture.playback.began_since(at)
        return self.unheeded if stayed and self.leaving is not None else ""

    def falls_with(self, refused: Command) -> bool:
        """Where one skip was refused, those behind it would be as well; nor is it one to what was not queued."""
        return isinstance(refused, SkipToNext) or (self.behind is not None and refused is self.behind)


@dataclass(frozen=True, slots=True)
class SkipToPrevious(Command):
    """Go back to the item before; which one that is only the service knows."""

    leaving: str | None
    unsettles_queue: ClassVar[bool] = True
    unheeded: ClassVar[str] = "Spotify did not go back."

    async def send(self, spotify: Spotify) -> None:
        """Skip back, once and never again."""
        await spotify.player.previous()

    def predict(self, picture: Picture, at: float) -> Picture:
        """The bar jumps to the start at once; the title follows with the read."""
        if picture.playback.uri != self.leaving:
            return picture
        progress = Progress(0, at, running=picture.playback.is_playing)
        return replace(picture, playback=replace(picture.playback, progress=progress))

    def confirmed_by(self, picture: Picture, at: float, now: float) -> bool:  # noqa: ARG002
        """Another item plays, or the same one from its start."""
        return picture.playback.uri != self.leaving or picture.playback.began_since(at)

    def covers(self, older: Command) -> bool:
        """The skips before it, since where they led has been left again."""
        return isinstance(older, SkipToNext | SkipToPrevious)

    def falls_with(self, refused: Command) -> bool:
        """Where one skip was refused, those behind it would be as well."""
        return isinstance(refused, SkipToPrevious)
