"""Each command on a simulated account: what it costs, that it ends in the truth, and that nothing flickers."""

from collections.abc import AsyncGenerator, Callable, Sequence
from typing import Any

import pytest

from sptui.player import intents
from sptui.player.command import Command
from sptui.player.commands import (
    Like,
    Pause,
    Play,
    Resume,
    SeekToPosition,
    SetRepeat,
    SetShuffle,
    SetVolume,
    SkipToNext,
    Transfer,
)
from sptui.player.playback import Playback
from sptui.player.state import Picture
from sptui.spotify.models.catalogue import Track
from sptui.spotify.models.playback import Device
from tests.scenario.driver import LIKES, QUEUE, READ, Driver, started

Give = Callable[[Driver, Picture], Sequence[Command | None]]


@pytest.fixture(params=[0.0, 0.15], ids=["at once", "slow"])
async def driver(request: pytest.FixtureRequest) -> AsyncGenerator[Driver, None]:
    async for driver in started(Driver(latency=request.param)):
        yield driver


def device(driver: Driver, name: str) -> Device:
    return Device.model_validate(driver.world.device(name).as_json(active=False))


def five_skips(_: Driver, shown: Picture) -> Sequence[Command | None]:
    uris = [shown.playback.uri, *(item.uri for item in shown.queue or ())]
    return [SkipToNext(uri) for uri in uris[:5]]


def there_and_back(_: Driver, shown: Picture) -> Sequence[Command | None]:
    assert shown.queue
    return [intents.skip_to_next(shown), intents.skip_to_previous(shown.advanced(0.0))]


def an_album(driver: Driver, _: Picture) -> Sequence[Command]:
    return [Play(driver.world.catalogue.albums[3].uri)]


def an_album_inside(driver: Driver, _: Picture) -> Sequence[Command]:
    album = driver.world.catalogue.albums[3]
    third = album.tracks[2]
    return [Play(album.uri, offset=third.uri, first=Track.model_validate(third.full))]


COMMANDS: dict[str, tuple[Give, dict[str, int]]] = {
    "pause": (lambda _, shown: [intents.toggle(shown)], {"PUT player/pause": 1, READ: 1}),
    "pause and resume": (lambda _d, _s: [Pause(), Resume()], {"PUT player/pause": 1, "PUT player/play": 1, READ: 1}),
    "next": (lambda _, shown: [intents.skip_to_next(shown)], {"POST player/next": 1, READ: 1}),
    "next five times": (five_skips, {"POST player/next": 5, READ: 1}),
    "previous": (
        lambda _, shown: [intents.skip_to_previous(shown)],
        {"POST player/previous": 1, READ: 1, QUEUE: 1, LIKES: 1},
    ),
    "next and previous": (there_and_back, {"POST player/next": 1, "POST player/previous": 1, READ: 1, QUEUE: 1}),
    "seek": (lambda _, shown: [intents.seek_to(shown, 120_000)], {"PUT player/seek": 1, READ: 1}),
    "five seeks": (
        lambda _, shown: [intents.seek_to(shown, 100_000 + step * 5_000) for step in range(5)],
        {"PUT player/seek": 1, READ: 1},
    ),
    # A volume is slower to read back than anything else.
    "volume": (lambda _d, _s: [SetVolume(20)], {"PUT player/volume": 1, READ: 1}),
    "ten volumes": (lambda _d, _s: [SetVolume(20 + step) for step in range(10)], {"PUT player/volume": 1, READ: 1}),
    "shuffle": (lambda _d, _s: [SetShuffle(on=True)], {"PUT player/shuffle": 1, READ: 1, QUEUE: 1}),
    "repeat": (lambda _d, _s: [SetRepeat("context")], {"PUT player/repeat": 1, READ: 1, QUEUE: 1}),
    "transfer": (lambda driver, _: [Transfer(device(driver, "Kitchen"))], {"PUT player": 1, READ: 1}),
    "add to the queue": (
        lambda driver, shown: driver.given(shown.queue[3]) if shown.queue else [],
        {"POST player/queue": 1, QUEUE: 1},
    ),
    "play an album": (an_album, {"PUT player/play": 1, READ: 1, QUEUE: 1, LIKES: 1}),
    "play an album from its third track": (an_album_inside, {"PUT player/play": 1, READ: 1, QUEUE: 1, LIKES: 1}),
    "like": (lambda _, shown: [Like((shown.playback.uri or "",), on=not shown.liked)], {}),
}


@pytest.mark.parametrize("name", COMMANDS)
async def test_a_command_ends_in_the_truth_at_its_price(driver: Driver, name: str) -> None:
    give, price = COMMANDS[name]
    cost = await driver.do(*give(driver, driver.player.state.shown))
    if name == "like":
        assert cost.total() == 1
        assert driver.player.state.shown.liked is driver.world.library.contains(driver.shown.uri or "")
    else:
        assert cost == price
    driver.assert_true()
    truth = await driver.spotify.player.queue()
    assert driver.player.state.shown.queue is not None
    shared = driver.player.state.shown.queue
    assert [item.uri for item in shared] == [item.uri for item in truth.queue[: len(shared)]]


