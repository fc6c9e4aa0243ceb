"""What the machine of `test_machine` has found, each as the shortest story that shows it."""

from collections.abc import AsyncGenerator

import pytest

from sptui.simulator import Fault
from sptui.simulator.faults import Mangling
from tests.scenario.driver import Driver, started


@pytest.fixture
async def driver() -> AsyncGenerator[Driver, None]:
    async for driver in started(Driver()):
        yield driver


@pytest.mark.parametrize("mangling", ["gzip", "truncate"])
async def test_a_429_whose_body_cannot_be_read_is_still_silence_for_as_long_as_it_says(
    driver: Driver, mangling: Mangling
) -> None:
    driver.simulator.faults.add(Fault(status=429, headers={"retry-after": "40"}, mangle=mangling))
    await driver.run(16)
    ((refused_at, *_, status),) = driver.simulator.log
    assert status == 429
    driver.player.refresh()
    await driver.run(refused_at + 39 - driver.clock.now)
    assert len(driver.simulator.log) == 1
    await driver.run(2)
    driver.assert_true()
