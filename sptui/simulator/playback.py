"""What plays, as one frozen value, and how it moves on by itself as time passes.

All functions are pure: times are seconds of the simulator's clock, positions milliseconds.
Source: reference chapter "Player".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from math import inf
from typing import Literal

from sptui.simulator.devices import Device, find
from sptui.simulator.messages import Json
from sptui.simulator.objects import LocalFile
from sptui.simulator.spoken import Chapter, Episode, Playable

Repeat = Literal["off", "context", "track"]
SHORTEST_MS = 1000  # an item of length 0 must not stop the clock
HEARD_MS = 15_000  # what was left this shortly before its end counts as heard
QUEUE_LENGTH = 20
HISTORY_LENGTH = 50
ALL_ACTIONS = frozenset({
    "interrupting_playback",
    "pausing",
    "resuming",
    "seeking",
    "skipping_next",
    "skipping_prev",
    "toggling_repeat_context",
    "toggling_repeat_track",
    "toggling_shuffle",
    "transferring_playback",
})  # fmt: skip
AD_ACTIONS = frozenset({
    "interrupting_playback",
    "seeking",
    "skipping_next",
    "skipping_prev",
    "transferring_playback",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """What an item plays from; `uri` is None for a bare list of URIs, rows that hold nothing are None.

    An `endless` context (a mix) cannot be shuffled and shows no queue.
    """

    uri: str | None
    items: tuple[Playable | None, ...]
    endless: bool = False


NOTHING = Context(None, ())


@dataclass(frozen=True, slots=True)
class Play:
    """One finished play: the item, when it ended (seconds) and what it played from."""

    item: Playable
    played_at: float
    context_uri: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Playback:
    """The whole state of the account's player; `position_ms` held at `since`, `changed` is the last change.

    `order` lists the context's rows as they will play, `index` is the place in it of the last item that came
    from the context; while `queued`, the item came from the user's `queue` instead. `began` is when the item came up.
    `points` tells by id how far the listener came in episodes and chapters, as the reference's resume points.
    """

    devices: tuple[Device, ...]
    active: str | None
    changed: float
    since: float
    context: Context = NOTHING
    order: Sequence[int] = ()
    index: int = 0
    item: Playable | None = None
    queued: bool = False
    queue: tuple[Playable, ...] = ()
    position_ms: float = 0.0
    began: float = -inf
    is_playing: bool = False
    shuffle: bool = False
    repeat: Repeat = "off"
    ad_until: float | None = None
    crossfade_ms: int = 0
    hidden: bool = False
    plays: tuple[Play, ...] = ()
    points: Mapping[str, Json] = field(default_factory=dict)

    @property
    def device(self) -> Device | None:
        """The active device."""
        return find(self.devices, self.active)

    def position_at(self, now: float) -> int:
        """Where the item stands, in ms; beyond its end when nobody has moved the state on."""
        running = self.is_playing and self.ad_until is None
        return round(self.position_ms + ((now - self.since) * 1000 if running else 0))


def settle(state: Playback, now: float) -> Playback:
    """The same state with its position taken at `now`, ready to be changed."""
    position_ms = state.position_at(now)
    return _pointed(replace(state, position_ms=position_ms, since=now, changed=now), position_ms)


def resume_point(state: Playback, identifier: str, now: float) -> Json | None:
    """How far the listener came by `now` in the episode or chapter of that id; None where that has not changed."""
    if state.item is not None and not isinstance(state.item, LocalFile) and state.item.id == identifier:
        state = _pointed(state, state.position_at(now))
    return state.points.get(identifier)


def advance(state: Playback, now: float) -> Playback:
    """The state after everything that ends by itself until `now` has ended."""
    while (end := _next_end(state)) is not None and end <= now:
        if state.ad_until is not None:
            state = replace(state, ad_until=None, since=end, changed=end)
        elif state.repeat == "track":
            state = replace(_remember(state, end), position_ms=0.0, since=end, changed=end)
        else:
            state = step_forward(_remember(state, end), end)
    return state


def step_forward(state: Playback, now: float) -> Playback:
    """The next item from its start; behind the last one the player stops at the context's first."""
    fresh = replace(state, position_ms=0.0, since=now, changed=now, began=now)
    if state.queue:
        return replace(fresh, item=state.queue[0], queue=state.queue[1:], queued=True)
    index = next(_indexes_ahead(state), None)
    if index is not None:
        return replace(fresh, item=_item_at(state, index), index=index, queued=False)
    first = next(_playable(state, range(len(state.order))), 0)
    return replace(fresh, item=_item_at(state, first), index=first, queued=False, is_playing=False)


