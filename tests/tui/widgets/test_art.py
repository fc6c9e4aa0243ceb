import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widgets import Static

from sptui.desktop.pixels import Pixels
from sptui.tui.widgets.art import Art, Overlay, blank, half_blocks, square
from tests.tui.widgets.conftest import Until

RED, GREEN, BLUE, GREY = b"\xff\x00\x00", b"\x00\xff\x00", b"\x00\x00\xff", b"\x80\x80\x80"
GROUND, NOTE, AROUND = Style(bgcolor="#101010"), Style(color="#404040", bgcolor="#101010"), Style(bgcolor="#000000")


def picture(columns: int, lines: int) -> tuple[Strip, ...]:
    return half_blocks(Pixels(columns, lines * 2, RED * (columns * lines * 2)))


def colours(strip: Strip) -> list[tuple[str, str, str]]:
    """The text of each segment, the colour of what is drawn and of what is behind it."""
    found = []
    for segment in strip:
        assert segment.style is not None
        over, behind = segment.style.color, segment.style.bgcolor
        found.append((segment.text, over.name if over else "", behind.name if behind else ""))
    return found


def test_a_cell_has_one_pixel_over_another() -> None:
    first, second = half_blocks(Pixels(2, 4, RED + GREEN + BLUE + GREY + GREY + BLUE + GREEN + RED))
    assert colours(first) == [("▀", "#ff0000", "#0000ff"), ("▀", "#00ff00", "#808080")]
    assert colours(second) == [("▀", "#808080", "#00ff00"), ("▀", "#0000ff", "#ff0000")]
    assert (first.cell_length, second.cell_length) == (2, 2)


@pytest.mark.parametrize(
    ("room", "fits"),
    [((12, 6), (12, 6)), ((13, 6), (12, 6)), ((12, 40), (12, 6)), ((3, 9), (2, 1)), ((1, 9), (0, 0)), ((9, 0), (0, 0))],
)
def test_a_square_is_twice_as_many_columns_as_lines(room: tuple[int, int], fits: tuple[int, int]) -> None:
    assert square(*room) == fits


@given(st.integers(0, 70), st.integers(0, 40))
def test_a_blank_fills_exactly_its_cells(width: int, height: int) -> None:
    lines = blank(width, height, GROUND, NOTE, AROUND)
    assert len(lines) == height
    assert all(line.cell_length == width == len(line.text) for line in lines)


def test_a_blank_has_round_corners_on_what_is_around_and_a_note_in_its_middle() -> None:
    lines = blank(6, 3, GROUND, NOTE, AROUND)
    assert [line.text for line in lines] == ["▄    ▄", "  ♪   ", "▀    ▀"]
    assert colours(lines[0])[0] == ("▄", "#101010", "#000000")
    assert [line.text for line in blank(4, 2, GROUND, NOTE, AROUND)] == ["▄  ▄", "▀  ▀"]
    assert [line.text for line in blank(2, 1, GROUND, NOTE, AROUND)] == ["  "]


class Bench(App[None]):
    CSS = "Screen { background: $background; } Art { width: 8; height: 4; }"

    def compose(self) -> ComposeResult:
        yield Art()
        yield Static("below")

    @property
    def art(self) -> Art:
        return self.screen_stack[0].query_one(Art)

    @property
    def lines(self) -> list[str]:
        return [strip.text[:8] for strip in self.screen_stack[0]._compositor.render_strips()][:4]


