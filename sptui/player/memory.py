"""Keeps what is known of devices and of what was heard last, from one start to the next; it reads nothing by itself."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import lru_cache
from math import inf

from pydantic import TypeAdapter, ValidationError

from sptui.player.clock import Clock
from sptui.player.errands import Onlooker
from sptui.player.playback import Playback
from sptui.player.rooms import KnownDevice, LastHeard, Rooms
from sptui.player.state import Picture, PlayerState
from sptui.spotify.models.catalogue import Track
from sptui.store import Store

NAME = "rooms"
"""What it is remembered as in the store."""
KEEP = 30.0
"""Seconds after which times and positions are kept again, where nothing else has changed."""


class Memory(Onlooker):
    """An errand that learns from every state what its reads have told of devices, and shows it in the picture.

    `changed` is called when something changes by itself. With `keeps` False nothing is written.
    """

    def __init__(self, store: Store, clock: Clock, *, changed: Callable[[], None], keeps: bool = True) -> None:
        self._store = store
        self._clock = clock
        self._changed = changed
        self._keeps = keeps
        self._loaded = False
        self._text = ""
        self._kept_at = -inf
        self._listed_at: float | None = None
        self._read_at: float | None = None
        self._rooms = Rooms()

    @property
    def rooms(self) -> Rooms:
        """What is remembered."""
        return self._rooms

    def change(self, make: Callable[[Rooms], Rooms]) -> None:
        """Remember something else from now on."""
        self._reload()
        self._rooms = make(self._rooms)
        self._keep(at_once=True)
        self._changed()

    def configure(self, preferred: str) -> None:
        """Prefer the device of that name as long as nobody chooses in the app."""
        self._rooms = replace(self._rooms, configured=preferred)

    def forget(self) -> None:
        """Forget all: it may be another account's."""
        self._rooms = Rooms(configured=self._rooms.configured)
        self._text, self._kept_at = "", -inf

    def look(self, state: PlayerState, now: float) -> PlayerState:
        """Learn what the last reads have told."""
        if not self._loaded:
            self._reload()
        picture = state.confirmed
        told = picture.listed_at, state.read_at
        if told != (self._listed_at, self._read_at):
            self._learn(picture, state.read_at, now)
            self._listed_at, self._read_at = told
        if picture.rooms == self._rooms:
            return state
        return replace(state, confirmed=replace(picture, rooms=self._rooms))

    def _learn(self, picture: Picture, read_at: float | None, now: float) -> None:
        self._reload()
        before, rooms, ahead = self._rooms, self._rooms, self._clock.time() - now
        if picture.listed_at is not None and picture.listed_at != self._listed_at:
            rooms = rooms.seeing(picture.devices or (), picture.listed_at + ahead)
        playback = picture.playback
        if read_at is not None and read_at != self._read_at and playback.active:
            if (device := playback.device) is not None:
                rooms = rooms.seeing((device.model_copy(update={"is_active": True}),), read_at + ahead)
            rooms = replace(rooms, last=_heard(playback, now) or rooms.last)
        self._rooms = rooms
        self._keep(at_once=_outline(before) != _outline(rooms))

    def _reload(self) -> None:
        """Take over what another process has kept since."""
        self._loaded = True
        text = self._store.remembered(NAME)
        if text and text != self._text:
            self._text = text
            told = read(text)
            wishes = {each.id: each.wish for each in self._rooms.known if each.wish is not None}
            known = tuple(replace(each, wish=wishes.get(each.id)) for each in told.known)
            self._rooms = replace(told, known=known, configured=self._rooms.configured)

    def _keep(self, *, at_once: bool) -> None:
        now = self._clock.monotonic()
        if self._keeps and (at_once or now - self._kept_at >= KEEP):
            self._kept_at = now
            text = written(self._rooms)
            if text != self._text:
                self._text = text
                self._store.remember(NAME, text)


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Rooms]:
    return TypeAdapter(Rooms)


def read(text: str) -> Rooms:
    """What `written` has written; nothing where that got damaged."""
    try:
        return _adapter().validate_json(text)
    except ValidationError:
        return Rooms()


def written(rooms: Rooms) -> str:
    """What there is to keep, without what counts for this process only."""
    known = tuple(replace(each, wish=None) for each in rooms.known)
    return json.dumps(asdict(replace(rooms, known=known, configured="")))


def _outline(rooms: Rooms) -> object:
    """What is worth writing down at once."""
    known = tuple(_still(each) for each in rooms.known)
    last = replace(rooms.last, position_ms=0) if rooms.last is not None else None
    return known, last, rooms.chosen


def _still(known: KnownDevice) -> KnownDevice:
    return replace(known, last_seen=0.0, last_used=0.0, wish=None)


def _heard(playback: Playback, now: float) -> LastHeard | None:
    """What plays, as far as it has names; None when that is nothing that could be started again."""
    item, context = playback.item, playback.context
    if item is None or not item.uri:
        return None
    return LastHeard(
        context_uri=context.uri if context is not None and context.uri else None,
        context_name=context_name(playback),
        item_uri=item.uri,
        item_name=item.name,
        position_ms=playback.position_ms(now),
        shuffle=playback.shuffle,
        repeat=playback.repeat,
    )


def context_name(playback: Playback) -> str:
    """What the context is called, where the item tells that by itself: its album, show or artist; else ""."""
    item, context = playback.item, playback.context
    if context is None or item is None:
        return ""
    named = (item.album, *item.artists) if isinstance(item, Track) else (item.show,)
    return next((each.name for each in named if each is not None and each.uri == context.uri), "")
