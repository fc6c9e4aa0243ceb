"""Search: one line to type in, and what Spotify found, by kind."""

from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from sptui.spotify.models.catalogue import Album, Artist, Audiobook, Episode, Show, Track
from sptui.spotify.models.paging import Page
from sptui.spotify.models.playlists import Playlist
from sptui.spotify.models.search import SearchResults
from sptui.spotify.models.things import Thing
from sptui.tui.text import count, duration
from sptui.tui.widgets.columns import Column, Row
from sptui.tui.widgets.rows import Rows
from sptui.tui.widgets.searchline import SearchLine

FRESH = 300.0
"""Seconds for which an answer is good enough for somebody who asks the same again."""

_IDLE = "Find something to play\nType a title or a name, then press Enter"
_NOTHING = "Nothing found\nFewer words, or another spelling, may help"


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


class SearchPane(Vertical):
    """Bound to the screen's `found` and to the URI that plays."""

    BORDER_TITLE = "Search"
    DEFAULT_CSS = """
    SearchPane {
        & SearchLine { padding: 0 2; margin: 0 1 1 1; }
    }
    """

    found: reactive[Found] = reactive(Found, init=False)
    playing_uri: reactive[str | None] = reactive(None, init=False)

    @dataclass
    class Asked(Message):
        """Spotify shall be asked."""

        query: str

    @dataclass
    class Chosen(Message):
        """`thing` shall be played, and the results behind it after it."""

        thing: Thing
        following: tuple[Thing, ...]

    def compose(self) -> ComposeResult:
        """The line and the list."""
        yield SearchLine(placeholder="Tracks, artists, albums, playlists, podcasts …")
        yield Rows(
            Column(width=16, weight=5),
            Column(width=10, weight=4, style="rows--muted", priority=1),
            Column(width=9, align="right", style="rows--muted", priority=2),
            placeholder=_IDLE,
        )

    @property
    def thing(self) -> Thing | None:
        """What the cursor is on."""
        row = self.query_one(Rows).highlighted
        thing: Thing | None = row.value if row is not None else None
        return thing

    def watch_found(self, before: Found, after: Found) -> None:
        """A question, or its answer."""
        rows = self.query_one(Rows)
        if after.trouble:
            rows.set_placeholder(f"“{after.query}” was not found out\n{after.trouble}")
        elif after.results is None:
            rows.set_placeholder(f"Looking for “{after.query}” …" if after.query else _IDLE)
        else:
            rows.set_placeholder(_NOTHING)
        self._draw(keep_cursor=before.query == after.query)
        line = self.query_one(Input)
        # Not while somebody goes on typing: the next letters would be commands.
        if line.has_focus and line.value.strip() == after.query:
            self.show_results()

    def show_results(self) -> None:
        """Go from the line to the list, if there is something in it."""
        if (rows := self.query_one(Rows)).rows:
            self.screen.set_focus(rows)

    def watch_playing_uri(self) -> None:
        """The mark of what plays."""
        self._draw(keep_cursor=True)

    def _draw(self, *, keep_cursor: bool) -> None:
        rows: list[Row] = []
        for title, things in _groups(self.found.results):
            rows += [Row(("",), kind="note")] if rows else []
            rows.append(Row((title,), kind="heading"))
            rows += [_row(thing, (title, place), self.playing_uri) for place, thing in enumerate(things)]
        self.query_one(Rows).set_rows(rows, keep_cursor=keep_cursor)

    @on(Input.Submitted)
    def _ask(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.post_message(self.Asked(event.value.strip()))

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        event.stop()
        behind = takewhile(lambda row: row.kind == "item", event.rows.rows[event.index + 1 :])
        self.post_message(self.Chosen(event.row.value, tuple(row.value for row in behind)))


def _groups(results: SearchResults | None) -> list[tuple[str, tuple[Thing, ...]]]:
    if results is None:
        return []
    pages: tuple[tuple[str, Page[Any] | None], ...] = (
        ("Tracks", results.tracks),
        ("Artists", results.artists),
        ("Albums", results.albums),
        ("Playlists", results.playlists),
        ("Shows", results.shows),
        ("Episodes", results.episodes),
        ("Audiobooks", results.audiobooks),
    )
    return [(title, page.items) for title, page in pages if page is not None and page.items]


def _row(thing: Thing, key: tuple[str, int], playing_uri: str | None) -> Row:
    return Row(
        cells=(thing.name or "Untitled", *_details(thing)),
        key=key,
        playing=thing.uri is not None and thing.uri == playing_uri,
        disabled=isinstance(thing, Track | Episode) and not thing.available,
        value=thing,
    )


def _details(thing: Thing) -> tuple[str, str]:
    """Whose it is, and how long, how large or from when."""
    owner, size = "", ""
    match thing:
        case Track():
            owner, size = thing.byline, duration(thing.duration_ms)
        case Episode():
            owner, size = thing.release_date, duration(thing.duration_ms)
        case Album():
            owner, size = ", ".join(artist.name for artist in thing.artists), thing.release_date[:4]
        case Playlist():
            owner, size = thing.owner.display_name, f"{count(thing.total)} items" if thing.total else ""
        case Show():
            owner, size = thing.publisher, f"{count(thing.total_episodes)} ep." if thing.total_episodes else ""
        case Audiobook():
            owner = ", ".join(author.name for author in thing.authors)
        case Artist():
            pass
    return owner, size
