import pytest

from sptui.tui.screens.ask_first import AskFirst
from sptui.tui.widgets.box import Box
from sptui.tui.widgets.hints import HintBar
from tests.tui.dialogbench import Bench
from tests.tui.stage import NARROW, WIDE

QUESTION = "Delete “[/b] Sunday”?"
LINES = ("Its 42 items leave your library with it.", "Spotify keeps it for 90 days.")


class Asking(Bench):
    def __init__(self, *lines: str) -> None:
        super().__init__()
        self.ended: list[bool | None] = []
        self.asked = AskFirst(QUESTION, *(lines or LINES), yes="delete it")

    def on_mount(self) -> None:
        self.push_screen(self.asked, self.ended.append)

    def shows(self, words: str) -> bool:
        return any(words in strip.text for strip in self.asked._compositor.render_strips())


@pytest.mark.parametrize("size", [NARROW, WIDE, (40, 12)])
async def test_question_lines_and_keys_can_be_seen(size: tuple[int, int]) -> None:
    app = Asking()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for words in (QUESTION, "Its 42 items leave your library", LINES[1], "enter delete it  esc cancel"):
            assert app.shows(words), words


@pytest.mark.parametrize(("key", "answer"), [("enter", True), ("escape", False)])
async def test_one_key_does_it_and_the_other_does_not(key: str, answer: bool) -> None:
    app = Asking()
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("y", "space", key)
        assert app.ended == [answer]
        assert app.screen is not app.asked


@pytest.mark.parametrize(("x", "answer"), [(2, True), (18, False)])
async def test_both_keys_can_be_clicked(x: int, answer: bool) -> None:
    app = Asking()
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        await pilot.click(HintBar, offset=(x, 0))
        assert app.ended == [answer]


async def test_one_line_may_be_enough() -> None:
    app = Asking("It costs 31 requests.")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        assert app.shows("It costs 31 requests.")
        assert app.asked.query_one(Box).size.height == 5


@pytest.mark.parametrize("size", [(20, 6), (5, 3), (1, 1)])
async def test_no_window_is_too_small_to_say_no(size: tuple[int, int]) -> None:
    app = Asking()
    async with app.run_test(size=size) as pilot:
        await pilot.press("escape")
        assert app.ended == [False]
