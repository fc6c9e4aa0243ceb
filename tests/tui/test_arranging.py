"""What the mouse and the keys do to where the panes stand."""

from pathlib import Path

from textual.events import MouseDown, MouseMove, MouseUp

from sptui.tui.layout import Wishes
from sptui.tui.screens.menu import Menu
from sptui.tui.widgets.divider import Divider
from sptui.tui.widgets.narrow import too_narrow
from sptui.tui.widgets.rows import Rows
from sptui.tui.widgets.tabs import TabLine
from tests.tui.conftest import Opened
from tests.tui.stage import NARROW, Stage

LARGE = (200, 50)


def box(stage: Stage, pane: str) -> tuple[int, int]:
    """How large a pane is."""
    return stage.app.main.panes.standing[pane].region.size


async def drag(stage: Stage, start: tuple[int, int], by: tuple[int, int]) -> None:
    end = start[0] + by[0], start[1] + by[1]
    await stage.pilot._post_mouse_events([MouseMove], offset=start, button=0)
    await stage.pilot.pause()
    await stage.pilot._post_mouse_events([MouseDown], offset=start, button=1)
    await stage.pilot._post_mouse_events([MouseMove], offset=end, button=1)
    await stage.pilot.pause()
    await stage.pilot._post_mouse_events([MouseUp], offset=end, button=1)
    await stage.pilot.pause()


async def test_edges_are_dragged_and_moved_by_keys_and_that_is_remembered(remote: Opened, tmp_path: Path) -> None:
    async with remote(store_file=tmp_path / "store") as stage:
        await stage.ready()
        width, height = box(stage, "library")[0], box(stage, "devices")[1]
        edge = stage.app.main.panes.standing["library"].region
        await stage.pilot._post_mouse_events([MouseMove], offset=(edge.right, 10), button=0)
        await stage.pilot.pause()
        assert stage.app.main.query_one(Divider).region == (edge.right, edge.y, 1, edge.height)
        await drag(stage, (edge.right, 10), (-12, 3))
        assert box(stage, "library")[0] == width - 12
        assert not stage.app.main.query_one(Divider).display
        devices = stage.app.main.panes.standing["devices"].region
        await drag(stage, (devices.x + 20, devices.y), (0, -4))
        assert box(stage, "devices")[1] == height + 4
        await stage.press("ctrl+right", "ctrl+down")
        assert (box(stage, "library")[0], box(stage, "devices")[1]) == (width - 10, height + 3)
        await stage.press("L", "ctrl+up")
        assert stage.told == ["This pane has no edge that moves that way."]
    async with remote(store_file=tmp_path / "store") as stage:
        await stage.ready()
        assert (box(stage, "library")[0], box(stage, "devices")[1]) == (width - 10, height + 3)
        await stage.press("E", "G", "enter")
        await stage.until(lambda: stage.in_front == "MainScreen")
        assert stage.app.main.panes.wanted == {"two": Wishes()}
        await stage.until(lambda: (box(stage, "library")[0], box(stage, "devices")[1]) == (width, height))
        assert stage.store.remembered("layout") == ""


