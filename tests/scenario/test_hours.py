"""Time passes: items end, others press keys, ads play, and the reads stay few."""

import random
from collections.abc import AsyncGenerator

import pytest

from sptui.player.attention import Attention
from sptui.player.commands import Pause
from sptui.simulator.objects import LocalFile
from sptui.simulator.playback import Context
from tests.scenario.driver import AWAY, GLANCING, LIKES, QUEUE, READ, WATCHING, Driver, started, together


@pytest.fixture
async def driver() -> AsyncGenerator[Driver, None]:
    async for driver in started(Driver()):
        yield driver


def seconds_to_end(driver: Driver) -> float:
    ends_at = driver.player.state.shown.ends_at
    assert ends_at is not None
    return ends_at - driver.clock.now


async def test_the_first_second_costs_three_requests() -> None:
    fresh = Driver()
    async with fresh.http:
        await fresh.run(1.0)
    assert fresh.requests() == {READ: 1, QUEUE: 1, LIKES: 1}


async def test_at_an_items_end_the_next_shows_at_once_and_is_confirmed_by_one_read(driver: Driver) -> None:
    driver.player.attend(AWAY)
    before, rest = driver.shown.uri, seconds_to_end(driver)
    await driver.run(rest - 0.01)
    assert (driver.shown.uri, driver.requests()) == (before, {})
    await driver.run(0.02)
    truth = driver.world.player.state.item
    assert truth is not None
    assert (driver.shown.uri, driver.requests()) == (truth.full["uri"], {})
    await driver.run(0.7)
    assert driver.requests() == {READ: 1}
    driver.assert_true()


@pytest.mark.parametrize("latency", [0.0, 0.3])
async def test_an_hour_away_costs_one_read_an_item(latency: float) -> None:
    async for driver in started(Driver(latency=latency)):
        driver.player.attend(AWAY)
        await driver.run(3_600)
        begun = len(driver.looks(lambda shown: shown.uri))
        assert begun >= 12
        assert driver.requests() == {READ: begun}
        driver.assert_true()


async def test_an_hour_of_watching_stays_below_three_hundred_requests(driver: Driver) -> None:
    await driver.run(3_600)
    assert 240 <= driver.requests().total() < 300
    driver.assert_true()


async def test_an_hour_of_glancing_stays_below_a_hundred_requests(driver: Driver) -> None:
    driver.player.attend(GLANCING)
    await driver.run(3_600)
    assert driver.requests().total() < 100
    driver.assert_true()


@pytest.mark.parametrize(
    "change",
    ["pause", "next", "previous", "seek", "shuffle", "repeat", "volume", "transfer", "private session"],
)
async def test_what_others_do_shows_with_the_next_read_and_costs_no_write(driver: Driver, change: str) -> None:
    player, world = driver.world.player, driver.world
    changes = {
        "pause": player.pause,
        "next": player.next,
        "previous": player.previous,
        "seek": lambda: player.seek(5_000),
        "shuffle": lambda: player.set_shuffle(on=True),
        "repeat": lambda: player.set_repeat("context"),
        "volume": lambda: player.set_volume(11),
        "transfer": lambda: player.transfer(world.device("Kitchen").key),
        "private session": lambda: player.set_private_session(on=True),
    }
    driver.later(3.0, changes[change])
    await driver.run(14.1)
    driver.assert_true()
    assert not [call for call in driver.requests() if not call.startswith("GET")]
    assert driver.requests()[READ] == 1


async def test_an_ad_shows_as_one_and_the_music_comes_back(driver: Driver) -> None:
    driver.later(1.0, lambda: driver.world.player.play_ad(30))
    await driver.run(20)
    assert (driver.shown.kind, driver.shown.item, driver.shown.is_playing) == ("ad", None, True)
    assert not driver.shown.allows("skipping_next")
    await driver.run(25)
    assert driver.shown.kind == "track"
    driver.assert_true()


async def test_a_private_session_that_hides_its_item_hides_it_here(driver: Driver) -> None:
    driver.world.player.set_private_session(on=True, hides_item=True)
    await driver.run(15)
    assert (driver.shown.item, driver.shown.is_playing, driver.shown.active) == (None, True, True)
    assert driver.shown.device is not None
    assert driver.shown.device.is_private_session
    driver.world.player.set_private_session(on=False)
    await driver.run(15)
    driver.assert_true()


