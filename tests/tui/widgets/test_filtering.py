import pytest
from textual import on

from sptui.tui.widgets.columns import Row
from sptui.tui.widgets.rows import Rows
from tests.tui.widgets.listbench import HEADED, Bench, Lazy, Until, items, numbered, repaints, settled

HEADER = Row(("Play all",), key="all", pinned=True)


class Listening(Bench):
    def __init__(self) -> None:
        super().__init__()
        self.sifted = 0

    @on(Rows.Sifted, "#rows")
    def hear_sifted(self) -> None:
        self.sifted += 1


@pytest.fixture
def app() -> Listening:
    return Listening()


def keys(app: Bench) -> list[object]:
    return [row.key for row in app.rows.rows]


def key(app: Bench) -> object:
    return app.rows.highlighted and app.rows.highlighted.key


async def test_only_what_holds_the_words_is_shown_and_all_again_without_them(app: Listening) -> None:
    async with app.run_test(size=(20, 6)):
        app.rows.set_rows(HEADED)
        app.rows.set_filter(" C ")
        assert app.lines() == ["   Singles", "▌  c", "", "", ""]
        assert app.rows.filter_text == "C"
        assert app.rows.matches == (1, 4)
        app.rows.set_filter("")
        assert app.rows.rows == tuple(HEADED)
        assert app.rows.matches == (4, 4)


async def test_the_cursor_stays_on_its_row_or_goes_to_the_nearest_and_is_there_when_all_is_back(
    app: Listening, until: Until
) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(numbered(1_000))
        await settled(app, pilot, until)
        app.rows.move_cursor(512)
        seen = []
        for text in ("2", "12", "13", "13 5", ""):
            app.rows.set_filter(text)
            assert app.rows.cursor in app.rows.visible_indices
            seen.append(key(app))
        assert seen == ["item 512", "item 512", "item 513", "item 513", "item 513"]
        assert app.rows.cursor == 513


async def test_words_that_nothing_holds_lose_no_place(app: Listening, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows([HEADER, *numbered(50)])
        await settled(app, pilot, until)
        app.rows.move_cursor(31)
        app.rows.set_filter("xyz")
        assert keys(app) == ["all"]
        assert key(app) == "all"
        app.rows.set_rows([HEADER, *items("new"), *numbered(50)])
        app.rows.set_filter("")
        assert key(app) == "item 30"
        app.rows.set_filter("xyz")
        app.rows.set_rows([*numbered(50)])
        assert app.rows.cursor is None
        app.rows.set_filter("xy")
        app.rows.set_filter("")
        assert key(app) == "item 30"
        assert app.rows.cursor in app.rows.visible_indices


async def test_the_cursor_prefers_what_was_found_to_a_pinned_row_but_may_go_there(app: Listening) -> None:
    async with app.run_test(size=(20, 6)):
        app.rows.set_rows([HEADER, *numbered(50)])
        app.rows.move_cursor(3)
        app.rows.set_filter("40")
        assert key(app) == "item 40"
        app.rows.action_first()
        app.rows.set_filter("4")
        assert key(app) == "all"


async def test_the_cursor_moves_among_what_is_shown(app: Listening) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(numbered(50))
        app.rows.set_filter("4")
        app.rows.focus()
        await pilot.press("j", "j", "enter")
        assert app.told[-1] == ("chosen", "item 24")
        await pilot.press("G")
        assert key(app) == "item 49"


async def test_rows_that_come_in_are_filtered_as_well(app: Listening) -> None:
    async with app.run_test(size=(20, 6)):
        app.rows.set_filter("b")
        app.rows.set_rows(items("a"))
        assert keys(app) == []
        app.rows.set_rows(items("a", "ab"))
        app.rows.set_rows(items("bb", "a", "ab"))
        assert keys(app) == ["bb", "ab"]
        assert key(app) == "ab"
        assert app.rows.matches == (2, 3)
        app.rows.set_rows(items("a", "b"), keep_cursor=False)
        assert key(app) == "b"


async def test_what_is_not_found_is_named_below_what_stays(app: Listening) -> None:
    async with app.run_test(size=(60, 6)):
        app.rows.set_rows([HEADER, *items("a")])
        app.rows.set_filter("Xy")
        lines = [line.strip() for line in app.lines()]
        assert lines[0].endswith("Play all")
        assert lines[1:] == ["", "Nothing matches “Xy”", "Fewer letters, or another spelling, may help", ""]
        app.rows.set_rows([])
        assert [line.strip() for line in app.lines()] == ["", "", "Nothing here", "", ""]


async def test_other_words_that_nothing_holds_are_painted(
    app: Listening, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(60, 6)) as pilot:
        app.rows.set_rows(items("a"))
        app.rows.set_filter("xy")
        await settled(app, pilot, until)
        with repaints(app.rows, monkeypatch) as asked:
            app.rows.set_filter("xyz")
            assert asked == [None]
            app.rows.set_filter(" xyz ")
        assert asked == [None]
        assert "“xyz”" in "".join(app.lines())


async def test_as_many_others_repaint_only_the_lines_that_differ(
    app: Listening, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(items("ab", "ax", "bx"))
        app.rows.set_filter("a")
        await settled(app, pilot, until)
        with repaints(app.rows, monkeypatch) as asked:
            app.rows.set_filter("x")
        assert {region.y for region in asked if region} == {0, 1}
        assert None not in asked


async def test_ten_thousand_rows_are_filtered_without_building_more_than_is_seen(app: Listening, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        rows = Lazy(10_000)
        app.rows.set_rows(rows)
        await settled(app, pilot, until)
        app.rows.set_filter("item 999")
        assert app.lines()[:2] == ["▌  item 999", "   item 1999"]
        assert app.rows.matches == (19, 10_000)
        assert set(rows.built) == {*range(5), *range(999, 5_000, 1_000)}


async def test_the_texts_of_a_sequence_are_read_once(app: Listening) -> None:
    class Read(Lazy):
        texts = 0

        def text(self, index: int) -> str:
            self.texts += 1
            return super().text(index)

    async with app.run_test(size=(20, 6)):
        rows = Read(500)
        app.rows.set_rows(rows)
        assert rows.texts == 0
        for text in ("1", "12", "x", ""):
            app.rows.set_filter(text)
            app.rows.set_rows(rows)
        assert rows.texts == 500


async def test_a_filter_of_the_end_of_a_long_list_is_seen_from_its_beginning(app: Listening, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(numbered(1_000))
        await settled(app, pilot, until)
        app.rows.action_last()
        app.rows.set_filter("99")
        await settled(app, pilot, until)
        app.rows.set_filter("999")
        await until(lambda: app.rows.scroll_offset.y == 0)
        assert app.lines() == ["▌  item 999", "", "", "", ""]


async def test_rows_and_filters_are_told_and_nothing_else(app: Listening, until: Until) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.rows.set_rows(items("a", "b"))
        app.rows.set_filter("b")
        app.rows.set_filter("b ")
        app.rows.action_move(1)
        await until(lambda: app.sifted >= 2)
        await pilot.pause()
        assert app.sifted == 2
        assert app.told == [("highlighted", "a"), ("highlighted", "b")]
