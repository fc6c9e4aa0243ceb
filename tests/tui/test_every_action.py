"""Every action is reached by its keys, by its name in the palette, and with the mouse."""

import pytest
from textual.geometry import Offset

from sptui.tui.actions import ACTIONS, BY_ID
from sptui.tui.palette.sources import CLOSED
from sptui.tui.screens.help import HelpScreen
from sptui.tui.screens.palette import PaletteScreen
from sptui.tui.widgets.rows import Rows
from sptui.tui.widgets.searchline import SearchLine
from tests.tui.conftest import Opened
from tests.tui.stage import KEYS, listen


async def test_by_its_keys(remote: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    async with remote() as stage:
        await stage.ready()
        reached = listen(stage, monkeypatch)
        stage.rows("queue").focus()
        for id_, keys in KEYS:
            await stage.press(*keys)
            stage.app.keyboard.settle()  # a digit may begin a number
            assert (reached, keys) == ([id_], keys)
            reached.clear()


async def test_by_its_name_in_the_palette(remote: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    async with remote() as stage:
        await stage.ready()
        reached = listen(stage, monkeypatch)
        stage.app.remote.open("palette")
        await stage.until(lambda: isinstance(stage.app.screen, PaletteScreen) and stage.app.screen.is_mounted)
        line, rows = stage.app.screen.query_one(SearchLine), stage.app.screen.query_one(Rows)
        for action in ACTIONS:
            if action.id in CLOSED:
                continue
            line.value = f"{'.' if action.group == 'Places' else '>'}{action.title}"
            await stage.until(lambda: rows.highlighted is not None and rows.highlighted.value.title == action.title)  # noqa: B023 -- it is asked at once
            found = rows.highlighted
            assert found is not None
            assert found.value.id == action.id
            assert found.value.why_not == stage.app.why_not(action)
            found.value.run()
            assert reached == [action.id]
            reached.clear()
        line.value = ">next"
        await stage.until(lambda: rows.highlighted is not None and rows.highlighted.value.id == "player.next")
        await stage.press("enter")
        await stage.until(lambda: reached == ["player.next"])
        assert stage.app.screen is stage.app.main


TOLD = [action for action in ACTIONS if action.family is None]
PARTS = 6  # each of which a process of its own may take


@pytest.mark.parametrize("part", range(PARTS))
async def test_with_the_mouse_in_the_list_of_keys(remote: Opened, monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    async with remote() as stage:
        await stage.ready()
        opens = stage.app.remote.toggle_help
        reached = listen(stage, monkeypatch)
        for action in TOLD[part::PARTS]:
            opens()
            await stage.until(lambda: isinstance(stage.app.screen, HelpScreen) and bool(stage.app.screen.query(Rows)))
            rows = stage.app.screen.query_one(Rows)
            place = next(place for place, row in enumerate(rows.rows) if row.key == action.id)
            rows.scroll_to(y=place, animate=False, immediate=True, force=True)
            await stage.pilot.pause()
            await stage.pilot.click(rows, offset=Offset(10, place - rows.scroll_offset.y), times=2)
            await stage.until(lambda: reached)
            assert reached == [action.id]
            assert stage.app.screen is stage.app.main
            reached.clear()


def test_what_does_not_stand_there_alone_is_dragged() -> None:
    bar, edges = BY_ID["player.go-to-00-percent"].family, BY_ID["layout.edge-left"].family
    assert {action.family for action in BY_ID.values()} == {None, bar, edges}
