from textual.events import MouseScrollDown, MouseScrollUp

from sptui.simulator import Simulator
from sptui.tui.panes.now_playing import NowPlaying
from sptui.tui.widgets.seekbar import SeekBar
from tests.tui.conftest import Opened
from tests.tui.stage import Stage


def volume(stage: Stage) -> int | None:
    device = stage.app.main.playback.device
    return device.volume_percent if device is not None else None


async def test_over_what_plays_the_wheel_turns_the_volume_and_over_its_bar_it_seeks(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.pilot._post_mouse_events([MouseScrollUp, MouseScrollUp], "#byline", button=0)
        assert volume(stage) == 72
        await stage.pilot._post_mouse_events([MouseScrollDown], NowPlaying, button=0)
        assert volume(stage) == 67
        await stage.pilot._post_mouse_events([MouseScrollUp], SeekBar, button=0)
        position = stage.app.main.playback.position_ms(stage.clock.now)
        assert (position, volume(stage)) == (66_000, 67)
        for _ in range(4):
            await stage.later(0.5)
        await stage.until(lambda: ("PUT", "player/seek") in stage.writes)


async def test_a_terminal_tells_only_the_place_that_the_wheel_turns_over(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        for widget, steps in (("title", 1), ("panes", 0)):
            x, y = stage.app.main.query_one(f"#{widget}").region.offset
            event = MouseScrollUp(None, x, y, 0, 0, 0, False, False, False, screen_x=x, screen_y=y)
            before = volume(stage)
            stage.app.post_message(event)
            await stage.pilot.pause()
            assert volume(stage) == (before or 0) + 5 * steps


async def test_over_a_list_it_only_scrolls(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.pilot._post_mouse_events([MouseScrollDown, MouseScrollUp, MouseScrollUp], "#queue Rows", button=0)
        assert (volume(stage), stage.writes) == (62, [])


async def test_where_neither_can_be_done_it_says_nothing(remote: Opened, simulator: Simulator) -> None:
    simulator.world.player.transfer(simulator.world.device("Pocket 📱").key)
    simulator.world.player.play_ad(30)
    async with remote() as stage:
        await stage.read()
        for place in ("#byline", SeekBar):
            await stage.pilot._post_mouse_events([MouseScrollUp], place, button=0)
        await stage.pilot.pause()
        assert (stage.told, stage.writes) == ([], [])
