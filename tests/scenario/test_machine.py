"""Whatever is pressed, changed elsewhere, refused or lost, in whatever order: the silences hold, no command acts twice,
and in the end the screen shows the truth.

SPTUI_EXAMPLES in the environment asks for so many random examples in place of the few that are always the same.
"""

import asyncio
import contextlib
import os
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sptui.player.attention import Attention
from sptui.player.player import Player
from sptui.player.schedule import Profile
from sptui.simulator import Fault
from sptui.simulator.faults import NAMED
from sptui.spotify.errors import SpotifyError
from sptui.store import Store
from tests.scenario.driver import EPOCH, Driver, together
from tests.scenario.hands import BODIES, ELSEWHERE, KEYS, PATHS, WAITS, refusal
from tests.scenario.witness import Witness, Witnessed

PANES = (frozenset({"playing"}), frozenset({"playing", "queue"}), frozenset({"playing", "queue", "devices"}))
LONGEST_AD = 70.0

paths = st.sampled_from(PATHS)
numbers = st.integers(0, 20)
keys = st.sampled_from(sorted(KEYS))
elsewhere = st.sampled_from(sorted(ELSEWHERE))
short_whiles = st.sampled_from([0.05, 0.3, 0.7, 1.0, 2.0, 4.0])
whiles = st.sampled_from([0.05, 0.5, 1.0, 3.0, 10.0, 30.0, 90.0, 240.0, 900.0, 3_600.0, 7_200.0])


profiles: st.SearchStrategy[Profile] = st.sampled_from(["frugal", "balanced", "live"])
named = st.builds(Fault.named, st.sampled_from(sorted(NAMED)), path=paths, times=st.sampled_from([1, 1, 2, 3, None]))
refusals = st.builds(refusal, paths, st.sampled_from(BODIES), st.sampled_from(WAITS), st.integers(1, 3))
faults = st.one_of(named, named, refusals)


class Process(Driver):
    """A driver under the eyes of a witness; `meanwhile` is what happens while the next request is under way."""

    def __init__(
        self, file: Path, *, attention: Attention, beside: "Process | None" = None, screen: bool = True
    ) -> None:
        self.meanwhile: list[Callable[[], None]] = []
        latency = beside.latency if beside else 0.1
        super().__init__(attention=attention, latency=latency, beside=beside, store=Store(file), screen=screen)
        self.witness: Witness = beside.witness if beside else Witness(self.clock)
        self.http._transport = Witnessed(self.http._transport, self.witness)
        self._send = self.player.send_one
        self.player.send_one = self._send_once  # type: ignore[method-assign]

    async def _sleep(self, seconds: float) -> None:
        await super()._sleep(seconds / 2)
        if self.meanwhile:
            self.meanwhile.pop(0)()
        await asyncio.sleep(0)
        await super()._sleep(seconds / 2)

    async def end(self) -> None:
        """End this process and let go of all that it holds."""
        self.leave()
        self.store.close()
        await self.http.aclose()

    async def _send_once(self) -> bool:
        before = self.witness.posted
        sent = await self._send()
        if self.witness.posted > before + 1:
            self.witness.wrong.append("one command was sent twice")
        return sent


