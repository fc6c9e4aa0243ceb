"""What is handed to Spotify's queue. The answer is all the confirmation there is."""

from dataclasses import dataclass, replace
from typing import ClassVar, Protocol

from sptui.player.command import Command
from sptui.player.staging.entry import given, here, own_in
from sptui.player.state import Picture
from sptui.spotify.client import Spotify
from sptui.spotify.errors import SpotifyError, Unreachable
from sptui.spotify.models.catalogue import Item


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """The entries that were given for the queue at once; no two of them are the same batch."""

    ids: tuple[int, ...]


class Giver(Protocol):
    """Where an item waits before it is given, and what becomes of it there."""

    def begin(self, id_: int) -> bool:
        """It is on its way from now on; False when it has gone from there, and must not be sent."""
        ...

    def sent(self, id_: int) -> None:
        """Spotify has it."""
        ...

    def took(self, id_: int) -> bool:
        """Whether Spotify has it, as far as that is known."""
        ...

    def release(self, id_: int) -> None:
        """The command may never be sent."""
        ...

    def lost(self, id_: int) -> None:
        """Spotify may have it."""
        ...

    def back(self, id_: int, error: SpotifyError) -> None:
        """Spotify has not taken it."""
        ...


@dataclass(frozen=True, slots=True)
class AddToQueue(Command):
    """Append an item to what the listener has queued; where that is in the queue only the service knows.

    `giver` is where it waited until then as the entry `id`, alone or as one of a `batch`. One without a batch tells of
    it only when it is `told`.
    """

    item: Item
    giver: Giver
    id: int
    batch: Batch | None = None
    told: bool = True
    unsettles_queue: ClassVar[bool] = True
    tells_queue: ClassVar[bool] = True
    done_when_sent: ClassVar[bool] = True

    @property
    def receipt(self) -> str:
        """That it is there, with its title; of a batch, how many are, when its last item is."""
        if self.batch is None:
            return f"In Spotify's queue: {self.item.name}" if self.told and self.giver.took(self.id) else ""
        return _counted(self.batch, self.giver) if self.id == self.batch.ids[-1] else ""

    @property
    def shortfall(self) -> str:
        """How many of the batch are in the queue all the same."""
        return "" if self.batch is None else _counted(self.batch, self.giver)

    async def send(self, spotify: Spotify) -> None:
        """Append it, once and never again; nothing when it has gone from where it waited."""
        if not self.giver.begin(self.id):
            return
        try:
            await spotify.player.add_to_queue(self.item.uri or "")
        except SpotifyError as error:
            if isinstance(error, Unreachable) and error.sent:
                self.giver.lost(self.id)
            else:
                self.giver.back(self.id, error)
            raise
        self.giver.sent(self.id)

    def predict(self, picture: Picture, at: float) -> Picture:  # noqa: ARG002
        """It stands behind what was queued from here before, which is in front of what the context holds."""
        before = next((entry for entry in picture.staged if entry.id == self.id), None)
        if before is None:
            return picture
        others = tuple(entry for entry in picture.staged if entry is not before)
        queue = picture.queue
        if queue is not None:
            place = own_in(others, queue)
            queue = (*queue[:place], self.item, *queue[place:])
        staged = (*given(others), replace(before, state="sent"), *here(others))
        return replace(picture, staged=staged, queue=queue)

    def falls_with(self, refused: Command) -> bool:
        """Where one was refused, those behind it would be out of place."""
        return isinstance(refused, AddToQueue) and refused.giver is self.giver


def _counted(batch: Batch, giver: Giver) -> str:
    """How many of a batch Spotify has taken."""
    taken, size = sum(giver.took(id_) for id_ in batch.ids), len(batch.ids)
    if taken == size:
        return f"{size} items are in Spotify's queue."
    made = f"{taken} of {size} items" if taken else f"None of the {size} items"
    return f"{made} {'is' if taken < 2 else 'are'} in Spotify's queue."
