"""What waking a device and recalling a scene cost, request by request, and that nothing is done twice."""

import json
from collections.abc import AsyncGenerator

import pytest

from sptui.player import scenes
from sptui.player.command import Command
from sptui.player.commands import AddToQueue, Play, Resume, SetShuffle, SetVolume, SkipToNext, Transfer
from sptui.player.memory import NAME
from sptui.player.scenes import Scene
from sptui.simulator import Fault
from sptui.spotify.models.catalogue import Track
from sptui.spotify.models.playback import Device
from sptui.store import Store
from tests.player.fakes import TAKER
from tests.scenario.driver import DEVICES, READ, Driver, started

PLAY, TRANSFER, NEXT, VOLUME = "PUT player/play", "PUT player", "POST player/next", "PUT player/volume"


def refusal(status: int, message: str, reason: str = "") -> str:
    return json.dumps({"error": {"status": status, "message": message, "reason": reason}})


NOBODY = refusal(404, "Player command failed: No active device found", "NO_ACTIVE_DEVICE")
GONE = refusal(404, "Device not found")
RESTRICTED = refusal(403, "Player command failed: Restriction violated", "UNKNOWN")


@pytest.fixture(params=[0.0, 0.15], ids=["at once", "slow"])
async def driver(request: pytest.FixtureRequest) -> AsyncGenerator[Driver, None]:
    async for driver in started(Driver(latency=request.param)):
        yield driver


def device(driver: Driver, name: str) -> Device:
    return Device.model_validate(driver.world.device(name).as_json(active=False))


def prefer(driver: Driver, name: str) -> None:
    kitchen = device(driver, name)
    driver.player.memory.change(lambda rooms: rooms.seeing((kitchen,), driver.clock.now).preferring(kitchen))


async def idle(driver: Driver) -> None:
    """Nothing is active any more, and that is known."""
    driver.world.player.go_idle()
    await driver.run(200)
    assert not driver.shown.active


def sent(driver: Driver) -> list[str]:
    """The requests in their order."""
    return [f"{method} {path.removeprefix('/v1/me/')}" for _, method, path, _ in driver.simulator.log]


def where(driver: Driver) -> str:
    state = driver.world.player.state
    return state.device.name if state.device is not None else ""


async def test_space_wakes_the_preferred_device_with_two_requests_and_one_read(driver: Driver) -> None:
    prefer(driver, "Kitchen")
    await idle(driver)
    await driver.do(Resume())
    assert sent(driver)[:3] == [PLAY, PLAY, READ]
    assert driver.requests() == {PLAY: 2, READ: 1, "GET player/queue": 1}
    assert where(driver) == "Kitchen"
    driver.assert_true()


async def test_without_a_preferred_device_the_last_used_one_is_looked_for_and_woken(driver: Driver) -> None:
    await idle(driver)
    await driver.do(Resume())
    assert sent(driver)[:4] == [PLAY, DEVICES, PLAY, READ]
    assert where(driver) == "Desk"
    driver.assert_true()


async def test_a_preferred_device_that_sleeps_costs_one_try(driver: Driver) -> None:
    prefer(driver, "Kitchen")
    driver.world.player.remove_device(driver.world.device("Kitchen").key)
    await idle(driver)
    await driver.do(Resume())
    assert sent(driver)[:5] == [PLAY, PLAY, DEVICES, PLAY, READ]
    assert where(driver) == "Desk"
    driver.assert_true()


async def test_a_skip_is_made_once_on_the_device_that_is_woken_for_it(driver: Driver) -> None:
    prefer(driver, "Kitchen")
    before = driver.shown.uri
    queue = driver.player.state.shown.queue
    assert queue
    driver.world.player.go_idle()
    await driver.do(SkipToNext(before))
    assert sent(driver)[:4] == [NEXT, TRANSFER, NEXT, READ]
    assert driver.shown.uri == queue[0].uri
    assert where(driver) == "Kitchen"
    driver.assert_true()


async def test_what_was_given_together_goes_on_together_and_is_refused_but_once(driver: Driver) -> None:
    prefer(driver, "Kitchen")
    item = Track.model_validate(driver.world.catalogue.albums[3].tracks[0].full)
    before = len(driver.world.player.state.queue)
    driver.world.player.go_idle()
    given: list[Command] = [SetVolume(20), SetShuffle(on=True), *driver.given(item)]
    await driver.do(*given)
    writes = [call for call in sent(driver) if not call.startswith("GET")]
    assert writes == [VOLUME, TRANSFER, VOLUME, "PUT player/shuffle", "POST player/queue"]
    assert len(driver.world.player.state.queue) == before + 1
    driver.assert_true()


@pytest.mark.parametrize("command", [SkipToNext(None), AddToQueue(Track(uri="spotify:track:x"), TAKER, 1)])
async def test_where_the_answer_is_lost_after_the_waking_nothing_is_sent_again(
    driver: Driver, command: Command
) -> None:
    prefer(driver, "Kitchen")
    path = "*/next" if isinstance(command, SkipToNext) else "*/queue"
    driver.world.player.go_idle()
    driver.simulator.faults.add(Fault(method="POST", path=path, status=404, body=NOBODY))
    driver.simulator.faults.add(Fault.named("dropped", method="POST", path=path, times=None))
    await driver.do(command, settle=30)
    writes = [call for call in sent(driver) if not call.startswith("GET")]
    assert [call.split()[0] for call in writes] == ["POST", "PUT", "POST"]


