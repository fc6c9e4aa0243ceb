"""What plays next."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive

from sptui.player.state import Playback
from sptui.spotify.models.catalogue import Item
from sptui.tui.text import duration
from sptui.tui.widgets.columns import Column, Row
from sptui.tui.widgets.rows import Rows

_WAITING = "Asking Spotify what comes next …"
_LAST = ("Nothing comes next.", "Press / to search, and z to queue.")
_EMPTY = "Spotify does not tell what comes next"
_IDLE = "Nothing is playing\nWhat comes next will stand here"

_NOW = object()
"""The key of the row that plays."""


class QueuePane(Vertical):
    """The item that plays and those behind it; Enter jumps to one. Bound to the screen's `queue` and `playback`."""

    BORDER_TITLE = "Queue"

    queue: reactive[tuple[Item, ...] | None] = reactive(None, init=False)
    playback: reactive[Playback] = reactive(Playback, init=False)

    @dataclass
    class Chosen(Message):
        """The `item` in row `index` of the queue, counted from 0 behind the item that plays, shall be played."""

        index: int
        item: Item

    def compose(self) -> ComposeResult:
        """One list."""
        yield Rows(
            Column(width=16, weight=5),
            Column(width=10, weight=4, style="rows--muted", priority=2),
            Column(width=7, align="right", style="rows--muted", priority=1),
        )

    @property
    def thing(self) -> Item | None:
        """What the cursor is on."""
        row = self.query_one(Rows).highlighted
        item: Item | None = row.value[1] if row is not None else None
        return item

    def watch_queue(self) -> None:
        """Another queue."""
        self._draw()

    def watch_playback(self, before: Playback, after: Playback) -> None:
        """Another item."""
        if (before.item, before.active, before.known) != (after.item, after.active, after.known):
            self._draw()

    def _draw(self) -> None:
        item, queue = self.playback.item, self.queue
        rows = [Row(("Now",), kind="heading"), _row(item, None)] if item is not None else []
        if item is not None and not queue:
            told = (_WAITING,) if queue is None else _LAST
            rows += [Row((line,), kind="note") for line in ("", *told)]
        elif queue:
            rows += [
                Row(("",), kind="note"),
                Row(("Next",), kind="heading"),
                *(_row(each, index) for index, each in enumerate(queue)),
            ]
        shown = self.query_one(Rows)
        shown.set_placeholder((_EMPTY if self.playback.active else _IDLE) if self.playback.known else "")
        shown.set_rows(rows)

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        event.stop()
        if event.row.key is not _NOW:
            self.post_message(self.Chosen(*event.row.value))


def _row(item: Item, index: int | None) -> Row:
    """The row of an item, which plays when it has no `index`."""
    return Row(
        cells=(item.name or "Untitled", item.byline, duration(item.duration_ms) if item.duration_ms else ""),
        # The cursor goes with the item as the queue moves up; of duplicates, the nearest one gets it.
        key=_NOW if index is None else item.uri or index,
        playing=index is None,
        disabled=not item.available and not item.is_local,
        value=(index, item),
    )
