"""The main screen: the slices of what is shown, the panes that they are bound to, and where these stand."""

from collections.abc import Mapping
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from sptui.library.contents import Contents
from sptui.library.places import Kind
from sptui.player.clock import Clock
from sptui.player.playback import Playback
from sptui.player.rooms import NO_ROOMS, Rooms
from sptui.player.schedule import Profile
from sptui.player.staging.entry import Entry
from sptui.player.state import Picture, PlayerState, Trouble
from sptui.spotify.models.catalogue import Item
from sptui.spotify.models.playback import Device
from sptui.spotify.pacing import Usage
from sptui.tui.actions import PaneName
from sptui.tui.keyboard.keyboard import NOTHING_TYPED, Typed
from sptui.tui.layout import TWO, kind_of
from sptui.tui.panes.full_view import FullView
from sptui.tui.panes.key_hints import KeyHints
from sptui.tui.panes.now_playing import NowPlaying
from sptui.tui.panes.reminder import Reminder
from sptui.tui.panes.search import Found, Match
from sptui.tui.panes.trouble import TroubleLine
from sptui.tui.screens.arranged import Arranged
from sptui.tui.screens.choosing import PANES
from sptui.tui.screens.making import Maker
from sptui.tui.screens.panes import Panes
from sptui.tui.showing import Cover
from sptui.tui.things import Marks
from sptui.tui.widgets.hints import HintBar
from sptui.tui.widgets.rows import Rows
from sptui.tui.widgets.tabs import TabLine
from sptui.tui.words import Words


