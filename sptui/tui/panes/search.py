"""Search: one line to type in, what is known here while one types, and what Spotify found, by kind."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from sptui.library.matching import Candidate
from sptui.library.opened import results_batch
from sptui.library.places import Place
from sptui.library.queries import RESTRICTIONS, Restriction, describe, parse
from sptui.spotify import links
from sptui.spotify.endpoints.search import ALL_KINDS
from sptui.spotify.models.search import SearchResults
from sptui.spotify.models.things import Thing
from sptui.tui import things
from sptui.tui.things import BLANK, COLUMNS, Marks, Pick, columns_of
from sptui.tui.widgets.columns import Row, fitted, widths_of
from sptui.tui.widgets.parted import Parted
from sptui.tui.widgets.rowlist import RowList
from sptui.tui.widgets.rows import Rows
from sptui.tui.widgets.searchline import SearchLine

FRESH = 300.0
"""Seconds for which an answer is good enough for somebody who asks the same again."""

_IDLE = "Find something to play\nType a title or a name, then press Enter"
_NOTHING = "Nothing found for “{}”\nFewer words, or another spelling, may help"
_PREFIXES = [f"{letter}: {each.title.lower()}" for letter, each in RESTRICTIONS.items()]
_LETTERS = "   ".join(_PREFIXES[:4]), "   ".join(_PREFIXES[4:])
_HELP = "\n".join((_IDLE, "", *_LETTERS))
_ASK = ("ask",)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a search stands: asked for, answered with `results`, or failed with what `trouble` tells.

    `at` is the moment of the answer, in monotonic seconds.
    """

    query: str = ""
    results: SearchResults | None = None
    trouble: str = ""
    at: float = 0.0

    def covers(self, query: str, now: float) -> bool:
        """Whether there is no need to ask for `query` at `now`: its answer is young, or still on its way."""
        return query == self.query and not self.trouble and (self.results is None or now - self.at < FRESH)


Match = Candidate
"""Something that is known here."""

_HEADINGS: Mapping[str, str] = {
    "search": "Recent searches",
    "playlist": "Playlists",
    **{str(each.kind): each.title for each in RESTRICTIONS.values()},
    "device": "Devices",
    "command": "Commands",
}
"""What stands above the matches of each kind, in the order in which they are shown."""


