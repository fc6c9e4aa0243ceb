"""What was played before, as this user's screens have seen it; Spotify tells it late, and without episodes."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sptui.player.command import Command
from sptui.player.items_text import frozen, thawed
from sptui.player.staging.plays import Play
from sptui.player.state import HEARD_KEPT, HEARD_MS, PlayerState
from sptui.spotify.models.catalogue import Item
from sptui.store import Store

_NAME: Final = "heard"  # the store's name for it


class History:
    """Remembers each item when another one has begun; an `Errand` of the player that has nothing to do but look."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._text: str | None = None
        self._heard: tuple[Item, ...] = ()
        self._play: Play | None = None
        self._item: Item | None = None

    def look(self, state: PlayerState, now: float) -> PlayerState:  # noqa: ARG002 -- an errand's signature
        """Note what has begun, and put what was before it into the picture."""
        if (text := self._store.remembered(_NAME)) != self._text:
            self._text, self._heard = text, _thawed(text)
        play = Play.of(state.confirmed.playback)
        if play is not None:
            before = self._play
            long_enough = before is not None and before.position_at(play.at) >= HEARD_MS
            if self._item is not None and long_enough and play.begun_after(before):
                self._keep((*self._heard, self._item)[-HEARD_KEPT:])
            self._play, self._item = play, state.confirmed.playback.item
        if state.confirmed.heard == self._heard:
            return state
        return replace(state, confirmed=replace(state.confirmed, heard=self._heard))

    def due(self, state: PlayerState) -> float | None:  # noqa: ARG002
        """Never."""
        return None

    def run(self, state: PlayerState, now: float) -> Sequence[Command]:  # noqa: ARG002
        """Nothing."""
        return ()

    def _keep(self, heard: tuple[Item, ...]) -> None:
        self._heard, self._text = heard, json.dumps([frozen(item) for item in heard], separators=(",", ":"))
        self._store.remember(_NAME, self._text)


def _thawed(text: str) -> tuple[Item, ...]:
    try:
        return tuple(thawed(data) for data in json.loads(text)) if text else ()
    except (ValueError, TypeError):
        return ()
