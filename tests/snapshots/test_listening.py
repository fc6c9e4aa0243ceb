"""How it looks while one listens: the queue that waits, a few lines, lyrics, sleep timer, scenes."""

import pytest
from syrupy.assertion import SnapshotAssertion

from sptui.tui.panes.lyrics import LyricsPane
from tests.snapshots.conftest import Taken
from tests.snapshots.scenes import Scene, presses, with_variants
from tests.tui.stage import Stage


async def some_wait(stage: Stage) -> None:
    """Three items wait, one is in Spotify's queue, and one was played before."""
    await stage.later(10)
    await stage.press("n")
    await stage.later(0.7)
    items = stage.app.player.state.shown.queue or ()
    stage.app.staging.add(items[3:7])
    stage.app.remote.do(*stage.app.staging.hand_over([stage.app.staging.staged.here[0].id], told=False))
    await stage.until(lambda: ("POST", "player/queue") in stage.writes)
    await stage.later(0.7)
    await stage.until(lambda: stage.shows("In Spotify's queue") and stage.shows("Waiting here"))


async def held(stage: Stage) -> None:
    await some_wait(stage)
    stage.app.staging.hold(on=True)
    stage.app.player.to_read.set()
    await stage.until(lambda: stage.shows("They wait until H"))


async def words(stage: Stage) -> None:
    await stage.press("w")
    await stage.later(1.0)
    await stage.until(lambda: stage.app.main.query(LyricsPane).last().words.lyrics is not None)


async def going(stage: Stage) -> None:
    await stage.press("g")
    await stage.pilot.pause()
    await stage.press(*"1:2")


async def scene_saved(stage: Stage) -> None:
    await stage.press("R")
    await stage.pilot.pause()
    await stage.press("enter", *"Evening", "enter")
    await stage.until(lambda: stage.in_front == "MainScreen")
    stage.app.clear_notifications()
    await stage.press("R")
    await stage.until(lambda: stage.shows("Evening"))


SCENES = with_variants(
    {
        "queue-waiting": Scene(steps=some_wait),
        "queue-held": Scene(steps=held),
        "few-lines": Scene(steps=presses("M")),
        "three-lines": Scene(size=(60, 3)),
        "eight-lines": Scene(size=(60, 8)),
        "lyrics": Scene(steps=words),
        "going-to": Scene(steps=going),
        "sleep-timer": Scene(steps=presses("t")),
        "scenes": Scene(steps=scene_saved),
    },
    narrow=["queue-waiting", "lyrics", "sleep-timer"],
    light=["queue-waiting"],
)


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
async def test_it_looks_like_this(taken: Taken, picture: SnapshotAssertion, scene: Scene) -> None:
    assert await taken(scene) == picture
