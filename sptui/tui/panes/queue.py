"""What plays next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive

from sptui.player.state import Playback
from sptui.spotify.models.catalogue import Episode, Item, Track
from sptui.tui import things
from sptui.tui.text import wrapped
from sptui.tui.things import COLUMNS, Marks, Pick, columns_of
from sptui.tui.widgets.columns import Row, fitted, widths_of
from sptui.tui.widgets.rowlist import RowList
from sptui.tui.widgets.rows import Rows

_WAITING = "Asking Spotify what comes next …"
_LAST = ("Nothing comes next.", "Press / to search, and z to queue.")
_EMPTY = "Spotify does not tell what comes next"
_IDLE = "Nothing is playing\nWhat comes next will stand here"

_NOW = object()
"""The key of the row that plays."""


class QueuePane(Vertical):
    """The item that plays and those behind it; Enter jumps to one. Bound to the screen's slices."""

    DEFAULT_CLASSES = "pane"

    BORDER_TITLE = "Queue"

    queue: reactive[tuple[Item, ...] | None] = reactive(None, init=False)
    playback: reactive[Playback] = reactive(Playback, init=False)
    marks: reactive[Marks] = reactive(Marks, init=False)
    refused: reactive[Mapping[str, str]] = reactive(dict, init=False)

    @dataclass
    class Chosen(Message):
        """The `item` in row `index` of the queue, counted from 0 behind the item that plays, shall be played."""

        index: int
        item: Item

    def compose(self) -> ComposeResult:
        """One list."""
        yield RowList(*columns_of())

    def watch_queue(self) -> None:
        """Another queue."""
        self._draw()

    def watch_playback(self, before: Playback, after: Playback) -> None:
        """Another item."""
        if (before.item, before.active, before.known) != (after.item, after.active, after.known):
            self._draw()

    def watch_refused(self) -> None:
        """Spotify does not tell what comes next, or does again."""
        self._draw()

    def watch_marks(self) -> None:
        """What is liked."""
        self._draw()

    def _draw(self) -> None:
        item, queue = self.playback.item, self.queue
        rows = [Row(("Now",), kind="heading"), self._row(item, None)] if item is not None else []
        if item is not None and not queue:
            told: tuple[str, ...] = (_WAITING,) if queue is None else _LAST
            if queue is None and (why := self.refused.get("queue")):
                told = f"{_EMPTY}.", why
            room = self.query_one(Rows).room
            rows += [Row((part,), kind="note") for line in ("", *told) for part in wrapped(line, room)]
        elif queue:
            rows += [
                Row(("",), kind="note"),
                Row(("Next",), kind="heading"),
                *(self._row(each, index) for index, each in enumerate(queue)),
            ]
        shown = self.query_one(Rows)
        shown.set_placeholder((_EMPTY if self.playback.active else _IDLE) if self.playback.known else "")
        shown.set_columns(*fitted(columns_of(), widths_of(rows, len(COLUMNS))))
        shown.set_rows(rows)

    @on(events.Resize)
    def _resized(self) -> None:
        self._draw()

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        event.stop()
        pick: Pick = event.row.value
        if pick.index is not None and isinstance(pick.thing, Track | Episode):
            self.post_message(self.Chosen(pick.index, pick.thing))

    def _row(self, item: Item, index: int | None) -> Row:
        """The row of an item, which plays when it has no `index`."""
        # The cursor goes with the item as the queue moves up; of duplicates, the nearest one gets it.
        key = _NOW if index is None else item.uri or index
        row = things.row(item, Pick(item, index=index), key, self.marks)
        return replace(row, playing=index is None, disabled=row.disabled and not item.is_local)
