"""What was played, what plays, and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual import events, on
from textual.message import Message
from textual.reactive import reactive

from sptui.player.playback import Playback
from sptui.player.staging.entry import Entry
from sptui.spotify.models.catalogue import Episode, Item, Track
from sptui.tui.pages.queue import EMPTY, NOW, Order, numbers_of, rows_of
from sptui.tui.text import titled
from sptui.tui.things import COLUMNS, Marks, Pick, columns_of
from sptui.tui.widgets.columns import fitted, widths_of
from sptui.tui.widgets.parted import Parted
from sptui.tui.widgets.rowlist import RowList
from sptui.tui.widgets.rows import Rows

_ABOVE = 4
"""Of so many lines of the list, one stands above what plays."""
_IDLE = "Nothing is playing\nPress [[pane.search]] to find something to play"


class QueuePane(Parted):
    """History above, the item that plays in the middle, and what follows it below.

    First comes what is in Spotify's queue from here, then what waits here, then what the context holds. Enter goes to
    one. Bound to the screen's slices.
    """

    DEFAULT_CLASSES = "pane"

    BORDER_TITLE = "Queue"

    queue: reactive[tuple[Item, ...] | None] = reactive(None, init=False)
    staged: reactive[tuple[Entry, ...]] = reactive((), init=False)
    heard: reactive[tuple[Item, ...]] = reactive((), init=False)
    waits: reactive[str] = reactive("", init=False)
    playback: reactive[Playback] = reactive(Playback, init=False)
    marks: reactive[Marks] = reactive(Marks, init=False)
    refused: reactive[Mapping[str, str]] = reactive(dict, init=False)

    @dataclass
    class Chosen(Message):
        """The `item` shall be played: the one at `index` of Spotify's queue, counted from 0 behind the item that plays,
        the one that waits here as the `entry` of that id, or without either one that was played before.
        """

        item: Item
        index: int | None = None
        entry: int | None = None

    _settled = 0, 0
    """Where what plays was, in a list of so many lines, when the view was last put around it."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's word
        super().__init__(id=id)
        self._list = RowList(*columns_of())
        self.parts = (self._list,)

    def watch_queue(self) -> None:
        """Another queue."""
        self._draw()

    def watch_staged(self) -> None:
        """Something waits, or waits no longer."""
        self._draw()

    def watch_heard(self) -> None:
        """Another item has been played."""
        self._draw()

    def watch_waits(self) -> None:
        """What waits is held up, or goes on."""
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
        shown = self._list.rows
        why = self.refused.get("queue", "")
        state = Order(self.playback.item, self.queue, self.staged, self.heard, self.waits, why, self.marks)
        rows = rows_of(state, room=shown.room)
        self.border_title = titled(self.BORDER_TITLE, numbers_of(state))
        shown.set_placeholder((EMPTY if self.playback.active else _IDLE) if self.playback.known else "")
        shown.set_columns(*fitted(columns_of(), widths_of(rows, len(COLUMNS))))
        untouched = shown.cursor is None
        shown.set_rows(rows)
        if untouched:
            self._go_to_now()
        self._settle(shown)

    def _go_to_now(self) -> None:
        """Put the cursor on what plays."""
        shown = self._list.rows
        now = next((place for place, row in enumerate(shown.rows) if row.key is NOW), None)
        if now is not None:
            shown.move_cursor(now)

    def _settle(self, shown: Rows) -> None:
        """While the cursor is on what plays, let a little of the history stand above it, and below it what comes."""
        row, place = shown.highlighted, shown.cursor
        if row is not None and row.key is NOW and place is not None and (place, shown.size.height) != self._settled:
            self._settled = place, shown.size.height
            shown.scroll_to(y=max(0, place - 1 - shown.size.height // _ABOVE), animate=False, immediate=True)

    @on(events.Resize)
    def _resized(self) -> None:
        self._draw()

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        event.stop()
        pick: Pick = event.row.value
        chosen = pick.index is not None or pick.entry is not None
        if chosen and isinstance(pick.thing, Track | Episode):
            self._go_to_now()
            self._settle(self._list.rows)
            self.post_message(self.Chosen(pick.thing, pick.index, pick.entry))