class QueryLine(SearchLine):
    """The line one types into; up and down go through what was searched for before, and into the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "The search before", show=False, id="search.older"),
        Binding("down", "step(1)", "The search after, or the list", show=False, id="search.newer"),
    ]

    @dataclass
    class Stepped(Message):
        """Up (-1) or down (1) was pressed."""

        by: int

    def action_step(self, by: int) -> None:
        """Tell of the arrow."""
        self.post_message(self.Stepped(by))


class SearchPane(Parted):
    """Bound to the screen's `found`, `matches` and `marks`."""

    DEFAULT_CLASSES = "pane"

    BORDER_TITLE = "Search"
    DEFAULT_CSS = """
    SearchPane {
        & > SearchLine { padding: 0 2; margin: 0 1 1 1; }
        & > RowList { width: 100%; }
    }
    """

    found: reactive[Found] = reactive(Found, init=False)
    matches: reactive[tuple[Match, ...]] = reactive((), init=False)
    marks: reactive[Marks] = reactive(Marks, init=False)

    @dataclass
    class Typed(Message):
        """The line holds `text` now."""

        text: str

    @dataclass
    class Asked(Message):
        """Spotify shall be asked, or a pasted link opened."""

        query: str

    @dataclass
    class Chosen(Message):
        """A row was chosen, with others of its kind behind it."""

        pick: Pick
        following: tuple[Pick, ...]

    @dataclass
    class Matched(Message):
        """A match that is no thing of Spotify's was chosen: a device, a command."""

        match: Match

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's word
        super().__init__(id=id)
        self._query, self._list = (
            QueryLine(placeholder="A title, a name, or a link …"),
            RowList(*columns_of(), placeholder=_HELP),
        )
        self.parts = self._query, self._list

    @property
    def line(self) -> Input:
        """The line one types into."""
        return self._query

    @property
    def words(self) -> str:
        """What it holds."""
        return self.line.value.strip()

    @property
    def rows(self) -> Rows:
        """The list."""
        return self._list.rows

    @property
    def answered(self) -> bool:
        """Whether the list holds what Spotify has answered, not what is known here."""
        return bool(self.words) and self.words == self.found.query

    def watch_found(self, before: Found, after: Found) -> None:
        """A question, or its answer."""
        self._draw(keep_cursor=before.query == after.query)
        # Not while somebody goes on typing: the next letters would be commands.
        if self.line.has_focus and self.words == after.query and after.results is not None:
            self.show_results()

    def show_results(self) -> None:
        """Go from the line to the list, if there is something in it."""
        if len(self.rows.rows):
            self.screen.set_focus(self.rows)

    def write(self, text: str) -> None:
        """Let the line hold `text`."""
        self.line.value = text
        self.line.cursor_position = len(text)

    def watch_matches(self) -> None:
        """What is known here of what was typed."""
        self._draw(keep_cursor=False)

    def watch_marks(self) -> None:
        """What plays, or is liked."""
        self._draw(keep_cursor=True)

    def _draw(self, *, keep_cursor: bool) -> None:
        rows = list(self._results() if self.answered else self._matches())
        self.rows.set_placeholder(self._placeholder() if self.answered else _HELP)
        self.rows.set_columns(*fitted(columns_of(), widths_of(rows, len(COLUMNS))))
        self.rows.set_rows(rows, keep_cursor=keep_cursor)

    def _placeholder(self) -> str:
        if self.found.trouble:
            return f"“{self.found.query}” was not found out\n{self.found.trouble}"
        told = _NOTHING if self.found.results is not None else "Looking for “{}” …"
        return told.format(self.found.query)

    def _results(self) -> Iterator[Row]:
        """What Spotify found, by kind; where there is more of a kind, a row leads to it."""
        if self.found.results is None:
            return
        words = parse(self.found.query).words
        for place, restriction in enumerate(_groups(self.found.results)):
            batch = results_batch(self.found.results, restriction.kind, 0)
            yield from (BLANK,) if place else ()
            yield Row((restriction.title,), kind="heading")
            hits = [entry.thing for entry in batch.entries if entry.thing is not None]
            for number, hit in enumerate(hits):
                yield things.row(hit, Pick(hit), (restriction.title, number), self.marks)
            if batch.more is not None:
                pick = Pick(place=Place("results", f"{restriction.kind} {words}"))
                more = (f"More {restriction.title.lower()} …",)
                yield Row(more, key=("more", restriction.kind), markable=False, value=pick)

    def _matches(self) -> Iterator[Row]:
        if self.words:
            yield Row((_asks(self.words),), key=_ASK, pinned=True, markable=False)
        kinds = [kind for kind in _HEADINGS if any(match.kind == kind for match in self.matches)]
        for place, kind in enumerate(kinds):
            yield from (BLANK,) if place or self.words else ()
            yield Row((_HEADINGS[kind],), kind="heading")
            yield from (_match(match, self.marks) for match in self.matches if match.kind == kind)
        if kinds and not self.words:
            yield from (BLANK, *(Row((line,), kind="note") for line in _LETTERS))

    @on(Input.Changed, "QueryLine")
    def _type(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(self.words))
        self._draw(keep_cursor=False)

    @on(Input.Submitted, "QueryLine")
    def _ask(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.post_message(self.Asked(event.value.strip()))

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        event.stop()
        value = event.row.value
        if event.row.key == _ASK:
            self.post_message(self.Asked(self.words))
        elif isinstance(value, Candidate):
            self.post_message(self.Matched(value))
        else:
            behind = takewhile(lambda row: row.kind == "item", event.rows.rows[event.index + 1 :])
            following = tuple(row.value for row in behind if isinstance(row.value, Pick))
            self.post_message(self.Chosen(value, following))


def _asks(text: str) -> str:
    """What Enter does with what was typed."""
    query = parse(text)
    if links.parse(text) is not None:
        return "Open this link"
    if not query.words:
        return f"Search Spotify for {describe(query)}: type what to look for"
    kinds = "" if query.kinds == ALL_KINDS else f"{describe(query)}: "
    return f"Search Spotify for {kinds}“{query.words}”"


def _groups(results: SearchResults) -> Sequence[Restriction]:
    return [each for each in RESTRICTIONS.values() if results_batch(results, each.kind, 0).entries]


def _match(match: Match, marks: Marks) -> Row:
    """The row of something that is known here."""
    thing = match.value
    if isinstance(thing, Thing):
        return things.row(thing, Pick(thing), match.key, marks)
    return Row((match.text, match.detail), key=match.key, markable=False, flowing=True, value=match)