@pytest.fixture
def app() -> Bench:
    return Bench()


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is written to the terminal beside what Textual writes."""
    seen: list[str] = []

    def write(_: Art, text: str) -> bool:
        seen.append(text)
        return True

    monkeypatch.setattr(Art, "_write", write)
    return seen


async def test_a_blank_is_shown_until_there_is_a_picture_and_after_it(app: Bench, until: Until) -> None:
    async with app.run_test(size=(20, 6)):
        empty = ["▄      ▄", "   ♪    ", "        ", "▀      ▀"]
        assert app.lines == empty
        app.art.show(picture(8, 4))
        await until(lambda: app.lines == ["▀" * 8] * 4)
        app.art.show(())
        await until(lambda: app.lines == empty)


async def test_a_picture_stands_in_the_middle_of_its_room(app: Bench, until: Until) -> None:
    async with app.run_test(size=(20, 6)):
        app.art.styles.width, app.art.styles.height = 8, 2
        await until(lambda: app.art.cells == (4, 2))
        app.art.show(picture(4, 2))
        await until(lambda: app.lines[:2] == ["  ▀▀▀▀  "] * 2)


async def test_a_picture_of_another_size_is_not_shown(app: Bench, until: Until) -> None:
    async with app.run_test(size=(20, 6)):
        app.art.show(picture(8, 4))
        await until(lambda: app.lines[0] == "▀" * 8)
        app.art.styles.width, app.art.styles.height = 4, 2
        await until(lambda: app.lines[0].startswith("▄  ▄"))


async def test_the_same_picture_again_repaints_nothing(app: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.art.show(picture(8, 4))
        await pilot.pause()
        repainted: list[object] = []
        monkeypatch.setattr(app.art, "refresh", lambda *regions: repainted.append(regions))
        app.art.show(picture(8, 4))
        assert repainted == []
        app.art.show(())
        assert repainted == [()]


async def test_what_draws_over_the_cells_is_written_at_their_place_each_time_they_are_painted(
    app: Bench, written: list[str], until: Until
) -> None:
    async with app.run_test(size=(20, 6)):
        app.art.styles.margin = (1, 0, 0, 3)
        await until(lambda: app.art.region.offset == (3, 1))
        app.art.show(picture(8, 4), Overlay(before="<before>", after="<sixels>", gone="<gone>"))
        over = "\x1b7\x1b[2;4H<sixels>\x1b8"
        await until(lambda: written == ["<before>", over])
        app.art.refresh()
        await until(lambda: written == ["<before>", over, over])
        app.art.show(())
        assert written[3:] == ["<gone>"]


async def test_cells_of_its_own_stand_in_the_place_of_half_blocks_only_in_front(
    app: Bench, written: list[str], until: Until
) -> None:
    cells = tuple(Strip([Segment(str(line) * 8)], 8) for line in range(4))
    async with app.run_test(size=(20, 6)):
        app.art.show(picture(8, 4), Overlay(before="<before>", lines=cells))
        await until(lambda: app.lines == ["00000000", "11111111", "22222222", "33333333"])
        assert app.art.render_lines(Region(2, 1, 3, 2))[0].text == "111"
        await app.push_screen(ModalScreen())
        await until(lambda: app.lines == ["▀" * 8] * 4)
        app.pop_screen()
        await until(lambda: app.lines[0] == "00000000")
        assert written == ["<before>"]


@pytest.mark.parametrize("room", [(1, 4), (8, 0)])
@pytest.mark.parametrize("overlay", [Overlay(before="<before>"), Overlay(before="<before>", after="<sixels>")])
async def test_what_is_drawn_over_the_cells_needs_none_where_there_is_no_room(
    app: Bench, written: list[str], until: Until, room: tuple[int, int], overlay: Overlay
) -> None:
    async with app.run_test(size=(20, 6)):
        app.art.styles.width, app.art.styles.height = room
        await until(lambda: app.art.cells == (0, 0))
        app.art.show((), overlay)
        drawn = app.art.render_lines(Region(0, 0, 1, 1))
        assert [line.text for line in drawn] == [" "]
        await until(lambda: written == ["<before>"])


async def test_nothing_is_drawn_over_another_screen_or_when_it_is_not_wholly_seen(
    app: Bench, written: list[str], until: Until
) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.art.show(picture(8, 4), Overlay(after="<sixels>"))
        await until(lambda: written[1:] != [])
        await app.push_screen(Screen())
        before = len(written)
        app.art.refresh()
        await pilot.pause()
        assert len(written) == before
        app.pop_screen()
        await until(lambda: len(written) > before)
        await pilot.pause()
        app.art.styles.offset = (0, 4)
        await until(lambda: app.art.region.y == 4)
        before = len(written)
        app.art.refresh()
        await pilot.pause()
        assert len(written) == before


async def test_a_picture_is_taken_out_of_the_terminal_when_the_app_ends(app: Bench, written: list[str]) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.art.show(picture(8, 4), Overlay(before="<before>", gone="<gone>"))
        await pilot.pause()
    assert written == ["<before>", "<gone>"]


async def test_what_is_written_goes_the_way_of_all_that_the_app_writes(
    app: Bench, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    async with app.run_test(size=(20, 6)):
        seen: list[str] = []
        assert app._driver is not None
        monkeypatch.setattr(app._driver, "write", seen.append)
        app.art.show(picture(8, 4), Overlay(before="<before>"))
        await until(lambda: "<before>" in seen)


async def test_where_nothing_can_be_written_beside_textual_half_blocks_stay(
    app: Bench, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    monkeypatch.setattr(Art, "_write", lambda *_: False)
    cells = tuple(Strip([Segment("0" * 8)], 8) for _ in range(4))
    async with app.run_test(size=(20, 6)):
        app.art.show(picture(8, 4), Overlay(before="<before>", lines=cells))
        await until(lambda: app.lines == ["▀" * 8] * 4)


async def test_after_the_app_was_suspended_the_terminal_is_told_once_more(
    app: Bench, written: list[str], until: Until
) -> None:
    async with app.run_test(size=(20, 6)):
        app.art.show(picture(8, 4), Overlay(before="<before>"))
        await until(lambda: written == ["<before>"])
        app.app_resume_signal.publish(app)
        await until(lambda: written == ["<before>"] * 2)
