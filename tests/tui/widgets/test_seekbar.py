from collections.abc import Awaitable, Callable

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown, MouseScrollUp
from textual.geometry import Region

from sptui.tui.widgets.seekbar import SeekBar, changes, frame

Until = Callable[[Callable[[], bool]], Awaitable[None]]
FOUR_MINUTES = 240_000


class Bench(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.bar = SeekBar()
        self.sought: list[int] = []
        self.steps: list[int] = []

    def compose(self) -> ComposeResult:
        yield self.bar

    @on(SeekBar.Sought)
    def hear_sought(self, event: SeekBar.Sought) -> None:
        self.sought.append(event.position_ms)

    @on(SeekBar.Wheeled)
    def hear_wheeled(self, event: SeekBar.Wheeled) -> None:
        self.steps.append(event.by)

    @property
    def line(self) -> str:
        return self.bar.render_line(0).text


@pytest.fixture
def app() -> Bench:
    return Bench()


@pytest.mark.parametrize(
    ("position", "duration", "remaining", "line"),
    [
        (0, FOUR_MINUTES, False, "0:00  ──────────  4:00"),
        (83_000, FOUR_MINUTES, False, "1:23  ━━━───────  4:00"),
        (96_000, FOUR_MINUTES, False, "1:36  ━━━━──────  4:00"),
        (108_000, FOUR_MINUTES, False, "1:48  ━━━━╸─────  4:00"),
        (240_000, FOUR_MINUTES, False, "4:00  ━━━━━━━━━━  4:00"),
        (999_000, FOUR_MINUTES, False, "4:00  ━━━━━━━━━━  4:00"),
        (-1, FOUR_MINUTES, False, "0:00  ──────────  4:00"),
        (83_999, 240_500, True, "1:23  ━━━──────  -2:37"),
        (60_000, 3_600_000, False, "   1:00  ────  1:00:00"),
        (0, 0, False, "–:––  ──────────  –:––"),
        (61_000, 0, True, "1:01  ──────────  –:––"),
    ],
)
def test_the_line_has_a_time_on_either_side_of_the_bar(
    position: int, duration: int, remaining: bool, line: str
) -> None:
    assert frame(position, duration, 22, show_remaining=remaining).text == line


def test_without_room_for_a_bar_the_times_remain() -> None:
    assert frame(83_000, FOUR_MINUTES, 5, show_remaining=False).text == "1:23    4:00"


def test_only_the_cells_that_differ_are_named() -> None:
    assert list(changes("1:09 ━╸──", "1:10 ━━──")) == [Region(2, 0, 2, 1), Region(6, 0, 1, 1)]
    assert list(changes("same", "same")) == []
    assert list(changes("short", "longer")) == [Region(0, 0, 6, 1)]


async def test_the_line_fills_the_widget_at_any_width(app: Bench, until: Until) -> None:
    async with app.run_test(size=(40, 3)) as pilot:
        app.bar.update(120_000, FOUR_MINUTES)
        assert app.line == "2:00  " + "━" * 14 + "─" * 14 + "  4:00"
        await pilot.resize_terminal(24, 3)
        await until(lambda: app.line == "2:00  ━━━━━━──────  4:00")
        await pilot.resize_terminal(7, 3)
        await until(lambda: app.line == "2:00   ")


async def test_updates_repaint_the_changed_cells_and_nothing_when_none_changes(
    app: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(40, 3)) as pilot:
        app.bar.update(120_000, FOUR_MINUTES)
        await pilot.pause()
        asked: list[tuple[Region, ...]] = []
        monkeypatch.setattr(app.bar, "refresh", lambda *regions: asked.append(regions))
        for tenth in range(1, 10):
            app.bar.update(120_000 + 100 * tenth, FOUR_MINUTES)
        assert asked == []
        app.bar.update(121_000, FOUR_MINUTES)
        app.bar.update(124_300, FOUR_MINUTES)
        app.bar.update(124_400, FOUR_MINUTES)
        app.bar.update(124_400, FOUR_MINUTES, enabled=False)
        assert asked == [(Region(3, 0, 1, 1),), (Region(3, 0, 1, 1), Region(20, 0, 1, 1)), ()]


@pytest.mark.parametrize(("x", "position"), [(6, 0), (7, 12_858), (20, 124_286), (33, 235_715)])
async def test_a_click_seeks_to_the_middle_of_its_cell(app: Bench, x: int, position: int) -> None:
    async with app.run_test(size=(40, 3)) as pilot:
        app.bar.update(0, FOUR_MINUTES)
        await pilot.click(app.bar, offset=(x, 0))
        assert app.sought == [position]
        app.bar.update(position, FOUR_MINUTES)
        assert app.line[x] == ("╸" if position else "─")


async def test_a_bar_that_is_off_or_has_no_end_takes_no_clicks(app: Bench) -> None:
    async with app.run_test(size=(40, 3)) as pilot:
        app.bar.update(0, FOUR_MINUTES, enabled=False)
        await pilot.click(app.bar, offset=(20, 0))
        app.bar.update(0, 0)
        await pilot.click(app.bar, offset=(20, 0))
        app.bar.update(0, FOUR_MINUTES)
        await pilot.click(app.bar, offset=(2, 0))
        assert app.sought == []


async def test_a_click_on_the_right_time_turns_it_into_what_remains_and_back(app: Bench) -> None:
    async with app.run_test(size=(40, 3)) as pilot:
        app.bar.update(60_000, FOUR_MINUTES)
        shown = []
        for _ in range(2):
            await pilot.click(app.bar, offset=(38, 0))
            shown.append(app.line[-6:])
        assert shown == [" -3:00", "  4:00"]
        assert app.sought == []


async def test_under_the_pointer_the_left_time_is_the_one_there_and_after_it_that_of_the_item(app: Bench) -> None:
    async with app.run_test(size=(40, 3)) as pilot:
        app.bar.update(60_000, FOUR_MINUTES)
        shown = []
        for x in (20, 6, 33, 2, 38, 7):
            await pilot.hover(app.bar, offset=(x, 0))
            shown.append(app.line[:4])
        assert shown == ["2:04", "0:00", "3:55", "1:00", "1:00", "0:12"]
        app.bar.update(61_000, FOUR_MINUTES)
        assert app.line[:4] == "0:12"
        await pilot.hover(offset=(5, 2))
        assert (app.line[:4], app.sought) == ("1:01", [])


async def test_where_nothing_can_be_sought_the_pointer_shows_nothing(app: Bench) -> None:
    async with app.run_test(size=(40, 3)) as pilot:
        for length, enabled in ((0, True), (FOUR_MINUTES, False)):
            app.bar.update(60_000, length, enabled=enabled)
            await pilot.hover(app.bar, offset=(20, 0))
            assert app.line.startswith("1:00")


async def test_the_time_under_the_pointer_stands_out(app: Bench) -> None:
    async with app.run_test(size=(40, 3)) as pilot:
        app.bar.update(124_286, FOUR_MINUTES)
        plain = app.bar.render_line(0)
        await pilot.hover(app.bar, offset=(20, 0))
        pointed = app.bar.render_line(0)
        assert plain.text == pointed.text
        assert next(iter(plain)).style != next(iter(pointed)).style


async def test_dragging_moves_the_bar_and_letting_go_seeks_once(app: Bench) -> None:
    async with app.run_test(size=(40, 3)) as pilot:
        app.bar.update(60_000, FOUR_MINUTES)
        await pilot.mouse_down(app.bar, offset=(10, 0))
        await pilot.hover(app.bar, offset=(20, 0))
        assert app.line == "2:04  " + "━" * 14 + "╸" + "─" * 13 + "  4:00"
        await pilot.hover(offset=(39, 2))
        assert (app.line[:4], app.sought) == ("3:55", [])
        await pilot.hover(app.bar, offset=(20, 0))
        await pilot.mouse_up(app.bar, offset=(20, 0))
        assert app.sought == [124_286]
        app.bar.update(124_286, FOUR_MINUTES)
        await pilot.click(app.bar, offset=(7, 0))
        assert app.sought == [124_286, 12_858]


async def test_a_drag_that_the_item_ended_under_seeks_nothing(app: Bench) -> None:
    async with app.run_test(size=(40, 3)) as pilot:
        app.bar.update(60_000, FOUR_MINUTES)
        await pilot.mouse_down(app.bar, offset=(10, 0))
        await pilot.hover(app.bar, offset=(20, 0))
        app.bar.update(0, 0, enabled=False)
        await pilot.mouse_up(app.bar, offset=(20, 0))
        assert app.sought == []


async def test_the_wheel_asks_for_steps(app: Bench) -> None:
    async with app.run_test(size=(40, 3)) as pilot:
        app.bar.update(60_000, FOUR_MINUTES)
        await pilot._post_mouse_events([MouseScrollUp, MouseScrollUp, MouseScrollDown], app.bar, button=0)
        assert app.steps == [1, 1, -1]


async def test_a_bar_that_cannot_be_sought_is_dotted(app: Bench) -> None:
    async with app.run_test(size=(30, 1)):
        app.bar.update(60_000, FOUR_MINUTES, enabled=False)
        assert "┄" in app.line
        assert "─" not in app.line
        app.bar.update(60_000, FOUR_MINUTES)
        assert "┄" not in app.line
