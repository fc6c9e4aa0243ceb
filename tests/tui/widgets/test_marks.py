from collections.abc import Hashable

import pytest
from textual import on
from textual.geometry import Region

from sptui.tui.widgets.columns import Row
from sptui.tui.widgets.rows import Rows
from tests.tui.widgets.listbench import HEADED, Bench, Lazy, Until, items, numbered, repaints, settled


class Counting(Bench):
    def __init__(self) -> None:
        super().__init__()
        self.counts: list[int] = []

    @on(Rows.Marked, "#rows")
    def hear_marked(self, event: Rows.Marked) -> None:
        self.counts.append(event.count)


@pytest.fixture
def app() -> Counting:
    return Counting()


def marked(app: Bench) -> list[Hashable]:
    return [row.key for row in app.rows.marked]


async def test_v_marks_or_unmarks_a_row_and_goes_to_the_next(app: Counting) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(HEADED)
        app.rows.focus()
        await pilot.press("v", "v", "v")
        assert app.lines() == [" ✓ a", " ✓ b", "   Singles", " ✓ c", "▌  d"]
        assert app.rows.marks == {"a", "b", "c"}
        await pilot.press("k", "v", "v", "v")
        assert marked(app) == ["a", "b"]
        assert app.counts == [1, 2, 3, 2, 3, 2]


async def test_shift_v_marks_from_the_last_mark_to_the_cursor(app: Counting) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(numbered(50))
        app.rows.move_cursor(10)
        app.rows.focus()
        await pilot.press("V")
        assert marked(app) == ["item 10"]
        await pilot.press("j", "j", "V")
        assert marked(app) == ["item 10", "item 11", "item 12"]
        await pilot.press("home", "v", "j", "j", "V")
        assert marked(app) == ["item 0", "item 1", "item 2", "item 3", "item 10", "item 11", "item 12"]
        app.rows.move_cursor(20)
        await pilot.press("v")
        app.rows.move_cursor(18)
        await pilot.press("V")
        assert marked(app)[-3:] == ["item 18", "item 19", "item 20"]


async def test_a_range_begins_at_no_mark_that_was_taken_away(app: Counting) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(numbered(9))
        app.rows.focus()
        await pilot.press("v", "k", "v", "j", "j", "V")
        assert marked(app) == ["item 3"]
        app.rows.clear_marks()
        await pilot.press("home", "V")
        assert marked(app) == ["item 0"]


async def test_a_range_over_filtered_rows_marks_what_is_shown(app: Counting) -> None:
    async with app.run_test(size=(20, 6)):
        app.rows.set_rows(items("ab", "a", "b", "ac", "bc", "abc"))
        app.rows.action_mark()
        app.rows.set_filter("c")
        app.rows.action_last()
        app.rows.action_mark_range()
        assert marked(app) == ["ab", "ac", "bc", "abc"]
        app.rows.clear_marks()
        app.rows.set_filter("")
        app.rows.move_cursor(4)
        app.rows.action_mark()
        app.rows.set_filter("a")
        app.rows.action_first()
        app.rows.action_mark_range()
        assert marked(app) == ["ab", "a", "ac", "bc"]


async def test_ctrl_a_marks_all_that_is_shown_or_none_of_it(app: Counting) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(items("a", "ab", "b", "bc"))
        app.rows.action_mark()
        app.rows.focus()
        app.rows.set_filter("b")
        await pilot.press("ctrl+a")
        assert marked(app) == ["a", "ab", "b", "bc"]
        await pilot.press("ctrl+a")
        assert marked(app) == ["a"]
        app.rows.set_filter("")
        await pilot.press("ctrl+a")
        assert marked(app) == ["a", "ab", "b", "bc"]
        await pilot.press("ctrl+a")
        assert marked(app) == []
        assert app.counts == [1, 4, 1, 4, 0]


