"""What is to be seen in a picture: an account, what goes wrong with it, and the list that somebody goes to."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

import pytest

from sptui.library.collections import Collections
from sptui.library.places import Place, place_of
from sptui.player.likes import SETTLED
from sptui.simulator import Request, Simulator, SimulatorTransport
from sptui.simulator.faults import Fault
from sptui.spotify.auth import BearerAuth
from sptui.spotify.client import Spotify, http_client
from sptui.spotify.models.catalogue import Album, Artist, Audiobook, Episode, Show
from sptui.spotify.models.playlists import Playlist
from sptui.spotify.models.things import Thing
from sptui.spotify.oauth import OAuth
from sptui.spotify.tokens import HeldTokens, MemoryTokens
from sptui.store import Store
from sptui.tui.panes.now_playing import NowPlaying
from sptui.tui.panes.trouble import TroubleLine
from tests.tui.stage import CLIENT_ID, NARROW, WIDE, HeldClock, Stage, token

LARGE = (200, 50)
_PATIENCE = 50  # looks at a screen that does not come to rest

DAYS_BEFORE: Final = 2 * 86_400.0
"""Seconds between the day on which a list was read and the one of the picture."""

PlaceOf = Callable[[Simulator], Place]
Steps = Callable[[Stage], Awaitable[object]]


@dataclass(frozen=True)
class Scene:
    """Somebody opens the app, goes to a `place` of the library and takes `steps` from there.

    The account is as `arrange` leaves it. What is `known` was read two days before, and the `faults` came since. Where
    the last of this leads, the answer to what is `held`, a path (a shell pattern), never comes.
    """

    place: PlaceOf | None = None
    steps: Steps | None = None
    arrange: Callable[[Simulator], object] = id
    known: Sequence[PlaceOf] = ()
    faults: Iterable[Fault] = ()
    held: str = ""
    size: tuple[int, int] = WIDE
    theme: str = "sptui"


def with_variants(
    scenes: Mapping[str, Scene], *, narrow: Iterable[str] = (), large: Iterable[str] = (), light: Iterable[str] = ()
) -> dict[str, Scene]:
    """All scenes, and some of them once more in a window of another size, or in the light theme."""
    return {
        **scenes,
        **{f"{name}-80x24": replace(scenes[name], size=NARROW) for name in narrow},
        **{f"{name}-200x50": replace(scenes[name], size=LARGE) for name in large},
        **{f"{name}-light": replace(scenes[name], theme="sptui-light") for name in light},
    }


NO_ROWS: Final = {"items": [], "total": 0, "limit": 50, "offset": 0, "next": None}
"""A page without rows, as the service answers it."""

OFFLINE: Final = Fault.named("refused", times=None)
"""There is no network."""


def gone(path: str) -> Fault:
    """The service knows no such thing."""
    return Fault(path=path, times=None, status=404, body=_error(404, "Resource not found"))


def without_scope(path: str) -> Fault:
    """The sign-in does not allow it."""
    return Fault(path=path, times=None, status=403, body=_error(403, "Insufficient client scope"))


def answered(path: str, body: object) -> Fault:
    """The service answers that."""
    return Fault(path=path, times=None, body=json.dumps(body))


def presses(*keys: str) -> Steps:
    """Press keys, one when everything that came of the one before is there."""

    async def steps(stage: Stage) -> None:
        for key in keys:
            await stage.press(key)
            await stage.pilot.pause()

    return steps


def listed(name: str) -> PlaceOf:
    """A playlist of the listener's list, as one opens it from there."""

    def place(simulator: Simulator) -> Place:
        row = next(row for row in _answer(simulator, "me/playlists?limit=50")["items"] if row and row["name"] == name)
        return _place(Playlist.model_validate(row))

    return place


def album(number: int) -> PlaceOf:
    """An album of the catalogue, as one opens it from a list."""
    return lambda simulator: _place(Album.model_validate(simulator.world.catalogue.albums[number].simplified))


def artist(number: int) -> PlaceOf:
    """An artist of the catalogue, as one opens it from a list."""
    return lambda simulator: _place(Artist.model_validate(simulator.world.catalogue.artists[number].full))


