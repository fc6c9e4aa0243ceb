import asyncio
from collections.abc import Iterable
from dataclasses import replace

import pytest
from textual import constants
from textual.app import ComposeResult
from textual.color import Color

from sptui.desktop.graphics import Art
from sptui.player.playback import Playback
from sptui.settings import DEFAULTS, Colours, Settings
from sptui.simulator.covers import cover
from sptui.spotify.models.catalogue import Image
from sptui.tui.applying import apply
from sptui.tui.looks.accent import SETTLED, fitting
from sptui.tui.looks.contrast import luminance
from sptui.tui.looks.dressed import Dressed
from sptui.tui.outside import Outside
from sptui.tui.widgets.columns import Column, Row
from sptui.tui.widgets.rows import Rows
from sptui.tui.widgets.searchline import SearchLine
from sptui.tui.widgets.seekbar import SeekBar
from tests.tui.conftest import Opened


class Bench(Dressed):
    """A list with a border, a field and a seek bar, dressed by settings."""

    def __init__(self, settings: Settings = DEFAULTS) -> None:
        super().__init__()
        self.dress(settings)

    def compose(self) -> ComposeResult:
        rows = Rows(Column(width=10), Column(width=10, style="rows--muted"))
        rows.styles.border = ("round", "ansi_white")
        yield rows
        yield SearchLine()
        yield SeekBar()

    def on_mount(self) -> None:
        self.query_one(Rows).set_rows([Row(("one", "more"), key=1, playing=True), Row(("two", "more"), key=2)])

    @property
    def lines(self) -> list[str]:
        return [strip.text for strip in self.screen._compositor.render_strips()]


def given(**changes: object) -> Settings:
    return DEFAULTS.model_copy(update=changes)


async def test_the_settings_say_which_theme_until_somebody_goes_to_another() -> None:
    mine = {"mine": Colours(accent="#ff8800", muted="grayish")}
    app = Bench(given(theme="mine", themes=mine))
    async with app.run_test() as pilot:
        assert app.theme == "mine"
        assert app.theme_variables["text-accent"].lower() == "#ff8800"
        await pilot.pause()
        app.theme = "nord"  # by the palette
        app.dress(given(theme="mine", themes=mine, motion="reduced"))
        assert app.theme == "nord", "only what differs is changed"
        app.dress(given(theme="gone"))
        assert app.theme == "sptui"
        assert "mine" not in app.available_themes
        app.dress(given(theme="gone", themes={"gone": mine["mine"]}))
        assert app.theme == "gone", "as soon as there is one of that name"
        app.theme = "nord"
        app.wear("gone")
        assert app.theme == "gone", "somebody has chosen it in the settings"


async def test_other_signs_come_at_once_and_borders_with_them() -> None:
    app = Bench()
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.pause()
        assert "╭──" in app.lines[0]
        assert "▌▶ one" in app.lines[1]
        app.dress(given(glyphs="ascii"))
        await pilot.pause()
        assert all(line.isascii() for line in app.lines)
        assert "+--" in app.lines[0]
        assert "|> one" in app.lines[1]
        app.dress(given(glyphs="nerd"))
        await pilot.pause()
        assert "▌\uf04b one" in app.lines[1]


async def test_with_less_motion_nothing_blinks_and_the_bar_moves_by_whole_cells() -> None:
    app = Bench()
    async with app.run_test(size=(40, 8)) as pilot:
        bar, field = app.query_one(SeekBar), app.query_one(SearchLine)
        bar.update(61_900, 240_000)
        await pilot.pause()
        assert app.animation_level == constants.TEXTUAL_ANIMATIONS
        app.dress(given(motion="reduced"))
        await pilot.pause()
        assert app.animation_level == "none"
        assert not field.cursor_blink
        seen = set()
        for position in range(60_000, 120_000, 250):
            bar.update(position, 240_000)
            assert "╸" not in bar.render_line(0).text
            seen.add(bar.render_line(0).text)
        assert len(seen) <= 60, "once a second at most"
        app.dress(DEFAULTS)
        assert field.cursor_blink is (constants.TEXTUAL_ANIMATIONS != "none")


