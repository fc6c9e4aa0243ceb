import pytest
from textual import events, on
from textual.app import ComposeResult

from sptui.tui.widgets.columns import Column
from sptui.tui.widgets.filterline import FilterField, FilterLine
from sptui.tui.widgets.line import Line
from sptui.tui.widgets.rowlist import RowList
from tests.tui.widgets.listbench import Movable, Until, items, numbered


class Bench(Movable):
    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        self.list = RowList(Column(weight=1), placeholder="Nothing here", id="list")
        self.filters: list[str] = []
        self.strays: list[object] = []

    def compose(self) -> ComposeResult:
        yield self.list

    @on(RowList.Filtered, "#list")
    def hear_filtered(self, event: RowList.Filtered) -> None:
        self.filters.append(event.text)

    @on(FilterField.Changed)
    @on(FilterField.Submitted)
    def hear_stray(self, event: object) -> None:
        self.strays.append(event)

    @property
    def field(self) -> FilterField:
        return self.query_one(FilterField)

    def typing(self) -> bool:
        return self.focused is self.field

    def filtering(self) -> bool:
        return self.list.filtering

    @property
    def counted(self) -> str:
        return self.query_one(Line).render_line(0).text.strip()

    @property
    def keys(self) -> list[object]:
        return [row.key for row in self.list.rows.rows]


@pytest.fixture
def app() -> Bench:
    return Bench()


async def test_the_line_is_hidden_until_it_is_asked_for_and_then_takes_one_line(app: Bench, until: Until) -> None:
    async with app.run_test(size=(40, 8)):
        rows = app.list.rows
        rows.set_rows(numbered(50))
        await until(lambda: rows.size.height == 8)
        assert not app.filtering()
        app.list.show_filter()
        assert app.filtering()
        assert app.typing()
        await until(lambda: rows.size.height == 7)
        line = app.query_one(FilterLine)
        await until(lambda: (line.region.y, line.size) == (7, (40, 1)))


async def test_typing_filters_at_once_and_counts(app: Bench, until: Until) -> None:
    async with app.run_test(size=(40, 8)) as pilot:
        app.list.rows.set_rows(numbered(1_200))
        app.list.show_filter()
        await until(lambda: app.counted == "1,200")
        await pilot.press("1", "2", "3")
        await until(lambda: app.counted == "2 of 1,200")
        assert app.keys == ["item 123", "item 1123"]
        assert app.list.filter_text == "123"
        assert app.filters == ["1", "12", "123"]
        await pilot.press("backspace")
        await until(lambda: app.list.filter_text == "12")
        assert app.strays == []


async def test_the_count_stands_at_the_right_edge_and_its_place_does_not_depend_on_what_is_found(
    app: Bench, until: Until
) -> None:
    async with app.run_test(size=(40, 8)) as pilot:
        app.list.rows.set_rows(numbered(350))
        app.list.show_filter()
        await pilot.press("7")
        counter = app.query_one(Line)
        await until(lambda: counter.region.width == len("350 of 350") + 3)
        assert counter.region.right == 40
        assert counter.render_line(0).text == "   62 of 350"
        width = app.field.size.width
        await pilot.press("7", "7")
        await until(lambda: app.counted == "0 of 350")
        assert app.field.size.width == width


async def test_rows_that_come_in_are_counted(app: Bench, until: Until) -> None:
    async with app.run_test(size=(40, 8)) as pilot:
        app.list.show_filter()
        await pilot.press("b")
        app.list.rows.set_rows(items("a", "b", "bb"))
        await until(lambda: app.counted == "2 of 3")


@pytest.mark.parametrize("key", ["enter", "down"])
async def test_enter_and_down_go_to_what_is_left_and_the_line_stays(app: Bench, key: str) -> None:
    async with app.run_test(size=(40, 8)) as pilot:
        app.list.rows.set_rows(items("a", "b"))
        app.list.show_filter()
        await pilot.press("b", key)
        assert app.focused is app.list.rows
        assert app.filtering()
        assert app.keys == ["b"]
        app.list.show_filter()
        assert app.typing()
        assert app.field.value == "b"
        assert app.strays == []


@pytest.mark.parametrize("key", ["enter", "down"])
async def test_nobody_is_sent_to_a_list_without_rows(app: Bench, key: str) -> None:
    async with app.run_test(size=(60, 8)) as pilot:
        app.list.rows.set_rows(items("a", "b"))
        app.list.show_filter()
        await pilot.press("x", key)
        assert app.typing()
        lines = [app.list.rows.render_line(y).text.strip() for y in range(7)]
        assert [line for line in lines if line] == [
            "Nothing matches “x”",
            "Fewer letters, or another spelling, may help",
        ]


async def test_closing_shows_all_rows_and_gives_the_list_the_keys_back(app: Bench) -> None:
    async with app.run_test(size=(40, 8)) as pilot:
        app.list.rows.set_rows(items("a", "b"))
        assert app.list.close_filter() is False
        app.list.show_filter()
        await pilot.press("b")
        assert app.list.close_filter() is True
        assert app.focused is app.list.rows
        assert not app.filtering()
        assert app.list.filter_text == ""
        assert app.keys == ["a", "b"]
        assert app.list.rows.cursor == 1
        await pilot.pause()
        assert app.filters == ["b", ""]
        assert app.list.close_filter() is False


async def test_closing_an_empty_line_takes_it_away(app: Bench) -> None:
    async with app.run_test(size=(40, 8)) as pilot:
        app.list.show_filter()
        assert app.list.close_filter() is True
        await pilot.pause()
        assert not app.filtering()
        assert app.filters == []


async def test_a_letter_that_is_heard_after_the_line_has_closed_filters_nothing(app: Bench) -> None:
    async with app.run_test(size=(40, 8)) as pilot:
        app.list.rows.set_rows(items("a", "b"))
        app.list.show_filter()
        app.field.value = "b"
        assert app.list.close_filter()
        await pilot.pause()
        assert app.keys == ["a", "b"]


async def test_a_filter_can_be_set_without_going_there(app: Bench, until: Until) -> None:
    async with app.run_test(size=(40, 8)):
        app.list.rows.set_rows(items("a", "b"))
        app.screen.set_focus(app.list.rows)
        app.list.set_filter("b")
        assert app.focused is app.list.rows
        assert app.filtering()
        assert app.field.value == "b"
        assert app.keys == ["b"]
        await until(lambda: app.counted == "1 of 2")
        app.list.set_filter("")
        assert not app.filtering()
        await until(lambda: app.filters == ["b", ""])


async def test_what_is_pasted_is_one_harmless_line(app: Bench, until: Until) -> None:
    async with app.run_test(size=(40, 8)):
        app.list.rows.set_rows(items("a b"))
        app.list.show_filter()
        app.field.post_message(events.Paste("a\x1b]0;x\x07\nb"))
        await until(lambda: app.field.value != "")
        assert app.field.value.isprintable()


async def test_letters_are_text_there_and_keys_in_the_list(app: Bench, until: Until) -> None:
    async with app.run_test(size=(40, 8)) as pilot:
        app.list.rows.set_rows(items("jv", "j", "v"))
        app.list.show_filter()
        await pilot.press("v")
        assert app.keys == ["jv", "v"]
        assert app.list.rows.marks == frozenset()
        await pilot.press("enter", "v")
        await until(lambda: app.list.rows.marks == {"jv"})
