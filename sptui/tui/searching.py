"""Asks Spotify what somebody searches for, and remembers the answers."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sptui.player.clock import Clock
from sptui.player.troubles import told
from sptui.spotify.client import Spotify
from sptui.spotify.errors import SpotifyError
from sptui.tui.panes.search import Found, SearchPane

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

ANSWERS = 8
"""Searches whose answers are kept for somebody who asks the same again."""


class Searching:
    """The search of the app; `spent` is called when a request has been sent."""

    def __init__(self, app: "SptuiApp", spotify: Spotify, clock: Clock, spent: Callable[[], object]) -> None:
        self._app = app
        self._spotify = spotify
        self._clock = clock
        self._spent = spent
        self._answers: dict[str, Found] = {}

    def find(self, query: str) -> None:
        """Show the results for `query`; only what is not known well enough is asked for."""
        main, now = self._app.main, self._clock.monotonic()
        if main.found.covers(query, now):
            main.query_one(SearchPane).show_results()
        elif (known := self._answers.get(query)) and known.covers(query, now):
            self._app.workers.cancel_group(self._app, "search")
            main.found = known
        else:
            main.found = Found(query)
            self._app.run_worker(self._ask(query), exclusive=True, group="search")

    def forget(self) -> None:
        """Show and know nothing any more."""
        self._answers.clear()
        self._app.main.found = Found()

    async def _ask(self, query: str) -> None:
        main = self._app.main
        try:
            results = await self._spotify.search(query)
        except SpotifyError as error:
            main.found = Found(query, trouble=told(error))
        else:
            main.found = Found(query, results, at=self._clock.monotonic())
            self._answers = {**dict(list(self._answers.items())[1 - ANSWERS :]), query: main.found}
        self._spent()
