"""The variables of a theme, so that every text can be read on every ground that it can stand on.

A widget may put any text of `TEXTS` on any ground of `GROUNDS`. Other variables are for lines and fills: nothing is
written in `$primary`, and no text has an alpha.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from sptui.tui.looks.contrast import contrast, lifted, opposite, tamed

LEAST: Final = 4.5
"""The contrast that the faintest text has, WCAG 2's level AA; a theme may ask for more in its variable `contrast`."""

GROUNDS: Final = (
    "background",
    "surface",
    "panel",
    "panel-lighten-1",
    "surface-active",
    "block-cursor-background",
    "block-cursor-blurred-background",
    "block-hover-background",
)
TINT: Final = 0.05
"""How much of the foreground Textual puts into the ground of a field that has the focus."""

_SELECTIONS: Final = ("input-selection-background", "screen-selection-background")  # for one colour of text alone
_BODY, _QUIET, _FAINT, _COLOURED = 1.5, 1.2, 1.0, 1.0  # times the least contrast: steps that can be told apart
TEXTS: Final[Mapping[str, float]] = MappingProxyType({
    "foreground": _BODY,
    "text": _BODY,
    "block-cursor-foreground": _BODY,
    "block-cursor-blurred-foreground": _BODY,
    "button-foreground": _BODY,
    "button-color-foreground": _BODY,
    "link-color": _BODY,
    "link-color-hover": _BODY,
    "text-muted": _QUIET,
    "foreground-muted": _QUIET,
    "text-disabled": _FAINT,
    "foreground-disabled": _FAINT,
    "text-primary": _COLOURED,
    "text-secondary": _COLOURED,
    "text-accent": _COLOURED,
    "text-success": _COLOURED,
    "text-warning": _COLOURED,
    "text-error": _COLOURED,
})  # fmt: skip
_NEAR: Final[Mapping[str, float]] = MappingProxyType({"surface": 0.93, "panel": 0.86, "panel-lighten-1": 0.86})
_NEAR_ENOUGH: Final = 0.8
"""Of the contrast that the background leaves for text, what the other grounds have to leave."""
_LINE: Final = 3.0  # WCAG 2's contrast for what is no text and tells something: where the focus is


def variables_of(theme: Theme, accent: Color | None = None) -> dict[str, str]:
    """The variables of a theme, with another accent where one is given.

    What uses the terminal's own colours stays as it is: nobody knows which these are.
    """
    variables = {**theme.to_color_system().generate(), **theme.variables}
    if theme.ansi:
        return variables
    if theme.name in BUILTIN_THEMES:
        variables |= _calm(variables)
    if accent is not None:
        variables |= tinted(Color.parse(variables["background"]), accent)
    return readable(variables)


def tinted(paper: Color, accent: Color) -> dict[str, str]:
    """What shows the accent, on a background of the colour `paper`."""
    parts = {
        "accent": 1.0,
        "primary": 1.0,
        "text-accent": 1.0,
        "text-primary": 1.0,
        "scrollbar-active": 1.0,
        "border": 0.45,
        "block-cursor-background": 0.13,
        "input-selection-background": 0.3,
        "screen-selection-background": 0.3,
    }
    return {name: paper.blend(accent, part, alpha=1.0).hex6 for name, part in parts.items()}


def greys(paper: Color, ink: Color) -> dict[str, str]:
    """What is between a background of the colour `paper` and the colour of the text."""
    parts = {
        "text-muted": 0.62,
        "text-disabled": 0.5,
        "block-cursor-blurred-background": 0.07,
        "block-hover-background": 0.04,
        "border-blurred": 0.15,
        "scrollbar": 0.18,
        "scrollbar-hover": 0.26,
    }
    same = {"scrollbar-background": paper.hex6, "text": ink.hex6, "block-cursor-text-style": "none"}
    return {name: paper.blend(ink, part, alpha=1.0).hex6 for name, part in parts.items()} | same


def _calm(variables: Mapping[str, str]) -> dict[str, str]:
    """A theme that was not made for this app: a tint where it has a loud cursor, and its first colour as the accent."""
    paper, ink = Color.parse(variables["background"]), Color.parse(variables["foreground"])
    colours = {f"text-{name}": variables[name] for name in ("secondary", "success", "warning", "error")}
    texts = dict.fromkeys((name for name, step in TEXTS.items() if step == _BODY), ink.hex6)
    return {**greys(paper, ink), **tinted(paper, Color.parse(variables["primary"])), **colours, **texts}


def readable(variables: Mapping[str, str]) -> dict[str, str]:
    """The same variables, with grounds near enough to the background and texts far enough from all the grounds."""
    least = float(variables.get("contrast", LEAST))
    given = Color.parse(variables["background"]).with_alpha(1.0)
    towards = opposite(given)
    # On a grey in the middle there would be room for one text at the most.
    paper = lifted(given, [towards], least * _BODY, opposite(towards))
    solid = {name: paper + Color.parse(variables[name]) for name in (*GROUNDS, *_SELECTIONS)} | {"background": paper}
    room = contrast(paper, towards)
    filled = {
        name: tamed(colour, paper, max(least, room * _NEAR.get(name, _NEAR_ENOUGH)), towards)
        for name, colour in solid.items()
    }
    grounds = [filled[name] for name in GROUNDS]
    # Whatever the ink becomes, a field with the focus is no nearer to it than this.
    against = {*grounds, filled["block-cursor-background"].blend(towards, TINT, alpha=1.0)}
    texts = {
        name: lifted(paper + Color.parse(variables[name]), against, least * step, towards)
        for name, step in TEXTS.items()
        if name in variables
    }
    border = lifted(Color.parse(variables["border"]), (paper, filled["surface"]), _LINE, towards)
    selected = lifted(
        Color.parse(variables["foreground"]), [filled[name] for name in _SELECTIONS], least * _BODY, towards
    )
    found = {
        **filled,
        **texts,
        "border": border,
        "input-selection-foreground": selected,
        "screen-selection-foreground": selected,
        "input-cursor-background": texts["text"],
        "input-cursor-foreground": paper,
    }
    return {**variables, **{name: colour.hex6 for name, colour in found.items()}}
