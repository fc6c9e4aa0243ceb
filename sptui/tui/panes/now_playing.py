"""What plays: three lines and a bar that moves between the reads; fewer where there is little room."""

from collections.abc import Callable

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive

from sptui.player.state import Picture
from sptui.tui import playing
from sptui.tui.keyboard.keymap import AS_IN_THE_TABLE, Keymap
from sptui.tui.showing import TICK, Cover, show_cover, show_position
from sptui.tui.sizes import BARE, HINTLESS, View
from sptui.tui.widgets.asked import Askable
from sptui.tui.widgets.columns import Span
from sptui.tui.widgets.line import DOT, Line
from sptui.tui.widgets.seekbar import SeekBar

BRIEF = 60
"""Cells below which only what is on is told of the modes, and the volume has no meter."""


class NowPlaying(Horizontal, Askable):
    """Title and modes, who made it and where it plays, where it is from and what comes next, and how far it is.

    `clock` gives monotonic seconds, and `cover` makes what stands before the lines, where pictures are shown. Bound to
    the screen's slices; in the smallest terminals its `word` stands in the place of notifications and of trouble,
    and `sleep` beside the title where there are no hints.
    """

    DEFAULT_CSS = """
    NowPlaying {
        height: auto;
        padding: 1 2;
        background: $surface;
        & > Vertical { height: auto; width: 1fr; }
        & SeekBar { margin-top: 1; }
        & > .cover { width: 10; height: 5; margin-right: 2; }
    }
    """

    picture: reactive[Picture] = reactive(Picture, init=False)
    around: reactive[playing.Around] = reactive(playing.Around, init=False)
    word: reactive[str] = reactive("", init=False)
    sleep: reactive[str] = reactive("", init=False)
    view: reactive[View] = reactive("panes", init=False)
    keymap: reactive[Keymap] = reactive(AS_IN_THE_TABLE, init=False)

    def __init__(self, clock: Callable[[], float], *, cover: Cover | None = None, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._clock = clock
        self._art = cover() if cover is not None else None
        self._spoken = ""

    def compose(self) -> ComposeResult:
        """The cover, the lines and the bar."""
        if self._art is not None:
            self._art.add_class("cover")
            yield self._art
        with Vertical():
            yield Line(id="title")
            yield Line(id="byline")
            yield Line(id="note")
            yield SeekBar()

    def on_mount(self) -> None:
        """Start to look at the clock."""
        self.set_interval(TICK, self.tick)
        self._draw()

    def watch_picture(self) -> None:
        """Another state."""
        self._draw()

    def watch_around(self) -> None:
        """Something else is known of it."""
        self._draw()

    def watch_word(self) -> None:
        """Something is told here."""
        self._draw()

    def watch_sleep(self) -> None:
        """The sleep timer runs, or was set."""
        self._draw()

    def watch_view(self) -> None:
        """It stands alone, or with others."""
        self._draw()

    def watch_keymap(self) -> None:
        """Its sentences name other keys."""
        self._draw()

    def tick(self) -> None:
        """Let the bar say where it is now, and what is left of an episode."""
        now = self._clock()
        show_position(self.query_one(SeekBar), self.picture, now)
        if playing.spoken(self.picture, self.around, now) != self._spoken:
            self._draw()

    @property
    def _countdown(self) -> tuple[Span, ...]:
        """The sleep timer, where no line of hints tells of it."""
        hintless = self.app.size.height <= (BARE if self.view == "panes" else HINTLESS)
        return (Span(self.sleep, "line--accent"),) if self.sleep and hintless else ()

    @on(events.Resize)
    def _draw(self) -> None:
        if not self.is_mounted:
            return
        picture, around = self.picture, self.around
        brief = self.view == "compact" or self.size.width < BRIEF
        self._spoken = playing.spoken(picture, around, self._clock())
        tags = playing.tags(picture.playback.item, spoken=self._spoken, briefly=brief)
        if self._art is not None:
            show_cover(self._art, picture)
        self.query_one("#title", Line).show(
            (
                Span(f"{playing.marker(picture.playback)}  ", "line--accent"),
                Span(playing.headline(picture, around), "line--title"),
                *(Span(f"  {tag}", "line--off") for tag in tags),
            ),
            (*self._countdown, *playing.modes(picture, briefly=brief)),
        )
        self.set_class(bool(self.word), "-worded")
        word = Span(self.word, "line--warning" if around.trouble else "line--accent")
        where = () if self.word else playing.where(picture.playback, briefly=brief)
        parts = list(playing.credit(picture, around))
        if brief:  # whole parts rather than the beginning of one more
            room = self.size.width * 3 // 5 if where else self.size.width
            while len(parts) > 1 and cell_len(DOT.join(parts)) > room:
                parts.pop()
        credit = word if self.word else Span(DOT.join(parts), "line--muted")
        self.query_one("#byline", Line).show((Span("   ", "line--muted"), credit), where)
        said, following = playing.note(picture, around), playing.next_line(picture)
        if said.style == "line--warning":  # it has the line to itself
            following = ""
        note = self.query_one("#note", Line)
        note.show((Span("   ", "line--muted"), said), (Span(following, "line--muted"),) if following else ())
        note.set_class(not said.text and not following, "-empty")
        self.tick()
