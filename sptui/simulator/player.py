"""The account's player: a short history of states, the commands, and what other clients can do to it."""

import random
from collections.abc import Callable
from dataclasses import replace

from sptui.simulator.devices import Device
from sptui.simulator.playback import (
    Context,
    Playback,
    Repeat,
    advance,
    settle,
    step_back,
    step_forward,
)
from sptui.simulator.spoken import Playable

VOLUME_LAG = 2  # times the lag of everything else


class Timeline:
    """States over time. `lag` is how many seconds a change stays unseen by readers.

    Nothing ticks: whoever looks moves the state on to the clock's time first.
    """

    def __init__(self, state: Playback, *, clock: Callable[[], float], lag: float) -> None:
        self._clock = clock
        self.lag = lag
        self._history = [state]

    @property
    def state(self) -> Playback:
        """The true state at this moment."""
        now = self._clock()
        state = advance(self._history[-1], now)
        if state is not self._history[-1]:
            self._commit(state)
        return state

    @property
    def seen(self) -> Playback:
        """The state as a reader gets it: `lag` seconds old, its volumes older still.

        The reader's progress runs on from there, so it may pass the end of an item that has just ended.
        """
        now = self._clock()
        _ = self.state
        state = self._as_of(now - self.lag)
        volumes = {device.key: device.volume_percent for device in self._as_of(now - VOLUME_LAG * self.lag).devices}
        devices = tuple(
            replace(device, volume_percent=volumes.get(device.key, device.volume_percent)) for device in state.devices
        )
        return replace(state, devices=devices)

    def _as_of(self, moment: float) -> Playback:
        past = (state for state in reversed(self._history) if state.changed <= moment)
        return advance(next(past, self._history[0]), moment)

    def _change(self, make: Callable[[Playback, float], Playback]) -> None:
        now = self._clock()
        self._commit(make(settle(self.state, now), now))

    def _commit(self, state: Playback) -> None:
        horizon = self._clock() - (VOLUME_LAG + 1) * self.lag
        recent = [old for old in self._history if old.changed > horizon]
        before = [old for old in self._history if old.changed <= horizon][-1:]
        self._history = [*before, *recent, state]


class Commands(Timeline):
    """What a client can tell the player. Nothing is refused here: that is the Web API's business, not the player's."""

    def __init__(self, state: Playback, *, clock: Callable[[], float], lag: float, rng: random.Random) -> None:
        super().__init__(state, clock=clock, lag=lag)
        self._rng = rng

    def play(self, context: Context, *, row: int = 0, position_ms: int = 0, device: str | None = None) -> None:
        """Play the context from that row on; unplayable rows are skipped. Device is a key, None the active one."""

        def start(state: Playback, now: float) -> Playback:
            order, index = self._order(context, row, shuffle=state.shuffle and not context.endless)
            state = replace(state, context=context, order=order, index=index - 1, queued=False, ad_until=None)
            held, state = state.queue, replace(state, queue=(), active=device or state.active, is_playing=True)
            return _placed(replace(step_forward(state, now), queue=held), position_ms, now)

        self._change(start)

    def resume(self, *, device: str | None = None, position_ms: int | None = None) -> None:
        """Play on where the player stands."""

        def start(state: Playback, now: float) -> Playback:
            state = replace(state, active=device or state.active, is_playing=state.item is not None)
            return state if position_ms is None else _placed(state, position_ms, now)

        self._change(start)

    def pause(self) -> None:
        """Stop where the item stands."""
        self._change(lambda state, _: replace(state, is_playing=False))

    def next(self) -> None:
        """Skip to the next item; behind the last one the player stops."""
        self._change(step_forward)

    def previous(self) -> None:
        """Skip to the previous item, whatever the progress."""
        self._change(step_back)

    def seek(self, position_ms: int) -> None:
        """Go to a position; past the end means the next item."""
        self._change(lambda state, now: _placed(state, position_ms, now))

    def set_repeat(self, repeat: Repeat) -> None:
        """Repeat nothing, the context or the item."""
        self._change(lambda state, _: replace(state, repeat=repeat))

    def set_shuffle(self, *, on: bool) -> None:
        """Shuffle what comes after this item, or return to the context's own order."""

        def mix(state: Playback, _: float) -> Playback:
            row = state.order[state.index] if state.order else 0
            order, index = self._order(state.context, row, shuffle=on)
            return replace(state, shuffle=on, order=order, index=index)

        self._change(mix)

    def set_volume(self, percent: int) -> None:
        """Set the active device's volume, 0 to 100 percent."""
        self._change(lambda state, _: _with_device(state, state.active, volume_percent=percent))

    def transfer(self, device: str, *, play: bool = False) -> None:
        """Move playback to a device (a key), its position kept; `play` starts it, otherwise it stays as it is."""

        def move(state: Playback, _: float) -> Playback:
            return replace(state, active=device, is_playing=state.is_playing or (play and state.item is not None))

        self._change(move)

    def add_to_queue(self, item: Playable) -> None:
        """Append behind what the user has queued before."""
        self._change(lambda state, _: replace(state, queue=(*state.queue, item)))

    def _order(self, context: Context, row: int, *, shuffle: bool) -> tuple[tuple[int, ...] | range, int]:
        rows = range(len(context.items))
        if not shuffle:
            return rows, row
        rest = [other for other in rows if other != row]
        self._rng.shuffle(rest)
        return (row, *rest), 0