async def test_where_everything_sleeps_it_ends_with_two_tries_and_one_sentence(driver: Driver) -> None:
    prefer(driver, "Kitchen")
    await idle(driver)
    driver.simulator.faults.add(Fault(path="*/player/play", status=404, body=NOBODY))
    driver.simulator.faults.add(Fault(path="*/player/play", times=None, status=404, body=GONE))
    await driver.do(Resume(), settle=60)
    assert driver.requests()[PLAY] == 3
    assert driver.requests()[DEVICES] == 1
    notices = {state.notice for state in driver.seen if state.notice is not None}
    assert [each.text for each in notices] == ["Desk is asleep: open Spotify there, then choose it again."]


async def test_where_nothing_can_be_resumed_what_was_heard_last_starts_where_it_was_left(driver: Driver) -> None:
    album = driver.world.catalogue.albums[3]
    item = Track.model_validate(album.tracks[2].full)
    await driver.do(Play(album.uri, offset=item.uri, first=item))
    await driver.run(40)
    prefer(driver, "Kitchen")
    left_at = driver.world.player.state.position_at(driver.clock.now)
    driver.world.player.stop()
    await driver.run(200)
    driver.simulator.faults.add(Fault(path="*/player/play", status=404, body=NOBODY))
    driver.simulator.faults.add(Fault(path="*/player/play", status=403, body=RESTRICTED))
    await driver.do(Resume(), settle=2)
    assert sent(driver)[:4] == [PLAY, PLAY, PLAY, READ]
    state = driver.world.player.state
    assert state.item is not None
    assert (state.item.full["uri"], where(driver)) == (item.uri, "Kitchen")
    assert abs(state.position_at(driver.clock.now) - left_at) < 20_000


@pytest.mark.parametrize("lag", [0.4, 1.0, 2.5])
@pytest.mark.parametrize("playing", [True, False])
async def test_the_bar_goes_on_through_a_transfer(lag: float, playing: bool) -> None:
    async for driver in started(Driver(lag=lag)):
        if not playing:
            driver.world.player.pause()
        await driver.run(40)
        before = driver.shown.position_ms(driver.clock.now)
        at = driver.clock.now
        await driver.do(Transfer(device(driver, "Kitchen")), settle=8)
        for state in driver.seen:
            shown = state.shown.playback
            expected = before + (1_000 * (shown.progress.at - at) if playing else 0)
            assert abs(shown.progress.position(shown.progress.at) - expected) < 1_000
            assert shown.is_playing is playing
        assert where(driver) == "Kitchen"
        driver.assert_true()


async def test_a_volume_that_was_wished_for_is_one_request_more(driver: Driver) -> None:
    kitchen = device(driver, "Kitchen")
    move = Transfer(kitchen)
    cost = await driver.do(move, SetVolume(50, kitchen.id, behind=move))
    assert cost == {TRANSFER: 1, VOLUME: 1, READ: 1}
    driver.assert_true()
    assert driver.shown.device is not None
    assert driver.shown.device.volume_percent == 50


async def test_a_volume_for_a_device_that_does_not_wake_is_not_sent(driver: Driver) -> None:
    kitchen = device(driver, "Kitchen")
    driver.world.player.remove_device(driver.world.device("Kitchen").key)
    move = Transfer(kitchen)
    cost = await driver.do(move, SetVolume(50, kitchen.id, behind=move))
    assert cost[VOLUME] == 0
    driver.assert_true()


@pytest.mark.parametrize(
    ("shuffle", "volume", "price"),
    [
        (False, 35, {PLAY: 1}),
        (True, 35, {"PUT player/shuffle": 1, PLAY: 1}),
        (True, 20, {"PUT player/shuffle": 1, PLAY: 1, VOLUME: 1}),
    ],
)
async def test_a_scene_costs_one_start_and_what_differs(
    driver: Driver, shuffle: bool, volume: int, price: dict[str, int]
) -> None:
    album, kitchen = driver.world.catalogue.albums[3], device(driver, "Kitchen")
    driver.player.reread("devices")
    await driver.run(1)
    scene = Scene(
        name="x",
        device_id=kitchen.id,
        device_name=kitchen.name,
        device_type=kitchen.type,
        context_uri=album.uri,
        volume_percent=volume,
        shuffle=shuffle,
    )
    shown, now = driver.player.state.shown, driver.clock.now
    cost = await driver.do(*scenes.recall(scene, shown, scenes.where(scene, shown, now), now))
    writes = {call: count for call, count in cost.items() if not call.startswith("GET")}
    assert writes == price
    assert cost[READ] == 1
    state = driver.world.player.state
    assert (where(driver), state.shuffle, state.device and state.device.volume_percent) == ("Kitchen", shuffle, volume)
    driver.assert_true()


async def test_remembering_reads_nothing_and_writes_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []
    monkeypatch.setattr(Store, "remember", lambda _, name, text: texts.append(text) if name == NAME else None)
    async for driver in started(Driver()):
        texts.clear()
        await driver.run(600)
        assert driver.requests()[DEVICES] == 0
        assert 5 < len(texts) <= 600 / 15
