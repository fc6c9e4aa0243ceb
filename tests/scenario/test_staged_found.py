"""Whatever is queued, moved, skipped, started elsewhere, refused, lost or ended, in whatever order: every staged item
is handed over exactly once and in the order of the list, or it is told of.

SPTUI_EXAMPLES in the environment asks for so many random examples in place of the few that are always the same.
"""

import asyncio
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sptui.player.attention import Attention
from sptui.player.command import Command
from sptui.simulator import Fault
from sptui.simulator.spoken import Playable
from sptui.spotify.models.catalogue import Track
from sptui.store import Store
from tests.scenario.driver import AWAY, GLANCING, WATCHING, Driver, together

numbers = st.integers(0, 9)
whiles = st.sampled_from([0.1, 0.5, 2.0, 10.0, 60.0, 190.0, 400.0])


class Machine(RuleBasedStateMachine):
    """One listener with a process, and other hands on the player. `list` is the order in which items wait, as they were
    arranged from here; `handed` is what reached Spotify's queue, and `passed` what was jumped over there.
    """

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = TemporaryDirectory()
        self.driver = Driver(attention=WATCHING, latency=0.1, store=Store(self.file))
        albums = self.driver.world.catalogue.albums
        playing = {item.uri for item in self.driver.world.player.state.context.items if item}
        self.fresh = [
            Track.model_validate(track.full)
            for album in albums[20:60]
            for track in album.tracks
            if track.uri not in playing and track.playable
        ]
        self.list: list[str] = []
        self.removed: set[str] = set()
        self.reported: set[str] = set()
        self.handed: list[str] = []
        self.passed: set[str] = set()
        self.wrong: list[str] = []
        self._watch()

    @property
    def file(self) -> Path:
        return Path(self.folder.name) / "store.sqlite3"

    def _watch(self) -> None:
        """Write down what the service puts into its queue when this process asks for it."""
        player = self.driver.world.player
        add = player.add_to_queue

        def added(item: Playable) -> None:
            add(item)
            uri = item.uri
            if uri not in self.list:
                return  # somebody else had queued it, and it was jumped over
            self.handed.append(uri)
            passed = self.passed - {uri}
            waiting = [each for each in self.list if each not in self.handed[:-1] and each not in passed]
            if waiting[:1] != [uri]:
                self.wrong.append(f"{uri} was handed over, and it was the turn of {waiting[:1]}")

        player.add_to_queue = added  # type: ignore[method-assign]

    def run(self, seconds: float) -> None:
        self.runner.run(together(seconds, self.driver))
        self.reported |= {entry.item.uri or "" for entry in self.driver.lost}

    def do(self, commands: Sequence[Command | None]) -> None:
        for command in commands:
            if command is not None:
                self.driver.player.do(command)

    @property
    def waiting(self) -> list[tuple[int, str]]:
        return [(entry.id, entry.item.uri or "") for entry in self.driver.staging.staged.here]

    def first_come(self, uris: Sequence[str]) -> None:
        """These are chosen to be handed over before the others."""
        self.list = [*(uri for uri in self.list if uri in self.handed), *uris, *self.left(uris)]

    def left(self, uris: Sequence[str]) -> list[str]:
        return [uri for uri in self.list if uri not in self.handed and uri not in uris]

    @initialize()
    def open(self) -> None:
        self.driver.hold()
        self.run(1.0)

    @rule(count=st.integers(1, 3), first=st.booleans())
    def stage(self, count: int, first: bool) -> None:
        items = [self.fresh.pop() for _ in range(count)]
        claimed = [each for each in self.driver.staging.staged.here if each.id in self.driver.staging.giving.claimed]
        self.driver.staging.add(items, first=first and not claimed)
        uris = [item.uri or "" for item in items]
        if first and not claimed:
            self.first_come(uris)
        else:
            self.list += uris

    @rule(number=numbers, by=st.integers(-3, 3))
    def move(self, number: int, by: int) -> None:
        if self.waiting and not self.driver.staging.giving.claimed:
            id_, _ = self.waiting[number % len(self.waiting)]
            self.driver.staging.change(lambda staged: staged.moved({id_}, by))
            self.list = [*(uri for uri in self.list if uri in self.handed), *(uri for _, uri in self.waiting)]

    @rule(number=numbers)
    def remove(self, number: int) -> None:
        if self.waiting:
            id_, uri = self.waiting[number % len(self.waiting)]
            before, after = self.driver.staging.change(lambda staged: staged.without({id_}))
            if before != after:
                self.removed.add(uri)
                self.list.remove(uri)

    @rule()
    def clear_and_undo(self) -> None:
        staging = self.driver.staging
        before, after = staging.change(lambda staged: staged.arranged(()))
        staging.change(lambda staged: staged.restored(before, after))

    @rule(number=numbers)
    def hand_over(self, number: int) -> None:
        chosen = [each for each in self.waiting if each[0] not in self.driver.staging.giving.claimed][: number % 3]
        commands = self.driver.staging.hand_over([id_ for id_, _ in chosen])
        claimed = [uri for id_, uri in self.waiting if id_ in self.driver.staging.giving.claimed]
        self.first_come(claimed)
        self.do(commands)

    @rule(wait=whiles)
    def skip(self, wait: float) -> None:
        self.do(self.driver.staging.skip(self.driver.player.state.shown))
        self.run(wait)

    @rule(number=numbers)
    def jump(self, number: int) -> None:
        if self.waiting:
            id_, _ = self.waiting[number % len(self.waiting)]
            over = {entry.item.uri or "" for entry in self.driver.staging.staged.given}
            commands = self.driver.staging.jump(self.driver.player.state.shown, id_)
            self.passed |= over  # they come back, unless the jump fails
            self.handed = [uri for uri in self.handed if uri not in over]
            self.first_come([uri for id_, uri in self.waiting if id_ in self.driver.staging.giving.claimed])
            self.do(commands)

    @rule(number=numbers, wait=whiles)
    def meddle(self, number: int, wait: float) -> None:
        """Somebody else skips, pauses, resumes, starts something, turns the modes, or lets an ad be played."""
        world = self.driver.world
        album = world.context(world.catalogue.albums[number].uri)
        assert album is not None
        (
            world.player.next,
            world.player.previous,
            world.player.pause,
            world.player.resume,
            lambda: world.player.play(album),
            lambda: world.player.seek(100_000),
            lambda: world.player.set_shuffle(on=number % 2 == 0),
            lambda: world.player.set_repeat("off"),
            lambda: world.player.play_ad(20),
            lambda: world.player.transfer(world.devices[2].key),
        )[number]()
        self.run(wait)

    @rule(seconds=whiles)
    def wait(self, seconds: float) -> None:
        self.run(seconds)

    @rule(how=st.sampled_from(["lost", "refused", "broken", "silent"]), wait=whiles)
    def spoil(self, how: str, wait: float) -> None:
        """The next item that is handed over is refused, finds no connection, or its answer is lost."""
        faults = {
            "lost": Fault(method="POST", path="*/player/queue", failure="read"),
            "broken": Fault(method="POST", path="*/player/queue", failure="connect"),
            "refused": Fault(method="POST", path="*/player/queue", status=403),
            "silent": Fault(method="POST", path="*/player/queue", status=429, headers={"Retry-After": "3"}),
        }
        self.driver.simulator.faults.add(faults[how])
        self.run(wait)

    @rule(attention=st.sampled_from([WATCHING, GLANCING, AWAY]))
    def look(self, attention: Attention) -> None:
        self.driver.player.attend(attention)

    @rule(gone=st.sampled_from([0.0, 30.0, 600.0, 7_200.0]))
    def restart(self, gone: float) -> None:
        old = self.driver
        old.leave()
        old.store.close()
        self.driver = Driver(beside=old, latency=0.1, attention=WATCHING, store=Store(self.file))
        self.driver.clock.now += gone
        self.driver.hold()
        self.run(1.0)
        if self.driver.staging.staged.held:
            self.driver.staging.hold(on=False)
        self.runner.run(old.http.aclose())

    @invariant()
    def in_order_and_once(self) -> None:
        assert self.wrong == []
        assert max(Counter(self.handed).values(), default=0) <= 1

    def teardown(self) -> None:
        try:
            self._come_to_rest()
            self.in_order_and_once()
            waiting = {uri for _, uri in self.waiting}
            held = {entry.item.uri for entry in self.driver.staging.staged.given}
            queue = {item.uri for item in self.driver.world.player.state.queue}
            for uri in self.list:
                if uri in self.passed:
                    continue
                if uri in self.handed:
                    assert uri not in waiting, "it would be handed over again"
                else:
                    assert uri in waiting or uri in self.reported, "it is lost"
            assert held <= queue, "what has left the queue is shown as if it were in it"
            assert not self.removed & set(self.handed)
        finally:
            self.driver.leave()
            self.driver.store.close()
            self.runner.run(self.driver.http.aclose())
            self.runner.close()
            self.folder.cleanup()

    def _come_to_rest(self) -> None:
        self.driver.simulator.faults.clear()
        self.driver.player.attend(WATCHING)
        world = self.driver.world
        world.player.set_repeat("off")
        world.player.play(world.context(world.catalogue.albums[3].uri) or world.player.state.context)
        self.run(30)
        self.driver.player.refresh()
        self.run(60)


EXAMPLES = os.environ.get("SPTUI_EXAMPLES")
TestMachine = pytest.mark.timeout(600)(Machine.TestCase)
TestMachine.settings = settings(
    max_examples=int(EXAMPLES or 30),
    stateful_step_count=30,
    derandomize=EXAMPLES is None,
    database=None,
    deadline=None,
    print_blob=False,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
