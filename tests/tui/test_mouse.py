import pytest

from sptui.simulator import Simulator
from sptui.tui.panes.now_playing import NowPlaying
from sptui.tui.widgets.filterline import FilterLine
from sptui.tui.widgets.hints import HintBar
from sptui.tui.widgets.line import Line
from sptui.tui.widgets.seekbar import SeekBar
from sptui.tui.widgets.tabs import TabLine
from tests.tui.conftest import Opened
from tests.tui.stage import NARROW, WIDE
from tests.tui.test_library import open_row, quiet, title, under


async def test_a_click_on_the_bar_seeks_there(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        bar = stage.app.main.query_one(SeekBar)
        track = bar._frame.track
        await stage.pilot.click(bar, offset=(track.start + len(track) // 2, 0))
        half = stage.app.main.playback.duration_ms // 2
        assert abs(stage.app.main.playback.position_ms(stage.clock.now) - half) < 1_500
        await stage.until(lambda: stage.writes == [("PUT", "player/seek")])
        assert abs(stage.truth.position_at(stage.clock.now) - half) < 1_500


async def test_a_click_on_the_bar_does_nothing_during_an_advertisement(remote: Opened, simulator: Simulator) -> None:
    simulator.world.player.play_ad(30)
    async with remote() as stage:
        await stage.read()
        await stage.pilot.click(SeekBar, offset=(40, 0))
        assert stage.app.player._outbox.first_unsent() is None
        assert stage.writes == []


async def test_a_click_on_a_hint_does_what_its_key_does(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        bar = stage.app.main.query_one(HintBar)
        await stage.pilot.click(bar, offset=stage.spot(bar, "space"))
        await stage.until(lambda: stage.writes == [("PUT", "player/pause")])
        await stage.pilot.click(bar, offset=stage.spot(bar, "devices"))
        assert stage.app.main.pane == "devices"


async def test_a_click_on_a_tab_brings_its_pane_forward(remote: Opened) -> None:
    async with remote(size=NARROW) as stage:
        await stage.read()
        tabs = stage.app.main.query_one(TabLine)
        await stage.pilot.click(tabs, offset=stage.spot(tabs, "Devices"))
        assert stage.app.main.pane == "devices"
        assert stage.rows("devices").has_focus


async def test_a_device_is_chosen_by_the_second_click_on_its_row(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        rows = stage.rows("devices")
        kitchen = next(index for index, row in enumerate(rows.rows) if row.cells[1] == "Kitchen")
        await stage.pilot.click(rows, offset=(6, kitchen))
        assert stage.app.player._outbox.first_unsent() is None
        await stage.pilot.click(rows, offset=(6, kitchen))
        await stage.until(lambda: stage.writes == [("PUT", "player")])
        assert stage.truth.device is not None
        assert stage.truth.device.name == "Kitchen"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_click_on_the_name_of_an_opened_list_leads_back(remote: Opened, size: tuple[int, int]) -> None:
    async with remote(size=size) as stage:
        await stage.read()
        await open_row(stage, "Albums", "Field Notes")
        library = stage.app.main.panes.library
        name = library if size == WIDE else library.query_one(Line)
        for opened in ("Albums", "Library", "Library"):
            await stage.pilot.click(name, offset=(4, 0))
            await quiet(stage)
            assert title(stage).removeprefix("‹ ") == opened
        assert (under(stage), stage.told) == ("Albums", [])


async def test_a_click_beside_the_name_or_on_the_line_of_the_filter_leads_nowhere(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Albums")
        await stage.press("f")
        library = stage.app.main.panes.library
        await stage.pilot.click(library, offset=(0, 5))
        await stage.pilot.click(library.query_one(FilterLine).query_one(Line))
        await stage.pilot.click(library.rows, offset=(4, 0))
        await quiet(stage)
        assert title(stage) == "‹ Albums"


async def test_the_bar_runs_with_the_clock(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        bar = stage.app.main.query_one(SeekBar)
        assert bar.render_line(0).text.split()[0] == "1:01"
        stage.clock.advance(9)
        stage.app.main.query_one(NowPlaying).tick()
        assert bar.render_line(0).text.split()[0] == "1:10"
