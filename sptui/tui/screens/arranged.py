"""How the main screen is arranged: all panes, what plays alone, or a few lines of it; and what it says in the smallest
terminals.
"""

from dataclasses import replace

from textual import events, on
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from sptui.player.state import PlayerState
from sptui.tui.keyboard.keymap import AS_IN_THE_TABLE, Keymap
from sptui.tui.keyboard.named import with_keys
from sptui.tui.layout import kind_of
from sptui.tui.playing import Around
from sptui.tui.screens.room import Room
from sptui.tui.sizes import BARE, LITTLE, TINY, View, fitting
from sptui.tui.widgets.tabs import TabLine

READABLE = 4.0
"""Seconds for which a word stands."""


class Arranged(Room):
    """A screen of panes that can make way for what plays.

    `view` is how it is arranged now, by what was chosen and by the room there is. `source` says where the item is
    played from, `offer` what a key would go on with while nothing plays, and `chapter` which one of how many plays; all
    are part of what is known `around` the picture. `word` is what is told in the line of what plays where there is no
    room for notifications.
    """

    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 -- Textual's own declaration
        *((lines, f"-lines-{lines}") for lines in range(7)),
        (9, "-low"),
        (24, "-high"),
        (30, "-tall"),
    ]

    class Rearranged(Message):
        """Other panes can be seen than before, or one was opened."""

    around: reactive[Around] = reactive(Around)
    source: reactive[str] = reactive("")
    offer: reactive[str] = reactive("")
    chapter: reactive[tuple[int, int] | None] = reactive(None)
    word: reactive[str] = reactive("")
    keymap: reactive[Keymap] = reactive(AS_IN_THE_TABLE, init=False)

    def __init__(self) -> None:
        super().__init__()
        self._chosen: View | None = None
        self._focus_before: Widget | None = None
        self._over: Timer | None = None
        self._told = ""
        self._shown_device = ""

    def choose(self, view: View | None) -> None:
        """Arrange it so, or with None by the room there is."""
        self._chosen = view
        self._arrange()

    def show_panes(self) -> None:
        """Show the panes, also where there is little room."""
        if self.view != "panes":
            self.choose("panes" if self.tiny else None)

    def toggle(self, view: View) -> None:
        """Arrange it so, or if it is, with its panes."""
        if self.view == view:
            self.show_panes()
        else:
            self.choose(view)

    def rest(self) -> bool:
        """Let a terminal that has no room for panes show none again; False where there is room, or none are shown."""
        forced = self._chosen == "panes"
        if forced:
            self.choose(None)
        return forced

    @property
    def tiny(self) -> bool:
        """Whether there is no room for panes."""
        return self.app.size.height <= TINY

    def surround(self, state: PlayerState) -> None:
        """Take note of what the state says besides the picture. Called before that is shown."""
        before, playback = self.around, state.shown.playback
        shown = self._shown_device
        left = before.left if playback.known and not playback.active else ""
        if playback.known and not playback.active and shown:
            left = shown
        self._shown_device = playback.device.name if playback.active and playback.device is not None else ""
        self.around = replace(before, trouble=state.trouble, left=left)
        self._say()

    def say(self, text: str) -> None:
        """Tell something for some seconds where there is no room for notifications."""
        self.clear_toasts()
        if not self.tiny:
            return
        self._told = text
        if self._over is not None:
            self._over.stop()
        self._over = self.set_timer(READABLE, self._fall_silent)
        self._say()

    def watch_source(self) -> None:
        """It is known where it is played from."""
        self.around = replace(self.around, source=self.source)

    def watch_offer(self) -> None:
        """There is something to go on with."""
        self.around = replace(self.around, offer=self.offer)

    def watch_chapter(self) -> None:
        """It is known which chapter of its book plays."""
        self.around = replace(self.around, chapter=self.chapter)

    def watch_keymap(self) -> None:
        """What is told names other keys."""
        self._say()

    def watch_view(self, before: View) -> None:
        """What is not seen takes no focus, and gets it back."""
        if before == "panes":
            self._focus_before = self.focused
        bare = self.view != "panes"
        if self.view == "full":
            self.make_full()
        self.set_class(self.view == "full", "-full")
        self.set_class(self.view == "compact", "-compact")
        self.panes.disabled = bare
        if not bare:
            self.set_focus(self._focus_before if self._focus_before is not None else self.panes.row_list.rows)
        self.post_message(self.Rearranged())

    def make_full(self) -> None:
        """Make what shows what plays alone, the first time."""
        raise NotImplementedError

    @on(events.Resize)
    def rearrange(self) -> None:
        """Arrange all for the room there is, and for what is wanted of it."""
        self._arrange()
        self.post_message(self.Rearranged())

    def _arrange(self) -> None:
        """Go by what was chosen, and by the room there is."""
        tiny = self.tiny
        self.panes.be(kind_of(*self.app.size))
        if not tiny and self._chosen == "panes":
            self._chosen = None
        self.query_one(TabLine).tabs = self.panes.tabs
        self.set_class(self.panes.covered, "-covered")
        self.set_class(tiny, "-tiny")
        self.set_class(self.app.size.height <= LITTLE, "-little")
        self.view = fitting(self._chosen, self.app.size.height, self.app.size.width)
        self.tell_narrow()
        self.call_after_refresh(self.keep_toasts_clear)
        self.set_class(tiny and self.view == "panes", "-opened")
        self.set_class(self.app.size.height <= BARE, "-bare")
        self._say()

    def _fall_silent(self) -> None:
        self._told = ""
        self._say()

    def _say(self) -> None:
        trouble = self.around.trouble
        self.word = with_keys(self._told or (trouble.text if trouble is not None else "")) if self.tiny else ""
