"""Weather: no network, no quota, no login; and back again."""

from collections.abc import AsyncGenerator

import pytest

from sptui.player.attention import Attention
from sptui.player.commands import Pause, SkipToNext
from sptui.simulator import Fault
from tests.scenario.driver import AWAY, EPOCH, GLANCING, READ, WATCHING, Driver, started
from tests.scenario.figures import album_of


@pytest.fixture
async def driver() -> AsyncGenerator[Driver, None]:
    async for driver in started(Driver()):
        yield driver


async def test_two_minutes_offline_cost_few_tries_and_heal_by_themselves(driver: Driver) -> None:
    driver.simulator.faults.add(Fault.named("refused", times=None))
    await driver.run(135)
    trouble = driver.player.state.trouble
    assert trouble is not None
    assert trouble.kind == "offline"
    assert trouble.until is not None
    # Six reads in 120 s, each tried three times.
    assert driver.requests() == {READ: 18}
    driver.simulator.faults.clear()
    await driver.run(trouble.until - driver.clock.now)
    assert driver.player.state.trouble is None
    driver.assert_true()


async def test_a_night_without_a_network_spends_nothing_of_the_budget(driver: Driver) -> None:
    spent = driver.pacing.usage().day
    driver.simulator.faults.add(Fault.named("refused", times=None))
    await driver.run(8 * 3_600)
    assert driver.pacing.usage().day <= spent
    driver.simulator.faults.clear()
    await driver.run(61)
    driver.assert_true()


async def test_a_command_while_offline_is_taken_back(driver: Driver) -> None:
    driver.simulator.faults.add(Fault.named("refused", times=None))
    await driver.do(Pause(), settle=10)
    state = driver.player.state
    assert state.shown.playback.is_playing
    assert state.notice is not None
    assert "Nothing was changed" in state.notice.text


async def test_a_short_429_is_silence_for_as_long_as_it_says(driver: Driver) -> None:
    driver.simulator.faults.add(Fault.named("rate_limited"))
    await driver.run(30)
    times = [at for at, *_ in driver.simulator.log]
    statuses = [status for *_, status in driver.simulator.log]
    assert statuses[:2] == [429, 200]
    assert times[1] - times[0] == pytest.approx(5.0)
    assert driver.player.state.trouble is None


async def test_a_long_429_stops_everything_until_its_deadline(driver: Driver) -> None:
    driver.simulator.faults.add(Fault.named("huge_retry_after"))
    await driver.run(20)
    trouble = driver.player.state.trouble
    assert trouble is not None
    assert trouble.until is not None
    assert (trouble.kind, driver.requests()) == ("quota", {READ: 1})
    driver.player.refresh()
    assert await driver.do(SkipToNext(None), settle=1_000) == {}
    assert driver.player.state.notice is not None
    await driver.run(trouble.until - driver.clock.now - 1)
    assert driver.requests() == {}
    await driver.run(2)
    assert driver.requests()[READ] == 1
    assert driver.player.state.trouble is None


async def test_a_quota_refusal_stops_the_player_until_its_deadline(driver: Driver) -> None:
    driver.simulator.faults.add(Fault.named("quota_exceeded"))
    await driver.run(20)
    trouble = driver.player.state.trouble
    assert trouble is not None
    assert trouble.until is not None
    (refused_at,) = [at for at, _, _, status in driver.simulator.log if status == 429]
    assert trouble.until == refused_at + 82_661
    assert (trouble.kind, driver.requests()) == ("quota", {READ: 1})
    assert await driver.do(SkipToNext(None), settle=1_000) == {}
    await driver.run(trouble.until - driver.clock.now + 1)
    assert driver.requests()[READ] == 1
    assert driver.player.state.trouble is None


async def test_a_real_quota_that_runs_out_is_silence_until_it_is_renewed(driver: Driver) -> None:
    driver.simulator.limits.quota = 20
    await driver.run(3_600)
    served = driver.requests().total()
    assert served <= 20
    assert driver.player.state.trouble is not None
    assert driver.player.state.trouble.kind == "quota"
    driver.forget()
    await driver.run(3_600)
    assert driver.requests() == {}


