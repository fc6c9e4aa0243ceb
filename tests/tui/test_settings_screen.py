from collections.abc import Callable
from pathlib import Path

import pytest

from sptui.settings import Settings, load_settings
from sptui.tui.notices import Told
from sptui.tui.outside import Outside
from sptui.tui.screens.settings import SettingsScreen
from sptui.tui.settings_desk import SettingsDesk
from tests.tui.conftest import Opened
from tests.tui.stage import NARROW, Stage

MINE = "[themes.mine]\n"

Kept = Callable[..., tuple[Path, Outside, Settings]]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """A configuration file with that text, what the app is opened with, and the settings; flags go before it."""
    for name in ("SPTUI_MOTION", "SPTUI_THEME"):
        monkeypatch.delenv(name, raising=False)

    def make(text: str = "", **flags: object) -> tuple[Path, Outside, Settings]:
        file = tmp_path / "config.toml"
        file.write_text(text, "utf-8")
        loaded = load_settings(file, **flags)
        return file, Outside(settings=SettingsDesk(loaded)), loaded.settings

    return make


async def open_settings(stage: Stage, title: str = "") -> SettingsScreen:
    """Open them, with the cursor on a setting."""
    await stage.press("comma")
    await stage.until(lambda: isinstance(stage.app.screen, SettingsScreen) and stage.app.screen.entry is not None)
    screen = stage.app.screen
    assert isinstance(screen, SettingsScreen)
    if title:
        await go_to(stage, title)
    return screen


def profile(stage: Stage) -> str:
    return stage.app.player.state.profile


def logged(stage: Stage) -> list[Told]:
    """All that was told, oldest first."""
    return list(reversed(stage.app.notices.log.told))


async def go_to(stage: Stage, title: str) -> None:
    screen = stage.app.screen
    assert isinstance(screen, SettingsScreen)
    rows = screen._list.rows
    rows.move_cursor(next(place for place, row in enumerate(rows.rows) if row.cells[0] == title))
    await stage.pilot.pause()


async def test_what_is_changed_is_kept_with_all_comments_and_effective_at_once(remote: Opened, kept: Kept) -> None:
    file, outside, settings = kept("# mine\n[sync] # mine, too\nprofile = 'live'\n")
    async with remote(outside=outside, settings=settings) as stage:
        await stage.ready()
        assert profile(stage) == "live"
        screen = await open_settings(stage, "How often to read")
        await stage.press("space")
        assert profile(stage) == "frugal"
        await go_to(stage, "Budget of requests")
        await stage.press("enter", "backspace", "backspace", "backspace", "backspace", "7")
        await stage.until(lambda: stage.shows("Too small: give 50 to 10000 requests a day."))
        await stage.press("enter")
        assert screen._line.is_open
        await stage.press("0", "enter")
        await stage.until(lambda: not screen._line.is_open)
        assert stage.app.pacing is not None
        assert stage.app.pacing.usage().budget == 70
        await go_to(stage, "Mouse")
        await stage.press("enter")
        assert stage.app.settings.mouse is False
        assert file.read_text() == (
            'mouse = false\n# mine\n[sync] # mine, too\nprofile = "frugal"\ndaily_budget = 70\n'
        )
        await stage.press("u", "u", "x")
        await stage.until(lambda: stage.shows("Mouse has its default already."))
        await stage.press("u")
        assert file.read_text() == '# mine\n[sync] # mine, too\nprofile = "live"\n'
        assert profile(stage) == "live"
        assert stage.app.pacing.usage().budget == 1_000
        await go_to(stage, "How often to read")
        await stage.press("x")
        assert stage.app.settings.sync.profile == "balanced"
        await stage.press("o")
        assert screen._told.text.startswith(f"{file}: y copies this path.")
        await stage.press("y")
        assert stage.app.clipboard == str(file)
        await stage.press("comma")
        assert stage.app.screen is stage.app.main


