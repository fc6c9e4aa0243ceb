"""One playlist to choose, or the name of a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from textual import on

from sptui.library.folding import folded
from sptui.tui.actions import Action
from sptui.tui.actions.choosing import CHOOSING
from sptui.tui.screens.line_and_list import FoundRows, LineAndList
from sptui.tui.things import UNTITLED
from sptui.tui.widgets.columns import Cell, Column, Row, Span
from sptui.tui.widgets.rows import Rows
from sptui.tui.widgets.searchline import SearchLine

_LAST_USED = "last used"

_NEW: Final = ("new",)
"""The key of the row for a new playlist; all others have a playlist's id."""

_TO_FIND, _TO_NAME = "Words of a playlist's name …", "Name of the new playlist …"
_NAMING = "A new playlist\nType its name, then press Enter"
_NAMELESS = "Type a name first."
_NONE = "There is no playlist to choose yet."
_NO_MATCH = "No playlist has all these words in its name."


@dataclass(frozen=True, slots=True)
class Option:
    """A playlist to choose: what is told beside its name, or why it is `disabled`: `not yours`."""

    id: str
    name: str
    detail: str
    disabled: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The playlist that was chosen, or the name of the one that shall be made."""

    playlist_id: str = ""
    new_name: str = ""


class OptionRows(FoundRows):
    """The options that are left by the words that were typed, and a new playlist after them."""

    def __init__(self, last: str) -> None:
        super().__init__(
            Column(width=16, weight=1),
            Column(width=34, align="right", style="rows--muted", priority=1),
            placeholder=_NAMING,
        )
        self._last = last
        self._options: tuple[tuple[Option, str], ...] = ()

    @property
    def on_new(self) -> bool:
        """Whether the cursor is on the new playlist, or there is no list at all."""
        return self.highlighted is None or self.highlighted.value is None

    def offer(self, options: Sequence[Option]) -> None:
        """Take other options; they show with the next words."""
        ordered = sorted(options, key=lambda option: option.id != self._last)
        self._options = tuple((option, folded(option.name)) for option in ordered)

    def show_matches(self, words: str, *, loading: bool) -> None:
        """Show what has all of the `words` in its name; while it is `loading` nothing is said of there being none."""
        wanted = folded(words).split()
        rows = [_row(option, self._last) for option, name in self._options if all(word in name for word in wanted)]
        if not rows and (self._options or not loading):
            rows.append(Row((_NO_MATCH if self._options else _NONE,), kind="note"))
        new = f"New playlist “{words}”" if words else "New playlist …"
        self.set_rows([*rows, Row(((Span(new, "rows--marker"),),), key=_NEW)])


class ChoosePlaylist(LineAndList[Choice | None]):
    """Asks `title` of the `options`, of which the one whose id is `last` stands before all others.

    The line keeps the focus. At the end of the list stands a new playlist, called by the words that have been typed.
    Ends with None when nothing was chosen.
    """

    TABLE = CHOOSING

    def __init__(self, title: str, options: Sequence[Option] = (), last: str = "") -> None:
        self._list = OptionRows(last)
        super().__init__(title, SearchLine(placeholder=_TO_FIND), self._list)
        self._naming = False
        self._list.offer(options)

    def on_mount(self) -> None:
        """Begin with the one that was used last."""
        self._draw()
        self._list.go_to_first()
        self.show_hints()

    def title_of(self, action: Action[Any]) -> str:
        """What Enter and Escape bring about now."""
        if action.id == "choose-playlist.leave":
            return "back to the list" if self._naming else "clear" if self._words else action.hint
        if action.id != "choose-playlist.choose" or not self._list.on_new:
            return action.hint
        return "make it" if self._naming or self._words else "name it"

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer `options` instead; the words stay, and so does the cursor on its row."""
        self._list.offer(options)
        self._draw()
        if self._list.on_new and not self._moved:  # it stood there for want of anything else
            self._list.go_to_first()

    def set_note(self, text: str) -> None:
        """Tell one line above the list, "" for none: `Loading your playlists …`."""
        self._note = text
        self.say()
        self._draw()

    def leave(self) -> None:
        """Go back by one step: from a name to the list, from words to all playlists, from those to nothing."""
        self.read_line()
        if self._naming:
            self._ask_name(asking=False)
        elif self._words:
            self._line.value = ""
            self.read_line()
        else:
            self.dismiss(None)

    def typed(self) -> None:
        """Show what the words leave."""
        self._draw()
        self._list.go_to_first()
        self.show_hints()

    def take(self, row: Row | None) -> None:
        """Leave with `row`, or tell why it cannot be chosen; a new playlist needs a name."""
        option: Option | None = row.value if row is not None else None
        if option is not None and option.disabled:
            self.say(f"Nothing can be added there: {option.disabled}.")
        elif option is not None:
            self.dismiss(Choice(playlist_id=option.id))
        elif self._words:
            self.dismiss(Choice(new_name=self._words))
        elif self._naming:
            self.say(_NAMELESS)
        else:
            self._ask_name(asking=True)

    def _ask_name(self, *, asking: bool) -> None:
        """Let the line be for the name of a new playlist, or for words to find one by again."""
        self._naming = asking
        self._words = self._line.value = ""
        self._line.placeholder = _TO_NAME if asking else _TO_FIND
        self.say()
        self._draw()
        self._list.move_cursor(len(self._list.rows) - 1)  # where one came from
        self.show_hints()

    @on(Rows.Highlighted)
    def _highlighted(self) -> None:
        self.show_hints()

    def _draw(self) -> None:
        if self._naming:
            self._list.set_rows(())
        else:
            self._list.show_matches(self._words, loading=bool(self._note))


def _row(option: Option, last: str) -> Row:
    detail: Cell = option.disabled or option.detail
    if option.id == last and not option.disabled:
        detail = (Span(_LAST_USED, "rows--marker"), Span(f" · {option.detail}" if option.detail else "", "rows--muted"))
    return Row((option.name or UNTITLED, detail), key=option.id, disabled=bool(option.disabled), value=option)
