"""A key that is held down, as a terminal repeats it: what is shown follows it, and few requests do."""

from collections.abc import AsyncGenerator, Callable

import pytest

from sptui.player import intents
from sptui.player.command import Command
from tests.scenario.driver import READ, Driver, started

REPEAT = 1 / 30
"""Seconds between two keys of a terminal's auto-repeat."""

Give = Callable[[Driver], Command | None]


@pytest.fixture
async def driver() -> AsyncGenerator[Driver, None]:
    async for driver in started(Driver(latency=0.12)):
        yield driver


def seek(driver: Driver) -> Command | None:
    return intents.seek_by(driver.player.state.shown, driver.clock.now, 500)


def quieter(driver: Driver) -> Command | None:
    return intents.volume_by(driver.player.state.shown, -1)


async def hold(driver: Driver, give: Give, seconds: float) -> list[int]:
    """Hold a key, and return how far the bar jumped with each of its repeats, in ms."""
    jumps, end = [], driver.clock.now + seconds
    while driver.clock.now < end:
        before = driver.shown.position_ms(driver.clock.now)
        if (command := give(driver)) is not None:
            driver.player.do(command)
        jumps.append(driver.shown.position_ms(driver.clock.now) - before)
        await driver.run(REPEAT)
    return jumps


async def test_seeking_for_three_seconds_is_five_requests_and_the_bar_moves_with_every_repeat(driver: Driver) -> None:
    jumps = await hold(driver, seek, 3.0)
    assert set(jumps) == {500}
    await driver.run(5.0)
    assert driver.requests() == {"PUT player/seek": 5, READ: 1}
    driver.assert_true()


async def test_turning_the_volume_for_two_seconds_is_four_requests_and_ends_in_the_truth(driver: Driver) -> None:
    await hold(driver, quieter, 2.0)
    await driver.run(5.0)
    assert driver.requests() == {"PUT player/volume": 4, READ: 1}
    looks = driver.looks(lambda shown: shown.device and shown.device.volume_percent)
    assert looks == list(range(61, 61 - len(looks), -1))
    driver.assert_true()


@pytest.mark.parametrize(("give", "path"), [(seek, "seek"), (quieter, "volume")])
async def test_a_single_press_is_sent_at_once(driver: Driver, give: Give, path: str) -> None:
    driver.player.do(give(driver) or pytest.fail("nothing to do"))
    await driver.run(0.01)
    assert driver.requests() == {f"PUT player/{path}": 1}
