"""The staged queue against the service: what is handed over, when, what that costs, and what is told."""

from collections.abc import AsyncGenerator, Sequence
from itertools import islice
from pathlib import Path

import pytest

from sptui.player import intents
from sptui.player.staging.staging import LEAD
from sptui.simulator import Fault
from sptui.spotify.models.catalogue import Track
from sptui.store import Store
from tests.scenario.driver import AWAY, QUEUE, READ, WATCHING, Driver, started

ADD, NEXT = "POST player/queue", "POST player/next"


@pytest.fixture
async def driver(tmp_path: Path) -> AsyncGenerator[Driver, None]:
    driver = Driver(store=Store(tmp_path / "store"), attention=AWAY, latency=0.1)
    for _ in range(3):  # what the account has queued before is not in the way
        driver.world.player.next()
    driver.clock.now += 5
    async for each in started(driver):
        yield each
    driver.store.close()


def some(driver: Driver, count: int) -> list[Track]:
    """Tracks that are in no list that plays."""
    tracks = (track for album in driver.world.catalogue.albums[20:] for track in album.tracks if track.playable)
    return [Track.model_validate(track.full) for track in islice(tracks, count)]


def queued(driver: Driver) -> list[str]:
    return [item.uri for item in driver.world.player.state.queue]


def waiting(driver: Driver) -> list[str | None]:
    return [entry.item.uri for entry in driver.staging.staged.here]


def left(driver: Driver) -> float:
    """Seconds until the item ends."""
    state = driver.world.player.state
    assert state.item is not None
    return (state.item.duration_ms - state.position_at(driver.clock.now)) / 1000


async def noticed(driver: Driver) -> None:
    """Let what has been done elsewhere show, and be read."""
    await driver.run(1)
    driver.player.refresh()
    await driver.run(10)


async def listen(driver: Driver, items: int) -> list[str]:
    """Let so many items end; the URIs of those that begin."""
    heard = []
    for _ in range(items):
        await driver.run(left(driver) + 3)
        item = driver.world.player.state.item
        assert item is not None
        heard.append(item.uri)
    return heard


async def test_one_is_handed_over_shortly_before_the_item_ends_and_not_earlier(driver: Driver) -> None:
    one, two = some(driver, 2)
    driver.staging.add((one, two))
    await driver.run(left(driver) - LEAD - 1)
    assert (queued(driver), driver.requests()[ADD]) == ([], 0)
    await driver.run(2)
    assert (queued(driver), waiting(driver)) == ([one.uri], [two.uri])
    assert [entry.state for entry in driver.player.state.shown.staged] == ["sent", "waiting"]


async def test_an_hour_of_a_staged_queue_is_heard_in_its_order_and_costs_one_request_an_item(driver: Driver) -> None:
    items = some(driver, 12)
    driver.staging.add(items)
    driver.forget()
    heard = await listen(driver, 12)
    assert heard == [item.uri for item in items]
    assert driver.requests() == {ADD: 12, READ: 12}
    assert driver.staging.staged.entries == ()
    assert driver.told == []
    driver.assert_true()


async def test_nothing_is_handed_over_while_it_is_paused_or_one_track_is_repeated_or_all_is_held(
    driver: Driver,
) -> None:
    driver.staging.add(some(driver, 1))
    driver.staging.hold(on=True)
    await driver.run(left(driver) - 5)
    assert driver.staging.why_not(driver.player.state) == "They wait until [[queue.hand-over]] hands them over."
    driver.staging.hold(on=False)
    driver.player.do(intents.toggle(driver.player.state.shown))
    await driver.run(5)
    assert driver.staging.why_not(driver.player.state) == "They wait until music plays."
    driver.world.player.set_repeat("track")
    driver.world.player.resume()
    driver.player.refresh()
    await driver.run(400)
    driver.player.refresh()
    await driver.run(1)
    assert driver.staging.why_not(driver.player.state) == "One track is repeated: they wait."
    assert driver.requests()[ADD] == 0
    assert len(waiting(driver)) == 1


