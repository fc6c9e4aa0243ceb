"""The command palette: one line for everything."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar, Final

from textual import events, on
from textual.message import Message

from sptui.tui.actions import Action
from sptui.tui.actions.choosing import PALETTE
from sptui.tui.keyboard.named import with_keys
from sptui.tui.palette.entry import NAMES, PLURALS, SIGNS, Entry
from sptui.tui.palette.fuzzy import letters_of
from sptui.tui.palette.ranking import Found, Query, Ranking, Weigh
from sptui.tui.screens.line_and_list import FoundRows, LineAndList
from sptui.tui.text import count
from sptui.tui.widgets.columns import Column, Row, Span, fitted, widths_of
from sptui.tui.widgets.rows import Rows
from sptui.tui.widgets.searchline import SearchLine

_TO_FIND: Final = "What to do, open or change …"
_SIGNS: Final = tuple(f"{sign} {name}" for sign, name in PLURALS)
_NONE: Final = "Nothing is called like “{}”\nFewer letters may help, or another sign before them"
_NONE_YET: Final = {
    "#": "No playlist is known here yet\n[[pane.library]] in the panes opens the library, which reads them",
    "@": "No device is known here yet\n[[pane.devices]] in the panes looks for them",
    "*": "No scene is saved yet\n[[scene.open]] in the panes saves what plays, and where",
    "/": "Nothing was searched for yet\n[[pane.search]] in the panes begins a search",
}
_OFTEN, _ALL = "Used most", "Everything"


_COLUMNS: Final = (
    Column(width=1, style="rows--marker"),
    Column(width=20, weight=3),
    Column(width=14, weight=2, align="right", style="rows--muted", priority=2),
    Column(width=9, align="right", style="rows--muted", priority=1),
)


class PaletteLine(SearchLine):
    """A line that tells when there is nothing more to delete in it."""

    class Emptied(Message):
        """Backspace in an empty line."""

    def action_delete_left(self) -> None:
        """Delete a letter, or go."""
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(self.Emptied())


class PaletteRows(FoundRows):
    """The entries, with the letters that were typed underlined."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--hit"}
    DEFAULT_CSS = """
    PaletteRows > .rows--hit { text-style: bold underline; }
    """

    def __init__(self) -> None:
        super().__init__(*_COLUMNS)


class PaletteScreen(LineAndList[Entry | None]):
    """Finds among `entries`, which `weigh` tells the use of; ends with the one that was chosen, or None.

    `try_on` is called with a theme that the cursor is on, and with None to put on again what was worn before.
    """

    DEFAULT_CSS = """
    PaletteScreen Box { width: 92; max-height: 28; }
    """
    TABLE = PALETTE

    def __init__(self, entries: Sequence[Entry], weigh: Weigh, try_on: Callable[[str | None], object]) -> None:
        super().__init__("Command palette", PaletteLine(placeholder=_TO_FIND), PaletteRows())
        self._weigh = weigh
        self._try_on = try_on
        self._tried = ""
        self._entries = tuple(entries)
        self._ranking = Ranking(self._entries, weigh)
        self._query = Query()
        self._found = Found()

    def on_mount(self) -> None:
        """Show what is used most."""
        self.typed()
        self.say()

    def offer(self, more: Sequence[Entry]) -> None:
        """Have more entries to find among; the cursor stays where it is."""
        self._entries = (*self._entries, *more)
        self._ranking = Ranking(self._entries, self._weigh)
        self._draw()
        if not self._moved:
            self._rows.move_cursor(0)

    def typed(self) -> None:
        """Show what is found, the best first."""
        self._draw()
        self._rows.scroll_to(y=0, animate=False, immediate=True, force=True)
        self._rows.move_cursor(0)  # also on one that cannot work now, for it is what was meant
        self._dress()
        self.show_hints()

    def take(self, row: Row | None) -> None:
        """Leave with an entry, or tell why it cannot be done now."""
        entry: Entry | None = row.value if row is not None else None
        if entry is None:
            return
        if entry.why_not:
            self.say(entry.why_not)
        else:
            self._go(entry)

    def leave(self) -> None:
        """Choose nothing."""
        self._go(None)

    def title_of(self, action: Action[Any]) -> str:
        """What Enter brings about for the row."""
        row = self._rows.highlighted
        if action.id != "palette.choose" or row is None:
            return action.hint
        return _DOES.get(row.value.kind, action.hint) if not row.disabled else "why not"

    def _go(self, entry: Entry | None) -> None:
        if entry is None or entry.kind != "theme":
            self._undress()
        self.dismiss(entry)

    @on(PaletteLine.Emptied)
    def _emptied(self) -> None:
        self.leave()

    @on(Rows.Highlighted)
    def _highlighted(self) -> None:
        """Try on a theme that somebody has gone to."""
        self._dress()
        self.show_hints()

    def _dress(self) -> None:
        row = self._rows.highlighted
        entry: Entry | None = row.value if row is not None else None
        if entry is not None and entry.kind == "theme" and (self._moved or self._query.sign):
            if entry.id != self._tried:
                self._tried = entry.id
                self._try_on(entry.id)
        else:
            self._undress()

    def _undress(self) -> None:
        if self._tried:
            self._tried = ""
            self._try_on(None)

    def _draw(self) -> None:
        self._query = Query.read(self._words)
        self._found = self._ranking.find(self._query)
        self._note = _told(self._found) if self._query.words and self._found.of else self._signs
        self.say()
        none_yet = _NONE_YET.get(self._query.sign) if not self._query.words else None
        self._rows.set_placeholder(none_yet or _NONE.format(self._words))
        rows = tuple(self._made())
        self._rows.set_columns(*fitted(_COLUMNS, widths_of(rows, len(_COLUMNS))))
        self._rows.set_rows(rows, keep_cursor=self._moved)

    @property
    def _signs(self) -> str:
        """As many of the signs as there is room for."""
        room, told = self._told.content_size.width, ""
        for sign in _SIGNS:
            longer = f"{told}   {sign}" if told else sign
            if len(longer) > room:
                break
            told = longer
        return told

    @on(events.Resize)
    def _resized(self) -> None:
        self._draw()

    def _made(self) -> Iterator[Row]:
        """The rows of what was found."""
        often = self._found.often
        for place, entry in enumerate(self._found.entries):
            if often and place in (0, often):
                yield from (Row(("",), kind="note"),) if place else ()
                yield Row((_ALL if place else _OFTEN,), kind="heading")
            yield _row(entry, self._query.words)


_DOES: Final = {
    "playlist": "open it",
    "device": "play there",
    "place": "open it",
    "scene": "recall it",
    "search": "search again",
    "setting": "change it",
    "theme": "wear it",
}


def _told(found: Found) -> str:
    if found.of > len(found.entries):
        return f"The best {count(len(found.entries))} of {count(found.of)}"
    return f"{count(found.of)} found"


def _row(entry: Entry, words: tuple[str, ...]) -> Row:
    hits = letters_of(words, entry.title) if words else frozenset()
    about = with_keys(entry.why_not) or entry.detail or NAMES[entry.kind]
    cells = (SIGNS[entry.kind], tuple(_spans(entry.title, hits)) or "", about, entry.key)
    return Row(cells, key=entry.use, disabled=bool(entry.why_not), markable=False, value=entry)


def _spans(title: str, hits: frozenset[int]) -> Iterator[Span]:
    """The title in stretches that were meant, and others."""
    start = 0
    for at in range(1, len(title) + 1):
        if at == len(title) or (at in hits) != (start in hits):
            yield Span(title[start:at], "rows--hit" if start in hits else "")
            start = at
