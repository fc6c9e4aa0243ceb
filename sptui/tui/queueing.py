"""What the app does with the queue (`sptui.tui.actions.listening.Queue`)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sptui.player import intents
from sptui.player.command import Command
from sptui.player.commands import Play
from sptui.player.staging.entry import Entry
from sptui.player.staging.staged import MOST
from sptui.spotify.models.catalogue import Item
from sptui.spotify.models.things import Thing
from sptui.tui.asking import agreed
from sptui.tui.things import Pick, named, several
from sptui.tui.waiting import NONE, Waiting, items_of
from sptui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp


class AppQueue:
    """The staged queue, and Spotify's behind it."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app
        self._staging = app.staging
        self.waiting = Waiting(app)

    def add(self, *, first: bool) -> None:
        """Queue the rows, behind all that waits or `first`; of an album or the like, what is in it."""
        things, rows = self._app.lists.things, self._rows
        if not things:
            self._app.tell("Nothing to queue here: press [[row.enqueue]] on a track, an album, a playlist …")
        else:
            self._app.run_worker(self._add(things, rows, first=first), group="enqueue")

    async def _add(self, things: Sequence[Thing], marked: Rows, *, first: bool) -> None:
        gathered = await self._app.gathering.items_of(things, MOST)
        if gathered is None:
            return
        items = intents.queueable(gathered)
        if not items:
            self._app.tell("There is nothing in it that Spotify could queue.")
            return
        marked.clear_marks()
        self.waiting.stage(items, first=first)

    def hand_over(self) -> None:
        """Give what is chosen of what waits to Spotify's queue now; else let all be handed over one by one again."""
        staged, chosen = self._staging.staged, self.waiting.chosen
        if staged.held:
            self._staging.hold(on=False)
        if not staged.here:
            self._app.tell(NONE)
        elif chosen:
            self._app.run_worker(self._hand_over(chosen), group="enqueue")
        elif staged.held:
            self._app.tell("They are handed over one by one again.")
        else:
            self._app.tell("Go to one that waits, or mark several: [[queue.hand-over]] hands them to Spotify at once.")
        self.waiting.wake()

    async def _hand_over(self, entries: Sequence[Entry]) -> None:
        if why := intents.why_not(self._app.player.state.shown):
            self._app.tell(why, severity="warning")
        elif await agreed(
            self._app, len(entries), f"Hand {several(items_of(entries))} over now?", yes="hand them over"
        ):
            self._rows.clear_marks()
            self._app.remote.do(*self._staging.hand_over([entry.id for entry in entries]))

    def save(self) -> None:
        """Save the marked rows as a playlist, or what was queued from here, or all that is shown."""
        panes = self._app.main.panes
        rows, picture = panes.list_of("queue").rows, self._app.player.state.shown
        marked = tuple(row.value.thing for row in rows.marked if isinstance(row.value, Pick) and row.value.thing)
        queued = items_of(picture.staged)
        upcoming = (picture.playback.item, *(picture.queue or ()))
        things = marked or queued or tuple(item for item in upcoming if item is not None)
        self._app.playlists.adding.add(things, rows)

    def skip(self) -> None:
        """On to the next item: to the first that waits."""
        self._app.remote.do(*self._staging.skip(self._app.player.state.shown))

    def play_waiting(self, id_: int) -> None:
        """Go to one that waits now."""
        picture, entry = self._app.player.state.shown, self._staging.staged.entry(id_)
        if entry is None:
            self._app.tell("The queue has moved on. Choose again.")
        elif picture.playback.active:
            self._app.remote.do(*self._staging.jump(picture, id_))
        elif self._app.remote.do(Play(uris=(entry.item.uri or "",), first=entry.item)):
            self.waiting.play(entry)

    def play_again(self, item: Item) -> None:
        """Play what has been played before; what plays is left for it, and the rest of the queue stays."""
        picture = self._app.player.state.shown
        if not picture.playback.active or item.is_local:
            self._app.remote.do(intents.play(item))
            return
        _, after = self._staging.add((item,), first=True)
        self.waiting.wake()
        commands: Sequence[Command] = self._staging.jump(picture, after.here[0].id) if after.here else ()
        self._app.remote.do(*commands)

    def tell(self, text: str, lost: Sequence[Entry]) -> None:
        """Tell what became of items, and let those that are lost be brought back."""
        if not lost:
            self._app.tell(text, severity="warning")
            return
        items = items_of(lost)

        async def again() -> None:
            self._staging.add(items, first=True)
            self.waiting.wake()

        self._app.playlists.changes.can_undo(text, f"Queued again: {named(items)}.", again)

    @property
    def _rows(self) -> Rows:
        return self._app.main.panes.row_list.rows
