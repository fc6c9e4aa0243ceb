from itertools import product

import pytest
from textual.app import ComposeResult
from textual.color import Color
from textual.theme import Theme
from textual.widget import Widget

from sptui.tui.looks.dressed import Dressed
from sptui.tui.themes import THEMES
from sptui.tui.widgets.filterline import FilterField
from sptui.tui.widgets.hints import HintBar
from sptui.tui.widgets.line import Line
from sptui.tui.widgets.rowlist import RowList
from sptui.tui.widgets.rows import Rows
from sptui.tui.widgets.seekbar import SeekBar

GROUNDS = ("rows--plain", "rows--hover", "rows--cursor")


class Bench(Dressed):
    CSS = "Screen { background: $background; } Rows { height: 3; }"

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.register_theme(theme)
        self.theme = theme.name

    def compose(self) -> ComposeResult:
        yield RowList()
        yield SeekBar()
        yield HintBar()


def luminance(color: Color) -> float:
    def linear(value: int) -> float:
        part = value / 255
        return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def contrast(widget: Widget, *classes: str) -> float:
    """WCAG 2's contrast between the text and the background of component classes laid over one another."""
    style = widget.get_visual_style(*classes)
    assert style.background is not None
    assert style.foreground is not None
    light, dark = sorted((luminance(style.background + style.foreground), luminance(style.background)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_knows_black_on_white() -> None:
    assert luminance(Color(255, 255, 255)) == pytest.approx(1)
    assert (1 + 0.05) / (luminance(Color(119, 119, 119)) + 0.05) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_every_text_can_be_read_on_every_background_it_stands_on(theme: Theme) -> None:
    app = Bench(theme)
    async with app.run_test() as pilot:
        rows, bar, hints = app.query_one(Rows), app.query_one(SeekBar), app.query_one(HintBar)
        for focused in (True, False):
            app.screen.set_focus(rows if focused else None)
            await pilot.pause()
            assert rows.has_focus is focused
            measured: dict[tuple[str, ...], float] = {
                **{pair: contrast(rows, *pair) for pair in product(GROUNDS, sorted(rows.COMPONENT_CLASSES))},
                **{(name,): contrast(bar, name) for name in sorted(bar.COMPONENT_CLASSES)},
                **{(name,): contrast(hints, name) for name in sorted(hints.COMPONENT_CLASSES)},
            }
            assert {pair: ratio for pair, ratio in measured.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_the_filter_can_be_read_while_one_types_and_afterwards(theme: Theme) -> None:
    app = Bench(theme)
    async with app.run_test() as pilot:
        rows = app.query_one(RowList)
        rows.show_filter()
        field, counter = app.query_one(FilterField), app.query_one(Line)
        for focused in (True, False):
            app.screen.set_focus(field if focused else None)
            await pilot.pause()
            assert field.has_focus is focused
            assert contrast(field) >= 4.5
            assert contrast(field, "input--placeholder") >= 4.5
            assert contrast(counter, "line--muted") >= 4.5
            assert counter.visual_style.background == field.visual_style.background


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_body_muted_and_disabled_text_are_three_steps_apart(theme: Theme) -> None:
    paper = luminance(Color.parse(str(theme.background)))
    away = [
        abs(luminance(Color.parse(theme.variables[name])) - paper) for name in ("text", "text-muted", "text-disabled")
    ]
    assert away == sorted(away, reverse=True)
    assert len(set(away)) == 3
