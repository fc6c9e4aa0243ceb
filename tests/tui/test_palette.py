from textual.command import CommandPalette

from sptui.tui import profiles
from sptui.tui.actions import ACTIONS
from sptui.tui.keys import shown_keys
from tests.tui.conftest import Opened


async def test_every_action_but_the_palette_itself_is_offered_with_its_keys(remote: Opened) -> None:
    async with remote() as stage:
        offered = {each.title: each.help for each in stage.app.get_system_commands(stage.app.screen)}
        assert offered.pop("Theme") == "Choose another look"
        for profile, title in profiles.TITLES.items():
            assert offered.pop(title) == profiles.MEANINGS[profile]
        assert offered == {action.title: shown_keys(action.keys) for action in ACTIONS if action.id != "app.palette"}


async def test_its_key_opens_one_palette_and_escape_closes_it(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("ctrl+p")
        assert [type(each) for each in stage.app.screen_stack[1:]] == [CommandPalette]
        await stage.press("escape")
        await stage.until(lambda: stage.app.screen is stage.app.main)


async def test_what_is_chosen_there_is_done(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("ctrl+p", *"play or")
        await stage.until(lambda: stage.shows("Play or pause"))
        await stage.press("enter")
        await stage.until(lambda: stage.writes == [("PUT", "player/pause")])
        assert stage.app.screen is stage.app.main


async def test_what_cannot_be_done_now_tells_why_there_too(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.simulator.world.player.go_idle()
        await stage.reread()
        await stage.press("ctrl+p", *"shuffle on")
        await stage.until(lambda: stage.shows("Shuffle on or off"))
        await stage.press("enter")
        await stage.until(lambda: stage.told == ["Nothing is playing."])
        assert stage.writes == []
