from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from sptui.tui.screens.playlist_form import LONGEST, Details, PlaylistForm, Visibility
from sptui.tui.widgets.hints import HintBar
from sptui.tui.widgets.line import Line
from tests.tui.dialogbench import Bench
from tests.tui.stage import NARROW, WIDE

BEFORE = Details("Sunday Late Train", "For the way home", public=False)


@dataclass
class Filled:
    """An open form, what can be seen of it, and what it ended with."""

    app: Bench
    pilot: Pilot[None]
    form: PlaylistForm
    ended: list[Details | None] = field(default_factory=list)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def burst(self, *keys: str) -> None:
        """Keys that arrive at once, as from somebody who types ahead."""
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await self.pilot.pause()

    @property
    def at(self) -> str | None:
        """The field that has the focus."""
        return self.form.focused.id if self.form.focused else None

    def told(self, name: str) -> str:
        return self.form.query_one(f"#{name}-told", Line).text

    @property
    def visibility(self) -> str:
        return self.form.query_one(Visibility).text

    @property
    def hints(self) -> dict[str, str]:
        return {hint.key: hint.title for hint in self.form.query_one(HintBar)._hints}

    def shows(self, words: str) -> bool:
        return any(words in strip.text for strip in self.form._compositor.render_strips())


Fill = Callable[..., AbstractAsyncContextManager[Filled]]


@pytest.fixture
def fill() -> Fill:
    @asynccontextmanager
    async def opened(
        before: Details | None = None,
        *,
        new: bool = False,
        collaborative: bool = False,
        size: tuple[int, int] = NARROW,
    ) -> AsyncIterator[Filled]:
        app = Bench()
        async with app.run_test(size=size) as pilot:
            filled = Filled(app, pilot, PlaylistForm(before, new=new, collaborative=collaborative))
            app.push_screen(filled.form, filled.ended.append)
            await pilot.pause()
            yield filled

    return opened


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_it_begins_with_what_is_told_already(fill: Fill, size: tuple[int, int]) -> None:
    async with fill(BEFORE, size=size) as filled:
        for words in (
            "╭─ Edit the playlist ─",
            "Name",
            "Sunday Late Train",
            "Description",
            "For the way home",
            "16 of 300 characters",
            "● private   ○ public",
            "It does not show on your profile.",
            "enter save  esc cancel  tab next",
        ):
            assert filled.shows(words), words
        assert filled.at == "name"


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_new_playlist_begins_with_nothing(fill: Fill, size: tuple[int, int]) -> None:
    async with fill(new=True, size=size) as filled:
        for words in ("╭─ New playlist ─", "one line, at most 300 characters", "● private   ○ public", "enter create"):
            assert filled.shows(words), words
        assert filled.form.entered == Details()


async def test_all_fields_can_be_filled_in_without_looking(fill: Fill) -> None:
    async with fill(new=True) as filled:
        await filled.burst(*"Mine", "tab", *"Own", "tab", "space", "enter")
        assert filled.ended == [Details("Mine", "Own", public=True)]


@pytest.mark.parametrize("tabs", range(3))
async def test_enter_saves_in_any_field(fill: Fill, tabs: int) -> None:
    async with fill(Details("Mine", "", public=True), new=True) as filled:
        await filled.burst(*["tab"] * tabs, "enter")
        assert filled.ended == [Details("Mine", "", public=True)]


@pytest.mark.parametrize("tabs", range(3))
async def test_escape_leaves_all_as_it_was_from_any_field(fill: Fill, tabs: int) -> None:
    async with fill(BEFORE) as filled:
        await filled.burst("x", *["tab"] * tabs, "escape")
        assert filled.ended == [None]


@pytest.mark.parametrize(("forth", "back"), [("tab", "shift+tab"), ("down", "up")])
async def test_keys_go_round_the_fields(fill: Fill, forth: str, back: str) -> None:
    async with fill(BEFORE) as filled:
        places = []
        for key in (forth, forth, forth, back, back):
            await filled.press(key)
            places.append(filled.at)
        assert places == ["description", "visibility", "name", "visibility", "description"]


async def test_what_is_typed_goes_behind_what_is_there(fill: Fill) -> None:
    async with fill(BEFORE) as filled:
        await filled.press(*"s", "tab", *"ward", "enter")
        assert filled.ended == [Details("Sunday Late Trains", "For the way homeward", public=False)]


@pytest.mark.parametrize("keys", [[], ["x", "backspace"], ["space"], ["tab", "tab", "space", "space"]])
async def test_what_changes_nothing_is_nothing(fill: Fill, keys: list[str]) -> None:
    async with fill(BEFORE) as filled:
        await filled.press(*keys, "enter")
        assert filled.ended == [None]


