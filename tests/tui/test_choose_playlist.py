from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace

import pytest
from textual import events
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from sptui.tui.screens.choose_playlist import Choice, ChoosePlaylist, Option
from sptui.tui.widgets.hints import HintBar
from sptui.tui.widgets.line import Line
from sptui.tui.widgets.rows import Rows
from sptui.tui.widgets.searchline import SearchLine
from tests.tui.dialogbench import Bench
from tests.tui.stage import NARROW, WIDE

TRAIN = Option("1", "Sunday Late Train", "42 items · private")
CAFE = Option("2", "Café del Már", "1,204 items · public")
WEEKLY = Option("3", "Discover Weekly", "", disabled="not yours")
NIGHT = Option("4", "Night Train Straße", "7 items · private")
ALL = (TRAIN, CAFE, WEEKLY, NIGHT)
NAMES = [option.name for option in ALL]
NEW = "New playlist …"


class Occupied(Bench):
    def compose(self) -> ComposeResult:
        yield Input(id="behind")


@dataclass
class Asked:
    """An open dialog, what can be seen of it, and what it ended with."""

    app: Occupied
    pilot: Pilot[None]
    dialog: ChoosePlaylist
    ended: list[Choice | None] = field(default_factory=list)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def burst(self, *keys: str) -> None:
        """Keys that arrive at once, as from somebody who types ahead."""
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await self.pilot.pause()

    @property
    def rows(self) -> Rows:
        return self.dialog.query_one(Rows)

    @property
    def names(self) -> list[str]:
        return [text(row.cells[0]) for row in self.rows.rows]

    @property
    def at(self) -> str:
        """What the cursor is on."""
        assert self.rows.highlighted is not None
        return text(self.rows.highlighted.cells[0])

    @property
    def line(self) -> SearchLine:
        return self.dialog.query_one(SearchLine)

    @property
    def told(self) -> str:
        return self.dialog.query_one("#told", Line).text

    @property
    def hints(self) -> dict[str, str]:
        return {hint.key: hint.title for hint in self.dialog.query_one(HintBar)._hints}

    @property
    def screen(self) -> list[str]:
        return [strip.text for strip in self.dialog._compositor.render_strips()]

    def shows(self, words: str) -> bool:
        return any(words in line for line in self.screen)


def text(cell: object) -> str:
    return cell if isinstance(cell, str) else "".join(span.text for span in cell)  # type: ignore[attr-defined]


Ask = Callable[..., AbstractAsyncContextManager[Asked]]


@pytest.fixture
def ask() -> Ask:
    @asynccontextmanager
    async def opened(
        *options: Option, last: str = "", title: str = "Add 3 tracks to …", size: tuple[int, int] = NARROW
    ) -> AsyncIterator[Asked]:
        app = Occupied()
        async with app.run_test(size=size) as pilot:
            asked = Asked(app, pilot, ChoosePlaylist(title, options, last))
            app.push_screen(asked.dialog, asked.ended.append)
            await pilot.pause()
            yield asked

    return opened


@pytest.mark.parametrize("size", [NARROW, WIDE, (200, 50)])
async def test_all_there_is_to_choose_can_be_seen_at_once(ask: Ask, size: tuple[int, int]) -> None:
    async with ask(*ALL, size=size) as asked:
        for words in (
            "╭─ Add 3 tracks to … ─",
            *NAMES,
            "42 items · private",
            "not yours",
            NEW,
            "enter choose  esc cancel",
        ):
            assert asked.shows(words), words
        assert asked.line.has_focus
        assert asked.at == "Sunday Late Train"


async def test_the_one_used_last_stands_first_with_the_cursor_on_it_and_says_so(ask: Ask) -> None:
    async with ask(*ALL, last="2") as asked:
        assert asked.names == ["Café del Már", "Sunday Late Train", "Discover Weekly", "Night Train Straße", NEW]
        assert asked.at == "Café del Már"
        assert asked.shows("last used · 1,204 items · public")
        await asked.press("enter")
        assert asked.ended == [Choice(playlist_id="2")]


