"""The command palette: alone with a few entries, and in the app."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from sptui.tui.actions import ACTIONS
from sptui.tui.keyboard.keymap import Keymap
from sptui.tui.palette.entry import Entry, Kind
from sptui.tui.palette.sources import entries_of
from sptui.tui.screens.palette import PaletteScreen
from sptui.tui.widgets.columns import Span, text_of
from sptui.tui.widgets.hints import Hint, HintBar
from sptui.tui.widgets.line import Line
from sptui.tui.widgets.rows import Rows
from tests.tui.conftest import Opened
from tests.tui.dialogbench import Bench
from tests.tui.stage import NARROW, Stage
from tests.tui.test_library import open_row


@dataclass
class Palette:
    """An open palette, and what it ended with."""

    app: Bench
    pilot: Pilot[None]
    screen: PaletteScreen
    tried: list[str | None] = field(default_factory=list)
    ended: list[Entry | None] = field(default_factory=list)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    @property
    def rows(self) -> Rows:
        return self.screen.query_one(Rows)

    @property
    def titles(self) -> list[str]:
        return [text_of(row.cells[1] if row.kind == "item" else row.cells[0]) for row in self.rows.rows]

    @property
    def at(self) -> str:
        row = self.rows.highlighted
        return text_of(row.cells[1]) if row is not None else ""

    @property
    def hints(self) -> tuple[Hint, ...]:
        return self.screen.query_one(HintBar)._hints

    @property
    def told(self) -> str:
        return self.screen.query_one("#told", Line).text


def entry(title: str, kind: Kind = "action", why_not: str = "", key: str = "") -> Entry:
    return Entry(kind=kind, id=title.lower(), title=title, run=int, why_not=why_not, key=key)


NEXT, MUTE = entry("Next track", key="n"), entry("Mute", why_not="Nothing is playing. Press [[pane.devices]].")
NORD, GRUV = entry("Nord", "theme"), entry("Gruvbox", "theme")
MIX = entry("Night Mix [/bold]", "playlist")
USED: dict[str, float] = {"theme:gruvbox": 2.0}


@asynccontextmanager
async def palette(*entries: Entry, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Palette]:
    app = Bench()
    async with app.run_test(size=size) as pilot:
        tried: list[str | None] = []
        screen = PaletteScreen(entries or (NEXT, MUTE, NORD, GRUV), lambda use: USED.get(use, 0.0), tried.append)
        opened = Palette(app, pilot, screen, tried)
        app.push_screen(screen, opened.ended.append)
        await pilot.pause()
        yield opened


async def test_with_nothing_typed_the_most_used_stand_first_and_the_signs_are_taught() -> None:
    async with palette() as opened:
        assert opened.titles == ["Used most", "Gruvbox", "", "Everything", "Next track", "Mute", "Nord"]
        assert [hint.title for hint in opened.hints][:1] == ["wear it"]
        opened.app.keyboard.keymap = Keymap({"palette.choose": ()})
        opened.screen.show_hints()
        assert all(hint.key for hint in opened.hints)
        assert opened.at == "Gruvbox"
        assert opened.told.startswith("> actions   # playlists   @ devices")


async def test_what_is_typed_finds_the_best_first_with_its_letters_underlined_and_enter_takes_it() -> None:
    async with palette(NEXT, MUTE, MIX) as opened:
        await opened.press("n", "t")
        assert opened.titles == ["Next track", "Night Mix [/bold]"]
        assert [(span.text, span.style) for span in opened.rows.rows[0].cells[1] if isinstance(span, Span)] == [
            ("N", "rows--hit"),
            ("ext ", ""),
            ("t", "rows--hit"),
            ("rack", ""),
        ]
        assert opened.told == "2 found"
        await opened.press("down", "enter")
        assert opened.ended == [MIX]


async def test_what_cannot_work_now_says_why_and_is_not_chosen() -> None:
    async with palette() as opened:
        await opened.press(*"mute", "enter")
        assert opened.rows.rows[0].disabled
        assert text_of(opened.rows.rows[0].cells[2]) == "Nothing is playing. Press d."
        assert opened.told == "Nothing is playing. Press d."
        assert (opened.ended, opened.at) == ([], "Mute")
        await opened.press("x")
        assert opened.titles == []


@pytest.mark.parametrize("keys", [("escape",), ("ctrl+p",), ("backspace",), ("n", "backspace", "backspace")])
async def test_it_closes_with_nothing_done(keys: tuple[str, ...]) -> None:
    async with palette() as opened:
        await opened.press(*keys)
        assert opened.ended == [None]


async def test_a_theme_is_tried_on_while_one_is_on_it_and_taken_off_again() -> None:
    async with palette() as opened:
        await opened.press("n")  # a letter alone puts on nothing
        assert opened.tried == []
        await opened.press("backspace", *"~")
        assert opened.tried == ["gruvbox"]
        await opened.press("down")
        assert opened.tried == ["gruvbox", "nord"]
        await opened.press("escape")
        assert opened.tried == ["gruvbox", "nord", None]


async def test_what_comes_in_late_is_found_and_moves_no_cursor() -> None:
    async with palette() as opened:
        await opened.press("down")
        opened.screen.offer([MIX])
        assert (opened.at, opened.titles[-1]) == ("Next track", "Night Mix [/bold]")
        await opened.press(*"#")
        assert opened.titles == ["Night Mix [/bold]"]


@pytest.mark.parametrize("size", [(40, 10), (80, 24)])
async def test_in_little_room_titles_keep_theirs(size: tuple[int, int]) -> None:
    async with palette(size=size) as opened:
        lines = [opened.rows.render_line(y).text for y in range(opened.rows.size.height)]
        assert any("Gruvbox" in line for line in lines)
        assert opened.told.startswith("> actions")
        assert not opened.told.endswith("…")


async def test_a_click_and_a_second_one_choose_and_the_line_keeps_the_keys() -> None:
    async with palette() as opened:
        await opened.pilot.click(Rows, offset=(8, 4))
        assert isinstance(opened.screen.focused, Input)
        assert opened.at == "Next track"
        await opened.pilot.click(Rows, offset=(8, 4))
        await opened.pilot.pause()
        assert opened.ended == [NEXT]


async def test_every_action_but_the_palette_itself_is_offered_and_nothing_is_asked_for(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage)  # the library is known
        stage.simulator.log.clear()
        offered = {(each.kind, each.id): each for each in entries_of(stage.app)}
        ids = {id_ for kind, id_ in offered if kind in ("action", "place")}
        assert ids == {action.id for action in ACTIONS} - {"app.palette", "app.back"}
        assert {kind for kind, _ in offered} == {"action", "place", "device", "reading", "setting", "theme"}
        assert next(iter(each.detail for each in offered.values() if each.kind == "device")) == "computer  ·  plays now"
        assert not any("secret" in each.detail for each in offered.values())
        await stage.press("ctrl+p")
        await stage.press(*"# late")
        await stage.until(lambda: stage.shows("Late Train Home"))
        await stage.press("enter")
        await stage.until(lambda: (stage.app.browsing.place.kind, stage.in_front) == ("playlist", "MainScreen"))
        assert stage.shows("‹ Late Train Home")
        await stage.press("ctrl+p")
        await stage.until(lambda: stage.shows("Used most"))
        row = stage.app.screen.query_one(Rows).highlighted
        assert row is not None
        assert text_of(row.cells[1]) == "Late Train Home"


async def test_what_is_chosen_there_is_done_and_what_cannot_be_done_tells_why(remote: Opened) -> None:
    async with remote(size=NARROW) as stage:
        await stage.read()
        await stage.press("ctrl+p", *"play or", "enter")
        await stage.until(lambda: stage.writes == [("PUT", "player/pause")])
        assert stage.app.screen is stage.app.main
        stage.simulator.world.player.go_idle()
        await stage.reread()
        await stage.press("ctrl+p", *"shuffle on", "enter")
        await stage.until(lambda: complaint(stage) == "Nothing is playing.")
        assert len(stage.writes) == 1
        await stage.press("ctrl+p")
        assert stage.app.screen is stage.app.main


async def test_over_the_list_of_keys_it_leads_away_from_there_and_themes_change_and_come_back(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("question_mark", "ctrl+p", *"~ nord", "escape")
        assert (stage.app.theme, stage.in_front) == ("sptui", "HelpScreen")
        assert [told.text for told in stage.app.notices.log.told] == [], "it was only looked at"
        await stage.press("ctrl+p", *"~ nord", "enter")
        await stage.until(lambda: stage.app.screen is stage.app.main)
        assert (stage.app.theme, stage.app.settings.theme) == ("nord", "sptui"), "it is for this session"
        await stage.press("ctrl+p", *": theme", "enter")
        await stage.until(lambda: stage.in_front == "SettingsScreen")
        assert stage.shows("The colours, one of sptui's own")


def complaint(stage: Stage) -> str:
    return stage.app.screen.query_one("#told", Line).text
