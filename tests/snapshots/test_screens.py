"""How every screen looks at four sizes, dark and light."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Final

import pytest
from syrupy.assertion import SnapshotAssertion

from sptui.tui.panes.key_guide import KeyGuide
from tests.snapshots.conftest import Taken
from tests.snapshots.pictures import picture_of
from tests.snapshots.scenes import Scene, album, presses
from tests.tui.conftest import Opened
from tests.tui.stage import Stage

SIZES: Final = ((80, 24), (100, 30), (120, 36), (200, 50))


async def searches(stage: Stage) -> None:
    """Ask Spotify for something."""
    await presses("slash", *"lantern", "enter")(stage)
    await stage.until(lambda: stage.app.main.found.results is not None)


async def hesitates(stage: Stage) -> None:
    """Press `g`, and no more."""
    await stage.press("g")
    await stage.until(lambda: any(guide.display for guide in stage.app.main.query(KeyGuide)))


async def is_told(stage: Stage) -> None:
    """Be told something, and look for it later."""
    await presses("z", "ctrl+l")(stage)


SCREENS: Final[Mapping[str, Scene]] = {
    "queue": Scene(steps=presses("Q")),
    "library": Scene(steps=presses("L")),
    "album": Scene(place=album(0)),
    "search": Scene(steps=searches),
    "devices": Scene(steps=presses("d")),
    "lyrics": Scene(steps=presses("w")),
    "alone": Scene(steps=presses("m")),
    "lines": Scene(steps=presses("M")),
    "guide": Scene(steps=hesitates),
    "keys": Scene(steps=presses("?")),
    "palette": Scene(steps=presses("ctrl+p")),
    "settings": Scene(steps=presses("comma")),
    "notices": Scene(steps=is_told),
    "menu": Scene(steps=presses(".")),
    "panes": Scene(steps=presses("E")),
    "sleep": Scene(steps=presses("t")),
    "scenes": Scene(steps=presses("R")),
    "chooser": Scene(steps=presses("i")),
    "form": Scene(steps=presses("N")),
    "time": Scene(steps=presses("g", "t")),
    "account": Scene(steps=presses("a")),
}

PICTURES: Final = {
    f"{name}-{columns}x{lines}-{theme}": replace(scene, size=(columns, lines), theme=theme)
    for (name, scene), (columns, lines), theme in product(SCREENS.items(), SIZES, ("sptui", "sptui-light"))
}


@pytest.mark.slow
@pytest.mark.parametrize("scene", PICTURES.values(), ids=PICTURES)
async def test_it_looks_like_this(taken: Taken, picture: SnapshotAssertion, scene: Scene) -> None:
    assert await taken(scene) == picture


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["sptui", "sptui-light"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_way_to_an_account_looks_like_this(
    remote: Opened, picture: SnapshotAssertion, size: tuple[int, int], theme: str
) -> None:
    async with remote(size=size, signed_in=False, with_desk=True) as stage:
        stage.app.theme = theme
        await stage.until(lambda: stage.in_front == "SetupScreen" and stage.shows("Client ID"))
        await stage.pilot.pause()
        assert picture_of(stage) == picture
        stage.browser.stuck = True
        await stage.press("enter")
        await stage.until(lambda: stage.in_front == "SignInScreen" and bool(stage.browser.opened))
        await stage.pilot.pause()
        assert picture_of(stage) == picture
