"""One playlist to choose, or the name of a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from sptui.library.folding import folded
from sptui.spotify.models.text import clean
from sptui.tui.actions import Action
from sptui.tui.actions.playlist_dialogs import CHOOSING
from sptui.tui.keyboard.named import with_keys
from sptui.tui.screens.dialog import Dialog
from sptui.tui.things import UNTITLED
from sptui.tui.widgets.columns import Cell, Column, Row, Span
from sptui.tui.widgets.hints import HintBar
from sptui.tui.widgets.line import Line
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


class OptionRows(Rows):
    """The options that are left by the words that were typed, and a new playlist after them."""

    DEFAULT_CSS = """
    OptionRows {
        & > .rows--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
        & > .rows--bar { color: $text-accent; }
        & > .rows--hover { background: $panel; }
    }
    """

    def __init__(self, last: str) -> None:
        super().__init__(
            Column(width=16, weight=1),
            Column(width=34, align="right", style="rows--muted", priority=1),
            placeholder=_NAMING,
        )
        self.can_focus = False  # letters go to the line, also after a click
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

    def go_to_first(self) -> None:
        """Put the cursor on the first option that can be chosen, or else as far up as possible."""
        enabled = (place for place, row in enumerate(self.rows) if row.value is not None and not row.disabled)
        self.move_cursor(next(enabled, 0))


class ChoosePlaylist(Dialog[Choice | None]):
    """Asks `title` of the `options`, of which the one whose id is `last` stands before all others.

    The line keeps the focus. At the end of the list stands a new playlist, called by the words that have been typed.
    Ends with None when nothing was chosen.
    """

    DEFAULT_CSS = """
    ChoosePlaylist {
        align: center middle;
        background: $background 60%;

        & #box {
            width: 76;
            max-width: 100%;
            height: 80%;
            max-height: 24;
            padding: 1 1;
            background: $surface;
            border: round $border;
            border-title-color: $text-accent;
        }
        & SearchLine { margin: 0 1; padding: 0 2; }
        & #told { width: 100%; padding: 0 3; }
        & OptionRows { width: 100%; height: 1fr; }
        & HintBar { margin-top: 1; width: 100%; }
        &.-short #box { height: 100%; padding: 0; }
        &.-short HintBar { margin-top: 0; }
    }
    """
    TABLE = CHOOSING
    BINDINGS: ClassVar[list[BindingType]] = [action.bound("screen") for action in CHOOSING]
    AUTO_FOCUS = "SearchLine"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012 -- Textual's own declaration

    def __init__(self, title: str, options: Sequence[Option] = (), last: str = "") -> None:
        super().__init__()
        self._title = title
        self._words = ""
        self._note = ""
        self._naming = False
        self._moved = False
        self._line = SearchLine(placeholder=_TO_FIND)
        self._told = Line(id="told")
        self._list = OptionRows(last)
        self._list.offer(options)

    def compose(self) -> ComposeResult:
        """The line, a word on how things are, the list, the hints."""
        with Vertical(id="box") as box:
            box.border_title = Content(self._title)  # never markup: a name may stand in it
            yield self._line
            yield self._told
            yield self._list
            yield HintBar()

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
        self._say()
        self._draw()

    @on(Input.Submitted)
    def choose(self) -> None:
        """Leave with the row under the cursor or with a name, or go on to ask for one."""
        self._filter()
        self._take(self._list.highlighted)

    def move(self, by: int) -> None:
        """Move the cursor by as many rows."""
        self._filter()
        self._moved = True
        self._say()
        self._list.action_move(by)

    def page(self, pages: int) -> None:
        """Move the cursor by as many views."""
        self._filter()
        self._moved = True
        self._say()
        self._list.action_page(pages)

    def leave(self) -> None:
        """Go back by one step: from a name to the list, from words to all playlists, from those to nothing."""
        self._filter()
        if self._naming:
            self._ask_name(asking=False)
        elif self._words:
            self._line.value = ""
            self._filter()
        else:
            self.dismiss(None)

    @on(Input.Changed)
    def _filter(self) -> None:
        """Show what the words leave; keys ask for it as well, as that a letter was typed is told with some delay."""
        words = clean(self._line.value)
        if words == self._words:
            return
        self._words = words
        self._moved = False
        self._say()
        self._draw()
        self._list.go_to_first()
        self.show_hints()

    @on(Rows.Chosen)
    def _press(self, event: Rows.Chosen) -> None:
        self._take(event.row)

    def _take(self, row: Row | None) -> None:
        """Leave with `row`, or tell why it cannot be chosen; a new playlist needs a name."""
        option: Option | None = row.value if row is not None else None
        if option is not None and option.disabled:
            self._say(f"Nothing can be added there: {option.disabled}.")
        elif option is not None:
            self.dismiss(Choice(playlist_id=option.id))
        elif self._words:
            self.dismiss(Choice(new_name=self._words))
        elif self._naming:
            self._say(_NAMELESS)
        else:
            self._ask_name(asking=True)

    def _ask_name(self, *, asking: bool) -> None:
        """Let the line be for the name of a new playlist, or for words to find one by again."""
        self._naming = asking
        self._words = self._line.value = ""
        self._line.placeholder = _TO_NAME if asking else _TO_FIND
        self._say()
        self._draw()
        self._list.move_cursor(len(self._list.rows) - 1)  # where one came from
        self.show_hints()

    @on(Rows.Highlighted)
    def _highlighted(self) -> None:
        self.show_hints()

    @on(events.Click)
    def _clicked(self, event: events.Click) -> None:
        self._moved |= event.widget is self._list
        self._say()

    def _draw(self) -> None:
        if self._naming:
            self._list.set_rows(())
        else:
            self._list.show_matches(self._words, loading=bool(self._note))

    def _say(self, complaint: str = "") -> None:
        """Tell what is not right, or else what is to be told at all."""
        self._told.show(
            (Span(complaint, "line--warning") if complaint else Span(with_keys(self._note), "line--muted"),)
        )


def _row(option: Option, last: str) -> Row:
    detail: Cell = option.disabled or option.detail
    if option.id == last and not option.disabled:
        detail = (Span(_LAST_USED, "rows--marker"), Span(f" · {option.detail}" if option.detail else "", "rows--muted"))
    return Row((option.name or UNTITLED, detail), key=option.id, disabled=bool(option.disabled), value=option)