class Player(Commands):
    """The player with the hands of everybody else on it: other clients, the advertisers, the devices' owners."""

    def play_ad(self, seconds: float) -> None:
        """An advertisement interrupts the item, which goes on afterwards."""
        self._change(lambda state, now: replace(state, ad_until=now + seconds))

    def go_idle(self) -> None:
        """No device is active any more; the item and its context are remembered."""
        self._change(lambda state, _: replace(state, active=None, is_playing=False))

    def stop(self) -> None:
        """Nothing is loaded: the account has never played anything."""
        self._change(
            lambda state, now: Playback(devices=state.devices, active=None, since=now, changed=now, plays=state.plays)
        )

    def set_private_session(self, *, on: bool, hides_item: bool = False) -> None:
        """Switch the active device's private session, in which some clients hide the item."""

        def switch(state: Playback, _: float) -> Playback:
            return replace(_with_device(state, state.active, is_private_session=on), hidden=on and hides_item)

        self._change(switch)

    def set_crossfade(self, seconds: float) -> None:
        """Let items end that much before their duration."""
        self._change(lambda state, _: replace(state, crossfade_ms=round(seconds * 1000)))

    def add_device(self, device: Device) -> None:
        """A device wakes up, or changes if one with its id is known."""

        def add(state: Playback, _: float) -> Playback:
            others = tuple(other for other in state.devices if other.key != device.key)
            return replace(state, devices=(*others, device))

        self._change(add)

    def remove_device(self, key: str) -> None:
        """A device falls asleep; if it was active, nothing is active any more."""

        def remove(state: Playback, _: float) -> Playback:
            left = tuple(device for device in state.devices if device.key != key)
            if state.active != key:
                return replace(state, devices=left)
            return replace(state, devices=left, active=None, is_playing=False)

        self._change(remove)


def _placed(state: Playback, position_ms: int, now: float) -> Playback:
    if state.item is not None and 0 < state.item.duration_ms <= position_ms:
        return step_forward(state, now)
    return replace(state, position_ms=position_ms)


def _with_device(
    state: Playback,
    key: str | None,
    *,
    volume_percent: int | None = None,
    is_private_session: bool | None = None,
) -> Playback:
    def changed(device: Device) -> Device:
        if device.key != key:
            return device
        if volume_percent is not None:
            device = replace(device, volume_percent=volume_percent)
        if is_private_session is not None:
            device = replace(device, is_private_session=is_private_session)
        return device

    return replace(state, devices=tuple(changed(device) for device in state.devices))
