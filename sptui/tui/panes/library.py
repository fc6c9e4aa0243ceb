"""The library, and whatever was opened from it or from a search: one list at a time."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual import events, on
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from sptui.library.collections import PLAYLISTS
from sptui.library.contents import Contents
from sptui.library.ordering import AS_IT_IS, orders
from sptui.library.places import Kind, Place
from sptui.tui.pages.gauge import Gauge
from sptui.tui.pages.look import Look, status_of, title_of, waiting
from sptui.tui.pages.rows import PageRows, rows_of
from sptui.tui.things import Marks, Pick, columns_of
from sptui.tui.widgets.columns import Span, fitted
from sptui.tui.widgets.line import Line
from sptui.tui.widgets.parted import Parted
from sptui.tui.widgets.rowlist import RowList
from sptui.tui.widgets.rows import Rows
from sptui.tui.widgets.rowsequence import locate

BEHIND = 100
"""Rows behind a chosen one that may be played after it."""


@dataclass(frozen=True, slots=True)
class _Left:
    """How a list was left: the row with the cursor, the order and the filter."""

    cursor: int | None = None
    order: str = AS_IT_IS
    filter: str = ""


FIRST = "first"
"""What stands for whichever row comes first."""


class LibraryPane(Parted):
    """Bound to the screen's slices; how each list was left is remembered here."""

    DEFAULT_CLASSES = "pane"

    BORDER_TITLE = "Library"
    DEFAULT_CSS = """
    LibraryPane {
        & > Line { display: none; padding: 0 1; }
    }
    """

    contents: reactive[Contents | None] = reactive(None, init=False)
    marks: reactive[Marks] = reactive(Marks, init=False)
    totals: reactive[Mapping[Kind, int | None]] = reactive(dict, init=False)
    now: reactive[float] = reactive(0.0, init=False)
    user_id: reactive[str] = reactive("", init=False)

    @dataclass
    class Chosen(Message):
        """A row of `contents` was chosen."""

        pick: Pick
        contents: Contents
        following: tuple[Pick, ...]

    @dataclass
    class Looked(Message):
        """These `rows` of the list at `place` are in view."""

        place: Place
        rows: range

    class Returned(Message):
        """The list before shall be open again."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 -- Textual's word
        super().__init__(id=id)
        self._left: dict[Place, _Left] = {}
        self._gauge = Gauge()
        self._order = AS_IT_IS
        self._expected: tuple[Place, str] | None = None
        self._head, self._list = Line(), RowList(*columns_of())
        self.parts = self._head, self._list

    @property
    def rows(self) -> Rows:
        """The list."""
        return self._list.rows

    @property
    def order(self) -> str:
        """The order of the rows."""
        return self._order

    def watch_contents(self, before: Contents | None, after: Contents | None) -> None:
        """Another list, or more of it."""
        moved = before is None or after is None or before.place != after.place
        if moved and before is not None:
            list_ = self._list
            self._left[before.place] = _Left(self.rows.cursor, self._order, list_.filter_text)
        self._draw(moved=moved)

    def watch_marks(self) -> None:
        """What plays, or is liked."""
        self._draw()

    def watch_totals(self) -> None:
        """How long the parts of the library are, or whose account it is."""
        self._draw()

    watch_user_id = watch_totals

    def watch_now(self) -> None:
        """Time has passed."""
        self._tell()

    def expect(self, place: Place, uri: str) -> None:
        """Put the cursor on the row of `uri`, or on the `FIRST` one, once that is known at `place`."""
        self._expected = (place, uri) if uri else None

    def sort(self) -> str:
        """Put the rows in the next order that makes sense, and return that; the list's own when there is no other."""
        if self.contents is None:
            return AS_IT_IS
        choice = orders(self.contents.place)
        place = choice.index(self._order) if self._order in choice else 0
        self._order = choice[(place + 1) % len(choice)]
        self._draw()
        return self._order

    def _draw(self, *, moved: bool = False) -> None:
        contents = self.contents
        if contents is None or not self.is_mounted:
            return
        list_ = self._list
        left = self._left.get(contents.place, _Left()) if moved else None
        if left is not None:
            list_.set_filter(left.filter)
            self._order = left.order
        rows = rows_of(contents, self._look)
        self.rows.set_columns(*fitted(columns_of(contents.place), self._gauge.widths(contents, self._look, rows)))
        self.rows.set_placeholder("\n".join(waiting(contents)))
        self.rows.set_rows(rows, keep_cursor=left is None)
        if left is not None:
            self.rows.clear_marks()
            if left.cursor is not None:
                self.rows.move_cursor(left.cursor)
        self._go_to_expected(contents)
        self._tell()

    def _go_to_expected(self, contents: Contents) -> None:
        place, uri = self._expected or (None, "")
        if place != contents.place:
            return
        if uri == FIRST:
            uri = next((each for each in contents.listing.uris if each), FIRST)
        if uri not in contents.listing.uris:
            if contents.listing.known and not contents.loading:
                self._expected = None  # or it would take the cursor from where somebody has gone meanwhile
            return
        self._expected = None
        index = locate(self.rows.rows, (uri, contents.listing.uris.index(uri)), 0)
        if index is not None:
            self.rows.move_cursor(index)

    def _tell(self) -> None:
        """Say which list it is, and how it stands with it."""
        if self.contents is None or not self.is_mounted:
            return
        title, status = title_of(self.contents), status_of(self.contents, self._look)
        root = self.contents.place == PLAYLISTS
        self.border_title = Content(title if root else f"‹ {title}")
        self.border_subtitle = Content(status) if status else None
        line = self._head
        line.set_class(root and not status, "-empty")
        line.show((Span("" if root else f"‹ {title}", "line--title"),), (Span(status, "line--muted"),))

    @property
    def _look(self) -> Look:
        return Look(self.marks, self._order, self.rows.room, self.now, self.user_id, self.totals)

    @on(events.Resize)
    def _resized(self) -> None:
        self._draw()

    @on(events.Click)
    def _press(self, event: events.Click) -> None:
        """The name above an opened list, in the border or in the line, leads back."""
        named = event.widget is self._head or (event.widget is self and event.y == 0)
        if event.button == 1 and named and self.contents is not None and self.contents.place != PLAYLISTS:
            self.post_message(self.Returned())

    @on(Rows.Seen)
    def _see(self, event: Rows.Seen) -> None:
        rows = event.rows.rows
        if self.contents is not None and isinstance(rows, PageRows):
            self.post_message(self.Looked(self.contents.place, rows.listed(event.rows.visible_indices)))

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        event.stop()
        if self.contents is None:
            return
        behind = event.rows.rows[event.index + 1 : event.index + 1 + BEHIND]
        following = tuple(row.value for row in behind if row.kind == "item" and not row.pending)
        self.post_message(self.Chosen(event.row.value, self.contents, following))
