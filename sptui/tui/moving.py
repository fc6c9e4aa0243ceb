"""Rows of a playlist that are moved: shown at once, and sent when the keys rest."""

from typing import TYPE_CHECKING

from textual.timer import Timer

from sptui.library import editing
from sptui.library.collection import Collection
from sptui.tui.changes import Changes
from sptui.tui.shown import Change, version_of
from sptui.tui.things import named

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

REST = 0.7
"""Seconds without a key after which a move is sent, so that ten presses are one request."""


class Moving:
    """One block of rows on its way: the change that shows it, the rows where it stood, and where it stands now."""

    def __init__(self, app: "SptuiApp", changes: Changes) -> None:
        self._app = app
        self._changes = changes
        self._change: Change | None = None
        self._rows = self._now = range(0)
        self._resting: Timer | None = None
        changes.shown.send = self.send

    def by(self, collection: Collection, step: int) -> None:
        """Move the marked rows, or the row with the cursor, by `step`."""
        rows = sorted({pick.index for pick in self._app.main.panes.picks if pick.index is not None})
        if not rows:
            self._app.tell("There is nothing here that could be moved.")
            return
        block = range(rows[0], rows[-1] + 1)
        if len(block) != len(rows):
            self._app.tell("What is moved together must stand together. Nothing was moved.")
            return
        if block.start + step < 0 or block.stop + step > len(collection.listing.entries):
            return
        if not self._goes_on(collection, block):
            self.send()
        self._show(collection, block, step)
        if self._resting is not None:
            self._resting.stop()
        self._resting = self._app.set_timer(REST, self.send)

    def send(self) -> None:
        """Make the change that shows, unless all is where it was."""
        change, self._change = self._change, None
        if change is None:
            return
        if self._now == self._rows and not change.dropped:
            self._changes.shown.drop(change)
            return
        entries = change.before.entries[self._rows.start : self._rows.stop]
        what = named([entry.thing if entry is not None else None for entry in entries])
        self._app.run_worker(self._changes.settle(change, f"Moved {what}.", f"Moved back: {what}."), group="changes")

    def drop(self) -> None:
        """Send nothing of what shows any more."""
        self._change = None

    def _goes_on(self, collection: Collection, block: range) -> bool:
        """Whether `block` is the one that is on its way already."""
        change = self._change
        if change is None or change.dropped or change.collection is not collection:
            return False
        return self._now == block and collection.listing.tag == change.before.tag

    def _show(self, collection: Collection, block: range, step: int) -> None:
        """Show the block where it stands now, with the cursor on it: copies beside it must not catch that."""
        shown, rows = self._changes.shown, self._app.main.panes.row_list.rows
        cursor = rows.cursor
        if self._change is None:
            self._rows = block
            self._change = shown.begin(collection, editing.move(version_of(collection), block, step))
        else:
            plan = editing.move_to(self._change.plan.before, self._rows, block.start + step)
            shown.reshape(self._change, plan)
        self._now = range(block.start + step, block.stop + step)
        if cursor is not None and len(block) == 1 and not rows.marks:
            rows.move_cursor(cursor + step)