async def test_a_skip_goes_to_the_first_that_waits(driver: Driver) -> None:
    one, two = some(driver, 2)
    driver.staging.add((one, two))
    await driver.run(0.1)
    cost = await driver.do(*driver.staging.skip(driver.player.state.shown))
    assert (cost[ADD], cost[NEXT]) == (1, 1)
    assert driver.shown.uri == one.uri
    assert waiting(driver) == [two.uri]
    driver.assert_true()
    cost = await driver.do(
        *driver.staging.skip(driver.player.state.shown), *driver.staging.skip(driver.player.state.shown)
    )
    assert driver.shown.uri not in (one.uri, two.uri)
    assert driver.told == []


async def test_a_jump_takes_one_request_and_a_skip_and_what_waits_before_it_stays(driver: Driver) -> None:
    driver.staging.add(items := some(driver, 3))
    await driver.run(0.1)
    third = driver.staging.staged.here[2]
    cost = await driver.do(*driver.staging.jump(driver.player.state.shown, third.id))
    assert (cost[ADD], cost[NEXT]) == (1, 1)
    assert driver.shown.uri == items[2].uri
    assert waiting(driver) == [items[0].uri, items[1].uri]


async def test_a_jump_goes_over_what_is_in_the_queue_already(driver: Driver) -> None:
    driver.staging.add(items := some(driver, 3))
    first, second, _ = driver.staging.staged.here
    await driver.do(*driver.staging.hand_over([first.id]))
    cost = await driver.do(*driver.staging.jump(driver.player.state.shown, second.id))
    assert (cost[ADD], cost[NEXT]) == (1, 2)
    assert driver.shown.uri == items[1].uri
    assert waiting(driver) == [items[0].uri, items[2].uri]
    driver.assert_true()


async def test_what_was_put_in_the_queue_elsewhere_comes_before_and_nothing_is_handed_over_twice(
    driver: Driver,
) -> None:
    one, two = some(driver, 2)
    stranger = driver.world.catalogue.albums[9].tracks[0]
    driver.staging.add((one, two))
    driver.world.player.add_to_queue(stranger)
    assert await listen(driver, 3) == [stranger.uri, one.uri, two.uri]
    assert driver.requests()[ADD] == 2
    assert driver.told == []


async def test_what_left_the_queue_unheard_is_told_of(driver: Driver) -> None:
    one, two = some(driver, 2)
    driver.staging.add((one, two))
    await driver.do(*driver.staging.hand_over([driver.staging.staged.here[0].id]), settle=10)
    driver.world.player.next()
    driver.world.player.next()
    await noticed(driver)
    assert driver.told == [f"“{one.name}” left Spotify's queue without being seen to play."]
    assert [entry.item.uri for entry in driver.lost] == [one.uri]
    assert waiting(driver) == [two.uri]


async def test_something_started_elsewhere_is_noticed_and_the_queue_goes_on(driver: Driver) -> None:
    driver.staging.add(items := some(driver, 1))
    await driver.run(5)
    album = driver.world.context(driver.world.catalogue.albums[1].uri)
    assert album is not None
    driver.world.player.play(album)
    await noticed(driver)
    assert driver.told == ["Something else was started. 1 item waits here, and come next."]
    assert await listen(driver, 1) == [items[0].uri]


async def test_something_started_from_here_is_nothing_to_tell(driver: Driver) -> None:
    driver.staging.add(some(driver, 1))
    await driver.run(1)
    await driver.do(*intents.play_whole(driver.player.state.shown, driver.world.catalogue.albums[1].uri))
    assert driver.told == []


REFUSALS = {
    "refused": (Fault(method="POST", path="*/player/queue", status=403), 2),
    "no connection": (Fault(method="POST", path="*/player/queue", failure="connect"), 2),
    "not what it takes": (Fault(method="POST", path="*/player/queue", status=400), 1),
}


