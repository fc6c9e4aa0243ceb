"""What was played before, as this user's screens have seen it; Spotify tells it late, and without episodes."""

import json
from dataclasses import dataclass, replace
from typing import Final

from sptui.player.clock import Clock, RealClock
from sptui.player.errands import Onlooker
from sptui.player.items_text import frozen, thawed
from sptui.player.staging.plays import Play
from sptui.player.state import HEARD_KEPT, HEARD_MS, PlayerState
from sptui.spotify.models.catalogue import Item
from sptui.store import Store

_NAME: Final = "heard"  # the store's name for it
_APART: Final = 3.0  # seconds by which two looks at one moment may be apart
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class _Heard:
    """An item that was played from `began` to `ended` (epoch seconds)."""

    item: Item
    began: float
    ended: float

    def is_play_of(self, other: "_Heard") -> bool:
        """Whether both are the same play: an account plays one thing at a time."""
        together = min(self.ended, other.ended) - max(self.began, other.began)
        return self.item.uri == other.item.uri and together > _APART


class History(Onlooker):
    """Remembers each item when another one has begun; an `Errand` of the player that has nothing to do but look.

    Of several processes that see the same play, the first one keeps it.
    """

    def __init__(self, store: Store, clock: Clock | None = None) -> None:
        self._store = store
        self._clock = clock or RealClock()
        self.forget()

    def forget(self) -> None:
        """Another account has signed in, whose store holds nothing yet."""
        self._text: str | None = None
        self._kept: tuple[_Heard, ...] = ()
        self._heard: tuple[Item, ...] = ()
        self._play: Play | None = None
        self._item: Item | None = None
        self._began = 0.0

    def look(self, state: PlayerState, now: float) -> PlayerState:
        """Note what has begun, and put what was before it into the picture."""
        self._catch_up()
        play = Play.of(state.confirmed.playback)
        if play is not None:
            before = self._play
            if play.begun_after(before):
                began = self._clock.time() - (now - play.at) - play.position_ms / 1000
                if self._item is not None and before is not None and before.position_at(play.at) >= HEARD_MS:
                    self._keep(_Heard(self._item, self._began, began))
                self._began = began
            self._play, self._item = play, state.confirmed.playback.item
        if state.confirmed.heard == self._heard:
            return state
        return replace(state, confirmed=replace(state.confirmed, heard=self._heard))

    def _catch_up(self) -> None:
        """Know what is kept; what cannot be read is as it was."""
        text = self._store.recall(_NAME)
        if text is not None and text != self._text:
            self._take(text, _thawed(text))

    def _take(self, text: str, kept: tuple[_Heard, ...]) -> None:
        self._text, self._kept, self._heard = text, kept, tuple(each.item for each in kept)

    def _keep(self, heard: _Heard) -> None:
        """Put a play behind all others, unless another process has done so."""
        for _ in range(_TRIES):
            if any(heard.is_play_of(each) for each in self._kept):
                return
            kept = (*self._kept, heard)[-HEARD_KEPT:]
            text = json.dumps([(*frozen(each.item), each.began, each.ended) for each in kept], separators=(",", ":"))
            if self._store.swap(_NAME, self._text or "", text):
                self._take(text, kept)
                return
            self._catch_up()


def _thawed(text: str) -> tuple[_Heard, ...]:
    try:
        rows = json.loads(text) if text else ()
        return tuple(_Heard(thawed((kind, fields)), float(began), float(ended)) for kind, fields, began, ended in rows)
    except (ValueError, TypeError, OverflowError):
        return ()
