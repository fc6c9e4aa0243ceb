"""Makes the panes of the main screen, when they are first seen, and binds them to what they show."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TypeVar

from textual.screen import Screen
from textual.widget import Widget

from sptui.player.clock import Clock
from sptui.tui.actions import PaneName
from sptui.tui.panes.devices import DevicesPane
from sptui.tui.panes.full_view import FullView
from sptui.tui.panes.library import LibraryPane
from sptui.tui.panes.lyrics import LyricsPane
from sptui.tui.panes.queue import QueuePane
from sptui.tui.panes.search import SearchPane
from sptui.tui.showing import Cover
from sptui.tui.widgets.parted import Parted

W = TypeVar("W", bound=Widget)

_SLICES: Mapping[PaneName, Sequence[str]] = {
    "library": ("contents", "marks", "totals", "now", "user_id"),
    "search": ("found", "matches", "marks"),
    "lyrics": ("words", "playback"),
    "queue": ("queue", "staged", "heard", "waits", "playback", "marks", "refused"),
    "devices": ("devices", "playback", "trouble", "refused", "rooms"),
}
"""What each pane shows of the screen's slices, which have the same names there."""


class Maker:
    """For a `screen` that has the slices; `cover` makes covers, where there are any."""

    def __init__(self, screen: Screen[None], clock: Clock, cover: Cover | None) -> None:
        self._screen = screen
        self._clock = clock
        self._cover = cover

    def pane(self, name: PaneName) -> Parted:
        """A pane, which is to be mounted."""
        pane: Parted
        match name:
            case "library":
                pane = LibraryPane(id=name)
            case "search":
                pane = SearchPane(id=name)
            case "lyrics":
                pane = LyricsPane(self._clock.monotonic, id=name)
            case "queue":
                pane = QueuePane(id=name)
            case "devices":
                pane = DevicesPane(self._clock.time, id=name)
        return self._bound(pane, *_SLICES[name])

    def full(self) -> FullView:
        """What shows what plays alone, which is to be mounted."""
        full = FullView(self._clock.monotonic, cover=self._cover, id="full")
        return self._bound(full, "picture", "around", "view", "keymap")

    def _bound(self, widget: W, *slices: str) -> W:
        """Let a widget show slices of its own names, once it is mounted."""

        def bind() -> None:
            for name in slices:
                widget.watch(self._screen, name, partial(setattr, widget, name))

        widget.call_later(bind)
        return widget
