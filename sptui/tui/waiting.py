"""What waits in the queue: added, moved, removed, and all of that taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sptui.player.staging.entry import Entry
from sptui.player.staging.staged import MOST, Staged
from sptui.spotify.models.catalogue import Item
from sptui.tui.text import count
from sptui.tui.things import named, several

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

GIVEN = "Spotify takes nothing out of its queue again: [[player.next]] skips it."
NONE = "Nothing waits here: [[row.enqueue]] queues what stands under the cursor."


@dataclass(slots=True)
class _Change:
    """What one undo takes back: the list before and after."""

    before: Staged
    after: Staged


class Waiting:
    """Changes of the list of what waits, each of which can be taken back."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app
        self._staging = app.staging
        self._move: _Change | None = None

    @property
    def chosen(self) -> tuple[Entry, ...]:
        """The marked entries that wait, or else the one under the cursor; none outside of the queue."""
        if self._app.main.pane != "queue":
            return ()
        ids = {pick.entry for pick in self._app.main.panes.picks}
        return tuple(entry for entry in self._staging.staged.here if entry.id in ids)

    def stage(self, items: Sequence[Item], *, first: bool = False) -> None:
        """Let `items` wait, and let that be taken back."""
        before, after = self._staging.add(items, first=first)
        added = len(after.entries) - len(before.entries)
        if added < len(items):
            self._app.tell(
                f"The queue holds {count(MOST)} items at most. Left out: {named(items[added:])}.", severity="warning"
            )
        if added:
            what = named(items[:added])
            self._changed(before, after, f"{'Next' if first else 'Queued'}: {what}.", f"Not queued any more: {what}.")

    def remove(self) -> None:
        """Take the chosen ones out that wait."""
        chosen = self.chosen
        if not chosen:
            self._app.tell(GIVEN)
            return
        self._app.main.panes.row_list.rows.clear_marks()
        before, after = self._staging.change(lambda staged: staged.without({entry.id for entry in chosen}))
        what = named(items_of(chosen))
        self._changed(before, after, f"Out of the queue: {what}.", f"Back in the queue: {what}.")

    def play(self, entry: Entry) -> None:
        """Take one out because it is played, which can be taken back where nothing has come of it."""
        before, after = self._staging.change(lambda staged: staged.without({entry.id}))
        what = named((entry.item,))
        self._changed(before, after, f"Out of the queue to be played: {what}.", f"Back in the queue: {what}.")

    def clear(self) -> None:
        """Take all out that waits."""
        before, after = self._staging.change(lambda staged: staged.arranged(()))
        if not before.here:
            self._app.tell(GIVEN if before.given else NONE)
        else:
            what = several(items_of(before.here))
            self._changed(before, after, f"Out of the queue: {what}.", f"Back in the queue: {what}.")

    def move(self, by: int) -> None:
        """Move the chosen ones down, or up below 0, among those that wait."""
        ids = {entry.id for entry in self.chosen}
        if not ids:
            self._app.tell("Only what waits here can be moved.")
            return
        before, after = self._staging.change(lambda staged: staged.moved(ids, by))
        if before == after:
            return
        if self._move is not None and self._move.after == before:
            self._move.after = after  # a series of presses is one change
        else:
            self._move = _Change(before, after)
            self._can_undo(self._move, "Moved back in the queue.")
        self.wake()

    def wake(self) -> None:
        """Let the player look at the list again."""
        self._app.player.to_read.set()

    def _changed(self, before: Staged, after: Staged, text: str, back: str) -> None:
        self._can_undo(_Change(before, after), back, text)
        self.wake()

    def _can_undo(self, change: _Change, back: str, text: str = "") -> None:
        changes, undone = self._app.playlists.changes, partial(self._take_back, change)
        if text:
            changes.can_undo(text, back, undone)
        else:
            changes.push(back, undone)

    async def _take_back(self, change: _Change) -> None:
        self._move = None
        self._staging.change(lambda staged: staged.restored(change.before, change.after))
        self.wake()


def items_of(entries: Sequence[Entry]) -> tuple[Item, ...]:
    """What the entries are."""
    return tuple(entry.item for entry in entries)
