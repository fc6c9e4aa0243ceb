"""What the app does when something is chosen in a pane."""

from typing import TYPE_CHECKING

from textual import events, on

from sptui.player import intents
from sptui.spotify.models.playback import Device
from sptui.tui.adjustable import Adjustable
from sptui.tui.panes.devices import DevicesPane
from sptui.tui.panes.library import LibraryPane
from sptui.tui.panes.lyrics import LyricsPane
from sptui.tui.panes.queue import QueuePane
from sptui.tui.panes.search import QueryLine, SearchPane
from sptui.tui.wheel import Wheel
from sptui.tui.widgets.rows import Rows
from sptui.tui.widgets.seekbar import SeekBar

if TYPE_CHECKING:
    from sptui.tui.browsing import Browsing
    from sptui.tui.lists import AppLists
    from sptui.tui.searching import Searching
    from sptui.tui.sight import Sight


class Choices(Adjustable):
    """The part of the app that hears what the panes alone know."""

    browsing: "Browsing"
    lists: "AppLists"
    searching: "Searching"
    sight: "Sight"
    wheel: Wheel

    @on(SeekBar.Sought)
    def _seek(self, event: SeekBar.Sought) -> None:
        self.remote.do(intents.seek_to(self.player.state.shown, event.position_ms))

    @on(LyricsPane.Sought)
    def _sing(self, event: LyricsPane.Sought) -> None:
        picture = self.player.state.shown
        if reason := intents.why_not(picture, "seeking"):
            self.tell(reason, severity="warning")
        elif picture.playback.uri == event.uri:
            self.remote.do(intents.seek_to(picture, event.position_ms))

    @on(SeekBar.Wheeled)
    def _step_by(self, event: SeekBar.Wheeled) -> None:
        self.wheel.seek(event.by)

    @on(events.MouseScrollUp)
    @on(events.MouseScrollDown)
    def _scroll(self, event: events.MouseScrollUp | events.MouseScrollDown) -> None:
        """What no list has scrolled by."""
        self.wheel.turned(event)

    @on(QueuePane.Chosen)
    def _jump(self, event: QueuePane.Chosen) -> None:
        picture, index = self.player.state.shown, event.index
        if event.entry:
            self.listening.queue.play_waiting(event.entry)
        elif index is None:
            self.listening.queue.play_again(event.item)
        elif picture.queue and index < len(picture.queue) and picture.queue[index].uri == event.item.uri:
            self.remote.do(*intents.jump(picture, index))
        else:
            self.tell("The queue has moved on. Choose again.")

    @on(DevicesPane.Chosen)
    def _use(self, event: DevicesPane.Chosen) -> None:
        self.use(event.device)

    def use(self, device: Device) -> None:
        """Go on on a device, or tell why that cannot be."""
        self.listening.rooms.use(device)

    @on(DevicesPane.Turned)
    def _turn(self, event: DevicesPane.Turned) -> None:
        self.listening.rooms.turn_device(event.device, event.percent)

    @on(LibraryPane.Chosen)
    def _open(self, event: LibraryPane.Chosen) -> None:
        self.lists.choose(event.pick, event.contents, event.following)

    @on(LibraryPane.Returned)
    def _return(self) -> None:
        self.browsing.back()

    @on(LibraryPane.Looked)
    def _look(self, event: LibraryPane.Looked) -> None:
        self.browsing.looked(event.place, event.rows)

    @on(Rows.Seen)
    def _see(self) -> None:
        self.sight.changed()

    @on(SearchPane.Chosen)
    def _find(self, event: SearchPane.Chosen) -> None:
        if event.pick.place is not None:
            self.searching.seed(event.pick.place)
        self.lists.choose(event.pick, None, event.following)

    @on(SearchPane.Asked)
    def _search(self, event: SearchPane.Asked) -> None:
        self.searching.find(event.query)

    @on(SearchPane.Typed)
    def _type(self, event: SearchPane.Typed) -> None:
        self.searching.typed(event.text)

    @on(SearchPane.Matched)
    def _match(self, event: SearchPane.Matched) -> None:
        self.searching.match(event.match)

    @on(QueryLine.Stepped)
    def _step(self, event: QueryLine.Stepped) -> None:
        self.searching.step(event.by)
