"""How the main screen can be arranged, and how that goes with the room there is."""

from dataclasses import dataclass
from typing import Final, Literal

View = Literal["panes", "full", "compact"]
"""All panes; what plays alone, with air; what plays in a few lines."""

TINY: Final = 8
"""Lines up to which a terminal has no room for panes."""

BARE: Final = 5
"""Lines up to which panes that are asked for all the same have neither tabs nor hints."""

NARROWEST: Final = 40
"""Cells below which there is no room for panes."""

THINNEST: Final = 20
"""Cells below which a sentence is all that is shown."""

HINTLESS: Final = 3
"""Lines up to which what plays in a few lines has no hints below it."""

LITTLE: Final = 13
"""Lines up to which panes leave none to air and to the cover."""

_WORDS: Final = 84  # cells of a column that reads well; in a large terminal it has a good half of the width
_NARROWEST: Final = 56  # cells that a cover beside them leaves to the words
_COVER: Final = 28  # lines of the largest cover
_BESIDE: Final = 96  # cells from which a cover stands beside the words

WORDS_TALL: Final = 18
"""Lines that the words take with all that belongs to them."""


def fitting(chosen: View | None, lines: int, cells: int = NARROWEST) -> View:
    """How to arrange the screen in so many lines and cells: as `chosen`, or else by itself."""
    if cells < NARROWEST:
        return "compact"
    if lines > TINY:
        return chosen or "panes"
    return "panes" if chosen == "panes" else "compact"


_TOASTS: Final = 9  # lines that notifications may take, one above the other


def below_toasts(lines: int, below: int, typed: int | None = None) -> int:
    """How many of the `lines` of a screen stay free below notifications: `below`, or more where somebody types in the
    line `typed`, from 0, and they would cover that.
    """
    if typed is not None and max(lines - below - _TOASTS, _TOASTS // 2) <= typed < lines - below:
        return lines - typed
    return max(0, min(below, lines))


def speechless(cells: int, lines: int) -> bool:
    """Whether nothing can be shown; a few lines of what plays need fewer cells than all of it."""
    return cells < (NARROWEST if lines > TINY else THINNEST)


@dataclass(frozen=True, slots=True)
class Composition:
    """How what plays is laid out alone: cells of the words, whether there is room for what comes next, cells and lines
    of the cover (0 for none), and whether that stands beside the words or above them.
    """

    words: int
    following: bool
    cover: tuple[int, int] = (0, 0)
    beside: bool = False


def composition(width: int, height: int, *, cover: bool, side: bool = False) -> Composition:
    """The best one in so many cells and lines; with a `side`, what stands there has the right half."""
    width = width // 2 if side else width
    inner, following = max(1, width - 8), height >= WORDS_TALL
    widest = max(_WORDS, width * 11 // 20)
    if not cover:
        return Composition(min(inner, widest), following)
    if width >= _BESIDE:
        lines = max(0, min(_COVER, height - 4, (width - _NARROWEST - 14) // 2))
        return Composition(min(inner - 2 * lines - 6, widest), following, (2 * lines, lines), beside=True)
    spare = height - WORDS_TALL - 4
    lines = min(spare, inner // 2, _COVER) if spare >= 6 else 0
    return Composition(min(inner, widest), following, (2 * lines, lines))