async def test_a_dead_login_is_told_and_left_alone_until_somebody_has_signed_in_again(driver: Driver) -> None:
    driver.auth.dead = True
    await driver.run(3_600)
    trouble = driver.player.state.trouble
    assert trouble is not None
    assert (trouble.kind, trouble.until) == ("login", None)
    assert driver.requests() == {}
    await driver.do(Pause(), settle=1)
    assert driver.player.state.notice is not None
    assert "Press [[account.sign-in]] to sign in again." in driver.player.state.notice.text
    driver.auth.dead = False
    await driver.run(600)
    assert driver.requests() == {}
    driver.player.refresh()
    await driver.run(1)
    assert driver.player.state.trouble is None
    driver.assert_true()


async def test_an_access_token_that_is_refused_is_tried_a_few_times_an_hour(driver: Driver) -> None:
    driver.simulator.accounts.expire()
    await driver.run(600)
    trouble = driver.player.state.trouble
    assert trouble is not None
    assert "access token" in trouble.text
    assert driver.requests() == {READ: 4}


@pytest.mark.parametrize("name", ["null", "empty_list", "truncated", "broken_gzip", "bad_gateway", "gateway_timeout"])
@pytest.mark.parametrize("path", ["*/player", "*/player/queue", "*/library/contains"])
async def test_an_answer_gone_bad_once_is_forgotten_with_the_next_good_one(
    driver: Driver, name: str, path: str
) -> None:
    driver.simulator.faults.add(Fault.named(name, path=path, times=3))
    driver.later(1.0, driver.world.player.previous)
    await driver.run(200)
    assert driver.player.state.trouble is None
    driver.assert_true()
    assert driver.player.state.shown.liked is not None
    assert driver.player.state.shown.queue is not None


@pytest.mark.parametrize("path", ["*/player/queue", "*/player/devices", "*/library/contains"])
async def test_an_extra_that_stays_bad_costs_a_request_a_minute_and_nothing_else(path: str) -> None:
    driver = Driver(attention=Attention(last_key=EPOCH + 1e6, panes=frozenset({"playing", "queue", "devices"})))
    driver.simulator.faults.add(Fault.named("truncated", path=path, times=None))
    async with driver.http:
        await driver.run(60)
        driver.forget()
        await driver.run(600)
        bad = [entry for entry in driver.simulator.log if entry[2].endswith(path.removeprefix("*"))]
        assert 9 <= len(bad) <= 11
        assert driver.requests()[READ] >= 40
        driver.assert_true()


@pytest.mark.parametrize("attention", [WATCHING, AWAY], ids=["watching", "away"])
@pytest.mark.parametrize("wait", [{}, {"retry-after": "1"}], ids=["untold", "1 s"])
async def test_a_short_429_that_goes_on_is_asked_about_ever_less(
    driver: Driver, attention: Attention, wait: dict[str, str]
) -> None:
    driver.player.attend(attention)
    driver.simulator.faults.add(Fault(status=429, headers=wait, body="Too many requests", times=None))
    await driver.run(4 * 3_600)
    assert 0 < driver.requests().total() <= 40
    driver.simulator.faults.clear()
    await driver.run(601)
    driver.assert_true()


async def test_what_was_reserved_is_spent_again_when_a_day_has_passed() -> None:
    driver = Driver(attention=GLANCING, budget=50)
    async with driver.http:
        await driver.run(3 * 3_600)
        assert driver.pacing.usage().day <= 45
        driver.forget()
        await driver.run(27 * 3_600)
        assert driver.requests()[READ] >= 10
        driver.player.refresh()
        await driver.run(1.0)
        driver.assert_true()


@pytest.mark.parametrize(("seconds", "most"), [(3, 130), (10, 130), (31, 70), (59, 65)])
async def test_short_items_cost_no_more_than_long_ones_while_nobody_looks(seconds: int, most: int) -> None:
    driver = Driver(attention=AWAY)
    driver.world.player.play(album_of(driver, seconds=seconds))
    driver.world.player.set_repeat("context")
    while driver.world.player.state.queue:
        driver.world.player.next()
    driver.clock.now += 2
    async with driver.http:
        await driver.run(2.0)
        driver.forget()
        await driver.run(3_600)
        assert 25 <= driver.requests().total() <= most
        assert len(driver.looks(lambda shown: shown.uri)) >= 3_600 / seconds * 0.95
