import pytest
from textual import events
from textual.geometry import Region
from textual.strip import Strip

from sptui.tui.widgets.columns import Row
from sptui.tui.widgets.rows import Rows
from tests.tui.widgets.listbench import HEADED, Bench, Until, items, numbered, repaints, settled


class Tall(Bench):
    CSS = "Rows { height: 1fr; }"


@pytest.fixture
def app() -> Bench:
    return Bench()


async def test_an_empty_list_shows_its_placeholder_in_the_middle(app: Bench) -> None:
    async with app.run_test(size=(20, 6)):
        assert app.lines() == ["", "", "   Nothing here", "", ""]
        app.rows.set_placeholder("Gone")
        assert app.lines() == ["", "", "       Gone", "", ""]
        assert app.rows.cursor is None
        app.rows.action_move(1)
        app.rows.action_last()
        app.rows.action_choose()
        assert app.rows.highlighted is None


async def test_the_cursor_starts_on_the_first_item_and_steps_over_headings(app: Bench) -> None:
    async with app.run_test(size=(20, 6)):
        app.rows.set_rows(HEADED)
        assert app.lines() == ["   Albums", "▌  a", "   b", "   Singles", "   c"]
        seen = [app.rows.cursor]
        for _ in range(4):
            app.rows.action_move(1)
            seen.append(app.rows.cursor)
        assert seen == [1, 2, 4, 5, 5]
        for _ in range(4):
            app.rows.action_move(-1)
            seen.append(app.rows.cursor)
        assert seen[5:] == [4, 2, 1, 1]


async def test_every_key_goes_where_it_says(app: Bench) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(numbered(50))
        app.rows.focus()
        seen = []
        for key in ("j", "down", "k", "up", "pagedown", "ctrl+d", "ctrl+u", "pageup", "G", "end", "home"):
            await pilot.press(key)
            seen.append(app.rows.cursor)
        assert seen == [1, 2, 1, 0, 5, 7, 5, 0, 49, 49, 0]
        await pilot.press("enter")
        assert app.told[-1] == ("chosen", "item 0")


