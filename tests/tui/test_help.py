import pytest
from textual.containers import Vertical

from sptui.tui.actions import ACTIONS
from sptui.tui.keyboard import named
from sptui.tui.keyboard.keymap import AS_IN_THE_TABLE, Keymap
from sptui.tui.keyboard.named import with_keys
from sptui.tui.keyboard.rooms import DIALOGS, EVERY
from sptui.tui.screens.account import AccountScreen
from sptui.tui.screens.box import BoxScreen
from sptui.tui.screens.help import IN_LINES, HelpScreen
from sptui.tui.widgets.rows import Rows
from tests.tui.conftest import Opened
from tests.tui.dialogbench import Bench
from tests.tui.stage import NARROW


async def test_every_action_is_there_under_its_group_with_its_keys_and_why_it_cannot_be_done(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.simulator.world.player.go_idle()
        await stage.reread()
        await stage.press("?")
        rows = stage.app.screen.query_one(Rows).rows
        listed = {str(row.key): row for row in rows if row.kind == "item"}
        for action in EVERY.values():
            if action.family is not None:
                continue
            keys, title = listed[action.id].cells
            assert keys == AS_IN_THE_TABLE.shown(action)
            reason = with_keys(stage.app.why_not(action)) if action in ACTIONS else ""
            assert listed[action.id].disabled is bool(reason)
            told = title if isinstance(title, str) else "".join(span.text for span in title)
            assert told == (f"{action.title}  {reason}" if reason else action.title)
        assert stage.shows("Nothing is playing.")
        assert not any("[[" in str(row.cells) for row in rows)
        assert listed["player.go-to-00-percent"].cells == ("0 … 9", "To 0 … 90 %, or to the device of that number")
        headings = [row.cells[0] for row in rows if row.kind == "heading"]
        groups = dict.fromkeys(action.group for action in ACTIONS)
        assert headings == [*groups, IN_LINES, "At the bottom", *DIALOGS]
        place = next(place for place, row in enumerate(rows) if row.cells[0] == IN_LINES)
        assert [row.cells for row in rows[place + 1 : place + 4]] == [
            ("↑", "Search: the search before"),
            ("↓", "Search: the search after, or the list"),
            ("↓", "Filter: to the list"),
        ]


@pytest.mark.parametrize("key", ["escape", "question_mark", "q"])
async def test_its_own_key_and_escape_close_it(remote: Opened, key: str) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("question_mark")
        assert stage.in_front == "HelpScreen"
        await stage.press(key)
        assert stage.in_front == "MainScreen"


async def test_a_click_outside_closes_it_and_one_inside_does_not(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("?")
        await stage.pilot.click(stage.app.screen.query_one(Rows), offset=(5, 5))
        assert stage.in_front == "HelpScreen"
        await stage.pilot.click(offset=(1, 1))
        assert stage.in_front == "MainScreen"


async def test_behind_it_the_player_obeys_but_no_pane_moves(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("?", "n", "d", "slash", "z")
        await stage.until(lambda: stage.writes == [("POST", "player/next")])
        assert stage.in_front == "HelpScreen"
        assert stage.app.main.pane == "queue"


async def test_on_a_small_screen_the_last_line_can_be_reached(remote: Opened) -> None:
    async with remote(size=NARROW) as stage:
        await stage.read()
        await stage.press("?", "G")
        rows = stage.app.screen.query_one(Rows)
        assert rows.cursor in rows.visible_indices
        assert stage.shows("A text by itself")


async def test_its_edge_names_the_keys_that_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    keymap = Keymap({"list.filter": (), "app.back": (("f4",),)})
    monkeypatch.setattr(named, "_current", [keymap])
    app = Bench()
    async with app.run_test():
        await app.push_screen(HelpScreen(keymap, lambda _: "", str))
        assert str(app.screen.query_one(Vertical).border_subtitle) == "f4 closes"
        await app.push_screen(Told())
        assert str(app.screen.query_one(Vertical).border_subtitle) == "A signs in again · f4 closes"


class Told(BoxScreen):
    """A box with the edge of the account's."""

    TOLD = AccountScreen.TOLD
