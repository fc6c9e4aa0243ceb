"""The app: the player behind the screen, the table of actions under the keys."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.traceback import Traceback
from textual import events, on
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import WorkerError

from sptui.player.clock import Clock
from sptui.player.history import History
from sptui.player.player import Player
from sptui.player.staging.entry import Entry
from sptui.player.staging.staging import Staging
from sptui.player.state import PlayerState
from sptui.settings import DEFAULTS, Settings
from sptui.spotify.client import Spotify
from sptui.spotify.pacing import Pacing
from sptui.store import Store
from sptui.tui.account import AppAccount
from sptui.tui.actions import NOT_NOW
from sptui.tui.browsing import Browsing
from sptui.tui.choices import Choices
from sptui.tui.contexts import AppContexts
from sptui.tui.desk import Desk
from sptui.tui.gathering import Gathering
from sptui.tui.guiding import Guiding
from sptui.tui.layout import read
from sptui.tui.listening import AppListening
from sptui.tui.lists import AppLists
from sptui.tui.looks.accent import CoverAccent
from sptui.tui.notices import Notices
from sptui.tui.opening import AppOpening
from sptui.tui.outside import NOTHING, Outside
from sptui.tui.remote import AppRemote
from sptui.tui.screens.main import MainScreen
from sptui.tui.searching import Searching
from sptui.tui.sight import Sight
from sptui.tui.spoken import chapter_of
from sptui.tui.views import KEPT
from sptui.tui.wheel import Wheel

if TYPE_CHECKING:
    from sptui.tui.playlists import AppPlaylists

FAREWELL = 10.0
"""Seconds for which a change that has begun may hold up the end of the app: it may have rows to put back."""

_SIGNS_OF_LIFE = events.Key | events.MouseDown
_SCROLLED = events.MouseScrollDown | events.MouseScrollUp


class SptuiApp(Choices):
    """sptui on one account.

    `account` is a short label for the corner of the screen, `desk` what one signs in with, `outside` what it works with
    besides Spotify; the rest is the player's.
    """

    TITLE = "sptui"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False  # Textual's key for it; ours stands in the table
    SUSPENDED_SCREEN_CLASS = "-suspended"

    def __init__(
        self,
        spotify: Spotify,
        *,
        settings: Settings = DEFAULTS,
        account: str = "",
        clock: Clock | None = None,
        store: Store | None = None,
        pacing: Pacing | None = None,
        desk: Desk | None = None,
        outside: Outside = NOTHING,
    ) -> None:
        super().__init__()
        self.settings = settings
        self.pacing = pacing
        profile = settings.sync.profile
        self.player = Player(spotify, on_change=self._changed, clock=clock, store=store, pacing=pacing, profile=profile)
        cover, words = _covers_of(outside, self.player.clock), outside.lyrics is not None
        self.main = MainScreen(self.player.clock, account, cover=cover, words=words)
        self.account = AppAccount(self, desk)
        self.outside = outside
        self.accent = CoverAccent.of(self, outside.artwork, self.player.clock, self.tint)
        self.dress(settings)
        self.spotify = spotify
        self.store = store if store is not None else Store.in_memory()
        self.main.panes.wanted = read(self.store.remembered(KEPT))
        self.staging = Staging(self.store, self.player.clock, tell=self._told_of_queue)
        self.player.errands.add(self.staging)
        self.history = History(self.store, self.player.clock)
        self.player.errands.add(self.history)
        self.browsing = Browsing(self)
        self.contexts = AppContexts(self)
        self.gathering = Gathering(self)
        self.guiding = Guiding(self)
        self.lists = AppLists(self)
        self.listening = AppListening(self)
        self.opening = AppOpening(self)
        self._playlists: AppPlaylists | None = None
        self.remote = AppRemote(self)
        self.searching = Searching(self, self.player.to_read.set)
        self.sight = Sight(self)
        self.wheel = Wheel(self)
        self.notices = Notices(self)
        self._told = 0
        self._problems: set[str] = set()

    def get_default_screen(self) -> Screen[None]:
        """The main screen."""
        return self.main

    @property
    def playlists(self) -> "AppPlaylists":
        """What changes playlists."""
        if self._playlists is None:
            from sptui.tui.playlists import AppPlaylists  # noqa: PLC0415 -- the first frame does not wait for it

            self._playlists = AppPlaylists(self)
        return self._playlists

    def on_mount(self) -> None:
        """Start to read, while the screen is still being made; before anybody has signed in, lead the way there."""
        self.use_keys()
        self.player.memory.configure(self.settings.devices.preferred)
        if self.account.nobody:
            self.account.set_up(first=True)
        else:
            self.run_worker(self.player.run(), name="player")

    def signed_in(self, *, same: bool) -> None:
        """Go on where it was, or on `same` being False with what another account plays."""
        if not same:
            self.store.forget()
            self.listening.views.keep()
            self.searching.forget()
            self.browsing.forget()
            self.contexts.forget()
            self.staging.forget()
            self.history.forget()
            self.listening.sleep.forget()
            self.notices.forget()
            if self._playlists is not None:
                self._playlists.moving.drop()
                self._playlists = None
        if any(worker.name == "player" for worker in self.workers):
            self.player.signed_in(same=same)
        else:
            self.run_worker(self.player.run(), name="player")

    async def on_unmount(self) -> None:
        """Let changes of playlists end, and the player give back what it holds before somebody closes its store."""
        if self._playlists is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(FAREWELL):
                    await self._playlists.changes.close()
        for worker in list(self.workers):
            worker.cancel()
            with suppress(WorkerError):
                await worker.wait()

    async def on_event(self, event: events.Event) -> None:
        """Take note of whether somebody is there."""
        attention = self.player.attention
        # The wheel turns over a terminal that has not the focus as well, and does not give it.
        if isinstance(event, _SIGNS_OF_LIFE) or (attention.focused and isinstance(event, _SCROLLED)):
            self.player.attend(attention.with_key(self.player.clock.monotonic()))
        elif isinstance(event, events.AppFocus | events.AppBlur):
            # `app_focus` is of no use here: Textual sets it after this.
            self.player.attend(replace(attention, focused=isinstance(event, events.AppFocus)))
        await super().on_event(event)

    def _fatal_error(self) -> None:
        """Textual's report of a crash shows the locals of every frame, and some hold what nobody may see."""
        self.panic(Traceback(show_locals=False))

    def tell(self, text: str, *, severity: SeverityLevel = "information") -> None:
        """Say something once, in a corner, and keep it in the list of notices."""
        self.notices.tell(text, severity)

    def show_notice(self, text: str, severity: SeverityLevel, seconds: float) -> None:
        """Let a text stand in the corner; what stands there already does not come again."""
        standing = [each for each in self._notifications if each.severity != "error"]
        if not any((each.message, each.severity) == (text, severity) for each in standing):
            for each in standing[:-1]:
                self._unnotify(each, refresh=False)
            self.notify(text, severity=severity, timeout=seconds, markup=False)

    async def asks(self, question: str, first: str, *, yes: str) -> bool:
        """Whether somebody says yes to what `first` tells about; for workers. `yes` is what that does."""
        from sptui.tui.screens.ask_first import AskFirst  # noqa: PLC0415 -- seldom asked

        answer: bool | None = await self.push_screen_wait(AskFirst(question, first, yes=yes))
        return answer is True

    def _told_of_queue(self, text: str, lost: Sequence[Entry]) -> None:
        self.call_later(lambda: self.listening.queue.tell(text, lost))

    def open_browser(self, url: str) -> bool:
        """Show a page in the browser; False when there is none. It may take a second."""
        return self.account.open_browser(url)

    def _changed(self, state: PlayerState) -> None:
        """Hand the player's news down."""
        if not self.main.ready:
            return
        for problem in (self.store.problem, self.account.problem):
            if problem and problem not in self._problems:
                self._problems.add(problem)
                self.tell(problem, severity="warning")
        self.notices.trouble(state.trouble)
        self.main.source = self.contexts.origin(state.shown.playback)
        self.main.show(state)
        if self.accent is not None:
            self.accent.follow(state.shown)
        self.main.offer = self.listening.offer(state.shown)
        self.main.chapter = chapter_of(state.shown.playback.item, self.browsing.collections)
        self.main.waits = self.staging.why_not(state)
        if state.notice is not None and state.notice.serial != self._told:
            self._told = state.notice.serial
            if state.notice.pane and self.screen is self.main and not self.main.typing:
                self.main.show_pane(state.notice.pane)
            told_already = state.trouble is not None and state.notice.text == state.trouble.text
            self.tell(NOT_NOW if told_already else state.notice.text, severity=state.notice.severity)

    @on(MainScreen.Ready)
    @on(MainScreen.Rearranged)
    def _arranged(self) -> None:
        """Read what can be seen, and show what came in before it could be."""
        self.account.watch()
        if "preferences" not in vars(self):
            # The import waits until something is seen.
            self.call_after_refresh(lambda: self.preferences.begin())  # noqa: PLW0108 -- not imported for its name
        self.listening.begin()
        self.browsing.start()
        self.player.attend(replace(self.player.attention, panes=self.main.visible_panes))
        pane = self.main.pane if self.main.view == "panes" else ""
        if "lyrics" in self.main.visible_panes:
            self.listening.lyrics.seen()
        if pane == "devices":
            self.player.reread("devices")  # they come and go
        elif pane == "library":
            self.browsing.load()
        elif pane == "search":
            self.searching.begin()
        self.sight.changed()
        self._changed(self.player.state)


def _covers_of(outside: Outside, clock: Clock) -> "Callable[[], Widget] | None":
    """What makes covers; None where none are shown."""
    if outside.artwork is None:
        return None
    from sptui.tui.cover import covers_of  # noqa: PLC0415 -- most terminals show none

    return covers_of(outside.artwork, clock)