async def test_a_local_file_plays_without_likes_and_gives_way_in_time(driver: Driver) -> None:
    track = driver.world.catalogue.albums[3].tracks[0]
    tape = LocalFile("Attic", "Tapes", "Rain", 40_000)
    driver.world.player.play(Context("spotify:playlist:x", (tape, track)))
    while driver.world.player.state.queue:
        driver.world.player.next()
    driver.world.player.play(Context("spotify:playlist:x", (tape, track)))
    await driver.run(16)
    assert driver.shown.item is not None
    assert driver.shown.item.is_local
    assert driver.requests()[LIKES] <= 1
    driver.assert_true()
    await driver.run(30)
    assert driver.shown.uri == track.uri
    driver.assert_true()


async def test_a_file_of_unknown_length_is_looked_at_now_and_then(driver: Driver) -> None:
    driver.world.player.pause()
    nameless = LocalFile("", "", "memo.m4a", 0)
    driver.world.player.play(Context("spotify:playlist:x", (nameless,)))
    driver.world.player.set_repeat("track")
    await driver.run(16)
    driver.forget()
    await driver.run(60)
    assert driver.requests() == {READ: 6}


@pytest.mark.parametrize("kind", ["show", "audiobook"])
async def test_what_is_spoken_plays_as_an_episode(driver: Driver, kind: str) -> None:
    catalogue = driver.world.catalogue
    thing = catalogue.shows[0] if kind == "show" else catalogue.audiobooks[0]
    context = driver.world.context(thing.uri)
    assert context is not None
    driver.world.player.play(context)
    driver.player.attend(AWAY)
    await driver.run(seconds_to_end(driver) + 1)
    assert driver.shown.kind == "episode"
    assert driver.shown.item is not None
    assert driver.shown.item.byline == thing.name
    driver.assert_true()


async def test_a_crossfade_that_ends_items_early_loses_nothing(driver: Driver) -> None:
    driver.world.player.set_crossfade(8)
    driver.player.attend(AWAY)
    await driver.run(3_600)
    driver.assert_true()


async def test_nothing_playing_is_read_ever_less_until_it_starts_elsewhere(driver: Driver) -> None:
    driver.player.attend(GLANCING)
    driver.world.player.go_idle()
    await driver.run(61)
    assert not driver.shown.active
    driver.forget()
    await driver.run(60 + 120 + 240 + 300)
    assert driver.requests() == {READ: 4}
    driver.later(5, lambda: driver.world.player.resume(device=driver.world.device("Kitchen").key))
    await driver.run(301)
    driver.assert_true()


async def test_while_nobody_looks_a_paused_player_is_left_alone(driver: Driver) -> None:
    await driver.do(Pause())
    driver.player.attend(AWAY)
    driver.forget()
    await driver.run(8 * 3_600)
    assert driver.requests() == {}
    driver.world.player.resume()
    driver.clock.now += 1
    driver.player.attend(WATCHING)
    await driver.run(0)
    assert driver.requests() == {READ: 1}
    driver.assert_true()


@pytest.mark.parametrize("wall", [3_600.0, -3_600.0, 400 * 86_400.0])
async def test_a_clock_that_is_set_moves_nothing(driver: Driver, wall: float) -> None:
    driver.clock.wall += wall
    await driver.run(600)
    driver.assert_true()
    assert driver.requests()[READ] <= 50


@pytest.mark.parametrize("attention", [WATCHING, GLANCING, AWAY], ids=["watching", "glancing", "away"])
async def test_a_machine_that_slept_for_a_night_wakes_to_the_truth(driver: Driver, attention: Attention) -> None:
    driver.player.attend(attention)
    driver.clock.now += 8 * 3_600
    await driver.run(1.0)
    driver.assert_true()
    assert driver.requests()[READ] <= 2


async def test_polls_that_take_ten_seconds_leave_the_bar_where_it_is(driver: Driver) -> None:
    driver.latency = 10.0
    for _ in range(6):
        await driver.run(15)
        assert driver.requests()[READ] >= 1
        driver.assert_true()


async def test_the_bar_never_runs_backwards(driver: Driver) -> None:
    rng = random.Random(5)  # noqa: S311 -- repeatable, no secret
    before: tuple[str | None, int] = (None, 0)

    def look() -> None:
        nonlocal before
        uri, position = driver.shown.uri, driver.shown.position_ms(driver.clock.now)
        assert uri != before[0] or position >= before[1]
        before = uri, position

    for _ in range(240):
        driver.latency = rng.uniform(0.0, 1.8)
        await together(15, driver, look=look)
    driver.latency = 0.0
    await driver.run(16)
    driver.assert_true()