@pytest.mark.parametrize(
    ("name", "look", "steps"),
    [
        ("pause", lambda shown: shown.is_playing, 1),
        ("next", lambda shown: shown.uri, 1),
        ("next five times", lambda shown: shown.uri, 5),
        ("volume", lambda shown: shown.device and shown.device.volume_percent, 1),
        ("ten volumes", lambda shown: shown.device and shown.device.volume_percent, 10),
        ("shuffle", lambda shown: shown.shuffle, 1),
        ("repeat", lambda shown: shown.repeat, 1),
        ("transfer", lambda shown: shown.device and shown.device.name, 1),
        ("play an album from its third track", lambda shown: shown.uri, 1),
    ],
)
@pytest.mark.parametrize("lag", [0.4, 1.0, 2.5])
async def test_nothing_that_was_shown_comes_back_however_late_the_service_shows_it(
    name: str, look: Callable[[Playback], Any], steps: int, lag: float
) -> None:
    if name in {"volume", "ten volumes"}:
        lag /= 2
    async for driver in started(Driver(lag=lag)):
        await driver.run(10)
        give, _ = COMMANDS[name]
        await driver.do(*give(driver, driver.player.state.shown), settle=8.0)
        looks = driver.looks(look)
        assert len(looks) == len(set(looks)) == steps
        driver.assert_true()


@pytest.mark.parametrize("lag", [0.4, 1.0, 2.5])
async def test_the_bar_never_jumps_back_after_a_seek(lag: float) -> None:
    async for driver in started(Driver(lag=lag)):
        await driver.run(10)
        await driver.do(SeekToPosition(120_000, driver.shown.uri), settle=8.0)
        ends = [state.shown.ends_at for state in driver.seen]
        assert all(end == pytest.approx(ends[0], abs=1.0) for end in ends)
        driver.assert_true()


async def test_a_volume_turned_for_a_while_follows_the_hand() -> None:
    async for driver in started(Driver(lag=1.0)):
        driver.forget()
        for percent in range(60, 40, -1):
            driver.player.do(SetVolume(percent))
            await driver.run(0.2)
        await driver.run(8)
        levels = driver.looks(lambda shown: shown.device and shown.device.volume_percent)
        assert levels == list(range(60, 40, -1))
        driver.assert_true()


async def test_a_row_that_was_queued_from_here_is_what_is_heard_when_it_is_chosen(driver: Driver) -> None:
    strangers = [Track.model_validate(track.full) for track in driver.world.catalogue.albums[3].tracks[:5]]
    await driver.do(*driver.given(*strangers))
    shown = driver.player.state.shown
    assert shown.queue is not None
    index = shown.queue.index(strangers[-1])
    assert index > 3
    cost = await driver.do(*intents.jump(shown, index))
    assert cost["POST player/next"] == index + 1
    assert driver.shown.uri == strangers[-1].uri
    driver.assert_true()


@pytest.mark.parametrize("with_context", [True, False])
async def test_a_row_far_down_is_what_is_heard_when_it_is_chosen(driver: Driver, with_context: bool) -> None:
    if not with_context:
        items = [Track.model_validate(track.full) for track in driver.world.catalogue.albums[3].tracks]
        await driver.do(intents.play(items[0], items[1:]))
    shown = driver.player.state.shown
    assert shown.queue is not None
    cost = await driver.do(*intents.jump(shown, 5))
    assert (cost["PUT player/play"], cost["POST player/next"]) == (1, 0)
    assert driver.shown.uri == shown.queue[5].uri
    driver.assert_true()


@pytest.mark.parametrize("lag", [0.4, 1.0, 2.5])
async def test_an_item_that_stands_paused_plays_from_its_start_and_never_looks_paused_again(lag: float) -> None:
    async for driver in started(Driver(lag=lag)):
        item = driver.shown.item
        assert isinstance(item, Track)
        await driver.do(Pause(), settle=8)
        await driver.do(intents.play(item), settle=8)
        assert driver.looks(lambda shown: shown.is_playing) == [True]
        assert driver.shown.uri == item.uri
        driver.assert_true()


async def test_what_starts_is_shown_as_starting_until_the_service_names_it(driver: Driver) -> None:
    driver.forget()
    driver.player.do(Play(driver.world.catalogue.albums[3].uri))
    assert driver.shown.starting
    await driver.run(5)
    assert driver.looks(lambda shown: shown.starting) == [True, False]
    driver.assert_true()


async def test_a_track_that_is_sought_in_as_soon_as_it_starts_settles_with_one_read(driver: Driver) -> None:
    item = Track.model_validate(driver.world.catalogue.albums[3].tracks[2].full)
    cost = await driver.do(intents.play(item), SeekToPosition(60_000, item.uri))
    assert cost[READ] == 1
    assert driver.player.state.notice is None
    driver.assert_true()


async def test_between_two_items_nothing_flickers_and_one_more_look_is_enough() -> None:
    async for driver in started(Driver()):
        driver.world.gap = 1.0
        ends_at = driver.player.state.shown.ends_at
        assert ends_at is not None
        await driver.run(ends_at - driver.clock.now - 1.0)
        driver.forget()
        await driver.run(5.0)
        assert driver.requests() == {READ: 2}
        assert None not in driver.looks(lambda playback: playback.item)
        assert len(driver.looks(lambda playback: playback.uri)) <= 2
        driver.assert_true()