def show(number: int) -> PlaceOf:
    """A podcast of the catalogue, as one opens it from a list."""
    return lambda simulator: _place(Show.model_validate(simulator.world.catalogue.shows[number].simplified))


def episode(number: int) -> PlaceOf:
    """An episode of the catalogue, as one opens it from a list."""
    return lambda simulator: _place(Episode.model_validate(simulator.world.catalogue.episodes[number].full))


def audiobook(number: int) -> PlaceOf:
    """An audiobook of the catalogue, as one opens it from a list."""
    return lambda simulator: _place(Audiobook.model_validate(simulator.world.catalogue.audiobooks[number].simplified))


def by_link(place_of: PlaceOf) -> PlaceOf:
    """A page of which nothing is known but where it is."""
    return lambda simulator: replace(place_of(simulator), about=None)


def _place(thing: Thing) -> Place:
    place = place_of(thing)
    assert place is not None
    return place


def _answer(simulator: Simulator, path: str) -> Any:  # noqa: ANN401 -- any JSON
    """What the service answers at a path, which counts as no request of the app's."""
    access = simulator.sign_in()["access_token"]
    url = f"https://api.spotify.com/v1/{path}"
    answer = simulator.handle(Request("GET", url, {"authorization": f"Bearer {access}"}))
    simulator.log.clear()
    return json.loads(answer.body)


async def learn(simulator: Simulator, clock: HeldClock, file: Path, places: Iterable[Place]) -> None:
    """Let a store know what is at `places`, as an earlier run of the app leaves it."""
    store = Store(file)
    async with http_client(SimulatorTransport(simulator)) as http:
        auth = BearerAuth(OAuth(http, client_id=CLIENT_ID), HeldTokens(MemoryTokens(token(simulator))))
        lists = Collections(
            Spotify(http, auth=auth), store, now=clock.time, pause=asyncio.sleep, changed=lambda _: None
        )
        for place in places:
            await lists.at(place).load()
        await lists.me()
    store.close()
    simulator.log.clear()


async def answered_all(stage: Stage, held: str = "") -> None:
    """Wait until all that was asked for is answered, but for what is `held`, and nothing is about to be asked."""
    await stage.pilot.pause()
    await stage.until(lambda: _quiet(stage, held))


async def settle(stage: Stage, held: str) -> None:
    """Wait until all that can be known is to be seen, the hearts of rows that stay in view included."""
    await _rest(stage, held)
    await stage.later(SETTLED)
    await _rest(stage, held)


async def _rest(stage: Stage, held: str) -> None:
    """Wait until nothing on the screen changes any more, and the player knows what can be seen."""
    main, before = stage.app.main, stage.screen
    for _ in range(_PATIENCE):
        await answered_all(stage, held)
        main.query_one(NowPlaying).tick()
        main.query_one(TroubleLine).tick()
        stage.app.screen.refresh()  # what is behind a box may have been painted after that
        await stage.pilot.pause()
        after = stage.screen
        if after == before and stage.app.player.attention.view == main.seen:
            return
        before = after
    pytest.fail("the screen never came to rest:\n" + "\n".join(before))


def _quiet(stage: Stage, held: str) -> bool:
    """Whether nothing is about to be asked or shown."""
    app = stage.app
    if app.sight._due is not None:
        return False
    if held and not _asked_for(stage, held):
        return False
    if not held and any(worker.is_running and worker.group in _READERS for worker in app.workers):
        return False
    if app.main.pane == "library":
        list_ = app.browsing.current
        if list_.busy is not bool(held) or (not held and list_._next() is not None):
            return False
    return held.startswith("/v1/me/player") or _player_rests(stage)


_READERS = frozenset({"lists", "fill", "known", "search", "offer"})  # the groups of the workers that come to an end


def _asked_for(stage: Stage, held: str) -> bool:
    return any(fnmatchcase(path, held) for _, _, path, _ in stage.simulator.log)


def _player_rests(stage: Stage) -> bool:
    player = stage.app.player
    due = player._due()
    sent = player._in_flight is None and player._outbox.first_unsent() is None
    return sent and (due is None or due[1] > stage.clock.now)


def _error(status: int, message: str) -> str:
    return json.dumps({"error": {"status": status, "message": message}})
