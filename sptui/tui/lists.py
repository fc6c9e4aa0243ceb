"""What the app does with rows (`sptui.tui.actions.Lists`)."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from random import Random
from typing import TYPE_CHECKING

from sptui.library.collection import Collection
from sptui.library.contents import REASONS, Contents, entered_as
from sptui.library.ordering import orders
from sptui.library.places import Place, place_of
from sptui.player import intents
from sptui.player.command import Command
from sptui.player.commands import Like
from sptui.spotify.endpoints.library import BATCH
from sptui.spotify.models.things import Single, Thing, Whole
from sptui.tui.asking import agreed
from sptui.tui.pages.look import RANGES
from sptui.tui.screens.box import BoxScreen
from sptui.tui.text import count
from sptui.tui.things import Pick, noun, several
from sptui.tui.widgets.rowlist import RowList

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

NOTHING = "There is nothing here to do that with."


class AppLists:
    """The lists of the app."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app
        self._rng = Random()  # noqa: S311 -- the order of songs is no secret

    @property
    def things(self) -> tuple[Thing, ...]:
        """What the marked rows stand for, or else the row with the cursor."""
        return tuple(pick.thing for pick in self._app.main.panes.picks if pick.thing is not None)

    def choose(self, pick: Pick, contents: Contents | None, following: tuple[Pick, ...] = ()) -> None:
        """Open what has a list of its own, and play what plays by itself, with what stands behind it after it."""
        thing = pick.thing
        if pick.place is not None:
            self._app.browsing.go(pick.place)
        elif thing is None and contents is not None and _is_pending(pick, contents):
            self._app.tell("That is not loaded yet. Try again in a moment.")
        elif thing is None:
            self._app.tell("Spotify has withdrawn it: there is nothing to play.", severity="warning")
        elif isinstance(thing, Whole) and (contents is None or thing != contents.about):
            self._app.opening.open(place_of(thing))
        elif isinstance(thing, Whole):
            self._app.remote.do(*intents.play_whole(self._app.player.state.shown, thing))
        else:
            self.play(thing, pick, contents, following)

    def play(self, thing: Thing, pick: Pick, contents: Contents | None, following: tuple[Pick, ...]) -> None:
        """Play one thing inside of the list that it stands in, or with what stands behind it after it."""
        behind = [each.thing for each in following if each.thing is not None]
        within, position = self._context(contents), pick.index
        in_order = contents is not None and pick.index is not None and within is not None
        command = intents.play(thing, behind, within=within, position=position) if in_order else None
        command = command or intents.play(thing, behind)
        if command is None:
            self._app.tell(intents.why_not_play(thing), severity="warning")
        self._app.remote.do(command)

    def play_whole(self, *, shuffled: bool) -> None:
        """Play the row's album, playlist … or that which is open; of a list without a context, its rows."""
        picks, contents = self._app.main.panes.picks, self._contents
        marked = len(picks) > 1
        whole = None if marked else self._whole(contents)
        picture, things = self._app.player.state.shown, self.things if marked else self._listed(contents)
        here = intents.play_all(things, shuffled=shuffled, rng=self._rng)
        commands: Sequence[Command | None] = here
        if isinstance(whole, Single):
            commands = (intents.play(whole),)
        elif isinstance(whole, str):  # of the liked songs, there may be more than are here
            uris = [uri for command in here for uri in command.uris]
            commands = intents.play_whole(picture, whole, shuffled=shuffled, otherwise=uris)
        elif whole is not None:
            commands = intents.play_whole(picture, whole, shuffled=shuffled)
        if not commands:
            self._app.tell("There is nothing to play here.")
        elif marked:
            self._app.main.panes.row_list.rows.clear_marks()
        self._app.remote.do(*commands)

    def _whole(self, contents: Contents | None) -> Thing | str | None:
        """What the row with the cursor is, or stands in; of the liked songs the URI of their context."""
        pick = self._app.main.panes.pick
        if pick is not None and isinstance(pick.thing, Whole):
            return pick.thing
        liked = pick is not None and pick.place == Place("liked")
        about = contents.about if contents is not None else None
        return about or self._context(Contents(Place("liked")) if liked else contents)

    def like(self) -> None:
        """Like or follow the rows, or no more when all of them are."""
        things, user_id = self.things, self._app.browsing.collections.user_id
        command = intents.like(self._app.player.state.shown, things, user_id=user_id)
        if command is None:
            self._app.tell(intents.why_not_like_things(things, user_id=user_id) or NOTHING)
        else:
            self._app.run_worker(self._like(command), group="like")

    async def _like(self, command: Like) -> None:
        number = len(command.uris)
        question = f"{'Like' if command.on else 'Remove the likes of'} {several(self.things)}?"
        if not await agreed(self._app, ceil(number / BATCH), question, yes="do it"):
            return
        # What can be undone is told of with that.
        done = self._app.remote.do(command if command.on else replace(command, names=()))
        if done and not command.on:
            self._app.playlists.saving.undo_like(command)

    def filter(self) -> None:
        """Type what the rows must hold."""
        screen = self._app.screen
        boxed = isinstance(screen, BoxScreen)
        (screen.query_one(RowList) if boxed else self._app.main.panes.row_list).show_filter()

    def sort(self) -> None:
        """Put the rows in another order, or choose another span of time of what was played most."""
        main, place = self._app.main, self._app.browsing.place
        if main.pane != "library":
            self._app.tell("Lists of the library can be sorted: press [[pane.library]].")
        elif place.kind in ("top tracks", "top artists"):
            spans = list(RANGES)
            following = spans[(spans.index(place.id) + 1) % len(spans)]
            self._app.browsing.swap(Place(place.kind, following))
        elif len(orders(place)) == 1:
            self._app.tell("This list has no other order.")
        elif main.panes.library.sort() and not self._app.browsing.current.listing.complete:
            self.fill()

    def fill(self) -> None:
        """Read all rows, or stop reading them."""
        collection = self._app.browsing.current
        if self._app.main.pane != "library":
            self._app.tell("Lists of the library can be loaded as a whole: press [[pane.library]].")
        elif collection.contents.filling:
            collection.stop()
        elif collection.contents.closed:
            self._app.tell(REASONS[collection.contents.closed][0])
        elif collection.listing.complete:
            self._app.tell("All of it is here.")
        else:
            self._app.run_worker(self.fill_all(collection), group="fill")

    async def fill_all(self, collection: Collection, purpose: str = "") -> bool:
        """Have all rows of a list, unless that costs much and somebody would rather not; True when all are here."""
        left = (collection.listing.total or 0) - collection.listing.loaded
        first = next(iter(collection.listing.entries), None)
        what = noun(first.thing if first is not None else None)
        question = f"{purpose}Load the other {count(left)} {what}?"
        if not await agreed(self._app, collection.requests_left, question, yes="load them"):
            return False
        collection.fill()
        await collection.load()
        await collection.settled()  # somebody else may have been at it
        return collection.listing.complete

    @property
    def _contents(self) -> Contents | None:
        """The open list, if it is the one that the cursor is in."""
        return self._app.main.contents if self._app.main.pane == "library" else None

    def _listed(self, contents: Contents | None) -> tuple[Thing, ...]:
        entries = contents.listing.entries if contents is not None else ()
        return tuple(entry.thing for entry in entries if entry is not None and entry.thing is not None)

    def _context(self, contents: Contents | None) -> str | None:
        """The URI of a list that can be entered at a row."""
        return entered_as(contents, self._app.browsing.collections.user_id) if contents is not None else None


def _is_pending(pick: Pick, contents: Contents) -> bool:
    """Whether a row of a list is not read yet."""
    entries = contents.listing.entries
    return pick.index is not None and pick.index < len(entries) and entries[pick.index] is None