async def test_what_cannot_be_marked_is_passed_over(app: Counting) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(
            [
                Row(("Play all",), key="all", markable=False),
                Row(("…",), key="pending", pending=True),
                Row(("no key",)),
                *items("a"),
            ]
        )
        app.rows.focus()
        await pilot.press("v", "v", "v")
        assert app.rows.cursor == 3
        assert app.rows.marks == frozenset()
        await pilot.press("V", "home", "V", "ctrl+a", "ctrl+a")
        assert marked(app) == ["a"]
        assert app.counts == [1, 0, 1]


async def test_nothing_is_marked_in_an_empty_list(app: Counting) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.focus()
        await pilot.press("v", "V", "ctrl+a")
        assert app.rows.marked == ()
        assert app.counts == []


async def test_marks_stay_with_their_keys_and_go_with_them(app: Counting, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(items("a", "b", "c"))
        app.rows.action_mark_all()
        app.rows.set_rows(items("x", "c", "a"))
        assert marked(app) == ["c", "a"]
        app.rows.set_filter("x")
        assert marked(app) == ["c", "a"]
        app.rows.set_rows([*items("x"), Row(("a",), key="a", pending=True)])
        assert marked(app) == []
        app.rows.set_rows(items("x", "c", "a"))
        assert marked(app) == []
        await until(lambda: len(app.counts) == 3)
        await pilot.pause()
        assert app.counts == [3, 2, 0]


async def test_marks_of_rows_built_on_demand_are_looked_up(app: Counting) -> None:
    async with app.run_test(size=(20, 6)):
        app.rows.set_rows(Lazy(10_000))
        for place in (9_000, 20):
            app.rows.move_cursor(place)
            app.rows.action_mark()
        fresh = Lazy(8_000)
        app.rows.set_rows(fresh)
        assert marked(app) == ["item 20"]
        assert len(set(fresh.built)) < 30


async def test_a_mark_follows_a_row_that_its_sequence_knows_by_another_key(app: Counting) -> None:
    class Moved(Lazy):
        """What was `item 2` is `item 3` now."""

        def index_of(self, key: Hashable, near: int) -> int | None:
            return 3 if key == "item 2" else super().index_of(key, near)

    async with app.run_test(size=(20, 6)):
        app.rows.set_rows(numbered(9))
        app.rows.move_cursor(2)
        app.rows.action_mark()
        app.rows.set_rows(Moved(9))
        assert app.rows.marks == {"item 3"}
        assert app.lines()[3][1] == "✓"
        app.rows.action_last()
        app.rows.action_mark_range()
        assert marked(app) == [f"item {index}" for index in range(3, 9)]


async def test_a_mark_repaints_its_own_line_and_the_cursors(
    app: Counting, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(numbered(5))
        await settled(app, pilot, until)
        with repaints(app.rows, monkeypatch) as asked:
            app.rows.action_mark()
            assert {region.y for region in asked if region} == {0, 1}
            asked.clear()
            app.rows.clear_marks()
        assert asked == [Region(0, 0, 19, 1)]
        assert app.lines()[0] == "   item 0"


async def test_the_sign_is_drawn_in_the_accent_colour_on_any_ground(app: Counting, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(items("a", "b", "c"))
        await settled(app, pilot, until)
        app.rows.action_mark_all()
        await pilot.hover(app.rows, offset=(5, 1))
        grounds = ("rows--cursor", "rows--hover", "rows--plain")
        for y, ground in enumerate(grounds):
            sign = next(segment for segment in app.rows.render_line(y) if segment.text == "✓")
            assert sign.style == app.rows.get_visual_style(ground, "rows--mark").rich_style


async def test_so_many_are_marked_ahead_of_the_cursor_which_stays_and_not_beyond_the_end(app: Counting) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(HEADED)
        app.rows.focus()
        await pilot.press("j")
        app.rows.mark_ahead(2)
        assert (marked(app), app.rows.cursor) == (["b", "c"], 2)
        app.rows.mark_ahead(9)
        assert marked(app) == ["b", "c", "d"]
