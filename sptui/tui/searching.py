"""The search of the app: what is known here as one types, and what Spotify answers, which is remembered."""

import asyncio
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from textual.worker import WorkType

from sptui.library.collections import PLAYLISTS
from sptui.library.history import History
from sptui.library.matching import Candidate, Haystack
from sptui.library.opened import results_batch
from sptui.library.places import Place, kind_of
from sptui.library.queries import Query, parse
from sptui.player.troubles import told
from sptui.spotify import links
from sptui.spotify.endpoints.search import ALL_KINDS
from sptui.spotify.errors import SpotifyError
from sptui.spotify.models.playback import Device
from sptui.spotify.models.things import Thing
from sptui.tui.actions import ACTIONS, Action
from sptui.tui.pages.rows import searched
from sptui.tui.panes.search import Found

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

ANSWERS = 8
"""Searches whose answers are kept for somebody who asks the same again."""

MATCHES = 30
"""Things known here that are shown at once."""

RECENT = 10
"""Searches that are shown before one types."""

KNOWN = (
    PLAYLISTS,
    Place("albums"),
    Place("artists"),
    Place("shows"),
    Place("audiobooks"),
    Place("recent"),
    Place("liked"),
    Place("episodes"),
)
"""The lists whose rows are found as one types, as far as they are known."""

_OF_ROWS = ("row", "list", "playlist")  # how the ids of the commands begin that are for the row with the cursor
_WITHOUT_ROW = ("playlist.create", "playlist.add-playing", "playlist.undo")


class Searching:
    """The search of the app; `spent` is called when a request has been sent."""

    def __init__(self, app: "SptuiApp", spent: Callable[[], object]) -> None:
        self._app = app
        self._spent = spent
        self._answers: dict[str, Found] = {}
        self._history: History | None = None
        self._haystack: Haystack | None = None
        self._of: object = None  # what it was made of

    @property
    def history(self) -> History:
        """What was searched for."""
        if self._history is None:
            self._history = History.of(self._app.store)
        return self._history

    def find(self, text: str) -> None:
        """Open a link, or show what is found for `text`; only what is not known well enough is asked for."""
        main, now, query = self._app.main, self._app.player.clock.monotonic(), parse(text)
        if (link := links.parse(text)) is not None:
            self._app.opening.open_link(link)
            return
        if links.is_short(text):
            self._app.tell("That short link leads through the web. Open it in a browser, and paste where it ends.")
            return
        if not query.words:
            self._app.tell("Type what to look for behind the letter.")
            return
        self._remember(text)
        if len(query.kinds) == 1:
            self._app.browsing.go(Place("results", f"{query.kinds[0]} {query.words}"))
        elif main.found.covers(text, now):
            main.panes.search.show_results()
        elif (known := self._answers.get(text)) and known.covers(text, now):
            self._app.workers.cancel_group(self._app, "search")
            main.found = known
        else:
            main.found = Found(text)
            self._app.run_worker(self._ask(text), exclusive=True, group="search")

    def typed(self, text: str) -> None:
        """Show what is known here of `text`; of nothing, what was searched for last."""
        main = self._app.main
        if text:
            main.matches = tuple(self._matches(parse(text)))
        else:
            self.begin()

    def begin(self) -> None:
        """Show what was searched for, and learn what is known here, while nobody has typed yet."""
        main = self._app.main
        if not main.panes.search.words:
            recent = reversed(self.history.searches[-RECENT:])
            main.matches = tuple(Candidate(text, "search", text) for text in recent)
        learn: WorkType[None] = self._learn  # no coroutine, for one that gives way at once would never begin
        self._app.run_worker(learn, exclusive=True, group="known")

    def step(self, by: int) -> None:
        """Go through what was searched for; down from the newest, into the list."""
        pane = self._app.main.panes.search
        draft = pane.line.value
        found = self.history.older(draft) if by < 0 else self.history.newer(draft)
        if found is not None:
            pane.write(found)
        elif by > 0:
            pane.show_results()

    def match(self, match: Candidate) -> None:
        """Do what a match stands for that is no thing of Spotify's."""
        match match.value:
            case Device() as device:
                self._app.use(device)
            case str(text) if match.kind == "search":
                self._app.main.panes.search.write(text)
                self.find(text)
            case str(action_id):
                self._app.call_next(self._app.action_act, action_id)

    def seed(self, place: Place) -> None:
        """Let the list of all results of a kind begin with those that are known already."""
        found, (kind, _, words) = self._app.main.found, place.id.partition(" ")
        if found.results is not None and parse(found.query).words == words:
            collection = self._app.browsing.collections.at(place)
            if not collection.listing.known:
                collection.begin(results_batch(found.results, kind, 0))  # type: ignore[arg-type]  # by the pane

    def forget(self) -> None:
        """Show and know nothing any more."""
        self._answers.clear()
        self._haystack = self._history = None
        self._app.main.found, self._app.main.matches = Found(), ()

    async def _ask(self, text: str) -> None:
        main, query = self._app.main, parse(text)
        try:
            results = await self._app.spotify.search(query.words, query.kinds)
        except SpotifyError as error:
            main.found = Found(text, trouble=told(error, reading=True))
        else:
            main.found = Found(text, results, at=self._app.player.clock.monotonic())
            self._answers = {**dict(list(self._answers.items())[1 - ANSWERS :]), text: main.found}
        self._spent()

    async def _learn(self) -> None:
        """Take from the store what is known, and prepare it to be searched."""
        collections = self._app.browsing.collections
        for place in KNOWN:
            await collections.at(place).thaw()
        known = tuple(collections.at(place).listing for place in KNOWN), self._app.player.state.shown.devices
        if self._haystack is not None and known == self._of:
            return
        self._of = known
        candidates = list(self._candidates())
        self._haystack = await asyncio.to_thread(Haystack, candidates)
        if self._app.main.ready and (words := self._app.main.panes.search.words):
            self.typed(words)

    def _matches(self, query: Query) -> Sequence[Candidate]:
        """What is known here of a query, of its kinds only where it names some."""
        if self._haystack is None:
            return ()
        if query.kinds == ALL_KINDS:
            return self._haystack.find(query.words, MATCHES)
        found = self._haystack.find(query.words, sys.maxsize)
        return [match for match in found if match.kind in query.kinds][:MATCHES]

    def _candidates(self) -> Iterator[Candidate]:
        for thing in self._app.browsing.collections.known(*KNOWN):
            yield _candidate(thing)
        for device in self._app.player.state.shown.devices or ():
            yield Candidate(device.name, "device", device, "device")
        for action in filter(_needs_no_row, ACTIONS):
            yield Candidate(action.title, "command", action.id, self._app.keyboard.keymap.shown(action))

    def _remember(self, text: str) -> None:
        self.history.add(text)
        self.history.keep(self._app.store)


def _needs_no_row(action: Action[Any]) -> bool:
    """Whether a command means something in the search, where no row of a list has the cursor."""
    return action.id.partition(".")[0] not in _OF_ROWS or action.id in _WITHOUT_ROW


def _candidate(thing: Thing) -> Candidate:
    detail = searched(thing).removeprefix(thing.name).strip()
    return Candidate(thing.name, kind_of(thing), thing, detail)
