"""Fixtures that take pictures of the app and compare them with those that were taken before."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from sptui.simulator import Simulator
from tests.snapshots.pictures import PictureExtension, picture_of
from tests.snapshots.scenes import DAYS_BEFORE, Scene, answered_all, learn, settle
from tests.tui.conftest import Opened, clock, remote, simulator  # noqa: F401 -- fixtures
from tests.tui.stage import HeldClock

Taken = Callable[[Scene], Awaitable[str]]
"""Takes the picture of a scene."""


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The picture that was taken before; `--snapshot-update` takes another."""
    return snapshot.use_extension(PictureExtension)


@pytest.fixture
def taken(
    remote: Opened,  # noqa: F811 -- the fixture
    simulator: Simulator,  # noqa: F811
    clock: HeldClock,  # noqa: F811
    utc: None,  # noqa: ARG001
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Taken:
    """Opens the app on the fixture's account as a scene tells, and takes its picture once all is there."""
    # Nobody scrolls here, so there is no need to wait until a list rests.
    monkeypatch.setattr("sptui.tui.sight.GLANCE", 0.01)
    monkeypatch.setattr("sptui.tui.browsing.SETTLED", 0.01)

    async def taken(scene: Scene) -> str:
        scene.arrange(simulator)
        store_file = tmp_path / "store.db" if scene.known else None
        if store_file is not None:
            await learn(simulator, clock, store_file, [place(simulator) for place in scene.known])
            clock.advance(DAYS_BEFORE)
        place = scene.place(simulator) if scene.place is not None else None
        for fault in scene.faults:
            simulator.faults.add(fault)
        async with remote(size=scene.size, store_file=store_file) as stage:
            stage.app.theme = scene.theme
            if scene.steps is not None:
                if place is not None:
                    stage.app.browsing.go(place)
                await answered_all(stage)
            if scene.held:
                stage.hold(scene.held)
            if scene.steps is not None:
                await scene.steps(stage)
            elif place is not None:
                stage.app.browsing.go(place)
            await settle(stage, scene.held)
            told = picture_of(stage)
            assert "[[" not in told, "a mark stands where a key should"
            return told

    return taken