async def test_the_view_follows_the_cursor_and_shows_the_heading_above_it(app: Bench, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(HEADED)
        await settled(app, pilot, until)
        app.rows.action_last()
        assert app.lines() == ["   a", "   b", "   Singles", "   c", "▌  d"]
        app.rows.action_first()
        assert app.lines() == ["   Albums", "▌  a", "   b", "   Singles", "   c"]


async def test_a_small_step_repaints_two_lines_and_no_more(
    app: Bench, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(numbered(3))
        await settled(app, pilot, until)
        with repaints(app.rows, monkeypatch) as asked:
            app.rows.action_move(1)
        assert sorted(region.y for region in asked if region) == [0, 1]
        assert {(region.x, region.width, region.height) for region in asked if region} == {(0, 19, 1)}
        assert None not in asked


async def test_equal_rows_repaint_nothing_and_one_changed_row_one_line(
    app: Bench, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(numbered(50))
        await settled(app, pilot, until)
        changed = numbered(50)
        changed[3] = Row(("item 3",), key="item 3", playing=True)
        changed[30] = Row(("out of sight",), key="item 30")
        with repaints(app.rows, monkeypatch) as asked:
            app.rows.set_rows(numbered(50))
            assert asked == []
            app.rows.set_rows(changed)
        assert asked == [Region(0, 3, 19, 1)]
        assert app.lines()[3] == " ▶ item 3"


async def test_the_cursor_stays_with_its_key_when_rows_come_go_and_move(app: Bench) -> None:
    async with app.run_test(size=(20, 6)):
        rows = app.rows
        rows.set_rows(items("a", "b", "c"))
        rows.move_cursor(1)
        seen = []
        for names in ("xabc", "ba", "qbr", "qr", "q", "", "mn"):
            rows.set_rows(items(*names))
            seen.append(rows.cursor)
        assert seen == [2, 0, 1, 1, 0, None, 0]


async def test_rows_without_keys_keep_the_place_of_the_cursor(app: Bench) -> None:
    async with app.run_test(size=(20, 6)):
        app.rows.set_rows([Row(("a",)), Row(("b",)), Row(("c",))])
        app.rows.move_cursor(2)
        app.rows.set_rows([Row(("x",)), Row(("y",))])
        assert app.rows.cursor == 1


def test_left_and_right_are_left_to_the_app() -> None:
    assert not {"left", "right"} & set(Rows()._bindings.key_to_bindings)


async def test_of_equal_keys_the_nearest_to_the_cursor_is_kept(app: Bench) -> None:
    async with app.run_test(size=(20, 6)):
        app.rows.set_rows(items("a", "b", "a"))
        app.rows.move_cursor(2)
        app.rows.set_rows([*items("a", "b", "a"), Row(("more",))])
        assert app.rows.cursor == 2


async def test_without_keeping_the_cursor_the_list_starts_over(app: Bench, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(numbered(50))
        await settled(app, pilot, until)
        app.rows.action_last()
        assert app.rows.visible_indices == range(45, 50)
        app.rows.set_rows(HEADED + numbered(43), keep_cursor=False)
        assert app.rows.visible_indices == range(5)
        assert app.lines()[:2] == ["   Albums", "▌  a"]


async def test_highlighted_is_told_once_for_each_row_the_cursor_comes_to(app: Bench, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(items("a", "b"))
        app.rows.set_rows(items("x", "a", "b"))
        app.rows.action_move(1)
        app.rows.action_move(1)
        app.rows.set_rows([])
        await until(lambda: len(app.told) >= 3)
        await pilot.pause()
        assert app.told == [("highlighted", "a"), ("highlighted", "b"), ("highlighted", None)]


async def test_a_shorter_list_scrolls_back_to_its_cursor(app: Bench, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(numbered(50))
        await settled(app, pilot, until)
        app.rows.action_last()
        app.rows.set_rows(numbered(7))
        await settled(app, pilot, until)
        assert app.rows.cursor == 6
        assert app.lines()[-1] == "▌  item 6"


async def test_one_click_selects_and_only_the_next_on_the_same_row_chooses(app: Bench, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(HEADED)
        await settled(app, pilot, until)
        await pilot.click(app.rows, offset=(5, 1))
        assert ("chosen", "a") not in app.told
        await pilot.click(app.rows, offset=(5, 3))
        await pilot.click(app.rows, offset=(5, 2))
        assert [what for what, _ in app.told] == ["highlighted", "highlighted"]
        assert app.rows.cursor == 2
        await pilot.click(app.rows, offset=(5, 2))
        assert app.told[-1] == ("chosen", "b")


async def test_a_double_click_chooses_once_and_a_triple_click_not_twice(app: Bench, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(items("a", "b"))
        await settled(app, pilot, until)
        await pilot.click(app.rows, offset=(5, 1), times=3)
        assert app.told == [("highlighted", "a"), ("highlighted", "b"), ("chosen", "b")]


async def test_a_click_after_the_keys_have_moved_the_cursor_only_selects(app: Bench, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(items("a", "b"))
        await settled(app, pilot, until)
        await pilot.click(app.rows, offset=(5, 1))
        await pilot.press("k", "j")
        await pilot.click(app.rows, offset=(5, 1))
        assert ("chosen", "b") not in app.told


async def test_the_pointer_lights_up_items_only(app: Bench, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(HEADED)
        await settled(app, pilot, until)
        plain = app.rows.get_visual_style("rows--plain").rich_style.bgcolor
        hover = app.rows.get_visual_style("rows--hover").rich_style.bgcolor

        def background(y: int) -> object:
            style = list(app.rows.render_line(y))[-1].style
            return style and style.bgcolor

        assert hover != plain
        for y, expected in ((2, hover), (3, plain)):
            await pilot.hover(app.rows, offset=(5, y))
            assert background(y) == expected
        assert background(2) == plain
        await pilot.hover(app.rows, offset=(5, 2))
        await pilot.hover(offset=(5, 5))
        assert background(2) == plain


async def test_the_wheel_scrolls_and_leaves_the_cursor_where_it_is(app: Bench, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(numbered(50))
        await settled(app, pilot, until)
        await pilot._post_mouse_events([events.MouseScrollDown], app.rows, offset=(5, 2))
        await until(lambda: app.rows.scroll_offset.y > 0)
        assert app.rows.cursor == 0


async def test_rows_that_come_in_do_not_pull_back_a_view_that_was_scrolled_away(app: Bench, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(numbered(50))
        await settled(app, pilot, until)
        app.rows.scroll_to(y=30, animate=False)
        app.rows.set_rows(numbered(60))
        app.rows.set_rows([*items("new"), *numbered(60)])
        await settled(app, pilot, until)
        assert app.rows.cursor == 1
        assert app.rows.visible_indices == range(30, 35)


async def test_the_cursor_shows_focus_by_its_bar_and_not_by_colour_alone(app: Bench, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(items("a", "b"))
        app.rows.focus()
        await until(lambda: app.lines()[0] == "▌  a")
        app.screen.set_focus(None)
        await until(lambda: app.lines()[0] == "▏  a")
        await pilot.pause()


async def test_a_smaller_window_keeps_the_cursor_in_view(until: Until) -> None:
    app = Tall()
    async with app.run_test(size=(20, 12)) as pilot:
        app.rows.set_rows(numbered(50))
        app.rows.move_cursor(11)
        await until(lambda: app.rows.size.height == 12)
        await pilot.resize_terminal(16, 4)
        await until(lambda: len(app.lines()) == 4 and app.lines()[-1] == "▌  item 11")
        assert {app.rows.render_line(y).cell_length for y in range(4)} == {15}


async def test_a_scrollbar_of_one_cell_comes_only_when_needed_and_moves_nothing(app: Bench, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(numbered(5))
        await settled(app, pilot, until)
        assert not app.rows.show_vertical_scrollbar
        before = app.rows.render_line(0)
        assert before.cell_length == 19
        app.rows.set_rows(numbered(6))
        await until(lambda: app.rows.show_vertical_scrollbar)
        assert app.rows.render_line(0) == before
        assert not app.rows.show_horizontal_scrollbar


async def test_of_ten_thousand_rows_only_the_visible_ones_are_drawn(
    app: Bench, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        drawn: list[int] = []
        render_line = app.rows.render_line

        def draw_line(y: int) -> Strip:
            drawn.append(y)
            return render_line(y)

        monkeypatch.setattr(app.rows, "render_line", draw_line)
        app.rows.set_rows(numbered(10_000))
        await settled(app, pilot, until)
        assert 5 <= len(drawn) <= 20
        app.rows.action_last()
        assert app.lines()[-1] == "▌  item 9999"


async def test_a_list_that_is_changed_later_changes_nothing_here(app: Bench) -> None:
    async with app.run_test(size=(20, 6)):
        given = items("a", "b")
        app.rows.set_rows(given)
        given.clear()
        assert [row.key for row in app.rows.rows] == ["a", "b"]


async def test_pending_rows_carry_the_cursor(app: Bench) -> None:
    async with app.run_test(size=(20, 6)):
        app.rows.set_rows([*items("a"), Row(("…",), key=1, pending=True)])
        app.rows.action_last()
        assert app.lines()[:2] == ["   a", "▌  …"]
