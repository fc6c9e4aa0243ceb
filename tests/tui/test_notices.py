"""What the app has told: in the corner, and in the list."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Static
from textual.widgets._toast import Toast

from sptui.tui.notices import LINES, MOST, Log, Told, brief, room
from sptui.tui.screens.notices import NoticesScreen
from sptui.tui.widgets.box import Box
from sptui.tui.widgets.columns import text_of
from sptui.tui.widgets.rows import Rows
from tests.tui.conftest import Opened
from tests.tui.dialogbench import Bench

NOON = 1_800_000_000.0
LONG = (
    "Spotify kept the playlist public though it said that it is private now: make it private in the Spotify app. " * 2
)


def test_each_text_is_kept_once_the_one_told_last_first() -> None:
    log = Log()
    for text, severity, at in (("a", "information", 1.0), ("b", "warning", 2.0), ("a", "information", 3.0)):
        log.add(text, severity, at)  # type: ignore[arg-type]  # the words of a loop
    log.add("a", "error", 4.0)
    assert [(told.text, told.severity, told.at, told.times) for told in log.told] == [
        ("a", "error", 4.0, 1),
        ("a", "information", 3.0, 2),
        ("b", "warning", 2.0, 1),
    ]
    for number in range(MOST + 5):
        log.add(str(number), "information", 5.0)
    assert len(log.told) == MOST
    assert (log.told[0].text, log.told[-1].text) == (str(MOST + 4), "5")
    assert len({told.serial for told in log.told}) == MOST


@pytest.mark.parametrize("cells", [20, 36, 57])
def test_in_the_corner_no_text_takes_more_than_two_lines_and_a_cut_one_says_so(cells: int) -> None:
    lines = brief(LONG, cells).split("\n")
    assert len(lines) == LINES
    assert all(cell_len(line) <= cells for line in lines)
    assert "…" in lines[-1]
    assert lines[-1].endswith("^l shows all") == (cells > 20)
    assert brief("Short.", cells) == "Short."
    assert brief("日本語の長いお知らせ" * 9, 20).count("\n") == 1


def test_the_corner_is_narrower_where_there_is_less_room() -> None:
    assert (room(200), room(120), room(100), room(80), room(40)) == (57, 56, 46, 57, 27)


@asynccontextmanager
async def notices(*told: Told, size: tuple[int, int] = (100, 30)) -> AsyncIterator[tuple[NoticesScreen, Pilot[None]]]:
    app = Bench()
    async with app.run_test(size=size) as pilot:
        screen = NoticesScreen(told, lambda: NOON, clear=lambda: screen.show(()))
        app.push_screen(screen)
        await pilot.pause()
        yield screen, pilot


TOLD = (
    Told("Saved “Evening” [/bold].", "information", NOON - 60, times=3, serial=2),
    Told(LONG, "warning", NOON - 86_400 * 2, serial=1),
)


async def test_the_list_tells_when_and_how_bad_in_words_and_all_of_the_row_with_the_cursor() -> None:
    async with notices(*TOLD) as (screen, pilot):
        rows = screen.query_one(Rows)
        cells = [[text_of(cell) for cell in row.cells] for row in rows.rows]
        assert [cell[1] for cell in cells] == ["· told", "! warning"]
        assert [cell[3] for cell in cells] == ["× 3", ""]
        assert ":" in cells[0][0]
        assert len(cells[1][0]) == len("Mon 12:00")
        whole = screen.query_one("#whole", Static)
        await pilot.press("down")
        await pilot.pause()
        assert whole.render_line(0).text.startswith("Spotify kept")
        assert whole.size.height > 1
        await pilot.press("y")
        assert pilot.app.clipboard == LONG
        assert screen.query_one(Box).border_subtitle == "Copied, if your terminal allows it"
        await pilot.press("f", *"evening", "enter", "y")
        assert pilot.app.clipboard == TOLD[0].text
        await pilot.press("escape", "C")
        await pilot.pause()
        assert rows.rows == ()
        assert any("Nothing was told yet" in rows.render_line(y).text for y in range(rows.size.height))
        await pilot.press("ctrl+l")
        assert pilot.app.screen is not screen


async def test_what_was_told_and_what_was_wrong_can_be_read_later(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.app.tell(LONG, severity="warning")
        stage.app.tell("Press [[pane.devices]].")
        await stage.until(lambda: stage.told == [LONG, "Press d."])
        stage.app.tell("Press [[pane.devices]].")
        seconds = {each.severity: each.timeout for each in stage.app._notifications}
        assert seconds["warning"] > seconds["information"]
        await stage.until(lambda: len(stage.app.screen.query(Toast)) == 2)
        assert all(toast.content_size.height <= LINES for toast in stage.app.screen.query(Toast))
        await stage.press("ctrl+l")
        await stage.until(lambda: stage.in_front == "NoticesScreen")
        assert stage.told == []
        rows = stage.app.screen.query_one(Rows)
        assert [(row.value.text, row.value.times) for row in rows.rows] == [("Press d.", 2), (LONG, 1)]
        stage.app.tell("Something new.")
        assert rows.rows[0].value.text == "Something new."
        assert text_of(rows.rows[rows.cursor or 0].cells[2]) == "Press d."
        await stage.press("escape")
        assert stage.app.screen is stage.app.main
