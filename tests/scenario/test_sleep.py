"""The sleep timer on a simulated account: what it sends, when, and that it gives way to whoever is awake."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass

import pytest

from sptui.player import intents
from sptui.player.attention import Attention
from sptui.player.command import Command
from sptui.player.endings import BEFORE_END, FADE, Plan, Until
from sptui.player.sleep import FADE_OUT, MORE, WARNED, WARNING, SleepTimer
from sptui.player.state import Picture
from sptui.simulator.faults import Fault
from sptui.simulator.objects import Album
from sptui.simulator.playback import Context
from sptui.spotify.models.catalogue import Track
from tests.scenario.driver import AWAY, GLANCING, READ, Driver, started

BEFORE = 62
"""The volume at first, in percent."""

STEPS = [53, 44, 35, 27, 18, 9]
FADED = {"PUT player/volume": 7, "PUT player/pause": 1, READ: 2}
"""Six steps, the pause, the volume set back, and a look at each of the last two."""


@dataclass
class Evening:
    """A player with a sleep timer, and nobody watching."""

    driver: Driver
    timer: SleepTimer

    def give(self, commands: Sequence[Command | None]) -> None:
        """Hand on what the timer or a listener gives, and let it look again."""
        for command in commands:
            if command is not None:
                self.driver.player.do(command)
        self.driver._due = self.now

    @property
    def now(self) -> float:
        return self.driver.clock.now

    @property
    def picture(self) -> Picture:
        return self.driver.player.state.shown

    @property
    def volume(self) -> int | None:
        """The truth."""
        device = self.driver.world.player.state.device
        return device.volume_percent if device is not None else None

    @property
    def plays(self) -> bool:
        """The truth."""
        return self.driver.world.player.state.is_playing

    @property
    def told(self) -> set[str]:
        return {state.notice.text for state in self.driver.seen if state.notice is not None}

    def stop_in(self, seconds: float) -> Sequence[Command]:
        return self.timer.stop(Plan(until="moment", at=self.now + seconds), self.picture, self.now)

    def stop_after(self, until: Until) -> Sequence[Command]:
        return self.timer.stop(Plan.end_of(until, self.picture), self.picture, self.now)

    async def seen(self) -> None:
        """Let what somebody else did be read."""
        await self.driver.run(2.5)
        self.driver.player.refresh()
        await self.driver.run(1)

    def volumes(self) -> list[object]:
        """What the device was set to, as it showed."""
        return self.driver.looks(lambda shown: shown.device and shown.device.volume_percent)


@pytest.fixture
async def evening() -> AsyncGenerator[Evening, None]:
    timer = SleepTimer()
    driver = Driver()
    driver.player.errands.add(timer)
    async for each in started(driver):
        each.player.attend(AWAY)
        yield Evening(each, timer)


def play_long(driver: Driver) -> None:
    """Play an episode of many minutes, from its beginning."""
    show = driver.world.catalogue.shows[0]
    driver.world.player.play(Context(show.uri, tuple(show.episodes[5:])))


async def long_one(evening: Evening) -> None:
    play_long(evening.driver)
    await evening.seen()
    evening.driver.forget()


async def test_it_fades_pauses_and_then_sets_the_volume_back(evening: Evening) -> None:
    await long_one(evening)
    evening.give(evening.stop_in(120))
    await evening.driver.run(120 - FADE - 0.1)
    assert (evening.driver.requests(), evening.volume) == ({}, BEFORE)
    await evening.driver.run(FADE - 0.5)
    assert (evening.driver.requests(), evening.volume, evening.plays) == ({"PUT player/volume": 6}, STEPS[-1], True)
    await evening.driver.run(0.7)
    assert (evening.volume, evening.plays) == (STEPS[-1], False)
    await evening.driver.run(10)
    assert evening.driver.requests() == FADED
    assert (evening.volume, evening.plays, evening.timer.plan) == (BEFORE, False, None)
    assert evening.volumes() == [BEFORE, *STEPS, BEFORE]
    assert evening.told == {WARNED}
    evening.driver.assert_true()


async def test_a_minute_before_the_end_it_is_told_once(evening: Evening) -> None:
    await long_one(evening)
    evening.give(evening.stop_in(300))
    await evening.driver.run(239)
    assert evening.told == set()
    await evening.driver.run(2)
    assert evening.told == {WARNED}
    serial = evening.driver.player.state.notice
    await evening.driver.run(30)
    assert evening.driver.player.state.notice == serial


async def test_ten_minutes_more_put_it_off_and_take_back_a_fade(evening: Evening) -> None:
    await long_one(evening)
    evening.give(evening.stop_in(30))
    await evening.driver.run(25)
    assert evening.volume == STEPS[3]
    evening.give(evening.timer.extend(evening.picture, evening.now))
    await evening.driver.run(60)
    assert (evening.volume, evening.plays, evening.timer.fading) == (BEFORE, True, False)
    assert evening.timer.goal(evening.picture) == pytest.approx(evening.now - 85 + 30 + MORE)


async def test_ten_minutes_more_of_nothing_begin_a_timer(evening: Evening) -> None:
    evening.give(evening.timer.extend(evening.picture, evening.now))
    assert evening.timer.goal(evening.picture) == evening.now + MORE


async def test_off_takes_back_a_fade(evening: Evening) -> None:
    await long_one(evening)
    evening.give(evening.stop_in(20))
    await evening.driver.run(12)
    evening.give(evening.timer.off())
    await evening.driver.run(60)
    assert (evening.volume, evening.plays, evening.timer.plan) == (BEFORE, True, None)


async def test_off_between_the_pause_and_its_confirmation_goes_on(evening: Evening) -> None:
    await long_one(evening)
    evening.give(evening.stop_in(20))
    await evening.driver.run(20.2)
    assert not evening.plays
    evening.give(evening.timer.off())
    await evening.driver.run(10)
    assert (evening.volume, evening.plays, evening.timer.plan) == (BEFORE, True, None)


@pytest.mark.parametrize("percent", [5, -5])
async def test_who_turns_the_volume_during_the_fade_is_awake(evening: Evening, percent: int) -> None:
    await long_one(evening)
    evening.give(evening.stop_in(20))
    await evening.driver.run(12)
    left = evening.volume
    evening.give([intents.volume_by(evening.picture, percent)])
    await evening.driver.run(60)
    assert (evening.volume, evening.plays, evening.timer.plan) == ((left or 0) + percent, True, None)


async def test_a_volume_turned_elsewhere_ends_the_fade_once_it_is_read(evening: Evening) -> None:
    await long_one(evening)
    evening.give(evening.stop_in(20))
    await evening.driver.run(12.6)
    evening.driver.world.player.set_volume(80)
    await evening.driver.run(1.5)
    evening.driver.player.refresh()
    await evening.driver.run(60)
    assert (evening.volume, evening.plays, evening.timer.plan) == (80, True, None)


async def test_a_read_that_is_older_than_the_last_steps_disturbs_nobody(evening: Evening) -> None:
    evening.driver.world.player.lag = 2.0
    await long_one(evening)
    evening.give(evening.stop_in(20))
    for _ in range(7):
        await evening.driver.run(3)
        evening.driver.player.refresh()
    await evening.driver.run(20)
    assert (evening.volume, evening.plays) == (BEFORE, False)


async def test_who_pauses_during_the_fade_finds_the_volume_as_it_was(evening: Evening) -> None:
    await long_one(evening)
    evening.give(evening.stop_in(20))
    await evening.driver.run(12)
    evening.give([intents.toggle(evening.picture)])
    await evening.driver.run(1)
    assert (evening.volume, evening.plays, evening.timer.plan) == (BEFORE, False, None)


async def test_who_goes_on_right_after_the_pause_is_not_paused_again(evening: Evening) -> None:
    await long_one(evening)
    evening.give(evening.stop_in(20))
    await evening.driver.run(20.2)
    assert not evening.plays
    evening.give([intents.toggle(evening.picture)])
    await evening.driver.run(60)
    assert (evening.volume, evening.plays, evening.timer.plan) == (BEFORE, True, None)


async def test_paused_meanwhile_there_is_nothing_to_stop(evening: Evening) -> None:
    await long_one(evening)
    evening.give(evening.stop_in(200))
    await evening.driver.run(50)
    await evening.driver.do(intents.toggle(evening.picture))
    evening.driver.forget()
    await evening.driver.run(200)
    assert (evening.driver.requests(), evening.volume, evening.timer.plan) == ({}, BEFORE, None)
    assert evening.told == set()


async def test_moved_to_another_device_it_fades_there_and_the_first_one_gets_its_volume_when_it_plays_again(
    evening: Evening,
) -> None:
    await long_one(evening)
    kitchen = evening.driver.world.device("Kitchen")
    evening.give(evening.stop_in(20))
    await evening.driver.run(12.6)
    quiet = evening.volume
    evening.driver.world.player.transfer(kitchen.key)
    await evening.driver.run(1.5)
    evening.driver.player.refresh()
    await evening.driver.run(20)
    assert (evening.volume, evening.plays) == (35, False)
    evening.driver.world.player.transfer(evening.driver.world.device("Desk").key, play=True)
    assert evening.volume == quiet
    await evening.seen()
    await evening.driver.run(5)
    assert evening.volume == BEFORE


async def test_a_device_without_a_volume_is_paused_without_a_fade(evening: Evening) -> None:
    await long_one(evening)
    evening.driver.world.player.transfer(evening.driver.world.device("Pocket 📱").key)
    await evening.seen()
    evening.driver.forget()
    evening.give(evening.stop_in(20))
    await evening.driver.run(19.9)
    assert (evening.driver.requests(), evening.plays) == ({}, True)
    await evening.driver.run(10)
    assert (evening.driver.requests(), evening.plays) == ({"PUT player/pause": 1, READ: 1}, False)


async def test_a_device_that_takes_no_volume_while_it_is_paused_gets_it_when_it_plays_again(evening: Evening) -> None:
    await long_one(evening)
    evening.give(evening.stop_in(20))
    await evening.driver.run(20)
    evening.driver.simulator.faults.add(Fault(path="/v1/me/player/volume", status=204, times=1))
    await evening.driver.run(20)
    assert (evening.volume, evening.plays) == (STEPS[-1], False)
    evening.give([intents.toggle(evening.picture)])
    await evening.driver.run(10)
    assert (evening.volume, evening.plays) == (BEFORE, True)


async def test_a_pause_that_gets_lost_is_tried_again_and_the_volume_stays_low_until_then(evening: Evening) -> None:
    await long_one(evening)
    evening.give(evening.stop_in(20))
    await evening.driver.run(19)
    evening.driver.simulator.faults.add(Fault(path="/v1/me/player/pause", status=502, times=None))
    await evening.driver.run(28)
    assert (evening.volume, evening.plays) == (STEPS[-1], True)
    evening.driver.simulator.faults.clear()
    await evening.driver.run(20)
    assert (evening.volume, evening.plays, evening.timer.plan) == (BEFORE, False, None)


async def test_after_the_machine_has_slept_it_pauses_at_once_what_still_plays(evening: Evening) -> None:
    await long_one(evening)
    evening.give(evening.stop_in(100))
    await evening.driver.run(1)
    evening.driver.clock.now += 600
    await evening.driver.run(0.1)
    assert (evening.volume, evening.plays) == (BEFORE, False)
    assert evening.told == set()


async def test_at_the_end_of_the_item_nothing_of_the_next_one_is_heard(evening: Evening) -> None:
    item = evening.driver.world.player.state.item
    evening.give(evening.stop_after("item"))
    await evening.driver.run(120)
    state = evening.driver.world.player.state
    assert (state.item, state.is_playing, evening.volume) == (item, False, BEFORE)
    assert item is not None
    assert 0 < item.duration_ms - state.position_at(evening.now) < 2_500


async def test_at_the_end_of_the_item_a_crossfade_that_was_learned_counts(evening: Evening) -> None:
    evening.driver.world.player.set_crossfade(8)
    await evening.driver.run(900)
    item = evening.driver.world.player.state.item
    assert evening.driver.player.state.confirmed.crossfade_ms == pytest.approx(8_000, abs=500)
    evening.give(evening.stop_after("item"))
    await evening.driver.run(600)
    state = evening.driver.world.player.state
    assert (state.item, state.is_playing) == (item, False)


async def test_who_skips_means_the_end_of_the_next_item(evening: Evening) -> None:
    evening.give(evening.stop_after("item"))
    await evening.driver.run(5)
    evening.give([intents.skip_to_next(evening.picture)])
    await evening.driver.run(5)
    item = evening.driver.world.player.state.item
    await evening.driver.run(600)
    state = evening.driver.world.player.state
    assert (state.item, state.is_playing, evening.volume) == (item, False, BEFORE)


async def test_who_seeks_back_during_the_fade_hears_it_once_more(evening: Evening) -> None:
    evening.give(evening.stop_after("item"))
    goal = evening.timer.goal(evening.picture)
    assert goal is not None
    await evening.driver.run(goal - evening.now - 5)
    assert evening.timer.fading
    evening.give([intents.seek_to(evening.picture, 10_000)])
    await evening.driver.run(3)
    assert (evening.volume, evening.plays, evening.timer.fading) == (BEFORE, True, False)
    await evening.driver.run(300)
    assert not evening.plays


def albums(driver: Driver) -> list[Album]:
    return [album for album in driver.world.catalogue.albums if 3 <= len(album.tracks) <= 12 and album.name]


async def play_album(evening: Evening, number: int, *, left: int) -> None:
    """Play what is `left` of an album, with nothing queued."""
    player, album = evening.driver.world.player, albums(evening.driver)[number]
    player.stop()
    player.transfer(evening.driver.world.device("Desk").key)
    player.play(Context(album.uri, tuple(album.tracks)), row=len(album.tracks) - left)
    await evening.seen()


async def test_at_the_end_of_the_album_it_fades_where_the_queue_tells_the_end(evening: Evening) -> None:
    await play_album(evening, 0, left=2)
    last = albums(evening.driver)[0].tracks[-1]
    evening.give(evening.stop_after("context"))
    goal = evening.timer.goal(evening.picture)
    assert goal is not None
    await evening.driver.run(goal - evening.now - 1)
    assert (evening.plays, evening.volume) == (True, STEPS[-1])
    await evening.driver.run(10)
    state = evening.driver.world.player.state
    assert (state.item, evening.plays, evening.volume, evening.timer.plan) == (last, False, BEFORE, None)


async def test_where_nobody_looks_at_the_queue_an_album_that_ends_by_itself_ends_the_timer(evening: Evening) -> None:
    evening.driver.player.attend(Attention(focused=False, panes=frozenset({"playing"})))
    await play_album(evening, 0, left=1)
    evening.give(evening.stop_after("context"))
    assert evening.timer.goal(evening.picture) is None
    ends_at = evening.picture.ends_at
    assert ends_at is not None
    await evening.driver.run(ends_at - evening.now + 5)
    assert (evening.plays, evening.volume, evening.timer.plan) == (False, BEFORE, None)


def waiting(evening: Evening, count: int) -> list[Track]:
    """Let tracks wait that are in no list that plays."""
    tracks = [Track.model_validate(album.tracks[0].full) for album in albums(evening.driver)[5 : 5 + count]]
    evening.driver.staging.add(tracks)
    return tracks


def seconds(*tracks: Track) -> float:
    return sum(track.duration_ms for track in tracks) / 1000


def end_of_item(evening: Evening) -> float:
    assert evening.picture.ends_at is not None
    return evening.picture.ends_at


@pytest.mark.parametrize("looking", [True, False])
async def test_at_the_end_of_the_album_what_waits_here_is_heard_first_and_the_end_is_told_right_from_the_beginning(
    evening: Evening, *, looking: bool
) -> None:
    await play_album(evening, 0, left=1)
    ends_at, tracks = end_of_item(evening), waiting(evening, 3)
    await evening.driver.run(0.1)
    evening.give(evening.stop_after("context"))
    if not looking:  # at the queue, which then is not read any more
        evening.driver.player.attend(Attention(focused=False, panes=frozenset({"playing"})))
    evening.driver.forget()
    end = ends_at + seconds(*tracks) - BEFORE_END
    while evening.now < end - WARNING - 1:
        assert evening.timer.goal(evening.picture) == pytest.approx(end, abs=0.5)
        assert (evening.told, evening.timer.fading) == (set(), False)
        await evening.driver.run(min(7, end - WARNING - 1 - evening.now))
    await evening.driver.run(2)
    assert evening.told == {WARNED}
    await evening.driver.run(end - evening.now - 2)
    assert evening.volume == STEPS[-1]
    await evening.driver.run(12)
    state = evening.driver.world.player.state
    assert state.item is not None
    assert (state.item.uri, evening.plays, evening.volume, evening.timer.plan) == (tracks[-1].uri, False, BEFORE, None)
    assert evening.driver.staging.staged.entries == ()


async def test_of_an_end_that_was_put_off_by_what_was_queued_since_it_is_told_again(evening: Evening) -> None:
    await play_album(evening, 0, left=1)
    evening.give(evening.stop_after("context"))
    end = end_of_item(evening) - BEFORE_END
    await evening.driver.run(end - evening.now - 50)
    assert evening.told == {WARNED}
    end += seconds(*waiting(evening, 1))
    evening.driver.forget()
    await evening.driver.run(end - WARNING - 1 - evening.now)
    before = evening.driver.player.state.notice
    await evening.driver.run(2)
    assert evening.driver.player.state.notice != before
    assert evening.told == {WARNED}
    await evening.driver.run(WARNING + 10)
    assert (evening.plays, evening.timer.plan) == (False, None)


async def test_an_end_that_comes_a_little_later_is_told_once(evening: Evening) -> None:
    evening.give(evening.stop_after("item"))
    await evening.driver.run(end_of_item(evening) - BEFORE_END - evening.now - 50)
    told = evening.driver.player.state.notice
    assert told is not None
    assert told.text == WARNED
    evening.give([intents.seek_by(evening.picture, evening.now, -30_000)])
    await evening.driver.run(60)
    assert evening.driver.player.state.notice == told


async def test_what_is_held_is_not_waited_for(evening: Evening) -> None:
    await play_album(evening, 0, left=1)
    waiting(evening, 2)
    evening.driver.staging.hold(on=True)
    await evening.driver.run(0.1)
    evening.give(evening.stop_after("context"))
    end = end_of_item(evening) - BEFORE_END
    assert evening.timer.goal(evening.picture) == end
    await evening.driver.run(end - evening.now + 10)
    assert (evening.plays, evening.volume, evening.timer.plan) == (False, BEFORE, None)
    assert len(evening.driver.staging.staged.here) == 2


async def test_what_follows_the_album_by_itself_is_stopped_at_once(evening: Evening) -> None:
    evening.driver.player.attend(Attention(focused=False, panes=frozenset({"playing"})))
    await play_album(evening, 0, left=1)
    evening.give(evening.stop_after("context"))
    ends_at, other = evening.picture.ends_at, albums(evening.driver)[1]
    assert ends_at is not None
    player = evening.driver.world.player
    evening.driver.later(ends_at - evening.now, lambda: player.play(Context(other.uri, tuple(other.tracks))))
    await evening.driver.run(ends_at - evening.now + 4)
    state = player.state
    assert state.item is other.tracks[0]
    assert (evening.plays, evening.volume, evening.timer.plan) == (False, BEFORE, None)
    assert state.position_ms < 2_000


async def test_who_plays_another_album_means_the_end_of_that_one(evening: Evening) -> None:
    evening.give(evening.stop_after("context"))
    evening.give(intents.play_whole(evening.picture, albums(evening.driver)[1].uri))
    await evening.driver.run(10)
    assert evening.plays
    assert evening.timer.plan is not None
    assert evening.timer.plan.uri == albums(evening.driver)[1].uri


async def test_a_fade_out_takes_six_seconds_and_ten_requests(evening: Evening) -> None:
    await long_one(evening)
    evening.give(evening.timer.fade_out(evening.picture, evening.now))
    await evening.driver.run(FADE_OUT - 0.1)
    assert (evening.volume, evening.plays) == (STEPS[-1], True)
    await evening.driver.run(10)
    assert evening.driver.requests() == FADED
    assert (evening.volume, evening.plays, evening.timer.plan) == (BEFORE, False, None)


async def test_a_fade_out_that_is_taken_back_leaves_the_timer_that_was_set(evening: Evening) -> None:
    await long_one(evening)
    evening.give(evening.stop_in(1_000))
    plan = evening.timer.plan
    evening.give(evening.timer.fade_out(evening.picture, evening.now))
    await evening.driver.run(3)
    evening.give(evening.timer.fade_out(evening.picture, evening.now))
    await evening.driver.run(20)
    assert (evening.volume, evening.plays, evening.timer.plan) == (BEFORE, True, plan)


@pytest.mark.parametrize("lag", [0.0, 1.0, 2.5])
async def test_however_late_the_service_shows_it_the_music_is_off_and_the_volume_as_before(lag: float) -> None:
    timer = SleepTimer()
    driver = Driver(lag=lag, latency=0.2)
    driver.player.errands.add(timer)
    async for each in started(driver):
        evening = Evening(each, timer)
        await each.run(5)
        await long_one(evening)
        evening.give(evening.stop_in(30))
        await each.run(60)
        assert (evening.volume, evening.plays, timer.plan) == (BEFORE, False, None)


async def test_while_no_read_succeeds_the_music_stops_all_the_same_and_the_volume_comes_back_with_a_read(
    evening: Evening,
) -> None:
    await long_one(evening)
    evening.give(evening.stop_in(30))
    evening.driver.simulator.faults.add(Fault(method="GET", path="/v1/me/player", status=503, times=None))
    await evening.driver.run(60)
    assert (evening.volume, evening.plays) == (STEPS[-1], False)
    evening.driver.simulator.faults.clear()
    evening.driver.player.attend(GLANCING)
    await evening.driver.run(120)
    assert (evening.volume, evening.plays, evening.timer.plan) == (BEFORE, False, None)