async def test_one_used_last_that_takes_nothing_any_more_tells_why_and_has_no_cursor(ask: Ask) -> None:
    async with ask(*ALL, last="3") as asked:
        assert asked.names[:2] == ["Discover Weekly", "Sunday Late Train"]
        assert asked.shows("not yours")
        assert not asked.shows("last used")
        assert asked.at == "Sunday Late Train"


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("train", ["Sunday Late Train", "Night Train Straße"]),
        ("TRAIN su", ["Sunday Late Train"]),
        ("cafe mar", ["Café del Már"]),
        ("CAFÉ", ["Café del Már"]),
        ("strasse", ["Night Train Straße"]),
        ("  night  ", ["Night Train Straße"]),
        ("train cafe", ["No playlist has all these words in its name."]),
    ],
)
async def test_what_is_typed_leaves_what_has_all_its_words_whatever_their_case_and_accents(
    ask: Ask, words: str, left: list[str]
) -> None:
    async with ask(*ALL) as asked:
        await asked.press(*("space" if letter == " " else letter for letter in words))
        assert asked.names == [*left, f"New playlist “{' '.join(words.split())}”"]


async def test_the_first_that_can_be_chosen_gets_the_cursor_with_each_word(ask: Ask) -> None:
    async with ask(WEEKLY, TRAIN, NIGHT, CAFE) as asked:
        assert asked.at == "Sunday Late Train"
        await asked.press("down", *"i")
        assert asked.at == "Sunday Late Train"
        await asked.press(*"g")
        assert asked.at == "Night Train Straße"
        await asked.press("backspace", "backspace", *"weekly")
        assert asked.at == "Discover Weekly"
        await asked.press(*"y")
        assert asked.at == "New playlist “weeklyy”"


@pytest.mark.parametrize(("down", "up"), [("down", "up"), ("ctrl+n", "ctrl+p")])
async def test_the_cursor_moves_while_one_types(ask: Ask, down: str, up: str) -> None:
    async with ask(*ALL) as asked:
        await asked.press(down, down)
        assert asked.at == "Discover Weekly"
        await asked.press(up)
        assert asked.at == "Café del Már"
        await asked.press("pagedown")
        assert asked.at == NEW
        await asked.press("pageup")
        assert asked.at == "Sunday Late Train"
        assert asked.line.has_focus
        await asked.press(*"jk", "space", *"gG")
        assert asked.line.value == "jk gG"


async def test_enter_chooses_what_the_cursor_is_on(ask: Ask) -> None:
    async with ask(*ALL) as asked:
        await asked.press(*"train", "down", "enter")
        assert asked.ended == [Choice(playlist_id="4")]
        assert asked.app.screen is not asked.dialog


@pytest.mark.parametrize(
    ("keys", "choice"),
    [
        ([*"cafe", "enter"], Choice(playlist_id="2")),
        ([*"train", "down", "enter"], Choice(playlist_id="4")),
        ([*"train", "ctrl+n", "ctrl+p", "enter"], Choice(playlist_id="1")),
        ([*"train", "pagedown", "enter"], Choice(new_name="train")),
        ([*"cafe", "escape", "down", "down", "down", "enter"], Choice(playlist_id="4")),
        ([*"Mine", "enter"], Choice(new_name="Mine")),
        (["pagedown", "enter", *"Own", "enter"], Choice(new_name="Own")),
        ([*"nothing", "escape", "escape"], None),
    ],
)
async def test_who_types_ahead_gets_what_was_meant(ask: Ask, keys: list[str], choice: Choice | None) -> None:
    async with ask(*ALL) as asked:
        await asked.burst(*keys)
        assert asked.ended == [choice]


async def test_no_key_looks_at_the_list_from_before_the_letters_in_front_of_it(ask: Ask) -> None:
    async with ask(*ALL) as asked:
        asked.line.value = "train"
        asked.dialog.move(1)
        assert asked.at == "Night Train Straße"
        asked.line.value = "cafe"
        asked.dialog.page(1)
        assert asked.at == "New playlist “cafe”"
        asked.dialog.leave()
        assert asked.names == [*NAMES, NEW]
        asked.line.value = "night"
        asked.dialog.leave()
        assert asked.line.value == ""
        asked.line.value = "cafe"
        asked.dialog.choose()
        await asked.pilot.pause()
        assert asked.ended == [Choice(playlist_id="2")]


