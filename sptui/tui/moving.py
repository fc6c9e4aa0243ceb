"""Rows of a playlist that are moved: shown at once, and sent when the keys rest."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.timer import Timer

from sptui.library import editing
from sptui.library.collection import Collection
from sptui.library.edits import Version
from sptui.library.listing import Listing
from sptui.tui.changes import Changes, version_of

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

REST = 0.7
"""Seconds without a key after which a move is sent, so that ten presses are one request."""


@dataclass(frozen=True, slots=True)
class _Move:
    """A block on its way: the list before, where it stood, and where it stands."""

    collection: Collection
    before: Listing
    rows: range
    now: range


class Moving:
    """One block of rows on its way."""

    def __init__(self, app: "SptuiApp", changes: Changes) -> None:
        self._app = app
        self._changes = changes
        self._move: _Move | None = None
        self._resting: Timer | None = None

    def by(self, collection: Collection, step: int) -> None:
        """Move the marked rows, or the row with the cursor, by `step`."""
        rows = sorted({pick.index for pick in self._app.main.panes.picks if pick.index is not None})
        if not rows:
            self._app.tell("There is no row here that could be moved.")
            return
        block = range(rows[0], rows[-1] + 1)
        if len(block) != len(rows):
            self._app.tell("Rows that are moved together must stand together.")
            return
        if block.start + step < 0 or block.stop + step > len(collection.listing.entries):
            return
        move = self._move
        if move is not None and (move.collection is not collection or move.now != block):
            self._send()
            move = None
        if move is None:
            move = _Move(collection, collection.listing, block, block)
        order = editing.move(version_of(collection), block, step).order
        now = range(block.start + step, block.stop + step)
        self._move = _Move(collection, move.before, move.rows, now)
        collection.show_listing(collection.listing.rearranged(order, (), collection.listing.tag))
        if self._resting is not None:
            self._resting.stop()
        self._resting = self._app.set_timer(REST, self._send)

    def _send(self) -> None:
        move, self._move = self._move, None
        if move is not None and move.now != move.rows:
            self._app.run_worker(self._sent(move), group="changes")

    async def _sent(self, move: _Move) -> None:
        before = Version(move.collection.source.place.id, move.before.tag, move.before.uris)
        plan = editing.move_to(before, move.rows, move.now.start)
        count = len(move.rows)
        what = f"{count} rows" if count > 1 else "a row"
        await self._changes.carry_out(move.collection, plan, f"Moved {what}.", before=move.before)