class MainScreen(Arranged):
    """Panes above, what plays below, hints at the bottom.

    `account` is a short label for the corner, and `cover` makes what shows a picture of what plays. Only while it is
    `ready` there are all panes.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (TWO, "-wide")]  # noqa: RUF012 -- Textual's own declaration
    AUTO_FOCUS: ClassVar[str] = "#queue Rows"

    class Ready(Message):
        """The panes are there."""

    picture: reactive[Picture] = reactive(Picture)
    playback: reactive[Playback] = reactive(Playback)
    queue: reactive[tuple[Item, ...] | None] = reactive(None)
    staged: reactive[tuple[Entry, ...]] = reactive(())
    heard: reactive[tuple[Item, ...]] = reactive(())
    waits: reactive[str] = reactive("")
    devices: reactive[tuple[Device, ...] | None] = reactive(None)
    refused: reactive[Mapping[str, str]] = reactive(dict)
    rooms: reactive[Rooms] = reactive(NO_ROOMS)
    read_at: reactive[float | None] = reactive(None)
    trouble: reactive[Trouble | None] = reactive(None)
    typed: reactive[Typed] = reactive(NOTHING_TYPED)
    contents: reactive[Contents | None] = reactive(None)
    totals: reactive[Mapping[Kind, int | None]] = reactive(dict)
    now: reactive[float] = reactive(0.0)
    user_id: reactive[str] = reactive("")
    found: reactive[Found] = reactive(Found)
    matches: reactive[tuple[Match, ...]] = reactive(())
    marks: reactive[Marks] = reactive(Marks)
    words: reactive[Words] = reactive(Words)
    usage: reactive[Usage] = reactive(Usage)
    profile: reactive[Profile] = reactive("balanced")
    reminder: reactive[str] = reactive("")
    missing: reactive[Mapping[str, str]] = reactive(dict)
    pane: reactive[PaneName] = reactive("queue")
    marked: reactive[int] = reactive(0)
    working: reactive[str] = reactive("")
    sleep: reactive[str] = reactive("")

    def __init__(self, clock: Clock, account: str, *, cover: Cover | None = None, words: bool = False) -> None:
        super().__init__()
        self._make_cover = cover
        self._maker = Maker(self, clock, cover)
        self._clock = clock
        self._account = account
        self._made = False
        self.panes = Panes(self._maker.pane, id="panes", cover=cover, words=words)

    def compose(self) -> ComposeResult:
        """Bind each pane to the slices that it shows."""
        self.panes.kind = kind_of(*self.app.size)
        yield TabLine(*self.panes.tabs).data_bind(current=MainScreen.pane)
        yield self.panes
        yield TroubleLine(self._clock, id="trouble").data_bind(MainScreen.trouble, MainScreen.read_at)
        yield Reminder(id="reminder").data_bind(MainScreen.reminder, MainScreen.keymap)
        yield NowPlaying(self._clock.monotonic, cover=self._make_cover, id="now-playing").data_bind(
            MainScreen.picture,
            MainScreen.around,
            MainScreen.view,
            MainScreen.word,
            MainScreen.sleep,
            MainScreen.keymap,
        )
        yield KeyHints(self._account).data_bind(
            MainScreen.view,
            MainScreen.pane,
            MainScreen.typed,
            MainScreen.keymap,
            MainScreen.picture,
            MainScreen.trouble,
            MainScreen.usage,
            MainScreen.profile,
            MainScreen.missing,
            MainScreen.marked,
            MainScreen.working,
            MainScreen.sleep,
        )

    def make_full(self) -> None:
        """Make what shows what plays alone, the first time."""
        if not self.query(FullView):
            self.mount(self._maker.full(), before="#now-playing")

    def on_mount(self) -> None:
        """Tell that the panes are there."""
        self._made = True
        self.post_message(self.Ready())

    @property
    def ready(self) -> bool:
        """Whether the panes are there: neither still being made, nor already being taken away as the app closes."""
        return self._made and self.app.is_running

    def show(self, state: PlayerState) -> None:
        """Set the slices from the player's state; equal ones repaint nothing."""
        self.surround(state)
        picture = self.picture = state.shown
        playback = self.playback = picture.playback
        self.queue = picture.queue
        self.staged = picture.staged
        self.heard = picture.heard
        self.devices = picture.devices
        self.refused = picture.refused
        self.rooms = picture.rooms
        self.read_at = state.read_at
        context = playback.context.uri if playback.context is not None else ""
        self.marks = Marks(item=playback.uri, context=context, likes=picture.likes)
        self.usage = state.usage
        self.profile = state.profile
        self.trouble = state.trouble

    def watch_picture(self) -> None:
        """Show the cover of it."""
        self.panes.show(self.picture)

    def watch_pane(self) -> None:
        """In the narrow layout only the current pane is there; what is not seen need not be read."""
        self.panes.bring(self.pane)
        self.query_one(TabLine).tabs = self.panes.tabs
        self._count_marks()
        self.post_message(self.Rearranged())

    @on(Rows.Marked)
    def _count_marks(self) -> None:
        """Tell of those in the pane that is used, which the next key is for."""
        if self._made:
            self.marked = len(self.panes.row_list.rows.marks)

    def show_pane(self, name: PaneName, *, typing: bool = True) -> None:
        """Bring a pane forward and focus what one does there first: type in the search, move in a list."""
        self.show_panes()
        if name == self.pane:
            self.post_message(self.Rearranged())
        self.pane = name
        rows = self.panes.row_list.rows
        target: Widget = rows
        if name == "search" and (typing or not len(rows.rows)):
            target = self.panes.search.line
        self.set_focus(target)  # at once, so that the next key goes there

    def cycle_pane(self, step: int) -> None:
        """The next pane, or with -1 the one before."""
        around = self.panes.around
        self.show_pane(around[(around.index(self.pane) + step) % len(around)])

    def back(self) -> bool:
        """Leave the filter, the marks, or the line one types into, whichever was last; False when there was none."""
        rows = self.panes.row_list.rows
        if self.panes.row_list.close_filter():
            return True
        if rows.marks:
            rows.clear_marks()
            return True
        if self.typing and self.panes.search.answered and len(rows.rows):
            self.set_focus(rows)
            return True
        return False

    @property
    def visible_panes(self) -> frozenset[str]:
        """The panes that can be seen; `playing` always can. What plays alone tells of the queue, but in few lines."""
        if self.view != "panes":
            return frozenset({"playing", "queue"} if self.view == "full" else {"playing"})
        return frozenset({"playing", *self.panes.shown})

    @property
    def seen(self) -> tuple[str, ...]:
        """The URIs of the things in the rows that can be seen."""
        return self.panes.seen

    @on(events.DescendantFocus)
    def _follow_focus(self) -> None:
        self.pane = self.panes.focused or self.pane
        self.query_one(KeyHints).typing = self.typing

    @property
    def typing(self) -> bool:
        """Whether letters are text now."""
        return isinstance(self.focused, Input)

    @on(HintBar.Pressed)
    async def _press_hint(self, event: HintBar.Pressed) -> None:
        await self.run_action(f"app.act({event.id!r})")

    @on(TabLine.Pressed)
    def _press_tab(self, event: TabLine.Pressed) -> None:
        self.show_pane(next(name for name in PANES if name == event.id))