@pytest.mark.parametrize("public", [True, False])
async def test_space_turns_public_and_private_and_tells_what_that_means(fill: Fill, public: bool) -> None:
    looks = {
        True: ("○ private   ● public", "It shows on your profile.", "make private"),
        False: ("● private   ○ public", "It does not show on your profile.", "make public"),
    }
    async with fill(Details("Mine", "", public), new=False) as filled:
        assert "space" not in filled.hints
        await filled.press("shift+tab")
        assert (filled.visibility, filled.told("visibility"), filled.hints["space"]) == looks[public]
        await filled.press("space")
        assert (filled.visibility, filled.told("visibility"), filled.hints["space"]) == looks[not public]
        await filled.press("enter")
        assert filled.ended == [Details("Mine", "", not public)]


async def test_a_click_turns_it_as_well_and_the_hints_can_be_clicked(fill: Fill) -> None:
    async with fill(Details("Mine", "", public=False)) as filled:
        await filled.pilot.click(Visibility)
        assert filled.visibility == "○ private   ● public"
        await filled.pilot.click("#description")
        await filled.press(*"x y")
        assert filled.hints == {"enter": "save", "esc": "cancel", "tab": "next"}
        await filled.pilot.click(HintBar, offset=(2, 0))
        assert filled.ended == [Details("Mine", "x y", public=True)]


async def test_a_collaborative_playlist_cannot_be_public(fill: Fill) -> None:
    async with fill(BEFORE, collaborative=True) as filled:
        assert filled.visibility == "● private   ○ public"
        assert filled.told("visibility") == "A collaborative playlist cannot be public."
        await filled.press("tab", "tab")
        assert filled.at == "name"
        filled.form.set_focus(None)
        await filled.press("space")
        assert filled.hints == {"enter": "save", "esc": "cancel", "tab": "next"}
        await filled.pilot.click(Visibility)
        assert filled.visibility == "● private   ○ public"
        await filled.pilot.click("#name")
        await filled.press("end", *"!", "enter")
        assert filled.ended == [Details("Sunday Late Train!", "For the way home", public=False)]


async def test_a_collaborative_playlist_that_is_called_public_is_not_changed_by_that(fill: Fill) -> None:
    async with fill(Details("Mine", "", public=True), collaborative=True) as filled:
        assert filled.visibility == "● private   ○ public"
        await filled.press("enter")
        assert filled.ended == [None]


async def test_a_playlist_without_a_name_stays_and_says_what_is_missing(fill: Fill) -> None:
    async with fill(new=True) as filled:
        await filled.press("space", "tab", *"what for", "enter")
        assert filled.ended == []
        assert filled.told("name") == "A playlist needs a name."
        assert filled.at == "name"
        await filled.press(*"M")
        assert filled.told("name") == ""
        await filled.press("enter")
        assert filled.ended == [Details("M", "what for", public=False)]


async def test_a_description_that_is_too_long_stays_and_says_by_how_much(fill: Fill) -> None:
    async with fill(Details("Mine", "x" * LONGEST)) as filled:
        assert filled.told("description") == "300 of 300 characters"
        await filled.press("tab", *"y", "shift+tab", "enter")
        assert filled.told("description") == "301 of 300 characters"
        assert filled.ended == []
        assert filled.at == "description"
        await filled.press("backspace", "backspace", "enter")
        assert filled.ended == [Details("Mine", "x" * 299)]


async def test_what_is_entered_becomes_one_clean_line(fill: Fill) -> None:
    async with fill(new=True) as filled:
        await filled.press("space", *"My  own", "space", "tab")
        filled.app.post_message(events.Paste("two\nlines\x1b[31m"))
        await filled.pilot.pause()
        assert filled.form.query_one("#description", Input).value == "two lines [31m"
        await filled.press("enter")
        assert filled.ended == [Details("My own", "two lines [31m")]


async def test_names_are_never_markup(fill: Fill) -> None:
    odd = Details("[/b] [@click=app.quit]go[/]", "[/")
    async with fill(odd) as filled:
        assert filled.shows("[/b] [@click=app.quit]go[/]")
        await filled.press("enter")
        assert filled.ended == [None]


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (5, 3), (1, 1)])
async def test_no_window_is_too_small_to_fill_it_in(fill: Fill, size: tuple[int, int]) -> None:
    async with fill(new=True, size=size) as filled:
        await filled.press(*"Mine", "tab", "tab", "space", "enter")
        assert filled.ended == [Details("Mine", "", public=True)]


async def test_a_small_window_still_shows_fields_and_keys(fill: Fill) -> None:
    async with fill(BEFORE, size=(40, 12)) as filled:
        for words in ("Sunday Late Train", "For the way home", "○ public", "enter save  esc cancel"):
            assert filled.shows(words), words