async def test_a_theme_is_looked_at_before_it_is_chosen(remote: Opened, kept: Kept) -> None:
    file, outside, settings = kept('theme = "sptui"\n')
    async with remote(outside=outside, settings=settings, size=NARROW) as stage:
        await stage.read()
        await open_settings(stage)
        await stage.press("enter", "j")
        await stage.until(lambda: stage.app.theme == "sptui-light")
        await stage.press("escape")
        await stage.until(lambda: stage.app.theme == "sptui")
        await stage.press("enter", "j", "enter")
        await stage.until(lambda: stage.shows("Theme: sptui-light"))
        assert (stage.app.theme, file.read_text()) == ("sptui-light", 'theme = "sptui-light"\n')
        await stage.press("u")
        await stage.until(lambda: stage.app.theme == "sptui")
        assert file.read_text() == 'theme = "sptui"\n'
        assert stage.told == []


async def test_what_a_flag_or_a_variable_says_cannot_be_changed_and_why_is_told(
    remote: Opened, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPTUI_MOTION", "reduced")
    file, outside, settings = kept("", theme="nord")
    async with remote(outside=outside, settings=settings) as stage:
        await stage.read()
        await open_settings(stage)
        await stage.press("enter")
        await stage.until(lambda: stage.shows("--theme was given on the command line"))
        await go_to(stage, "Motion")
        await stage.press("space", "x", "enter")
        await stage.until(lambda: stage.shows("SPTUI_MOTION is set in the environment"))
        assert file.read_text() == ""
        await stage.press("f", *"covers", "enter")
        await stage.until(lambda: stage.shows("A change counts from the next start on."))
        await stage.press("escape", "escape")
        await stage.until(lambda: stage.app.screen is stage.app.main)


async def test_a_file_that_breaks_meanwhile_is_told_and_left_alone(remote: Opened, kept: Kept) -> None:
    file, outside, settings = kept("motion = 'reduced'\n")
    async with remote(outside=outside, settings=settings) as stage:
        await stage.read()
        screen = await open_settings(stage, "Mouse")
        await stage.press("space", "space")
        file.write_text("motion = = 3\n")
        await stage.press("u")
        assert screen._told._left[0].text.startswith("Nothing was changed: config.toml is broken")
        assert screen._told._left[0].style == "line--warning", "nothing was taken back"
        await stage.press("enter")
        await stage.until(lambda: stage.shows("Nothing was changed: config.toml is broken"))
        assert (file.read_text(), stage.app.settings.mouse) == ("motion = = 3\n", True)
        file.write_text('motion = "full"\ntheme = "nord"\n')
        await stage.press("escape", "comma")  # an editor has mended it
        await stage.until(lambda: stage.app.theme == "nord")
        file.write_text('client_id = "x"\n')
        await stage.press("escape", "comma")
        await go_to(stage, "Mouse")
        await stage.until(lambda: stage.shows("config.toml:1:1: client_id: not a client id"))
        await stage.press("enter")
        await stage.until(lambda: stage.shows("Nothing was changed: config.toml:1:1: client_id: not a client id"))
        assert file.read_text() == 'client_id = "x"\n'


async def test_without_a_file_changes_hold_until_one_quits(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_settings(stage, "Lyrics")
        assert stage.shows("Nothing is kept here")
        await stage.press("enter", "escape", "w")
        await stage.until(lambda: stage.shows("Lyrics are turned off"))
        await open_settings(stage, "Lyrics")
        await stage.press("x", "enter", "u", "u")
        assert stage.app.settings.lyrics.enabled is False
        await go_to(stage, "Covers")
        await stage.press("enter")
        assert stage.shows("A change of this one counts from the next start on, and nothing is kept here.")
        await stage.press("u", "escape")
        await stage.press("Y")
        assert stage.told[-1] == "The demo keeps nothing."


async def test_turning_lyrics_on_asks_for_those_of_what_plays(remote: Opened, kept: Kept) -> None:
    _, outside, settings = kept("lyrics.enabled = false\n")
    async with remote(outside=outside, settings=settings) as stage:
        await stage.ready()
        await stage.press("w")
        await stage.until(lambda: stage.shows("Lyrics are turned off"))
        await open_settings(stage, "Lyrics")
        await stage.press("enter", "escape")
        await stage.until(lambda: stage.app.main.words.lyrics is not None)


async def test_what_was_chosen_for_this_session_is_kept_on_demand(remote: Opened, kept: Kept) -> None:
    file, outside, settings = kept("# mine\n")
    async with remote(outside=outside, settings=settings) as stage:
        await stage.ready()
        await stage.press("Y")
        assert stage.told[-1] == "Nothing was chosen for this session only."
        await stage.press("S")
        assert stage.told[-1].endswith("3 s while you are at it. For this session. Press Y to keep it.")
        stage.app.theme = "nord"
        await stage.until(lambda: stage.told[-1].startswith("Theme nord. For this session."))
        await open_settings(stage, "How often to read")
        assert stage.shows("now live")
        await stage.press("Y")
        await stage.until(lambda: stage.told[-1] == "theme = nord is kept in config.toml.")
        stage.app.theme = "sptui-light"
        await stage.until(lambda: stage.app.preferences.session == {"theme": "sptui-light"})
        await go_to(stage, "Theme")
        await stage.press("x", "u")
        await stage.until(lambda: (stage.app.theme, stage.app.preferences.session) == ("nord", {}))
        assert file.read_text() == 'theme = "nord"\n# mine\n\n[sync]\nprofile = "live"\n'
        assert not stage.shows("now live")
        await stage.press("escape")
        await stage.until(lambda: stage.app.screen is stage.app.main)
        await stage.press("ctrl+p", *": preferred device", "enter")
        await stage.until(lambda: stage.shows("The device that plays when nothing is active"))


async def test_what_is_wrong_in_the_file_is_told_at_the_start(remote: Opened, kept: Kept) -> None:
    file, outside, settings = kept('art = 3\ntheme = "neon"\n')
    async with remote(outside=outside, settings=settings) as stage:
        await stage.until(lambda: len(stage.told) == 2)
        assert stage.told[0].startswith("config.toml:1:1: art: there is no such choice; give ")
        neon = "config.toml:2:1: theme: there is none called 'neon'; the palette has them all. \"sptui\" holds instead."
        assert stage.told[1] == neon
        assert stage.app.theme == "sptui"
        await open_settings(stage, "Motion")
        await stage.press("space", "space", "escape")
        assert file.read_text().startswith("motion"), "so that all else stands a line lower"
        assert [told.times for told in logged(stage)] == [1, 1], "once"
        file.write_text(f'theme = "mine"\n{MINE}accent = "minty"\n')
        await open_settings(stage)
        await stage.until(lambda: stage.app.theme == "mine")
        minty = "config.toml:3:1: themes.mine.accent: “minty” is no colour; write it as #74d3b4. "
        await stage.until(lambda: stage.shows(minty[:50]))
        assert logged(stage)[-1].text.startswith(minty)
        file.write_text('theme = "mine"\n')
        await stage.press("escape")
        await open_settings(stage)
        await stage.until(lambda: stage.app.theme == "sptui")
        await stage.pilot.pause()
        assert logged(stage)[-1].text.startswith("config.toml:1:1: theme: there is none called 'mine'; ")
        assert len(logged(stage)) == 4, "nobody has chosen the one that takes its place"


async def test_what_is_wrong_with_chosen_keys_is_told_with_the_line_it_stands_in(remote: Opened, kept: Kept) -> None:
    chosen = '[keys]\nplayer.next = ["n", "gg"]\n"player.nxt" = "x"\n"app.refresh" = "n"\nplaylist.undo = "F2"\n'
    file, outside, settings = kept(chosen)
    async with remote(outside=outside, settings=settings) as stage:
        await stage.read()
        await stage.until(lambda: len(logged(stage)) >= 2)
        assert [told.text for told in logged(stage) if "settings are wrong" in told.text or "keys." in told.text] == [
            "config.toml:2:8: keys.player.next: “gg” is no key; for one after the other write “g g”.",
            "2 more settings are wrong: `sptui config check` tells all of them.",
        ]
        await open_settings(stage, "Preset of keys")
        await stage.press("space")
        await stage.until(lambda: 'preset = "vim"' in file.read_text())
        await stage.press("escape")
        await stage.until(lambda: stage.app.screen is stage.app.main)
        await stage.press("/")
        assert stage.app.main.panes.row_list.filtering
