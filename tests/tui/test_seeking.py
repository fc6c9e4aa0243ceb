import pytest

from sptui.simulator import Simulator
from sptui.tui.widgets.line import Line
from tests.tui.conftest import Opened
from tests.tui.stage import NARROW, Stage

SECOND = 1_000


def at(stage: Stage) -> int:
    """Where the item is shown to be, in seconds."""
    return round(stage.app.main.playback.position_ms(stage.clock.now) / SECOND)


def meaning(stage: Stage) -> str:
    return stage.app.screen.query_one("#meaning", Line).text.strip()


async def test_a_typed_time_tells_what_it_means_and_enter_goes_there(remote: Opened) -> None:
    async with remote(size=NARROW) as stage:
        await stage.read()
        await stage.press("g", "t")
        assert (stage.in_front, meaning(stage)) == ("GoTo", "1:23 · 40% · +30 · -15")
        await stage.press(*"9:99")
        assert meaning(stage) == "Seconds and minutes go to 59: 1:05, 1:02:03"
        await stage.press("enter")
        assert (stage.in_front, stage.writes) == ("GoTo", [])
        await stage.press(*["backspace"] * 4, "x", *"2:04")
        assert meaning(stage) == "2:04 of 2:19"
        await stage.press("enter")
        await stage.until(lambda: stage.writes == [("PUT", "player/seek")])
        assert (stage.in_front, at(stage), stage.truth.position_at(stage.clock.now)) == ("MainScreen", 124, 124_000)


async def test_a_step_is_taken_from_where_the_item_is_when_enter_comes(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press(":", *"+30")
        assert meaning(stage) == "1:31 of 2:19"
        await stage.later(4)
        await stage.press("enter")
        assert at(stage) == 95


@pytest.mark.parametrize("keys", [["escape"], ["enter"], ["1", "escape"]])
async def test_escape_leaves_it_and_so_does_enter_on_nothing(remote: Opened, keys: list[str]) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("g", "t", *keys)
        await stage.pilot.pause()
        assert (stage.in_front, stage.writes, at(stage)) == ("MainScreen", [], 61)


async def test_its_key_typed_twice_leads_to_the_first_row_wherever_a_list_is(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("Q", "G")
        last = stage.rows("queue").cursor
        await stage.press("g", "g")
        assert (stage.in_front, stage.rows("queue").cursor != last) == ("MainScreen", True)
        assert stage.rows("queue").highlighted is stage.rows("queue").rows[1]
        await stage.press("?", "G", "g", "g")
        assert stage.in_front == "HelpScreen"


async def test_where_nothing_can_be_sought_it_says_so_and_goes_nowhere(remote: Opened, simulator: Simulator) -> None:
    simulator.world.player.play_ad(30)
    async with remote() as stage:
        await stage.read()
        await stage.press(":", "5", "enter")
        assert (stage.in_front, meaning(stage)) == ("GoTo", "Not during an advertisement.")
        await stage.press("escape", "5")
        await stage.until(lambda: stage.told == ["Not during an advertisement."])
        assert stage.writes == []


@pytest.mark.parametrize(
    ("key", "second"), [("0", 0), ("4", 56), ("9", 126), ("[", 46), ("]", 76), ("{", 31), ("}", 91)]
)
async def test_digits_go_to_tenths_and_brackets_by_steps(remote: Opened, key: str, second: int) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press(key)
        await stage.until(lambda: stage.writes == [("PUT", "player/seek")])
        assert at(stage) == second


async def test_at_the_devices_a_digit_chooses_one_and_seeks_nothing(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("d", "0", "3")
        await stage.until(lambda: stage.writes == [("PUT", "player")])
        await stage.press("9")
        await stage.until(lambda: stage.told == ["There is no device 9 here."])
        await stage.press("Q", "2")
        await stage.later(0.3)
        await stage.until(lambda: stage.writes == [("PUT", "player"), ("PUT", "player/seek")])
