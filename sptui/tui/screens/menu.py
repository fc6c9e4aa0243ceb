"""A small list over the other screens: what can be done with something, by key, by Enter, or by a click."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.widgets import Static

from sptui.tui.actions import Action
from sptui.tui.actions.menu import MENU
from sptui.tui.keyboard.keyboard import Layer
from sptui.tui.keyboard.keymap import AS_IN_THE_TABLE, Keymap
from sptui.tui.keyboard.named import with_keys
from sptui.tui.screens.dialog import Dialog
from sptui.tui.widgets.box import Box
from sptui.tui.widgets.columns import GAP, GUTTER, MARGIN, Column, Row
from sptui.tui.widgets.rows import Rows

_WIDEST = 56
_LEAST = 24


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do: what stands for it, what it says, the action whose keys do it or how it stands with it, and why
    it cannot be done.
    """

    id: str
    title: str
    action: Action[Any] | None = None
    off: str = ""
    state: str = ""

    def beside(self, keymap: Keymap) -> str:
        """What stands on the right."""
        return keymap.first(self.action) if self.action is not None else self.state


def corner(at: Offset, box: Size, screen: Size) -> Offset:
    """Where the box stands whose corner is wanted at a place: inside of the screen, above the place if need be."""
    y = at.y if at.y + box.height <= screen.height else at.y - box.height
    return Offset(max(0, min(at.x, screen.width - box.width)), max(0, min(y, screen.height - box.height)))


class Menu(Dialog[str]):
    """Gives back the id of what was chosen, None for nothing. `at` is where it is wanted, None for the middle, `cursor`
    the id of the entry that has it at first, and `keymap` tells the keys, which count here as well.

    What cannot be done now says why while the cursor is on it. Escape, and a click outside, close it.
    """

    TABLE = MENU
    DEFAULT_CSS = """
    Menu {
        align: left top;
        background: $background 40%;

        & Box { padding: 0; border-title-style: bold; }
        & Rows { height: auto; max-height: 100%; scrollbar-gutter: auto; }
        & Static { display: none; height: auto; padding: 0 2; color: $text-warning; }
        & Static.-there { display: block; }
    }
    """

    def __init__(
        self,
        title: str,
        entries: Sequence[Entry],
        *,
        keymap: Keymap = AS_IN_THE_TABLE,
        at: Offset | None = None,
        cursor: str = "",
    ) -> None:
        super().__init__()
        self._keys = keymap
        self._title = title
        self._entries = {entry.id: entry for entry in entries}
        self._at = at
        self._cursor = cursor
        self._rows = Rows(Column(width=10, weight=1), Column(width=self._key_cells, align="right", style="rows--muted"))
        self._why = Static(markup=False)

    def compose(self) -> ComposeResult:
        """One list in a box."""
        with Box() as box:
            box.border_title = Content(self._title)
            box.styles.width = self._width
            yield self._rows
            yield self._why

    def on_mount(self) -> None:
        """Show what there is."""
        self._rows.set_rows([self._row_of(entry) for entry in self._entries.values()])
        if self._cursor in self._entries:
            self._rows.move_cursor(list(self._entries).index(self._cursor))
        self._place()

    def chosen(self, entry: Entry) -> None:
        """Somebody wants it."""
        if entry.off:
            self._tell(entry)
        else:
            self.dismiss(entry.id)

    def leave(self) -> None:
        """Close it."""
        self.dismiss()

    @property
    def _key_cells(self) -> int:
        return max((cell_len(entry.beside(self._keys)) for entry in self._entries.values()), default=1)

    @property
    def _width(self) -> int:
        widest = max((cell_len(entry.title) for entry in self._entries.values()), default=0)
        needed = max(widest + GAP + self._key_cells + GUTTER + MARGIN + 2, cell_len(self._title) + 6, _LEAST)
        return min(needed, _WIDEST, self.app.size.width)

    @on(events.Resize)
    def _place(self) -> None:
        """Stand where it is wanted."""
        box = Size(self._width, min(len(self._entries) + 2, self.app.size.height))
        screen = self.app.size
        middle = Region(0, 0, *screen).center
        at = self._at or Offset(int(middle[0]) - box.width // 2, int(middle[1]) - box.height // 2)
        self.query_one(Box).styles.offset = corner(at, box, screen)

    def _tell(self, entry: Entry | None) -> None:
        """Say why it cannot be done."""
        said = with_keys(entry.off) if entry is not None else ""
        self._why.set_class(bool(said), "-there")
        self._why.update(Content(said))

    @on(Rows.Highlighted)
    def _look(self, event: Rows.Highlighted) -> None:
        self._tell(self._entries.get(str(event.row.key)) if event.row is not None else None)

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        self.chosen(self._entries[str(event.row.key)])

    @on(events.Click)
    def _click(self, event: events.Click) -> None:
        """One click is enough; outside of the box it closes it."""
        if event.widget is self:
            self.dismiss(None)
        elif event.widget is self._rows and event.button == 1 and event.chain == 1:
            offset = event.get_content_offset(self._rows)
            if offset is not None and offset.y + self._rows.scroll_offset.y == self._rows.cursor:
                self._rows.action_choose()

    @property
    def tables(self) -> Sequence[Layer]:
        """The keys of entries choose them; those that move in lists, among them Enter, mean the cursor."""
        by_id = {e.action.id: e for e in self._entries.values() if e.action is not None and e.action.group != "Moving"}
        actions = [entry.action for entry in by_id.values() if entry.action is not None]
        return (*super().tables, Layer(actions, lambda _: True, lambda action, _: self.chosen(by_id[action.id])))

    def _row_of(self, entry: Entry) -> Row:
        return Row((entry.title, entry.beside(self._keys)), key=entry.id, disabled=bool(entry.off), markable=False)
