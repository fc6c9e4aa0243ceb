"""The panes of the main screen: which of them is used, and what stands under its cursor."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.geometry import Offset

from sptui.player.state import Picture
from sptui.spotify.models.catalogue import Audiobook, Chapter
from sptui.tui.actions import PaneName
from sptui.tui.screens.choosing import Choosing
from sptui.tui.showing import Cover, show_cover
from sptui.tui.things import Pick
from sptui.tui.widgets.parted import Parted
from sptui.tui.widgets.rowlist import RowList

if TYPE_CHECKING:
    from sptui.tui.panes.library import LibraryPane
    from sptui.tui.panes.search import SearchPane


class Panes(Choosing):
    """Holds the panes, each by its name as its id. `make` makes one, when it is first seen or asked for."""

    def __init__(
        self,
        make: Callable[[PaneName], Parted],
        *,
        id: str,  # noqa: A002 -- Textual's word
        cover: Cover | None = None,
        words: bool = False,
    ) -> None:
        super().__init__(id=id, cover=cover is not None, words=words)
        self._make = make
        self._make_cover = cover
        self.picture = Picture()

    def compose(self) -> ComposeResult:
        """Those that can be seen at first."""
        for name in self.shown:
            self.pane(name)
        if self.covered:
            self._hang()
        yield from self.standing.values()

    def pane(self, name: PaneName) -> Parted:
        """The pane of that name."""
        pane = self.standing.get(name)
        if pane is None:
            pane = self.standing[name] = self._make(name)
            if self.is_attached:
                pane.plant(self)
        return cast("Parted", pane)

    def settle(self) -> None:
        """Make what is to be seen, and put everything in its place."""
        for name in self.shown if self.is_attached else ():
            self.pane(name)
        if self.is_attached and self.covered:
            self._hang()
        super().settle()

    def show(self, picture: Picture) -> None:
        """Let the cover be that of what plays."""
        self.picture = picture
        if "cover" in self.standing:
            show_cover(self.standing["cover"], picture)

    def _hang(self) -> None:
        """Let the cover be there."""
        if "cover" not in self.standing and self._make_cover is not None:
            cover = self.standing["cover"] = self._make_cover()
            cover.id = "cover"
            show_cover(cover, self.picture)
            if self.is_attached:
                self.mount(cover)

    @property
    def library(self) -> "LibraryPane":
        """The library."""
        return cast("LibraryPane", self.pane("library"))

    @property
    def search(self) -> "SearchPane":
        """The search."""
        return cast("SearchPane", self.pane("search"))

    @property
    def focused(self) -> PaneName | None:
        """The pane that has the focus."""
        there = (name for name, pane in self.standing.items() if name != "cover" and pane.has_focus_within)
        return cast("PaneName | None", next(there, None))

    def list_of(self, name: PaneName) -> RowList:
        """The list of a pane."""
        return self.pane(name).query_one(RowList)

    @property
    def row_list(self) -> RowList:
        """The list of the pane that is used."""
        return self.list_of(self.current)

    @property
    def pick(self) -> Pick | None:
        """What the row with the cursor stands for; None while the panes have made way."""
        if self.disabled:
            return None
        row = self.row_list.rows.highlighted
        return row.value if row is not None and isinstance(row.value, Pick) else None

    @property
    def beside_cursor(self) -> Offset:
        """The place on the screen right below the row with the cursor."""
        rows = self.row_list.rows
        corner = rows.content_region.offset
        return corner + Offset(4, (rows.cursor or 0) - rows.scroll_offset.y + 1)

    @property
    def picks(self) -> tuple[Pick, ...]:
        """What the marked rows that a filter leaves stand for, or else the row with the cursor."""
        if self.disabled:
            return ()
        rows = self.row_list.rows
        shown = rows.marked if not rows.filter_text else [row for row in rows.rows if row.key in rows.marks]
        marked = tuple(row.value for row in shown if isinstance(row.value, Pick))
        return marked or tuple(pick for pick in (self.pick,) if pick is not None)

    @property
    def seen(self) -> tuple[str, ...]:
        """The URIs of the things in the rows that can be seen, without audiobooks and chapters.

        These go by the URIs of shows and episodes, and a book that is not sold where the listener lives spoils the
        question for all.
        """
        names = () if self.disabled else self.shown
        rows = (row for name in names for row in self.list_of(name).rows.visible_rows)
        things = (row.value.thing for row in rows if isinstance(row.value, Pick))
        known = (thing for thing in things if thing is not None and not isinstance(thing, Audiobook | Chapter))
        return tuple(thing.uri for thing in known if thing.uri)
