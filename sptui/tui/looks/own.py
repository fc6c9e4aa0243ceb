"""Themes of one's own, from the settings."""

from collections.abc import Iterator, Mapping

from textual.color import Color, ColorParseError
from textual.theme import Theme

from sptui.settings import Colours, Problem
from sptui.tui.looks.readable import LEAST, variables_of
from sptui.tui.looks.themes import Palette, made

_DEFAULT = "sptui"
_VARIABLES = {
    "accent": "text-accent",
    "foreground": "foreground",
    "background": "background",
    "surface": "surface",
    "panel": "panel",
    "muted": "text-muted",
    "warning": "text-warning",
    "error": "text-error",
}


def own_themes(
    given: Mapping[str, Colours], known: Mapping[str, Theme]
) -> tuple[tuple[Theme, ...], tuple[Problem, ...]]:
    """The themes that are `given` by their names, and what could not be taken, without its place.

    Those that are `known` may be built on, and keep their names.
    """
    themes: dict[str, Theme] = {}
    flaws: list[Problem] = []
    for name, colours in _in_order(given):
        if name in known:
            what, todo = "there is a theme of that name already", "give yours another"
            flaws.append(_problem(f"themes.{name}", what, todo, "It is passed over."))
            continue
        base = {**known, **themes}.get(colours.based_on)
        if base is None or base.ansi:
            why = "is not there" if base is None else "has only the terminal's colours"
            what, instead = f"“{colours.based_on}” {why}", f"It is based on “{_DEFAULT}” instead."
            flaws.append(_problem(f"themes.{name}.based_on", what, "choose another", instead))
            base = known[_DEFAULT]
        themes[name], more = _theme(name, colours, base)
        flaws += more
    return tuple(themes.values()), tuple(flaws)


def _in_order(given: Mapping[str, Colours]) -> Iterator[tuple[str, Colours]]:
    """Each theme after the one that it is based on; those that go round in a circle at the end."""
    waiting = dict(given)
    while waiting:
        free = [name for name, colours in waiting.items() if colours.based_on not in waiting or len(waiting) == 1]
        for name in free or list(waiting):
            yield name, waiting.pop(name)


def _theme(name: str, colours: Colours, base: Theme) -> tuple[Theme, list[Problem]]:
    flaws: list[Problem] = []
    before = variables_of(base)
    taken = {field: before[variable] for field, variable in _VARIABLES.items()}
    border = ""
    for field in (*_VARIABLES, "border"):
        if not (text := getattr(colours, field)):
            continue
        if (colour := _colour(text)) is None:
            what, instead = f"“{text}” is no colour", f"That of “{base.name}” holds instead."
            flaws.append(_problem(f"themes.{name}.{field}", what, "write it as #74d3b4", instead))
        elif field == "border":
            border = colour
        else:
            taken[field] = colour
    paper, ink = Color.parse(taken["background"]), Color.parse(taken["foreground"])
    faint = paper.blend(ink, 0.5, alpha=1.0).hex6
    least = float(before.get("contrast", LEAST))
    return made(name, Palette(faint=faint, border=border, contrast=least, **taken)), flaws


def _problem(key: str, what: str, todo: str, instead: str) -> Problem:
    return Problem(what=f"{key}: {what}", todo=todo, key=key, instead=instead)


def _colour(text: str) -> str | None:
    """A solid colour as #rrggbb; None for what is none, or only the terminal knows."""
    try:
        colour = Color.parse(text.strip())
    except ColorParseError:
        return None
    return None if colour.ansi is not None or colour.auto or colour.a < 1 else colour.hex6