def step_back(state: Playback, now: float) -> Playback:
    """The previous item of the context from its start, or this one when there is none before it."""
    index = next(_indexes_behind(state), None)
    fresh = replace(state, position_ms=0.0, since=now, changed=now, began=now)
    return fresh if index is None else replace(fresh, item=_item_at(state, index), index=index, queued=False)


def upcoming(state: Playback) -> list[Playable]:
    """What GET /me/player/queue shows: at most twenty, the user's own first; empty for endless contexts."""
    if state.context.endless:
        return []
    ahead = (_item_at(state, index) for index in _indexes_ahead(state, rounds=QUEUE_LENGTH))
    return [item for item in islice(chain(state.queue, ahead), QUEUE_LENGTH) if item is not None]


def disallows(state: Playback) -> frozenset[str]:
    """The names of `actions.disallows`: exactly what a command would be refused for."""
    if state.device is None or state.device.is_restricted:
        return ALL_ACTIONS - {"transferring_playback"}
    refused = {"resuming" if state.is_playing else "pausing"}
    if state.ad_until is not None:
        return AD_ACTIONS | refused
    if not state.queue and next(_indexes_ahead(state), None) is None:
        refused.add("skipping_next")
    if next(_indexes_behind(state), None) is None:
        refused.add("skipping_prev")
    if state.item is None:
        refused |= {"seeking", "resuming"}
    if state.context.endless:
        refused |= {"toggling_shuffle", "toggling_repeat_context"}
    return frozenset(refused)


def _next_end(state: Playback) -> float | None:
    if state.ad_until is not None:
        return state.ad_until
    if not state.is_playing or state.item is None:
        return None
    length = max(SHORTEST_MS, state.item.duration_ms - state.crossfade_ms)
    return state.since + (length - state.position_ms) / 1000


def _pointed(state: Playback, position_ms: int) -> Playback:
    """The state that remembers how far the item was heard, when it is a spoken one."""
    if not isinstance(state.item, Episode | Chapter) or not position_ms:
        return state
    fully = position_ms >= state.item.duration_ms - HEARD_MS
    point = {"fully_played": fully, "resume_position_ms": 0 if fully else position_ms}
    return replace(state, points={**state.points, state.item.id: point})


def _remember(state: Playback, now: float) -> Playback:
    state = _pointed(state, state.item.duration_ms if state.item is not None else 0)
    if state.item is None or state.hidden or state.item.kind != "track":
        return state
    play = Play(state.item, now, None if state.queued else state.context.uri)
    return replace(state, plays=(play, *state.plays)[:HISTORY_LENGTH])


def _item_at(state: Playback, index: int) -> Playable | None:
    return state.context.items[state.order[index]] if index < len(state.order) else None


def _playable(state: Playback, indexes: Sequence[int]) -> Iterator[int]:
    for index in indexes:
        item = _item_at(state, index)
        if item is not None and item.playable:
            yield index


def _indexes_ahead(state: Playback, rounds: int = 1) -> Iterator[int]:
    size = len(state.order)
    yield from _playable(state, range(state.index + 1, size))
    if state.repeat != "off" or state.context.endless:
        for _ in range(rounds):
            yield from _playable(state, range(size))


def _indexes_behind(state: Playback) -> Iterator[int]:
    last = state.index + 1 if state.queued else state.index
    yield from _playable(state, range(last - 1, -1, -1))
    if state.repeat != "off" or state.context.endless:
        yield from _playable(state, range(len(state.order) - 1, state.index, -1))
