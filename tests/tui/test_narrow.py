import pytest

from sptui.tui.widgets.tabs import TabLine
from tests.tui.conftest import Opened
from tests.tui.stage import NARROW, WIDE, Stage

PANES = ("library", "search", "queue", "devices")


def seen(stage: Stage) -> list[str]:
    standing = stage.app.main.panes.standing
    return [name for name in PANES if name in standing and standing[name].region.area]


async def test_one_pane_is_seen_at_a_time_and_all_else_stays(remote: Opened) -> None:
    async with remote(size=NARROW) as stage:
        await stage.until(lambda: stage.app.main.queue is not None)
        assert seen(stage) == ["queue"]
        assert len(stage.screen) == 24
        assert stage.screen[0].split() == ["Library", "Search", "Queue", "Devices"]
        assert stage.shows("Hummingbird Heart")
        assert "space pause" in stage.screen[-1]


@pytest.mark.parametrize(
    ("key", "pane"), [("tab", "devices"), ("shift+tab", "search"), ("d", "devices"), ("/", "search"), ("L", "library")]
)
async def test_keys_bring_another_pane_forward(remote: Opened, key: str, pane: str) -> None:
    async with remote(size=NARROW) as stage:
        await stage.read()
        await stage.press(key)
        await stage.until(lambda: seen(stage) == [pane])
        assert stage.app.main.query_one(TabLine).current == pane
        assert stage.app.main.query_one(f"#{pane}").has_focus_within


async def test_tab_goes_round(remote: Opened) -> None:
    async with remote(size=NARROW) as stage:
        await stage.read()
        places = []
        for _ in range(5):
            await stage.press("tab")
            await stage.until(lambda: seen(stage) == [stage.pane])
            places += seen(stage)
        assert places == ["devices", "library", "search", "queue", "devices"]


async def test_devices_are_read_only_once_their_pane_is_seen(remote: Opened) -> None:
    async with remote(size=NARROW) as stage:
        await stage.until(lambda: stage.app.main.picture.liked is not None)
        assert stage.count("GET", "/v1/me/player/devices") == 0
        await stage.press("d")
        await stage.until(lambda: stage.app.main.devices)
        assert stage.count("GET", "/v1/me/player/devices") == 1


async def test_a_window_made_wider_shows_all_panes_and_reads_what_they_need(remote: Opened) -> None:
    async with remote(size=NARROW) as stage:
        await stage.until(lambda: stage.app.main.picture.liked is not None)
        await stage.pilot.resize_terminal(*WIDE)
        await stage.until(lambda: seen(stage) == ["library", "queue", "devices"])
        await stage.until(lambda: stage.app.main.devices)


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (5, 3), (1, 1)])
async def test_no_window_is_too_small_to_live_in(remote: Opened, size: tuple[int, int]) -> None:
    async with remote(size=size) as stage:
        await stage.read()
        await stage.press("?", "ctrl+p", "escape")
        assert len(stage.screen) == size[1]
