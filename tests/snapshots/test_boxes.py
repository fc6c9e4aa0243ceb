"""How the lists in boxes look: the playlists to choose from, and the keys."""

import pytest
from syrupy.assertion import SnapshotAssertion

from sptui.library.collections import PLAYLISTS
from sptui.simulator import Simulator
from sptui.simulator.faults import Fault
from sptui.tui.screens.choose_playlist import ChoosePlaylist
from sptui.tui.widgets.searchline import SearchLine
from tests.snapshots.conftest import Taken
from tests.snapshots.scenes import NO_ROWS, Scene, Steps, answered, presses, with_variants
from tests.tui.stage import Stage

LISTED = "/v1/me/playlists"
KNOWN = [lambda _: PLAYLISTS]
UNREACHABLE = Fault.named("refused", path=LISTED, times=None)


async def adds(stage: Stage) -> None:
    """Add what plays to a playlist."""
    await stage.press("i")
    await stage.until(lambda: isinstance(stage.app.screen, ChoosePlaylist))


def types(text: str, *keys: str) -> Steps:
    """Type into the line that finds a playlist, and press keys."""

    async def steps(stage: Stage) -> None:
        await adds(stage)
        screen = stage.app.screen
        await stage.until(lambda: not stage.shows("Loading your playlists …"))
        screen.query_one(SearchLine).value = text
        await stage.pilot.pause()
        await stage.press(*keys)

    return steps


async def adds_again(stage: Stage) -> None:
    """Add to a playlist by somebody who has done so before."""
    playlists = stage.simulator.world.playlists
    stage.store.remember("last playlist", playlists.named("Focus, mostly instrumental").id)
    await adds(stage)


def without_playlists(simulator: Simulator) -> None:
    simulator.faults.add(answered(LISTED, NO_ROWS))


SCENES = with_variants(
    {
        "chooser-full": Scene(steps=adds),
        "chooser-last-used": Scene(steps=adds_again),
        "chooser-loading": Scene(steps=adds, held=LISTED),
        "chooser-known-loading": Scene(steps=adds, known=KNOWN, held=LISTED),
        "chooser-none": Scene(steps=adds, arrange=without_playlists),
        "chooser-offline": Scene(steps=adds, faults=[UNREACHABLE]),
        "chooser-known-offline": Scene(steps=adds, known=KNOWN, faults=[UNREACHABLE]),
        "chooser-words": Scene(steps=types("in")),
        "chooser-no-match": Scene(steps=types("qqqq")),
        "chooser-not-yours": Scene(steps=types("rainy", "up", "enter")),
        "chooser-end": Scene(steps=types("", "pagedown", "pagedown")),
        "chooser-naming": Scene(steps=types("", "pagedown", "pagedown", "enter")),
        "keys": Scene(steps=presses("?")),
        "keys-end": Scene(steps=presses("?", "G")),
        "keys-filtered": Scene(steps=presses("?", "f", "v", "o", "l")),
        "keys-filtered-to-nothing": Scene(steps=presses("?", "f", "q", "q", "q")),
    },
    narrow=["chooser-full", "chooser-naming", "keys"],
    large=["chooser-full"],
    light=["chooser-last-used"],
)


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
async def test_it_looks_like_this(taken: Taken, picture: SnapshotAssertion, scene: Scene) -> None:
    assert await taken(scene) == picture
