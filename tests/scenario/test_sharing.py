"""Several processes of one user: they share what they read, what they spend, and what they may not."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing
from pathlib import Path

import pytest

from sptui.player.attention import Attention
from sptui.player.commands import Pause
from sptui.simulator import Fault
from sptui.store import Store
from tests.scenario.driver import AWAY, GLANCING, READ, WATCHING, Driver, together

HOUR = 3_600.0
THIRTEEN_HOURS = 46_800


@pytest.fixture
async def processes(tmp_path: Path) -> AsyncGenerator["Processes", None]:
    async with AsyncExitStack() as stack:
        yield Processes(tmp_path / "store.sqlite3", stack)


class Processes:
    """Starts one process after the other, each with the store opened by itself."""

    def __init__(self, file: Path, stack: AsyncExitStack) -> None:
        self._file = file
        self._stack = stack
        self._first: Driver | None = None

    async def start(self, *, attention: Attention = GLANCING, screen: bool = True) -> Driver:
        store = Store(self._file)
        self._stack.callback(store.close)
        driver = Driver(attention=attention, beside=self._first, store=store, screen=screen)
        self._first = self._first or driver
        await self._stack.enter_async_context(aclosing(driver.http))
        if screen:
            driver.hold()
        return driver


async def test_two_screens_cost_hardly_more_than_one(processes: Processes) -> None:
    one = await processes.start()
    two = await processes.start()
    await together(2, one, two)
    one.forget()
    await together(HOUR, one, two)
    assert one.requests()[READ] <= 75
    assert one.requests().total() <= 80
    one.assert_true()
    two.assert_true()


async def test_a_second_screen_opens_on_what_the_first_has_just_read(processes: Processes) -> None:
    one = await processes.start()
    await one.run(1.0)
    one.forget()
    two = await processes.start()
    await two.run(0.0)
    assert one.requests()[READ] == 0
    two.assert_true()


async def test_what_one_screen_does_is_seen_on_the_other_for_nothing(processes: Processes) -> None:
    one = await processes.start(attention=WATCHING)
    two = await processes.start(attention=GLANCING)
    await together(2, one, two)
    two.forget()
    one.player.do(Pause())
    await together(65, one, two)
    assert two.sent == []
    two.assert_true()
    assert not two.shown.is_playing


async def test_a_follower_costs_nothing_while_a_screen_is_open(processes: Processes) -> None:
    screen = await processes.start(attention=AWAY)
    follower = await processes.start(screen=False)
    await together(2, screen, follower)
    screen.forget()
    follower.forget()
    await together(HOUR, screen, follower)
    assert 0 < len(screen.sent) <= 20
    assert follower.sent == []
    assert follower.shown.uri == screen.shown.uri
    assert follower.looks(lambda shown: shown.uri) == screen.looks(lambda shown: shown.uri)


async def test_a_follower_shows_a_key_of_the_screen_within_half_a_second(processes: Processes) -> None:
    screen = await processes.start(attention=WATCHING)
    follower = await processes.start(screen=False)
    await together(2, screen, follower)
    screen.player.do(Pause())
    await together(0.6, screen, follower)
    assert not follower.shown.is_playing
    assert follower.shown.position_ms(follower.clock.now) == pytest.approx(
        screen.shown.position_ms(screen.clock.now), abs=50
    )


@pytest.mark.parametrize("farewell", [True, False])
async def test_a_follower_reads_for_itself_when_the_screen_is_gone(processes: Processes, *, farewell: bool) -> None:
    screen = await processes.start()
    follower = await processes.start(screen=False)
    await together(2, screen, follower)
    if farewell:
        screen.leave()
    screen.forget()
    screen.world.player.next()
    await follower.run(1.0 if farewell else 21.0)
    assert screen.requests()[READ] == 0
    await follower.run(62.0)
    assert screen.requests()[READ] >= 1
    follower.assert_true()


async def test_a_refusal_of_thirteen_hours_holds_for_all_processes_and_after_a_restart(processes: Processes) -> None:
    one = await processes.start(attention=WATCHING)
    two = await processes.start(attention=GLANCING)
    await together(2, one, two)
    one.simulator.faults.add(
        Fault(
            status=429,
            headers={"retry-after": str(THIRTEEN_HOURS)},
            body='{"error": {"status": 429, "message": "Too many requests", "reason": "QUOTA_EXCEEDED"}}',
        )
    )
    one.forget()
    await together(60, one, two)
    ((refused_at, *_),) = one.simulator.log
    deadline = refused_at + THIRTEEN_HOURS
    one.forget()
    await together(HOUR, one, two)
    one.leave()
    two.leave()
    again = await processes.start(attention=WATCHING)
    await again.run(deadline - again.clock.now - 10)
    again.player.do(Pause())
    await again.run(0.5)
    assert again.requests() == {}
    for driver in (one, two, again):
        trouble = driver.player.state.trouble
        assert trouble is not None
        assert trouble.kind == "quota"
        assert trouble.until == pytest.approx(deadline, abs=0.01)
    await again.run(10.0)
    assert again.requests()[READ] == 1
    assert again.player.state.trouble is None
    again.assert_true()


async def test_a_short_refusal_of_one_process_silences_the_other(processes: Processes) -> None:
    one = await processes.start(attention=WATCHING)
    two = await processes.start(attention=AWAY)
    await together(2, one, two)
    one.simulator.faults.add(Fault(status=429, headers={"retry-after": "30"}, body="Too many requests"))
    await one.run(16)
    one.forget()
    two.player.attend(GLANCING)
    await two.run(10)
    assert one.requests() == {}
    assert two.player.state.trouble is not None
    assert two.player.state.trouble.kind == "slow down"
    await two.run(30)
    assert two.player.state.trouble is None


async def test_all_processes_spend_one_budget(processes: Processes) -> None:
    one = await processes.start(attention=WATCHING)
    two = await processes.start(attention=WATCHING)
    await together(120, one, two)
    spent = len(one.simulator.log)
    assert spent > 8
    assert (one.pacing.usage().day, two.pacing.usage().day) == (spent, spent)


async def test_a_screen_that_opens_on_what_was_read_a_while_ago_reads_at_once(processes: Processes) -> None:
    one = await processes.start()
    await one.run(1.0)
    one.leave()
    one.world.player.pause()
    one.clock.now += 20
    two = await processes.start()
    await two.run(0.5)
    assert two.sent.count("player") >= 1
    two.assert_true()


async def test_an_older_prediction_never_takes_the_place_of_what_was_read_later(processes: Processes) -> None:
    one = await processes.start(attention=WATCHING)
    two = await processes.start(attention=AWAY)
    follower = await processes.start(screen=False)
    await together(2, one, two, follower)
    one.world.player.pause()
    await together(400, one, two, follower)
    for driver in (one, two, follower):
        assert not driver.shown.is_playing
        assert driver.shown.uri == one.shown.uri
    one.assert_true()
