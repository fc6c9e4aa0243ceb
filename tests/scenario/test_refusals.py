"""The service says no: the screen goes back to the truth, and says why."""

from collections.abc import AsyncGenerator, Callable

import pytest

from sptui.player import intents
from sptui.player.command import Command
from sptui.player.commands import Pause, Play, Resume, SetRepeat, SetVolume, SkipToNext, SkipToPrevious, Transfer
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
    assert driver.player.state.notice.text == "Kitchen is asleep: open Spotify there, then choose it again."
    driver.assert_true()


async def test_without_premium_every_command_is_refused_and_what_plays_still_shows(driver: Driver) -> None:
    driver.world.premium = False
    cost = await driver.do(Pause(), SkipToNext(driver.shown.uri), settle=1.0)
    assert cost == {"PUT player/pause": 1, "POST player/next": 1, READ: 1}
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


async def hold_next(driver: Driver, presses: int = 30) -> int:
    """Press `n` thirty times a second, and return how many skips are sent."""
    for _ in range(presses):
        shown = driver.player.state.shown
        if not intents.why_not(shown, "skipping_next") and (command := intents.skip_to_next(shown)):
            driver.player.do(command)
        await driver.run(1 / 30)
    await driver.run(15)
    return driver.requests()["POST player/next"]


async def test_a_held_key_stops_where_skips_are_refused(driver: Driver) -> None:
    to_the_last_item(driver)
    driver.world.player.previous()
    await driver.run(16)
    driver.forget()
    assert await hold_next(driver) == 3  # to the last item, and two that are refused before that shows
    assert driver.player.state.notice is not None
    assert driver.player.state.notice.serial == 1
    assert driver.requests()[READ] <= 3
    driver.assert_true()


async def test_a_held_key_goes_one_skip_beyond_a_queue_that_is_known_to_be_empty(driver: Driver) -> None:
    to_the_last_item(driver)
    await driver.run(16)
    assert driver.player.state.shown.queue == ()
    driver.forget()
    for _ in range(30):
        if command := intents.skip_to_next(driver.player.state.shown):
            driver.player.do(command)
    await driver.run(10)
    assert driver.requests()["POST player/next"] == 1
    driver.assert_true()


async def test_offline_a_held_key_is_given_up_with_its_first_skip(driver: Driver) -> None:
    driver.simulator.faults.add(Fault.named("refused", path="*/next", times=None))
    for _ in range(30):
        command = intents.skip_to_next(driver.player.state.shown)
        assert command is not None
        driver.player.do(command)
    await driver.run(10)
    assert driver.requests()["POST player/next"] == 3  # one skip, tried as often as what was never sent may be
    assert driver.player.state.notice is not None
    assert driver.player.state.notice.serial == 1
    driver.assert_true()


async def test_where_nothing_stands_in_the_way_every_press_is_a_skip(driver: Driver) -> None:
    await driver.do(SetRepeat("context"))
    driver.forget()
    assert await hold_next(driver, presses=12) == 12
    driver.assert_true()


@pytest.mark.parametrize("others", [0, 1])
async def test_a_start_with_nothing_active_is_made_up_for_on_a_device(driver: Driver, others: int) -> None:
    driver.world.player.go_idle()
    kept = ("Kitchen", "Garden", *("Living Room TV",)[:others])
    for each in driver.world.devices:
        if each.name not in kept:
            driver.world.player.remove_device(each.key)
    await driver.run(1)
    album = driver.world.catalogue.albums[3]
    cost = await driver.do(Play(album.uri))
    assert cost["PUT player/play"] == (1 if others else 2)
    if others:
        state = driver.player.state
        kitchen = next(device for device in state.shown.devices or () if device.name == "Kitchen")
        cost = await driver.do(intents.use(state.shown, kitchen))
        assert (cost["PUT player/play"], cost["PUT player"]) == (1, 0)
    driver.assert_true()
    assert driver.shown.device is not None
    assert driver.shown.device.name == "Kitchen"
    assert driver.shown.context is not None
    assert driver.shown.context.uri == album.uri


async def test_a_volume_that_is_answered_and_not_taken_is_told(driver: Driver) -> None:
    driver.simulator.faults.add(Fault(path="*/volume", status=204, body=""))
    await driver.do(SetVolume(20))
    assert driver.player.state.notice is not None
    assert driver.player.state.notice.text == SetVolume.unheeded
    driver.assert_true()


async def test_a_start_that_is_answered_and_not_made_is_told(driver: Driver) -> None:
    driver.simulator.faults.add(Fault(path="*/play", status=204, body=""))
    await driver.do(Play(driver.world.catalogue.albums[3].uri))
    assert driver.player.state.notice is not None
    assert driver.player.state.notice.text == Play.unheeded
    driver.assert_true()
