import pytest
from textual import events, on
from textual.pilot import Pilot

from sptui.tui.widgets.columns import Row
from sptui.tui.widgets.rows import Rows
from tests.tui.widgets.listbench import Bench, Lazy, Until, items, numbered, settled


class Watching(Bench):
    CSS = "Rows { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[list[str]] = []

    @on(Rows.Seen, "#rows")
    def hear_seen(self, event: Rows.Seen) -> None:
        self.seen.append([str(row.cells[0]).removeprefix("item ") for row in event.rows.visible_rows])


@pytest.fixture
def app() -> Watching:
    return Watching()


async def calm(app: Watching, pilot: Pilot[None], until: Until) -> None:
    """Until all that was asked for is painted, and what it led to was heard."""
    await settled(app, pilot, until)
    painted: list[bool] = []
    app.rows.call_after_refresh(painted.append, True)
    await until(lambda: bool(painted))
    await pilot.pause()


async def test_what_comes_into_view_is_told(app: Watching, until: Until) -> None:
    async with app.run_test(size=(20, 5)) as pilot:
        await calm(app, pilot, until)
        assert app.seen == []
        app.rows.set_rows(numbered(50))
        await calm(app, pilot, until)
        app.rows.action_page(1)
        await calm(app, pilot, until)
        app.rows.set_filter("7")
        await calm(app, pilot, until)
        app.rows.set_rows([])
        await calm(app, pilot, until)
        assert app.seen == [["0", "1", "2", "3", "4"], ["1", "2", "3", "4", "5"], ["7", "17", "27", "37", "47"], []]


async def test_the_wheel_tells_where_it_stops(app: Watching, until: Until) -> None:
    async with app.run_test(size=(20, 5)) as pilot:
        app.rows.set_rows(numbered(50))
        await calm(app, pilot, until)
        await pilot._post_mouse_events([events.MouseScrollDown], app.rows, offset=(5, 2))
        await until(lambda: app.rows.scroll_offset.y > 0)
        await until(lambda: app.seen[-1][0] == str(app.rows.scroll_offset.y))


async def test_a_taller_window_tells_of_the_rows_that_it_uncovers(app: Watching, until: Until) -> None:
    async with app.run_test(size=(20, 5)) as pilot:
        app.rows.set_rows(numbered(50))
        await calm(app, pilot, until)
        await pilot.resize_terminal(20, 7)
        await until(lambda: len(app.seen) == 2)
        assert app.seen[-1] == ["0", "1", "2", "3", "4", "5", "6"]


async def test_all_that_changes_before_a_refresh_is_looked_at_and_told_once(
    app: Watching, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(20, 5)) as pilot:
        await calm(app, pilot, until)
        looks: list[bool] = []
        look = app.rows._look_now

        def count() -> None:
            looks.append(True)
            look()

        monkeypatch.setattr(app.rows, "_look_now", count)
        app.rows.set_rows(numbered(50))
        app.rows.action_last()
        app.rows.set_rows(numbered(60))
        app.rows.action_page(-1)
        app.rows.set_filter("5")
        await calm(app, pilot, until)
        assert len(app.seen) == len(looks) == 1


async def test_the_same_rows_and_a_cursor_that_stays_in_view_are_not_told(app: Watching, until: Until) -> None:
    async with app.run_test(size=(20, 5)) as pilot:
        app.rows.set_rows(numbered(50))
        await calm(app, pilot, until)
        app.rows.set_rows([Row((f"item {index}",), key=f"item {index}", playing=True) for index in range(50)])
        app.rows.action_move(1)
        app.rows.set_rows(numbered(90))
        await calm(app, pilot, until)
        assert len(app.seen) == 1
        app.rows.set_rows([*items("new"), *numbered(90)])
        await calm(app, pilot, until)
        assert app.seen[1:] == [["new", "0", "1", "2", "3"]]


async def test_a_list_that_starts_over_is_told_even_if_it_looks_like_the_one_before(
    app: Watching, until: Until
) -> None:
    async with app.run_test(size=(20, 5)) as pilot:
        app.rows.set_rows(numbered(50))
        await calm(app, pilot, until)
        app.rows.set_rows(numbered(50), keep_cursor=False)
        await calm(app, pilot, until)
        assert app.seen == [["0", "1", "2", "3", "4"]] * 2


async def test_only_rows_in_view_are_built(app: Watching, until: Until) -> None:
    async with app.run_test(size=(20, 5)) as pilot:
        rows = Lazy(10_000)
        app.rows.set_rows(rows)
        await calm(app, pilot, until)
        assert set(rows.built) == set(range(5))


async def test_a_list_filled_before_it_is_there_tells_what_is_in_view_when_it_is(app: Watching, until: Until) -> None:
    app.rows = Rows(id="rows")
    async with app.run_test(size=(20, 5)) as pilot:
        app.rows.display = False
        await pilot.pause()
        app.rows.set_rows(numbered(50))
        await pilot.pause()
        assert app.seen == []
        app.rows.display = True
        await until(lambda: app.seen == [["0", "1", "2", "3", "4"]])