class Machine(RuleBasedStateMachine):
    """One user with a process, for a while with `another`, and everybody else."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = TemporaryDirectory()
        self.driver = Process(self.file, attention=Attention(last_key=EPOCH, panes=PANES[1]))
        self.another: Process | None = None
        self.household = self.driver.world.devices

    @property
    def file(self) -> Path:
        return Path(self.folder.name) / "store.sqlite3"

    @property
    def drivers(self) -> list[Process]:
        return [self.driver] if self.another is None else [self.driver, self.another]

    def run(self, seconds: float) -> None:
        """Let so much time pass for all processes."""
        if self.another is not None and not self.another.player._sharing._screen:
            seconds = min(seconds, LONGEST_AD)  # it looks twice a second, which makes hours long
        self.runner.run(together(seconds, *self.drivers))

    @property
    def player(self) -> Player:
        return self.driver.player

    @initialize()
    def open(self) -> None:
        self.driver.hold()
        self.run(1.0)

    @rule(name=keys, number=numbers, forced=st.booleans(), wait=short_whiles)
    def press(self, name: str, number: int, forced: bool, wait: float) -> None:
        self._press(name, number, forced=forced)
        self.run(wait)

    @rule(name=keys, number=numbers, times=st.integers(2, 6))
    def hammer(self, name: str, number: int, times: int) -> None:
        for _ in range(times):
            self._press(name, number, forced=False)

    @rule(name=keys, number=numbers, forced=st.booleans())
    def press_while_asking(self, name: str, number: int, forced: bool) -> None:
        self.driver.meanwhile.append(lambda: self._press(name, number, forced=forced))
        self.player.refresh()
        self.run(0.05)

    def _press(self, name: str, number: int, *, forced: bool) -> None:
        key, player = KEYS[name], self.player
        player.attend(player.attention.with_key(self.driver.clock.now))
        if forced or not key.why_not(player.state.shown, number):
            for command in key.make(self.driver, number):
                if command is not None:
                    player.do(command)

    @rule(name=elsewhere, number=numbers, wait=short_whiles)
    def change_elsewhere(self, name: str, number: int, wait: float) -> None:
        ELSEWHERE[name](self.driver.world, number)
        self.run(wait)

    @rule(name=elsewhere, number=numbers)
    def change_elsewhere_while_asking(self, name: str, number: int) -> None:
        self.driver.meanwhile.append(lambda: ELSEWHERE[name](self.driver.world, number))

    @rule(seconds=whiles, asleep=st.sampled_from([False, False, True]))
    def wait(self, seconds: float, asleep: bool) -> None:
        if asleep:
            self.driver.clock.now += seconds
            self.player.refresh()
        self.run(0.1 if asleep else seconds)

    @rule(focused=st.booleans(), panes=st.sampled_from(PANES), key=st.booleans())
    def look(self, focused: bool, panes: frozenset[str], key: bool) -> None:
        attention = replace(self.player.attention, focused=focused, panes=panes)
        self.player.attend(attention.with_key(self.driver.clock.now) if key else attention)
        self.player.reread("devices")
        self.run(0.1)

    @rule(profile=profiles)
    def switch_profile(self, profile: Profile) -> None:
        self.player.set_profile(profile)

    @rule(lag=st.sampled_from([0.0, 0.4, 0.4, 1.0, 3.0]), latency=st.sampled_from([0.0, 0.1, 0.1, 1.0, 4.0, 12.0]))
    def slow_down(self, lag: float, latency: float) -> None:
        self.driver.world.player.lag, self.driver.latency = lag, latency

    @rule(fault=faults, wait=short_whiles)
    def spoil(self, fault: Fault, wait: float) -> None:
        self.driver.simulator.faults.add(fault)
        self.run(wait)

    @rule(rate=st.sampled_from([None, 0, 2, 5]), quota=st.sampled_from([None, None, 0, 10]), wait=whiles)
    def limit(self, rate: int | None, quota: int | None, wait: float) -> None:
        limits = self.driver.simulator.limits
        limits.rate, limits.quota = rate, quota
        self.run(wait)
        limits.rate = limits.quota = None

    @rule(number=numbers)
    def heal(self, number: int) -> None:
        self.driver.simulator.faults.clear()
        self.driver.world.player.add_device(self.household[number % len(self.household)])

    @rule(words=st.integers(1, 5))
    def crowd(self, words: int) -> None:
        """Everything at once, as the two loops and a typing listener would."""

        async def search(word: int) -> None:
            with contextlib.suppress(SpotifyError):
                await self.driver.spotify.search(f"word {word}")

        async def all_at_once() -> None:
            loops: list[Awaitable[object]] = [self.player.send_one(), self.player.read_due()]
            await asyncio.gather(*loops, *(search(word) for word in range(words)))

        self.runner.run(all_at_once())

    @rule()
    def restart(self) -> None:
        old = self.driver
        attention = Attention(last_key=old.clock.now, panes=old.player.attention.panes)
        self.driver = Process(self.file, attention=attention, beside=old)
        self.driver.hold()
        self.runner.run(old.end())
        self.run(0.5)

    @rule(screen=st.booleans())
    def open_another(self, screen: bool) -> None:
        if self.another is None:
            self.another = Process(self.file, attention=Attention(panes=PANES[1]), beside=self.driver, screen=screen)
            self.another.hold()
        self.run(0.5)

    @rule()
    def change_hands(self) -> None:
        """The next keys are for the other screen."""
        if self.another is not None and self.another.player._sharing._screen:
            self.driver, self.another = self.another, self.driver
            self.another.meanwhile.clear()

    @rule()
    def close_another(self) -> None:
        if self.another is not None:
            self.runner.run(self.another.end())
            self.another = None

    @invariant()
    def nothing_is_wrong(self) -> None:
        assert self.driver.witness.wrong == []

    def teardown(self) -> None:
        try:
            self._come_to_rest()
            for driver in self.drivers:
                self._assert_true(driver)
            self.nothing_is_wrong()
        finally:
            for driver in self.drivers:
                self.runner.run(driver.end())
            self.runner.close()
            self.folder.cleanup()

    def _come_to_rest(self) -> None:
        """All is well again; the silences are waited out, and somebody looks."""
        clock, world = self.driver.clock, self.driver.world
        self.driver.simulator.faults.clear()
        world.player.lag = 0.4
        world.player.set_private_session(on=False)
        world.player.set_crossfade(0)
        for driver in self.drivers:
            driver.meanwhile.clear()
            driver.latency = 0.05
        # After refusals hard upon one another a process is silent for longer than it was asked to be.
        own = [cooldown.until for driver in self.drivers for cooldown in driver.store.cooldowns()]
        silent_until = max([self.driver.witness.silent_until, *own])
        if silent_until > clock.now:
            self.run(min(silent_until - clock.now, 20))
            clock.now = max(clock.now, silent_until - 5)
        self.run(LONGEST_AD)
        self._refresh()
        self.run(60)
        while world.player.state.is_playing and not 8 < self._played < self._length - 15:
            self.run(5)
        if self.player.state.usage.stretch > 1:
            self._refresh()  # only somebody's own wish is still read at once
            self.run(1)

    def _refresh(self) -> None:
        for player in (driver.player for driver in self.drivers):
            player.attend(replace(player.attention, focused=False))
            player.attend(replace(player.attention, focused=True))
            player.refresh()

    @property
    def _played(self) -> float:
        return self.driver.world.player.state.position_at(self.driver.clock.now) / 1000

    @property
    def _length(self) -> float:
        item = self.driver.world.player.state.item
        assert item is not None
        return item.duration_ms / 1000

    def _assert_true(self, driver: Process) -> None:
        truth, state = driver.world.player.state, driver.player.state
        if truth.device is not None and truth.item is not None:
            driver.assert_true()
        assert state.shown.playback.active == (truth.device is not None)
        assert state.shown == state.confirmed
        assert state.trouble is None
        assert driver.player._outbox.empty


EXAMPLES = os.environ.get("SPTUI_EXAMPLES")
TestMachine = pytest.mark.timeout(600)(Machine.TestCase)
TestMachine.settings = settings(
    max_examples=int(EXAMPLES or 40),
    stateful_step_count=30,
    derandomize=EXAMPLES is None,
    database=None,
    deadline=None,
    print_blob=False,
    suppress_health_check=list(HealthCheck),
)
