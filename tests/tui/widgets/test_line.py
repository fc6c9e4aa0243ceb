import pytest
from textual.app import App, ComposeResult

from sptui.tui.widgets.columns import Span
from sptui.tui.widgets.line import Line

LEFT = (Span("▶  ", "line--accent"), Span("A rather long title", "line--title"))
RIGHT = (Span("Kitchen", "line--text"), Span("private", "line--off"), Span("35 %", "line--muted"))


class Bench(App[None]):
    def compose(self) -> ComposeResult:
        yield Line()


@pytest.mark.parametrize(
    ("cells", "drawn"),
    [
        (60, "▶  A rather long title           Kitchen  ·  private  ·  35 %"),
        (50, "▶  A rather long title        Kitchen  ·  private"),
        (36, "▶  A rather long title      Kitchen"),
        (24, "▶  A rather lo…  Kitchen"),
        (12, "▶  A rather…"),
    ],
)
async def test_the_right_gives_way_from_its_end_until_the_left_has_three_fifths(cells: int, drawn: str) -> None:
    app = Bench()
    async with app.run_test(size=(cells, 1)):
        line = app.query_one(Line)
        line.show(LEFT, RIGHT)
        text = line.render_line(0).text
        assert len(text) == cells
        assert text.split() == drawn.split()


async def test_equal_spans_repaint_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Bench()
    async with app.run_test(size=(60, 1)):
        line = app.query_one(Line)
        line.show(LEFT, RIGHT)
        asked: list[int] = []
        monkeypatch.setattr(line, "refresh", lambda: asked.append(1))
        line.show(LEFT, RIGHT)
        assert asked == []
        line.show(RIGHT)
        assert asked == [1]