async def test_in_the_terminals_own_colours_the_cursor_is_reverse_and_what_is_quiet_is_dim() -> None:
    app = Bench(given(theme="ansi"))
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.pause()
        rows = app.query_one(Rows)
        cursor, other = (list(rows.render_line(line)) for line in (0, 1))
        assert all(each.style is not None and each.style.reverse for each in cursor)
        assert not any(each.style is not None and each.style.reverse for each in other)
        assert [each.text.strip() for each in other if each.style is not None and each.style.dim] == ["more"]
        painted = [each for strip in app.screen._compositor.render_strips() for each in strip if each.style is not None]
        colours = {each.style.color for each in painted if each.style is not None}
        assert all(colour is None or colour.number is None or colour.number < 16 for colour in colours)
        assert all(colour is None or colour.triplet is None for colour in colours)


async def test_without_colours_none_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Bench()
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.pause()
        styles = [each.style for strip in app.screen._compositor.render_strips() for each in strip if each.style]
        assert all(style.color is None or style.color.is_default for style in styles)
        assert all(style.bgcolor is None or style.bgcolor.is_default for style in styles)
        assert any(style.reverse for style in styles), "where the cursor is"
        assert any(style.bold for style in styles), "what plays"


def test_an_accent_is_light_on_dark_and_dark_on_light_and_keeps_its_hue() -> None:
    navy = Color.parse("#0a0a60")
    light, dark = fitting(navy, dark=True), fitting(navy, dark=False)
    assert luminance(light) > luminance(dark)
    assert light.b == max(light.rgb)
    assert dark.b == max(dark.rgb)


class Gallery:
    """Has the cover that is asked for, of another colour for each."""

    art: Art = "blocks"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def best(self, images: Iterable[Image], pixels: int) -> str:
        return next((image.url for image in images), "")

    async def kept(self, url: str) -> bytes | None:
        return None

    async def fetched(self, url: str) -> bytes | None:
        self.asked.append(url)
        await asyncio.sleep(0)
        return cover(url, 32)


async def test_the_accent_follows_the_cover_once_for_each_and_goes_back_when_nothing_plays(remote: Opened) -> None:
    pytest.importorskip("PIL.Image", reason="the extra art is not installed")
    gallery = Gallery()
    async with remote(outside=Outside(artwork=gallery), settings=given(accent="cover")) as stage:
        await stage.ready()
        app = stage.app
        follower = app.accent
        assert follower is not None

        def accent() -> str:
            return app.theme_variables["text-accent"]

        plain = accent()
        await stage.later(SETTLED)
        await stage.until(lambda: accent() != plain)
        first, asked, picture = accent(), len(gallery.asked), app.player.state.shown
        follower.follow(picture)
        between = replace(picture, playback=replace(picture.playback, item=None))
        assert between.playback.between
        follower.follow(between)
        await stage.later(SETTLED)
        assert (accent(), len(gallery.asked)) == (first, asked), "nothing is done twice, nor between two items"

        await stage.press("n")
        await stage.until(lambda: app.player.state.shown.playback.uri != picture.playback.uri)
        assert accent() == first, "until the next one is known"
        await stage.later(SETTLED)
        await stage.until(lambda: accent() not in (first, plain))

        follower.follow(replace(picture, playback=Playback(known=True)))
        assert accent() == plain, "nothing plays"
        app.tint(Color.parse(first))
        follower.follow(app.player.state.shown)
        apply(app, given(accent="theme"))
        assert accent() == plain
        apply(app, given(accent="cover"))
        await stage.pilot.pause()
        await stage.later(SETTLED)
        await stage.until(lambda: accent() != plain)
        apply(app, given(accent="theme"))
        assert accent() == plain
        follower.follow(picture)
        await stage.later(SETTLED)
        assert accent() == plain, "it is off"
