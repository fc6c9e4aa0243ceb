"""The loops that send and read by themselves."""

import asyncio

import pytest

from sptui.player.attention import Attention
from sptui.player.command import Command
from sptui.player.commands import SeekToPosition, SetVolume, SkipToNext
from sptui.player.outbox import QUIET
from sptui.player.player import Player
from sptui.player.running import SPACING, reading, sending
from tests.player.fakes import DESK, A, Rig, StillClock, answer

URI_A = "spotify:track:A"


class SteppedClock(StillClock):
    """A clock on which timed waits last until somebody moves it beyond their end."""

    def __init__(self) -> None:
        super().__init__()
        self._ends: list[tuple[float, asyncio.Event]] = []

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        if seconds is not None:
            self._ends.append((self.now + seconds, event))
        await event.wait()

    async def advance(self, seconds: float) -> None:
        for _ in range(20):
            await asyncio.sleep(0)
        self.now += seconds
        for end, event in self._ends:
            if end <= self.now:
                event.set()


class SleepingClock(StillClock):
    """A clock on which timed waits last until they are woken."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float | None] = []

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        self.waits.append(seconds)
        await event.wait()


@pytest.mark.parametrize("kind", [SetVolume, SeekToPosition])
async def test_a_key_held_for_three_seconds_is_five_requests_the_first_at_once_and_the_last_winning(
    rig: Rig, kind: type[Command]
) -> None:
    clock = rig.player.clock = SteppedClock()
    rig.player.attend(Attention(focused=False))
    sent: list[float] = []
    original = rig.fake.answer

    async def timed(name: str) -> object:
        if name in {"volume", "seek"}:
            sent.append(round(clock.now - 1_000, 3))
        return await original(name)

    rig.fake.answer = timed  # type: ignore[method-assign]
    loop = asyncio.create_task(sending(rig.player, lambda: rig.player._outbox.due))
    for step in range(90):
        rig.player.do(SetVolume(step) if kind is SetVolume else SeekToPosition(step, URI_A))
        await clock.advance(1 / 30)
    for _ in range(30):
        await clock.advance(1 / 30)
    loop.cancel()
    assert sent == [0.0, *(pytest.approx(0.8 * nth, abs=0.05 * nth) for nth in (1, 2, 3)), sent[-1]]
    assert sent[-1] == pytest.approx(89 / 30 + QUIET, abs=0.1)
    assert rig.fake.calls[-1] == (("volume", 89) if kind is SetVolume else ("seek", 89))


async def until(rig: Rig, *, calls: int) -> None:
    for _ in range(200):
        if len(rig.fake.calls) >= calls:
            return
        await asyncio.sleep(0)
    pytest.fail(f"only {rig.fake.calls}")


async def test_running_it_sends_what_is_given_with_room_between(rig: Rig) -> None:
    clock = SteppedClock()
    rig.player = Player(rig.fake.spotify, on_change=rig.seen.append, clock=clock)
    times: list[float] = []
    original = rig.fake.answer

    async def timed(name: str) -> object:
        if name in {"next", "volume"}:
            times.append(clock.now)
        return await original(name)

    rig.fake.answer = timed  # type: ignore[method-assign]
    rig.player.attend(Attention(focused=False))
    rig.fake.answers["playback_state"] = answer(A, playing=False)
    rig.player.do(SkipToNext(URI_A))
    rig.player.do(SetVolume(5))
    running = asyncio.create_task(rig.player.run())
    for _ in range(10):
        await clock.advance(SPACING / 4)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert times == [1_000.0, pytest.approx(1_000.0 + SPACING)]


@pytest.mark.parametrize(("jump", "reads"), [(0.0, 1), (3.0, 1), (3_600.0, 2), (-3_600.0, 2)])
async def test_a_machine_that_slept_or_whose_clock_was_set_reads_again(rig: Rig, jump: float, reads: int) -> None:
    clock = SteppedClock()
    rig.player = Player(rig.fake.spotify, on_change=rig.seen.append, clock=clock)
    rig.player.attend(Attention(focused=False))
    rig.fake.answers["playback_state"] = answer(A, playing=True)
    loop = asyncio.create_task(reading(rig.player))
    await until(rig, calls=1)
    await clock.advance(30)
    clock.wall += jump
    rig.player.to_read.set()
    for _ in range(50):
        await asyncio.sleep(0)
    loop.cancel()
    assert rig.fake.counted() == {"playback_state": reads}


async def test_a_key_wakes_the_reads_of_a_player_that_was_left_alone() -> None:
    rig, clock = Rig(), SleepingClock()
    rig.player = Player(rig.fake.spotify, on_change=rig.seen.append, clock=clock)
    rig.player.attend(Attention(panes=frozenset({"playing"})))
    rig.fake.answers["playback_state"] = answer(A, playing=False, device=DESK)
    running = asyncio.create_task(rig.player.run())
    await until(rig, calls=2)
    for _ in range(5):
        await asyncio.sleep(0)
    clock.now += 40
    rig.player.attend(rig.player.attention.with_key(clock.now))
    await until(rig, calls=3)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert [call[0] for call in rig.fake.calls] == ["playback_state", "contains", "playback_state"]
    assert 120.0 in clock.waits
