"""Reads of the player stay behind writes."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from sptui.simulator import Simulator

Ask = Callable[..., tuple[int, Any]]


def test_a_pause_is_seen_only_after_the_lag(ask: Ask, clock: SimpleNamespace) -> None:
    clock.now += 5
    assert ask("PUT", "me/player/pause")[0] in {200, 204}
    clock.now += 0.39
    assert ask("GET", "me/player")[1]["is_playing"] is True
    clock.now += 0.02
    assert ask("GET", "me/player")[1]["is_playing"] is False


@pytest.mark.parametrize("path", ["me/player", "me/player/currently-playing"])
def test_going_idle_becomes_204_after_the_lag(
    ask: Ask, clock: SimpleNamespace, simulator: Simulator, path: str
) -> None:
    clock.now += 5
    simulator.world.player.go_idle()
    assert ask("GET", path)[0] == 200
    clock.now += 0.5
    assert ask("GET", path) == (204, None)


def test_the_queue_lags_too(ask: Ask, clock: SimpleNamespace, simulator: Simulator) -> None:
    clock.now += 5
    before = ask("GET", "me/player/queue")[1]["queue"]
    simulator.world.player.next()
    assert ask("GET", "me/player/queue")[1]["queue"] == before
    clock.now += 0.5
    assert ask("GET", "me/player/queue")[1]["currently_playing"] == before[0]


def test_volume_lags_twice_as_long(ask: Ask, clock: SimpleNamespace) -> None:
    clock.now += 5
    ask("PUT", "me/player/volume?volume_percent=11")
    ask("PUT", "me/player/repeat?state=track")
    clock.now += 0.5
    state = ask("GET", "me/player")[1]
    assert (state["device"]["volume_percent"], state["repeat_state"]) == (62, "track")
    clock.now += 0.4
    assert ask("GET", "me/player")[1]["device"]["volume_percent"] == 11


def test_progress_is_fresh_and_timestamp_is_the_last_change(ask: Ask, clock: SimpleNamespace) -> None:
    ask("PUT", "me/player/seek?position_ms=1000")
    changed = clock.now
    clock.now += 10
    state = ask("GET", "me/player")[1]
    assert state["progress_ms"] == 11_000
    assert state["timestamp"] == int(changed * 1000)


def test_progress_may_pass_the_end_until_the_next_item_is_seen(
    ask: Ask, clock: SimpleNamespace, simulator: Simulator
) -> None:
    item = simulator.world.player.state.item
    assert item is not None
    clock.now += (item.duration_ms - 61_000) / 1000 + 0.2
    state = ask("GET", "me/player")[1]
    assert (state["item"]["uri"], state["progress_ms"]) == (item.uri, item.duration_ms + 200)
    clock.now += 0.3
    state = ask("GET", "me/player")[1]
    assert state["item"]["uri"] != item.uri
    assert state["progress_ms"] == 500


def test_without_lag_a_read_sees_the_write(clock: SimpleNamespace) -> None:
    simulator = Simulator(clock=lambda: clock.now, lag=0.0)
    simulator.world.player.pause()
    simulator.world.player.set_volume(3)
    seen = simulator.world.player.seen
    assert not seen.is_playing
    assert seen.device is not None
    assert seen.device.volume_percent == 3
