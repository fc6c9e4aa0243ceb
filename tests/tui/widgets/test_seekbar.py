from collections.abc import Awaitable, Callable

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.geometry import Region

from sptui.tui.widgets.seekbar import SeekBar, changes, frame

Until = Callable[[Callable[[], bool]], Awaitable[None]]
FOUR_MINUTES = 240_000


class Bench(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.bar = SeekBar()
        self.sought: list[int] = []

    def compose(self) -> ComposeResult:
        yield self.bar

    @on(SeekBar.Sought)
    def hear_sought(self, event: SeekBar.Sought) -> None:
        self.sought.append(event.position_ms)

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