async def test_a_hidden_pane_comes_when_it_is_asked_for_and_goes_again(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        height = box(stage, "queue")[1]
        await stage.press("E", "j", "j", "enter")
        await stage.until(lambda: stage.shows("hidden"))
        await stage.press("escape")
        await stage.until(lambda: stage.in_front == "MainScreen")
        assert box(stage, "devices") == (0, 0)
        assert box(stage, "queue")[1] > height
        assert "devices" not in stage.app.main.visible_panes
        await stage.press("tab")
        assert stage.pane == "library"
        await stage.press("d")
        await stage.until(lambda: box(stage, "devices")[1] > 3)
        assert stage.rows("devices").has_focus
        await stage.press("Q")
        await stage.until(lambda: box(stage, "devices") == (0, 0))


async def test_one_pane_has_to_stay(remote: Opened) -> None:
    async with remote(size=NARROW) as stage:
        await stage.read()
        for gone in ("library", "search", "devices"):
            await stage.press("E")
            await stage.until(lambda: isinstance(stage.app.screen, Menu) and stage.app.screen.query(Rows))
            stage.app.screen.query_one(Rows).move_cursor(("library", "search", "queue", "devices").index(gone))
            await stage.press("enter")
            await stage.until(lambda: gone in stage.app.main.panes.wishes.hidden)  # noqa: B023 -- awaited right here
            await stage.press("escape")
        assert [tab.id for tab in stage.app.main.query_one(TabLine).tabs] == ["queue"]
        await stage.press("E", "j", "j", "enter")
        assert stage.shows("One pane has to stay.")
        assert "queue" not in stage.app.main.panes.wishes.hidden


async def test_a_large_window_shows_the_words_from_the_start_and_w_goes_there(remote: Opened) -> None:
    async with remote(size=LARGE) as stage:
        await stage.ready()
        await stage.later(1.5)
        await stage.until(lambda: stage.app.main.words.lyrics is not None)
        assert stage.app.main.visible_panes == {"playing", "library", "queue", "devices", "lyrics"}
        around = []
        for _ in range(5):
            await stage.press("tab")
            around.append(stage.pane)
        assert around == ["devices", "lyrics", "library", "search", "queue"]
        await stage.press("w")
        assert stage.pane == "lyrics"
        await stage.press("w")
        assert stage.pane == "queue"
        await stage.pilot.resize_terminal(120, 36)
        await stage.until(lambda: "lyrics" not in stage.app.main.visible_panes)


async def test_too_narrow_a_window_says_so_and_what_plays_can_be_steered(remote: Opened) -> None:
    async with remote(size=(30, 12)) as stage:
        await stage.read()
        assert " ".join(" ".join(stage.screen).split()) == too_narrow(30, 12).replace("\n", " ")
        await stage.press("space")
        await stage.until(lambda: stage.writes == [("PUT", "player/pause")])
        await stage.pilot.resize_terminal(*NARROW)
        await stage.until(lambda: stage.shows("Hummingbird Heart"))


async def test_the_right_button_and_the_dot_tell_what_can_be_done_and_one_click_or_key_does_it(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        rows = stage.rows("queue")
        place = next(place for place, row in enumerate(rows.rows) if row.cells[0] == "The Bookbinder")
        await stage.pilot.click(rows, offset=(8, place), button=3)
        await stage.until(lambda: stage.shows("Add to the queue"))
        assert stage.in_front == "Menu"
        shown = stage.app.screen.query_one(Rows)
        assert [row.cells[0] for row in shown.rows][:3] == ["Play", "Play next", "Add to the queue"]
        await stage.pilot.click(shown, offset=(4, 2))
        await stage.until(lambda: stage.app.main.staged)
        assert stage.app.main.staged[0].item.name == "The Bookbinder"
        await stage.press("full_stop")
        await stage.until(lambda: stage.in_front == "Menu")
        await stage.press("z")
        await stage.until(lambda: len(stage.app.main.staged) == 2)
        await stage.press("full_stop")
        await stage.pilot.click(offset=(1, 1))
        await stage.until(lambda: stage.in_front == "MainScreen")


async def test_a_device_and_what_plays_have_menus_of_their_own(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        devices = stage.rows("devices")
        await stage.pilot.click(devices, offset=(8, 2), button=3)
        await stage.until(lambda: stage.shows("Play here"))
        assert [row.cells[0] for row in stage.app.screen.query_one(Rows).rows] == [
            "Play here",
            "Louder",
            "Quieter",
            "Prefer it, or no longer",
        ]
        await stage.press("escape")
        await stage.pilot.click("#title", button=3)
        await stage.until(lambda: stage.shows("Sleep timer …"))
        await stage.press("n")
        await stage.until(lambda: stage.writes == [("POST", "player/next")])
        await stage.press("m")
        await stage.until(lambda: stage.app.main.view == "full")
        await stage.pilot.click("#full", offset=(20, 10), button=3)
        await stage.until(lambda: stage.in_front == "Menu" and stage.shows("Sleep timer …"))


async def test_notifications_stand_clear_of_the_line_one_types_into_and_of_boxes(remote: Opened) -> None:
    async with remote(size=NARROW) as stage:
        await stage.read()
        await stage.press("f")
        stage.app.tell("Something that is worth telling, in some words more than a line holds.")
        await stage.until(lambda: stage.app.screen.query("Toast"))
        await stage.pilot.pause()
        toast, field = stage.app.screen.query("Toast").first().region, stage.app.focused
        assert field is not None
        assert toast.bottom <= field.region.y
        await stage.press("escape", "?")
        await stage.until(lambda: stage.app.screen.query("Toast"))
        await stage.pilot.pause()
        over, edge = stage.app.screen.query("Toast").first().region, stage.app.screen.query("Vertical").first().region
        assert over.height == 1
        assert over.y >= edge.bottom
