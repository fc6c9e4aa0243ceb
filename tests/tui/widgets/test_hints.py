import pytest
from textual import on
from textual.app import App, ComposeResult

from sptui.tui.widgets.columns import Span
from sptui.tui.widgets.hints import Hint, HintBar, Status, place

PAUSE = Hint("play", "space", "Pause")
NEXT = Hint("next", "n", "Next")
PREVIOUS = Hint("previous", "b", "Previous", enabled=False)


def said(*texts: str) -> Status:
    return tuple(Span(text, "hint-bar--title") for text in texts)


class Bench(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.bar = HintBar()
        self.pressed: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.bar

    @on(HintBar.Pressed)
    def hear_pressed(self, event: HintBar.Pressed) -> None:
        self.pressed.append(event.id)

    @property
    def line(self) -> str:
        return self.bar.render_line(0).text


@pytest.fixture
def app() -> Bench:
    return Bench()


@pytest.mark.parametrize(
    ("cells", "placed"),
    [
        (31, {0: PAUSE, 13: NEXT, 21: PREVIOUS}),
        (30, {0: PAUSE, 13: NEXT}),
        (19, {0: PAUSE, 13: NEXT}),
        (18, {0: PAUSE}),
        (10, {}),
    ],
)
def test_only_whole_hints_are_placed_in_their_order(cells: int, placed: dict[int, Hint]) -> None:
    assert place([PAUSE, NEXT, PREVIOUS], cells) == placed


async def test_hints_stand_left_and_the_status_right(app: Bench) -> None:
    async with app.run_test(size=(40, 3)):
        app.bar.set_hints([PAUSE, NEXT])
        app.bar.set_status([said("世界", " 213")])
        assert app.line == " space Pause  n Next           世界 213 "


@pytest.mark.parametrize(
    ("width", "loud", "shown"),
    [
        (50, False, "12 of 1000"),
        (49, False, "12/1000"),
        (35, False, "12/1000"),
        (34, False, "12"),
        (30, True, "12 of 1000"),
        (29, True, "12/1000"),
        (21, True, "12/1000"),
        (20, True, "12"),
    ],
)
async def test_the_longest_form_in_a_fifth_of_the_line_is_shown_and_in_a_third_when_loud(
    app: Bench, width: int, loud: bool, shown: str
) -> None:
    async with app.run_test(size=(width, 3)):
        app.bar.set_status([said("12 of 1000"), said("12/1000"), said("12")], loud=loud)
        assert app.line.strip() == shown


async def test_hints_make_way_for_the_shortest_form_and_that_for_a_third_of_the_line(app: Bench) -> None:
    async with app.run_test(size=(30, 3)):
        app.bar.set_hints([PAUSE, NEXT])
        app.bar.set_status([said("a very ", "long", " story about a failure")])
        assert app.line == " space Pause       a very lo… "


async def test_a_line_too_narrow_for_anything_is_blank(app: Bench) -> None:
    async with app.run_test(size=(2, 3)):
        app.bar.set_hints([PAUSE])
        app.bar.set_status([said("status")])
        assert app.line == "  "


async def test_a_click_on_a_hint_presses_it_also_when_it_is_off_to_get_to_know_why(app: Bench) -> None:
    async with app.run_test(size=(60, 3)) as pilot:
        app.bar.set_hints([PAUSE, NEXT, PREVIOUS])
        for x in (0, 1, 11, 12, 14, 15, 20, 21, 26, 50):
            await pilot.click(app.bar, offset=(x, 0))
        assert app.pressed == ["play", "play", "next", "next", "previous"]


async def test_what_stays_the_same_is_not_painted_again(app: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    async with app.run_test(size=(60, 3)):
        app.bar.set_hints([PAUSE])
        app.bar.set_status([said("ok")])
        asked: list[int] = []
        monkeypatch.setattr(app.bar, "refresh", lambda: asked.append(1))
        app.bar.set_hints([PAUSE])
        app.bar.set_status([said("ok")])
        assert asked == []
        app.bar.set_hints([NEXT])
        app.bar.set_status([said("fine")])
        app.bar.set_status([said("fine")], loud=True)
        assert asked == [1, 1, 1]


async def test_a_hint_that_is_off_looks_different(app: Bench) -> None:
    async with app.run_test(size=(60, 3)):
        app.bar.set_hints([NEXT, PREVIOUS])
        styles = {segment.text: segment.style for segment in app.bar.render_line(0)}
        assert styles["n"] != styles["b"]
