"""The words of what plays, which go with it."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import events, on
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer

from sptui.player.playback import Playback
from sptui.tui.widgets.columns import Column, Span
from sptui.tui.widgets.line import Line
from sptui.tui.widgets.parted import Parted
from sptui.tui.widgets.rowlist import RowList
from sptui.tui.widgets.rows import Rows
from sptui.tui.widgets.rowsequence import locate
from sptui.tui.words import Words

_SHORTEST, _LONGEST = 0.05, 5.0  # seconds between two looks at the clock


class LyricsPane(Parted):
    """Lines of which the one that is sung stays in the middle, until somebody moves; Enter goes on from a line.

    `clock` gives monotonic seconds. What shows it sets `words` and `playback`, or binds them. Where it has no border,
    its `Line` can say what that would: let that be displayed. It is `following` while it goes with what plays.
    """

    DEFAULT_CLASSES = "pane"

    BORDER_TITLE = "Lyrics"
    DEFAULT_CSS = """
    LyricsPane {
        & > Line { display: none; padding: 0 1; }
    }
    """

    words: reactive[Words] = reactive(Words, init=False)
    playback: reactive[Playback] = reactive(Playback, init=False)

    @dataclass
    class Sought(Message):
        """Playback of the item `uri` shall go on from a position in ms."""

        uri: str | None
        position_ms: int

    def __init__(self, clock: Callable[[], float], *, id: str | None = None) -> None:  # noqa: A002 -- Textual's word
        super().__init__(id=id)
        self.following = True
        self._clock = clock
        self._line: int | None = None
        self._view = 0, 0
        self._timer: Timer | None = None
        self._head, self._list = Line(), RowList(Column(width=10, weight=1))
        self.parts = self._head, self._list

    def follow(self) -> None:
        """Go with what plays again."""
        self.following = True
        self._draw()

    def watch_words(self, before: Words, after: Words) -> None:
        """Other words, or the same at another time."""
        if (before.uri, before.lyrics) != (after.uri, after.lyrics):
            self.following = True
        self._line = self._sung
        self._draw()
        self._arm()

    def watch_playback(self) -> None:
        """Another position, or another item."""
        self.tick()

    def tick(self) -> None:
        """Show which line is sung now."""
        line = self._sung
        if line != self._line:
            self._line = line
            self._draw()
        self._arm()

    @property
    def _rows(self) -> Rows:
        return self._list.rows

    @property
    def _sung(self) -> int | None:
        """The line that is sung now; none while the words are those of another item."""
        if self.words.uri != self.playback.uri:
            return None
        return self.words.line_at(self.playback.position_ms(self._clock()))

    def _arm(self) -> None:
        """Look at the clock again when the next line begins."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        start = self.words.start_of(0 if self._line is None else self._line + 1)
        if start is not None and self.playback.is_playing and self.is_mounted and self._rows.size.height:
            wait = (start - self.playback.position_ms(self._clock())) / 1000
            self._timer = self.set_timer(max(_SHORTEST, min(wait, _LONGEST)), self.tick)

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        rows = self._rows
        # The cursor's own way with the song is nothing that somebody has done.
        with rows.prevent(Rows.Highlighted):
            rows.set_placeholder(self.words.placeholder)
            made = self.words.rows(self._line, rows.room)
            rows.set_rows(made, keep_cursor=not self.following or self._line is not None)
            if self.following:
                self._go_along()
        self._tell()

    def _go_along(self) -> None:
        """Put the cursor on the line that is sung, and that in the middle."""
        rows = self._rows
        height = rows.scrollable_content_region.height
        place = locate(rows.rows, self._line, 0)
        if place is not None:
            rows.move_cursor(place)
            rows.scroll_to(y=max(0, place - height // 2), animate=False, immediate=True, force=True)
        self._view = rows.scroll_offset.y, height

    def _tell(self) -> None:
        """Say how it stands with the words."""
        status = self.words.status(following=self.following)
        self.border_subtitle = Content(status) if status else None
        self._head.show((Span("Lyrics", "line--title"),), (Span(status, "line--muted"),))

    def _stay(self) -> None:
        if self.following and self.words.timed:
            self.following = False
            self._tell()

    @on(Rows.Highlighted)
    def _moved(self, event: Rows.Highlighted) -> None:
        """Somebody has moved the cursor."""
        event.stop()
        if event.row is not None:
            self._stay()

    @on(Rows.Seen)
    def _scrolled(self, event: Rows.Seen) -> None:
        """Somebody has turned the wheel, unless the view has another size or was scrolled from here."""
        rows = event.rows
        if rows.scrollable_content_region.height != self._view[1]:
            self._draw()
        elif rows.scroll_offset.y != self._view[0]:
            self._stay()

    @on(events.Resize)
    def _resized(self) -> None:
        self.call_after_refresh(self._draw)  # when the list has its place, too
        self.tick()

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        event.stop()
        position = self.words.start_of(event.row.key) if isinstance(event.row.key, int) else None
        if position is not None:
            self.post_message(self.Sought(self.words.uri, position))
            self.follow()
