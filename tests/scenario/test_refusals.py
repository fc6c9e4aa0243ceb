"""The service says no: the screen goes back to the truth, and says why."""

from collections.abc import AsyncGenerator, Callable

import pytest

from sptui.player.command import Command
from sptui.player.commands import Pause, Resume, SetVolume, SkipToNext, SkipToPrevious, Transfer
from sptui.simulator import Fault
from sptui.spotify.models.playback import Device
from tests.scenario.driver import DEVICES, READ, Driver, started


@pytest.fixture
async def driver() -> AsyncGenerator[Driver, None]:
    async for driver in started(Driver()):
        yield driver


def to_the_last_item(driver: Driver) -> None:
    album = driver.world.catalogue.albums[3]
    context = driver.world.context(album.uri)
    assert context is not None
    while driver.world.player.state.queue:
        driver.world.player.next()
    driver.world.player.play(context, row=len(album.tracks) - 1)


def to_the_phone(driver: Driver) -> None:
    driver.world.player.transfer(driver.world.device("Pocket 📱").key)


def to_the_garden(driver: Driver) -> None:
    driver.world.player.transfer("Garden")


REFUSALS: dict[str, tuple[Callable[[Driver], None], Command]] = {
    "pause when paused elsewhere": (lambda driver: driver.world.player.pause(), Pause()),
    "next at the end": (to_the_last_item, SkipToNext(None)),
    "volume on a phone": (to_the_phone, SetVolume(10)),
    "a restricted device": (to_the_garden, SetVolume(10)),
    "an ad": (lambda driver: driver.world.player.play_ad(60), SkipToPrevious(None)),
}


@pytest.mark.parametrize("name", REFUSALS)
async def test_a_refused_command_is_rolled_back_at_once_and_the_truth_is_read(driver: Driver, name: str) -> None:
    make, command = REFUSALS[name]
    make(driver)
    await driver.run(0.5)
    cost = await driver.do(command, settle=0.0)
    state = driver.player.state
    assert cost[READ] == 1
    assert sum(count for call, count in cost.items() if not call.startswith("GET")) == 1
    assert state.shown == state.confirmed
    assert state.notice is not None
    assert state.notice.severity == "warning"
    if name != "an ad":
        driver.assert_true()


async def test_with_no_active_device_the_devices_are_offered(driver: Driver) -> None:
    driver.world.player.go_idle()
    await driver.run(0.5)
    cost = await driver.do(Pause(), settle=0.0)
    assert cost == {"PUT player/pause": 1, READ: 1, DEVICES: 1}
    state = driver.player.state
    assert not state.shown.playback.active
    assert [device.name for device in state.shown.devices or ()] == ["Desk", "Pocket 📱", "Kitchen", "Living Room TV"]
    assert state.notice is not None
    assert "choose a device" in state.notice.text


async def test_a_transfer_starts_again_where_it_stopped(driver: Driver) -> None:
    driver.world.player.go_idle()
    await driver.run(0.5)
    kitchen = Device.model_validate(driver.world.device("Kitchen").as_json(active=False))
    cost = await driver.do(Transfer(kitchen, play=True))
    assert cost["PUT player"] == 1
    driver.assert_true()


async def test_a_device_that_has_gone_is_told(driver: Driver) -> None:
    kitchen = Device.model_validate(driver.world.device("Kitchen").as_json(active=False))
    driver.world.player.remove_device(kitchen.id or "")
    await driver.do(Transfer(kitchen), settle=0.0)
    assert driver.player.state.notice is not None
    assert "gone" in driver.player.state.notice.text
    driver.assert_true()


async def test_without_premium_every_command_is_refused_and_what_plays_still_shows(driver: Driver) -> None:
    driver.world.premium = False
    cost = await driver.do(Pause(), SkipToNext(driver.shown.uri), settle=1.0)
    assert cost == {"PUT player/pause": 1, "POST player/next": 1, READ: 2}
    assert driver.player.state.notice is not None
    assert "Premium" in driver.player.state.notice.text
    driver.assert_true()


async def test_a_command_after_a_refused_one_still_counts(driver: Driver) -> None:
    driver.world.player.pause()
    await driver.run(0.5)
    await driver.do(Pause(), Resume())
    driver.assert_true()
    assert driver.shown.is_playing


@pytest.mark.parametrize("failure", ["connect", "read"])
async def test_a_skip_whose_answer_is_lost_is_never_sent_twice(driver: Driver, failure: str) -> None:
    named = {"connect": "refused", "read": "dropped"}[failure]
    driver.simulator.faults.add(Fault.named(named, path="*/next"))
    cost = await driver.do(SkipToNext(driver.shown.uri))
    assert cost["POST player/next"] == (2 if failure == "connect" else 1)
    driver.assert_true()