async def test_what_takes_nothing_says_why_until_the_next_key(ask: Ask) -> None:
    async with ask(*ALL) as asked:
        await asked.burst(*"weekly", "enter")
        assert asked.told == "Nothing can be added there: not yours."
        await asked.press("down")
        assert asked.told == ""
        await asked.press("up", "enter", "backspace")
        assert asked.told == ""
        assert asked.ended == []


async def test_the_typed_words_can_be_the_name_of_a_new_playlist_though_others_have_them(ask: Ask) -> None:
    async with ask(*ALL) as asked:
        await asked.press(*"Train", "up")
        assert asked.hints == {"enter": "choose", "esc": "clear"}
        await asked.press("down", "down")
        assert asked.at == "New playlist “Train”"
        assert asked.hints == {"enter": "make it", "esc": "clear"}
        await asked.press("enter")
        assert asked.ended == [Choice(new_name="Train")]


async def test_without_words_a_new_playlist_asks_for_its_name_in_the_same_line(ask: Ask) -> None:
    async with ask(*ALL) as asked:
        await asked.press("pagedown")
        assert asked.hints == {"enter": "name it", "esc": "cancel"}
        await asked.press("enter")
        assert asked.shows("Name of the new playlist …")
        assert asked.shows("Type its name, then press Enter")
        assert not asked.shows("Sunday Late Train")
        assert asked.hints == {"enter": "make it", "esc": "back to the list"}
        await asked.press("space", "enter")
        assert asked.told == "Type a name first."
        await asked.press("escape")
        assert asked.told == ""
        await asked.press("enter", "enter", *"Cafe")
        assert asked.told == ""
        assert asked.rows.rows == ()
        await asked.press("space", "enter")
        assert asked.ended == [Choice(new_name="Cafe")]


async def test_escape_goes_back_to_the_list_clears_the_words_and_leaves_one_at_a_time(ask: Ask) -> None:
    async with ask(*ALL) as asked:
        await asked.press("pagedown", "enter", *"abc", "escape")
        assert asked.line.value == ""
        assert asked.names == [*NAMES, NEW]
        assert asked.at == NEW
        assert asked.shows("Words of a playlist's name …")
        await asked.press(*"night", "escape")
        assert asked.line.value == ""
        assert asked.names == [*NAMES, NEW]
        assert asked.ended == []
        await asked.press("escape")
        assert asked.ended == [None]


async def test_the_second_click_on_a_row_chooses_it_and_the_line_keeps_the_focus(ask: Ask) -> None:
    async with ask(*ALL) as asked:
        await asked.pilot.click(asked.rows, offset=(5, 3))
        assert asked.at == "Night Train Straße"
        assert asked.line.has_focus
        assert asked.ended == []
        await asked.pilot.click(asked.rows, offset=(5, 3))
        assert asked.ended == [Choice(playlist_id="4")]


async def test_a_second_click_tells_what_takes_nothing_and_asks_for_a_name(ask: Ask) -> None:
    async with ask(*ALL) as asked:
        await asked.pilot.click(asked.rows, offset=(5, 2), times=2)
        assert asked.told == "Nothing can be added there: not yours."
        await asked.pilot.click(asked.rows, offset=(5, 4))
        assert asked.told == ""
        await asked.pilot.click(asked.rows, offset=(5, 4))
        assert asked.shows("Name of the new playlist …")
        assert asked.ended == []


async def test_the_hints_can_be_clicked(ask: Ask) -> None:
    async with ask(*ALL) as asked:
        await asked.press(*"night")
        await asked.pilot.click(HintBar, offset=(16, 0))
        assert asked.line.value == ""
        await asked.pilot.click(HintBar, offset=(2, 0))
        assert asked.ended == [Choice(playlist_id="1")]


async def test_options_that_come_later_leave_the_words_and_the_cursor_alone(ask: Ask) -> None:
    async with ask(TRAIN, NIGHT, last="5") as asked:
        await asked.press(*"tr", "down")
        later = Option("5", "Train First", "1 item · private")
        asked.dialog.set_options([*ALL, later])
        assert asked.line.value == "tr"
        assert asked.names == ["Train First", "Sunday Late Train", "Night Train Straße", "New playlist “tr”"]
        assert asked.at == "Night Train Straße"


async def test_the_first_options_get_the_cursor_that_was_on_the_new_playlist_for_want_of_another(ask: Ask) -> None:
    async with ask(last="4") as asked:
        assert asked.at == NEW
        asked.dialog.set_options(ALL)
        assert asked.at == "Night Train Straße"
        await asked.pilot.pause()
        assert asked.hints == {"enter": "choose", "esc": "cancel"}


