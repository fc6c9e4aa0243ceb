"""How well text can be read on a ground, by WCAG 2, and colours that are moved until it can."""

from collections.abc import Iterable
from functools import lru_cache

from textual.color import Color

WHITE, BLACK = Color(255, 255, 255), Color(0, 0, 0)
_STEPS = 64


@lru_cache(maxsize=512)
def luminance(colour: Color) -> float:
    """How light a colour is, from 0 for black to 1 for white."""
    red, green, blue = (_linear(part / 255) for part in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: Color, other: Color) -> float:
    """The contrast between two solid colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def opposite(ground: Color) -> Color:
    """White or black, whichever can be read better on a ground."""
    return max(WHITE, BLACK, key=lambda colour: contrast(colour, ground))


def lifted(text: Color, grounds: Iterable[Color], ratio: float, towards: Color) -> Color:
    """The colour nearest to `text`, on its way `towards` white or black, with that contrast on all the grounds.

    Where that is nowhere reached it is `towards` itself.
    """
    against = tuple(grounds)
    return next((each for each in _way(text, towards) if all(contrast(each, on) >= ratio for on in against)), towards)


def tamed(ground: Color, paper: Color, ratio: float, towards: Color) -> Color:
    """The colour nearest to `ground`, on its way to the `paper`, on which `towards` has that contrast."""
    return next((each for each in _way(ground, paper) if contrast(each, towards) >= ratio), paper)


def _way(start: Color, end: Color) -> Iterable[Color]:
    return (start.blend(end, step / _STEPS, alpha=1.0) for step in range(_STEPS + 1))