@pytest.mark.parametrize("refusal", REFUSALS)
async def test_what_is_refused_waits_on_and_what_can_never_be_taken_is_passed_over(
    driver: Driver, refusal: str
) -> None:
    one, two = some(driver, 2)
    driver.staging.add((one, two))
    fault, handed = REFUSALS[refusal]
    driver.simulator.faults.add(fault)
    heard = await listen(driver, 2)
    assert heard[:handed] == [one.uri, two.uri][-handed:]
    assert waiting(driver) == ([one.uri] if handed == 1 else [])
    assert [entry.state for entry in driver.staging.staged.here] == ["refused"] * (2 - handed)


async def test_a_lost_answer_is_looked_for_in_the_queue_and_never_sent_again(driver: Driver) -> None:
    (one,) = some(driver, 1)
    driver.staging.add((one,))
    driver.simulator.faults.add(Fault(method="POST", path="*/player/queue", failure="read"))
    driver.forget()
    await driver.run(left(driver) - 2)
    assert driver.requests() == {ADD: 1, QUEUE: 1, READ: 1}
    assert await listen(driver, 1) == [one.uri]
    assert driver.told == []
    assert driver.staging.staged.entries == ()


def again(driver: Driver, after: float) -> Driver:
    """Another process of the same user, so many seconds later."""
    driver.leave()
    driver.clock.now += after
    return Driver(beside=driver, store=driver.store, attention=WATCHING, latency=0.1)


async def closed(drivers: Sequence[Driver]) -> None:
    for driver in drivers:
        await driver.http.aclose()


async def test_after_a_restart_it_goes_on_where_it_was(driver: Driver) -> None:
    items = some(driver, 3)
    driver.staging.add(items)
    await driver.run(left(driver) - 10)
    assert waiting(driver) == [items[1].uri, items[2].uri]
    after = again(driver, 60)  # the first plays meanwhile
    await after.run(2)
    assert after.told == []
    assert await listen(after, 2) == [items[1].uri, items[2].uri]
    await closed([after])


async def test_after_an_absence_in_which_something_else_was_started_all_waits_until_it_is_wanted(
    driver: Driver,
) -> None:
    driver.staging.add(items := some(driver, 2))
    await driver.run(1)
    album = driver.world.context(driver.world.catalogue.albums[1].uri)
    assert album is not None
    driver.world.player.play(album)
    after = again(driver, 2 * 3_600)
    after.world.player.play(album)
    await noticed(after)
    await after.run(200)
    assert after.told == ["2 items wait here, for something else plays now. [[queue.hand-over]] hands over."]
    assert (after.requests()[ADD], len(waiting(after))) == (0, 2)
    after.staging.hold(on=False)
    assert (await listen(after, 2))[-1] in {item.uri for item in items}
    await closed([after])


async def test_what_was_under_way_when_the_process_died_is_told_of_when_it_did_not_arrive(driver: Driver) -> None:
    (one,) = some(driver, 1)
    driver.staging.add((one,))
    assert driver.staging.giving.begin(driver.staging.staged.here[0].id)
    after = again(driver, 5)
    await after.run(20)
    assert after.told == [f"“{one.name}” left Spotify's queue without being seen to play."]
    assert [entry.item.uri for entry in after.lost] == [one.uri]
    await closed([after])


async def test_two_screens_share_the_list_and_hand_each_item_over_once(driver: Driver) -> None:
    driver.staging.add(items := some(driver, 3))
    other = Driver(beside=driver, store=driver.store, attention=WATCHING, latency=0.1)
    for _ in range(3):
        await driver.run(left(driver) - LEAD + 1)
        await other.run(0.1)
        await driver.run(left(driver) + 3)
        await other.run(0.1)
    assert driver.requests()[ADD] == len(items)
    assert waiting(driver) == []
    await closed([other])


