"""What plays, alone on the screen: with air, the cover large, and the next three."""

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from sptui.player.state import Picture
from sptui.tui import playing
from sptui.tui.keyboard.keymap import AS_IN_THE_TABLE, Keymap
from sptui.tui.showing import TICK, Cover, show_cover, show_position
from sptui.tui.sizes import WORDS_TALL, View, composition
from sptui.tui.widgets.asked import Askable
from sptui.tui.widgets.columns import Span
from sptui.tui.widgets.line import DOT, Line
from sptui.tui.widgets.seekbar import SeekBar

_FORMS = (False, False, DOT), (False, True, DOT), (False, True, "  "), (True, True, DOT)
"""Whether the modes are told briefly, whether where it plays is, and what stands between the modes: the fullest that
there is room for is shown.
"""

FOLLOWING = 3
"""How many of those that come next are told."""


class FullView(Container, Askable):
    """Bound to the screen's slices; there only while `view` says so, and made when that is for the first time.

    `clock` gives monotonic seconds, and `cover` makes the large picture. A widget that is given to `stand_beside` has
    the right half.
    """

    DEFAULT_CSS = """
    FullView {
        display: none;
        height: 1fr;
        layout: horizontal;

        & > .full--stage { width: 1fr; height: 1fr; align: center middle; }
        & > .full--side { width: 1fr; height: 1fr; padding: 2 2 1 0; }
        & > .full--side > LyricsPane > Line { display: block; margin-bottom: 1; }
        & .full--stage.-beside { layout: horizontal; }
        & .full--stage.-beside > .cover { margin-right: 6; }
        & .full--stage.-above > .cover { margin-bottom: 2; }
        & .full--words { height: auto; align-vertical: middle; }
        & .full--title { height: auto; max-height: 3; text-style: bold; margin: 1 0; }
        & SeekBar { margin: 2 0 1 0; }
        & .full--heading { margin: 2 0 1 0; }
        & .-low SeekBar { margin-top: 1; }
        & .-low .full--following { display: none; }
    }
    """

    picture: reactive[Picture] = reactive(Picture, init=False)
    around: reactive[playing.Around] = reactive(playing.Around, init=False)
    view: reactive[View] = reactive("panes", init=False)
    keymap: reactive[Keymap] = reactive(AS_IN_THE_TABLE, init=False)

    def __init__(self, clock: Callable[[], float], *, cover: Cover | None = None, id: str | None = None) -> None:  # noqa: A002 -- Textual's word
        super().__init__(id=id)
        self._clock = clock
        self._make_cover = cover
        self._art: Widget | None = None
        self._side: Widget | None = None
        self._made = False
        self._title = ""
        self._words = 0
        self._spoken = ""

    def compose(self) -> ComposeResult:
        """Nothing before somebody wants to see it."""
        yield Container(classes="full--stage")

    async def watch_view(self) -> None:
        """Come and go."""
        self.display = self.view == "full"
        if self.display and not self._made:
            await self._make()
        if self.display:
            self._arrange()

    def watch_picture(self) -> None:
        """Another state."""
        self._draw()

    def watch_around(self) -> None:
        """Something else is known of it."""
        self._draw()

    watch_keymap = watch_around

    def tick(self) -> None:
        """Let the bar say where it is now."""
        if self._made and self.display:
            now = self._clock()
            show_position(self.query_one(SeekBar), self.picture, now)
            if playing.spoken(self.picture, self.around, now) != self._spoken:
                self._draw()

    async def stand_beside(self, widget: Widget | None) -> None:
        """Give the right half to a widget; None takes it back."""
        if self._side is not None:
            await self._side.remove()
        self._side = widget and Container(widget, classes="full--side")
        if self._side is not None:
            await self.mount(self._side)
        self._arrange()

    async def _make(self) -> None:
        stage = self.query_one(".full--stage", Container)
        if self._make_cover is not None:
            self._art = self._make_cover()
            self._art.add_class("cover")
            await stage.mount(self._art)
        await stage.mount(
            Vertical(
                Line(id="full-source"),
                Static(classes="full--title", markup=False),
                Line(id="full-byline"),
                Line(id="full-album"),
                SeekBar(),
                Line(id="full-modes"),
                Line(id="full-next-0", classes="full--following full--heading"),
                *(Line(id=f"full-next-{number}", classes="full--following") for number in range(1, FOLLOWING + 1)),
                classes="full--words",
            )
        )
        self._made = True
        self.set_interval(TICK, self.tick)

    @on(events.Resize)
    def _arrange(self) -> None:
        """Lay it out for the room there is."""
        if not self._made:
            return
        plan = composition(*self.size, cover=self._art is not None, side=self._side is not None)
        stage = self.query_one(".full--stage")
        stage.set_class(plan.beside, "-beside")
        stage.set_class(not plan.beside, "-above")
        stage.set_class(not plan.following, "-low")
        self._words = plan.words
        words = self.query_one(".full--words")
        words.styles.width = plan.words
        words.styles.height = plan.cover[1] if plan.beside and plan.cover[1] > WORDS_TALL else "auto"
        if self._art is not None:
            self._art.display = plan.cover[1] > 0
            self._art.styles.width, self._art.styles.height = plan.cover
        self._draw()

    def _draw(self) -> None:
        if not self._made or not self.display:
            return
        picture, around = self.picture, self.around
        if self._art is not None:
            show_cover(self._art, picture)
        self._say("full-source", Span(f"{playing.marker(picture.playback)}  ", "line--accent"), _above(picture, around))
        self._entitle(playing.headline(picture, around))
        first, *rest = playing.credit(picture, around) or ("",)
        self._spoken = playing.spoken(picture, around, self._clock())
        tags = playing.tags(picture.playback.item, spoken=self._spoken)
        self._say("full-byline", Span(first, "line--text"))
        self._say("full-album", Span(DOT.join((*rest, *tags)), "line--muted"))
        self._show_modes(picture)
        following = playing.coming(picture, FOLLOWING)
        self._say("full-next-0", Span("Next" if following else "", "line--accent"))
        for number in range(FOLLOWING):
            item = following[number] if number < len(following) else None
            spans = (Span(item.name, "line--text"), Span(f"  {item.byline}", "line--muted")) if item else ()
            self._say(f"full-next-{number + 1}", *spans)
        self.tick()

    def _show_modes(self, picture: Picture) -> None:
        line = self.query_one("#full-modes", Line)
        for modes_briefly, where_briefly, between in _FORMS:
            modes = playing.modes(picture, briefly=modes_briefly)
            left = tuple(span for mode in modes for span in (Span(between, "line--off"), mode))[1:]
            line.show(left, playing.where(picture.playback, briefly=where_briefly))
            if line.taken <= self._words:
                return

    def _entitle(self, title: str) -> None:
        if title != self._title:
            self._title = title
            self.query_one(".full--title", Static).update(Content(title))

    def _say(self, name: str, *spans: Span) -> None:
        self.query_one(f"#{name}", Line).show(spans)


def _above(picture: Picture, around: playing.Around) -> Span:
    """What stands above the title: where it is from, or why no key works, or whether it plays."""
    said = playing.note(picture, around)
    if said.text or not picture.playback.active:
        return said
    return Span("Playing" if picture.playback.is_playing else "Paused", "line--muted")
