"""The panes of the main screen: which of them is used, and what stands under its cursor."""

from textual.containers import Container

from sptui.spotify.models.catalogue import Audiobook, Chapter
from sptui.tui.actions import PaneName
from sptui.tui.panes.library import LibraryPane
from sptui.tui.panes.search import SearchPane
from sptui.tui.things import Pick
from sptui.tui.widgets.rowlist import RowList

PANES: tuple[PaneName, ...] = ("library", "search", "queue", "devices")
"""Those that have a tab and that one goes round; the lyrics come and go by their own key."""

_ALL: tuple[PaneName, ...] = ("library", "search", "lyrics", "queue", "devices")
_SHARING: tuple[PaneName, ...] = ("library", "search", "lyrics")  # the one that was used last stands before the others


class Panes(Container):
    """Holds the panes, each by its name as its id."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 -- Textual's word
        super().__init__(id=id)
        self._current: PaneName = "queue"
        self._front: PaneName = "library"
        self._behind_lyrics: PaneName = "library"

    def bring(self, name: PaneName) -> None:
        """Use a pane: in the narrow layout only that one is there, in the wide one only that of those which share a
        place.
        """
        self._current = name
        if name in _SHARING:
            if name != "lyrics":
                self._behind_lyrics = name
            self._front = name
        for each in _ALL:
            pane = self.query_one(f"#{each}")
            pane.set_class(each == name, "-current")
            pane.set_class(each in _SHARING and each != self._front, "-behind")

    def restore(self) -> None:
        """Let what the lyrics stand before be there again."""
        self.bring(self._behind_lyrics)

    def around(self, *, narrow: bool) -> tuple[PaneName, ...]:
        """The panes that one goes round: not those behind the lyrics, where these stay in sight."""
        if self._front == "lyrics" and not narrow:
            return ("lyrics", "queue", "devices")
        return _ALL if self._current == "lyrics" else PANES

    def shown(self, *, narrow: bool) -> tuple[PaneName, ...]:
        """The panes that can be seen."""
        return (self._current,) if narrow else (self._front, "queue", "devices")

    @property
    def library(self) -> LibraryPane:
        """The library."""
        return self.query_one(LibraryPane)

    @property
    def search(self) -> SearchPane:
        """The search."""
        return self.query_one(SearchPane)

    @property
    def focused(self) -> PaneName | None:
        """The pane that has the focus."""
        return next((name for name in _ALL if self.query_one(f"#{name}").has_focus_within), None)

    def list_of(self, name: PaneName) -> RowList:
        """The list of a pane."""
        return self.query_one(f"#{name}").query_one(RowList)

    @property
    def row_list(self) -> RowList:
        """The list of the pane that is used."""
        return self.list_of(self._current)

    @property
    def pick(self) -> Pick | None:
        """What the row with the cursor stands for; None while the panes have made way."""
        if self.disabled:
            return None
        row = self.row_list.rows.highlighted
        return row.value if row is not None and isinstance(row.value, Pick) else None

    @property
    def picks(self) -> tuple[Pick, ...]:
        """What the marked rows that a filter leaves stand for, or else the row with the cursor."""
        if self.disabled:
            return ()
        rows = self.row_list.rows
        shown = rows.marked if not rows.filter_text else [row for row in rows.rows if row.key in rows.marks]
        marked = tuple(row.value for row in shown if isinstance(row.value, Pick))
        return marked or tuple(pick for pick in (self.pick,) if pick is not None)

    def seen(self, *, narrow: bool) -> tuple[str, ...]:
        """The URIs of the things in the rows that can be seen, without audiobooks and chapters.

        These go by the URIs of shows and episodes, and a book that is not sold where the listener lives spoils the
        question for all.
        """
        names = () if self.disabled else self.shown(narrow=narrow)
        rows = (row for name in names for row in self.list_of(name).rows.visible_rows)
        things = (row.value.thing for row in rows if isinstance(row.value, Pick))
        known = (thing for thing in things if thing is not None and not isinstance(thing, Audiobook | Chapter))
        return tuple(thing.uri for thing in known if thing.uri)
