from collections.abc import Iterator

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.geometry import Region
from textual.strip import Strip
from textual.theme import BUILTIN_THEMES, Theme
from textual.widgets._toast import Toast

from sptui.settings import Settings
from sptui.tui.looks.contrast import BLACK, WHITE, contrast, lifted, luminance, opposite, tamed
from sptui.tui.looks.readable import GROUNDS, LEAST, TEXTS, TINT, readable, variables_of
from sptui.tui.themes import CONTRAST, DARK, LIGHT, OWN, THEMES
from tests.tui.conftest import Opened
from tests.tui.stage import Stage

KNOWN = [theme for theme in (*OWN, *BUILTIN_THEMES.values()) if not theme.ansi]
ACCENTS = [Color.parse(text) for text in ("#ff0000", "#1a1aff", "#fff200", "#101010", "#7f7f7f", "#00ff6a")]


def named(theme: Theme) -> str:
    return theme.name


def grounds_of(variables: dict[str, str]) -> list[Color]:
    """Every ground that text stands on, and that of a field with the focus."""
    field = Color.parse(variables["block-cursor-background"])
    focused = field.blend(Color.parse(variables["foreground"]), TINT, alpha=1.0)
    return [focused, *(Color.parse(variables[name]) for name in GROUNDS)]


def faint(variables: dict[str, str], least: float) -> dict[str, float]:
    """The texts that cannot be read somewhere, and how badly."""
    grounds = grounds_of(variables)
    worst = {name: min(contrast(Color.parse(variables[name]), on) for on in grounds) for name in TEXTS}
    for what in ("input", "screen"):
        on = Color.parse(variables[f"{what}-selection-background"])
        worst[what] = contrast(Color.parse(variables[f"{what}-selection-foreground"]), on)
    return {name: ratio for name, ratio in worst.items() if ratio < least}


def test_the_measure_is_that_of_the_standard() -> None:
    assert luminance(WHITE) == pytest.approx(1)
    assert contrast(WHITE, BLACK) == contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(Color.parse("#767676"), WHITE) == pytest.approx(4.54, abs=0.01)
    assert contrast(Color.parse("#777777"), WHITE) == pytest.approx(4.48, abs=0.01)


def test_a_colour_moves_no_further_than_it_must() -> None:
    grey = Color.parse("#808080")
    assert lifted(grey, [BLACK], 4.5, WHITE) == grey, "it can be read already"
    higher = lifted(grey, [BLACK], 7.0, WHITE)
    assert 7.0 <= contrast(higher, BLACK) < 7.5
    assert lifted(grey, [grey], 21.0, WHITE) == WHITE, "as far as there is"
    assert tamed(WHITE, BLACK, 7.0, WHITE) != BLACK
    assert opposite(Color.parse("#fbfaf7")) == BLACK


@pytest.mark.parametrize("theme", KNOWN, ids=named)
def test_every_text_of_every_theme_can_be_read_on_every_ground(theme: Theme) -> None:
    variables = variables_of(theme)
    assert faint(variables, LEAST) == {}
    assert contrast(Color.parse(variables["border"]), Color.parse(variables["background"])) >= 3, "where the focus is"
    paper = Color.parse(variables["background"])
    steps = [contrast(Color.parse(variables[name]), paper) for name in ("text", "text-muted", "text-disabled")]
    assert steps == sorted(steps, reverse=True)
    assert len(set(steps)) == 3, "body, muted and off can be told apart"
    assert len({variables[name] for name in ("background", "block-cursor-background")}) == 2, "one sees the cursor"


@pytest.mark.parametrize("theme", [*THEMES, BUILTIN_THEMES["nord"], BUILTIN_THEMES["textual-light"]], ids=named)
def test_so_it_can_with_whatever_accent_a_cover_gives(theme: Theme) -> None:
    assert [accent for accent in ACCENTS if faint(variables_of(theme, accent), LEAST)] == []


def test_the_theme_for_more_contrast_has_it() -> None:
    assert faint(variables_of(CONTRAST), 7.0) == {}


def test_grounds_and_texts_that_nobody_could_read_are_put_right() -> None:
    odd = variables_of(DARK) | {
        "panel": "#ffffff",
        "text": "#0f1115",
        "text-muted": "#ffffff1a",
        "background": "#777777",
    }
    assert faint(readable(odd), LEAST) == {}


def test_a_theme_that_is_readable_stays_as_it_is() -> None:
    for theme in (DARK, LIGHT):
        before = theme.to_color_system().generate() | theme.variables
        after = variables_of(theme)
        kept = {name: before[name].lower() for name in ("text", "text-muted", "text-disabled", "text-accent", "panel")}
        assert {name: after[name].lower() for name in kept} == kept


def texts(strips: list[Strip], region: Region) -> Iterator[Segment]:
    """What is written in a region of the screen: no lines, no pictures, no blanks."""
    for strip in strips[region.y : region.bottom]:
        for segment in strip.crop(region.x, region.right):
            if segment.text.strip(" ▀▄▌▏▊━╸─│╭╮╰╯▁▂▃▅▆▇█"):
                yield segment


def unreadable(stage: Stage, region: Region) -> dict[str, float]:
    found = {}
    for segment in texts(stage.app.screen._compositor.render_strips(), region):
        style = segment.style
        assert style is not None
        assert style.color is not None
        assert style.bgcolor is not None
        ratio = contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
        if ratio < LEAST or style.dim:
            found[segment.text] = ratio
    return found


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=named)
async def test_what_is_painted_can_be_read(remote: Opened, theme: Theme) -> None:
    async with remote(settings=Settings.model_construct(theme=theme.name)) as stage:
        await stage.ready()
        stage.app.tell("Something that is told", severity="warning")
        await stage.until(lambda: stage.app.screen.query(Toast))
        await stage.pilot.hover("#queue Rows", offset=(5, 6))
        everything = stage.app.screen.region
        for key in ("tab", "f", "x", "escape", "v"):
            await stage.press(key)
            assert unreadable(stage, everything) == {}, key
        await stage.press("question_mark")
        await stage.until(lambda: stage.in_front == "HelpScreen")
        await stage.pilot.pause()
        box = stage.app.screen.query_one("Vertical")
        assert stage.shows("Play or pause")
        assert unreadable(stage, box.region) == {}
