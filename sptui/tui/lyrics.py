"""The words of what plays: when they are asked for, and by how much they come later."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from sptui.desktop.lyrics.asking import song_of
from sptui.desktop.lyrics.lyrics import Lyrics, LyricsError, LyricsSource, Song
from sptui.player.command import Command
from sptui.player.playback import Playback
from sptui.player.state import PlayerState
from sptui.spotify.models.catalogue import Episode
from sptui.tui.actions import PaneName
from sptui.tui.panes.full_view import FullView
from sptui.tui.panes.lyrics import LyricsPane
from sptui.tui.widgets.rows import Rows
from sptui.tui.words import Words

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

HEARD = 1.0
"""Seconds for which an item must have been there before anybody is asked for its words: who skips asks nothing."""

FURTHEST_MS = 30_000
"""How much later or earlier the words may come."""

OFF = "Lyrics are turned off\nWith them turned on in the settings ([[settings.open]]), LRCLIB is asked for them"
WAITING = "Looking for lyrics …"


class AppLyrics:
    """An errand of the player, taken on when the lyrics are first opened (`sptui.tui.actions.listening.Lyrics`).

    Only while they can be seen anybody is asked: in their pane, or beside what plays alone. What there is to show
    stands in the main screen's `words`.
    """

    def __init__(self, app: "SptuiApp", source: LyricsSource | None) -> None:
        self._app = app
        self._source = source
        self._before: PaneName = "queue"
        self._subject: object = None
        self._uri: str | None = None
        self._song: Song | None = None
        self._since = 0.0
        self._to_ask = False
        self._asking: set[str] = set()
        self._beside: LyricsPane | None = None
        self.look(app.player.state, app.player.clock.monotonic() - HEARD)
        app.player.errands.add(self)

    def use(self, source: LyricsSource | None) -> None:
        """Ask another source from now on, None for nobody."""
        if source is not self._source:
            self._source, self._subject = source, None
            self.look(self._app.player.state, self._app.player.clock.monotonic() - HEARD)
            self._app.player.to_read.set()

    @property
    def pane(self) -> LyricsPane:
        """The pane of the main screen."""
        return cast("LyricsPane", self._app.main.panes.pane("lyrics"))

    @property
    def visible(self) -> bool:
        """Whether somebody may be reading."""
        main = self._app.main
        beside = main.view == "full" and self._beside is not None
        return main.ready and (beside or "lyrics" in main.visible_panes)

    def toggle(self) -> None:
        """Open the pane, or let it follow again, or close it; where what plays is alone, beside that."""
        main = self._app.main
        if main.view == "full":
            self._app.run_worker(self._toggle_beside(), group="lyrics beside", exclusive=True)
        elif main.pane != "lyrics":
            self._before = main.pane
            main.show_pane("lyrics")
            self._app.player.to_read.set()
        elif not self.pane.following:
            self.pane.follow()
        else:
            self.close()

    async def _toggle_beside(self) -> None:
        main, beside = self._app.main, self._beside
        if beside is not None and not beside.following:
            beside.follow()
        elif beside is not None:
            self._beside = None
            await main.query_one(FullView).stand_beside(None)
        else:
            beside = self._beside = LyricsPane(self._app.player.clock.monotonic)
            await main.query_one(FullView).stand_beside(beside)
            beside.watch(main, "words", partial(setattr, beside, "words"))
            beside.watch(main, "playback", partial(setattr, beside, "playback"))
            main.set_focus(beside.query_one(Rows))
        self._app.player.to_read.set()

    def seen(self) -> None:
        """They can be seen: ask for what has not been asked for."""
        if self._to_ask:
            self._app.player.to_read.set()

    def close(self) -> None:
        """Leave the pane for where one was before."""
        self._app.main.panes.restore()
        self._app.main.show_pane(self._before, typing=False)

    def shift(self, ms: int) -> None:
        """Let the words come later, or below zero earlier, from now on."""
        words = self._app.main.words
        if not self.visible:
            self._app.tell("Open the lyrics first, with [[lyrics.toggle]].")
        elif words.lyrics is None or not words.lyrics.starts or self._song is None or self._source is None:
            self._app.tell("These lyrics have no timing to change.")
        else:
            offset_ms = max(-FURTHEST_MS, min(words.offset_ms + ms, FURTHEST_MS))
            self._source.keep_offset(self._song, offset_ms)
            self._app.main.words = replace(words, offset_ms=offset_ms)

    def again(self) -> None:
        """Ask again for what could not be asked for."""
        if self._song is not None and self._app.main.words.lyrics is None and not self._to_ask:
            self._show(WAITING)
            self._to_ask = True
            self._app.player.to_read.set()

    def look(self, state: PlayerState, now: float) -> PlayerState:
        """Take note of another item, and show what is kept of its words."""
        playback = state.shown.playback
        if not self._app.main.ready:
            return state
        subject = playback.known, playback.active, playback.kind, playback.uri
        if subject != self._subject:
            self._subject, self._since, self._uri = subject, now, playback.uri
            self._begin(playback)
        return state

    def due(self, _: PlayerState) -> float | None:
        """When to ask."""
        return self._since + HEARD if self._to_ask and self.visible else None

    def run(self, _: PlayerState, __: float) -> Sequence[Command]:
        """Ask, beside the player."""
        self._to_ask = False
        if self._song is not None and self._source is not None and self._song.key not in self._asking:
            self._app.run_worker(self._ask(self._source, self._song), name="lyrics", group="lyrics")
        return ()

    def _begin(self, playback: Playback) -> None:
        self._song = song_of(playback) if self._source is not None else None
        self._to_ask = False
        if self._source is None or self._song is None:
            self._show(OFF if self._source is None else why_none(playback))
        elif (lyrics := self._source.kept(self._song)) is not None:
            self._show(lyrics=lyrics, offset_ms=self._source.offset_ms(self._song))
        else:
            self._show(WAITING)
            self._to_ask = True

    async def _ask(self, source: LyricsSource, song: Song) -> None:
        self._asking.add(song.key)
        note, lyrics = "", None
        try:
            lyrics = await source.find(song)
        except LyricsError as error:
            note = f"{error}\nPress [[app.refresh]] to try again"
        finally:
            self._asking.discard(song.key)
        if self._song == song and self._app.main.ready:
            self._show(note, lyrics, source.offset_ms(song))

    def _show(self, note: str = "", lyrics: Lyrics | None = None, offset_ms: int = 0) -> None:
        self._app.main.words = Words(self._uri, lyrics, note, offset_ms)


def why_none(playback: Playback) -> str:
    """Why there are no words to ask for."""
    if not playback.known:
        return "…"
    if not playback.active:
        return "Nothing is playing\nPress [[pane.search]] to find something to play"
    if playback.kind == "ad":
        return "Advertisement\nThe lyrics come back after it"
    if isinstance(playback.item, Episode):
        return "Episodes have no lyrics"
    return "No lyrics" if playback.item is not None else "…"