async def test_a_jump_that_is_refused_leaves_what_plays(driver: Driver) -> None:
    driver.staging.add(some(driver, 1))
    await driver.run(0.1)
    playing = driver.shown.uri
    driver.simulator.faults.add(Fault(method="POST", path="*/player/queue", status=403))
    cost = await driver.do(*driver.staging.jump(driver.player.state.shown, driver.staging.staged.here[0].id))
    assert (cost[ADD], cost[NEXT]) == (1, 0)
    assert driver.shown.uri == playing
    assert len(waiting(driver)) == 1


async def test_what_was_handed_over_and_never_sent_is_handed_over_by_itself_later(driver: Driver) -> None:
    driver.staging.add(items := some(driver, 1))
    assert driver.staging.hand_over([driver.staging.staged.here[0].id])  # and nobody sends it
    assert not driver.staging.hand_over([driver.staging.staged.here[0].id])
    assert items[0].uri in await listen(driver, 2)


async def test_without_premium_all_waits_and_goes_on_once_that_is_over(driver: Driver) -> None:
    driver.staging.add(items := some(driver, 1))
    driver.world.premium = False
    await listen(driver, 1)
    assert driver.staging.why_not(driver.player.state) == "They wait: this account cannot control playback."
    assert driver.requests()[ADD] == 1
    driver.world.premium = True
    driver.player.signed_in(same=True)
    assert await listen(driver, 1) == [items[0].uri]


async def test_another_account_begins_with_an_empty_queue(driver: Driver) -> None:
    driver.staging.add(some(driver, 2))
    driver.staging.hand_over([driver.staging.staged.here[0].id])
    driver.store.forget()
    driver.staging.forget()
    driver.player.signed_in(same=False)
    await driver.run(1)
    assert driver.player.state.shown.staged == ()
    assert driver.staging.giving.claimed == frozenset()
    driver.staging.add(items := some(driver, 1))
    assert await listen(driver, 1) == [items[0].uri]


async def test_the_receipt_tells_only_of_what_was_taken(driver: Driver) -> None:
    driver.staging.add(some(driver, 3))
    ids = [entry.id for entry in driver.staging.staged.here]
    commands = driver.staging.hand_over(ids)
    driver.staging.change(lambda staged: staged.without({ids[1]}))
    cost = await driver.do(*commands, settle=8)
    assert cost[ADD] == 2
    told = [state.notice.text for state in driver.seen if state.notice]
    assert told[-1] == "2 of 3 items are in Spotify's queue."


async def test_a_jump_gets_past_what_was_queued_elsewhere_and_nothing_of_that_is_lost(driver: Driver) -> None:
    strangers = driver.world.catalogue.albums[9].tracks[:1] + driver.world.catalogue.albums[10].tracks[:1]
    for each in strangers:
        driver.world.player.add_to_queue(each)
    driver.staging.add(items := some(driver, 2))
    await driver.run(0.1)
    cost = await driver.do(*driver.staging.jump(driver.player.state.shown, driver.staging.staged.here[1].id), settle=12)
    assert driver.shown.uri == items[1].uri
    assert (cost[ADD], cost[NEXT]) == (1, 3)
    assert waiting(driver) == [*(each.uri for each in strangers), items[0].uri]
    assert queued(driver) == []
    driver.assert_true()


async def test_what_was_handed_over_and_jumped_over_waits_here_again(driver: Driver) -> None:
    driver.staging.add(items := some(driver, 2))
    first, second = driver.staging.staged.here
    await driver.do(*driver.staging.hand_over([first.id]), settle=8)
    await driver.do(*driver.staging.jump(driver.player.state.shown, second.id), settle=8)
    assert driver.shown.uri == items[1].uri
    assert waiting(driver) == [items[0].uri]
    assert driver.told == [f"What was jumped over waits here: “{items[0].name}”."]
    assert await listen(driver, 1) == [items[0].uri]