@pytest.mark.parametrize("by", ["key", "click"])
async def test_whoever_has_gone_to_the_new_playlist_stays_there(ask: Ask, by: str) -> None:
    async with ask(TRAIN) as asked:
        if by == "key":
            await asked.press("down")
        else:
            await asked.pilot.click(asked.rows, offset=(5, 1))
        asked.dialog.set_options(ALL)
        assert asked.at == NEW


async def test_with_other_words_the_new_playlist_is_left_for_options_that_come_later(ask: Ask) -> None:
    async with ask(TRAIN) as asked:
        await asked.press("down", *"night")
        assert asked.at == "New playlist “night”"
        asked.dialog.set_options(ALL)
        assert asked.at == "Night Train Straße"


async def test_options_that_come_while_one_names_a_playlist_are_there_afterwards(ask: Ask) -> None:
    async with ask() as asked:
        await asked.press("enter", *"My own")
        asked.dialog.set_options(ALL)
        assert asked.rows.rows == ()
        assert asked.line.value == "My own"
        await asked.press("escape")
        assert asked.names == [*NAMES, NEW]


async def test_a_note_tells_that_more_will_come_and_without_one_there_is_nothing_to_come(ask: Ask) -> None:
    async with ask() as asked:
        assert asked.names == ["There is no playlist to choose yet.", NEW]
        asked.dialog.set_note("Loading your playlists …")
        assert asked.told == "Loading your playlists …"
        assert asked.names == [NEW]
        asked.dialog.set_options(ALL)
        await asked.press(*"weekly", "enter")
        assert asked.told == "Nothing can be added there: not yours."
        await asked.press("escape")
        assert asked.told == "Loading your playlists …"
        asked.dialog.set_note("")
        assert asked.told == ""


async def test_notes_and_options_may_come_before_it_is_on_the_screen(ask: Ask) -> None:
    async with ask(*ALL) as asked:
        early = ChoosePlaylist("Early", last="2")
        asked.app.push_screen(early)
        early.set_note("Loading your playlists …")
        early.set_options(ALL)
        await asked.pilot.pause()
        shown = replace(asked, dialog=early)
        assert shown.told == "Loading your playlists …"
        assert shown.at == "Café del Már"


async def test_names_are_never_markup_and_a_playlist_without_one_can_be_chosen(ask: Ask) -> None:
    odd = Option("5", "[/b] [@click=app.quit]go[/]", "[red]3[/] items", disabled="")
    async with ask(odd, Option("6", "", "1 item"), title="Add “[/]” to …") as asked:
        assert asked.shows("Add “[/]” to …")
        assert asked.shows("[/b] [@click=app.quit]go[/]")
        assert asked.shows("[red]3[/] items")
        await asked.press("down")
        assert asked.at == "Untitled"
        await asked.press("enter")
        assert asked.ended == [Choice(playlist_id="6")]


async def test_a_pasted_name_is_one_harmless_line(ask: Ask) -> None:
    async with ask(*ALL) as asked:
        asked.app.post_message(events.Paste("Night\x1b[31m\tdrive"))
        await asked.pilot.pause()
        await asked.press("enter")
        assert asked.ended == [Choice(new_name="Night [31m drive")]


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (5, 3), (1, 1)])
async def test_no_window_is_too_small_to_choose_in(ask: Ask, size: tuple[int, int]) -> None:
    async with ask(*ALL, size=size) as asked:
        await asked.press(*"cafe", "enter")
        assert asked.ended == [Choice(playlist_id="2")]


async def test_a_small_window_still_shows_line_list_and_keys(ask: Ask) -> None:
    async with ask(*ALL, size=(40, 12)) as asked:
        for words in ("Words of a playlist's name", "Café del Már", "enter choose  esc cancel"):
            assert asked.shows(words), words


async def test_what_comes_after_it_has_been_left_does_no_harm(ask: Ask) -> None:
    async with ask(last="2") as asked:
        await asked.burst("down", "escape")
        asked.dialog.set_options(ALL)
        asked.dialog.set_note("That is all.")
        await asked.pilot.pause()
        assert asked.ended == [None]
        assert asked.app.is_running
