"""Text for people: times, counts, and strings made to fit a number of terminal cells.

A cell is one column of the terminal. A CJK character takes two, a combining mark none, and a family joined
from three emoji still two, so nothing here counts with `len`.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from typing import Literal

from rich.cells import cell_len, split_graphemes
from textual.content import Content

from sptui.spotify.figures import count, duration

__all__ = ["Align", "ago", "clip", "count", "duration", "fit", "remaining", "wrapped"]

Align = Literal["left", "right"]

_JOINER = "\u200d"
_EMOJI_FORM = "\ufe0f"


def remaining(ms: int) -> str:
    """`ms` milliseconds that are left, as `-2:10`."""
    return f"-{duration(ms)}"


def ago(seconds: float) -> str:
    """How long ago something `seconds` old was: `just now`, `12 s ago`, `4 min ago`, `3 h ago`, `2 d ago`."""
    if seconds < 5:
        return "just now"
    for limit, size, unit in ((60, 1, "s"), (3600, 60, "min"), (86_400, 3600, "h")):
        if seconds < limit:
            return f"{int(seconds // size)} {unit} ago"
    return f"{int(seconds // 86_400)} d ago"


def clip(text: str, cells: int) -> str:
    """`text` in at most `cells` cells; what had to be cut ends in an ellipsis, and no character is cut in two."""
    # Loose joiners at either end would swallow whatever is drawn next to the text.
    text = text.lstrip(_JOINER + _EMOJI_FORM).rstrip(_JOINER)
    if cell_len(text) <= cells:
        return text
    if cells <= 0:
        return ""
    used = end = 0
    for stop, width in _graphemes(text):
        if used + width > cells - 1:
            break
        used, end = used + width, stop
    return text[:end].rstrip(" " + _JOINER) + "…"


def fit(text: str, cells: int, align: Align = "left") -> str:
    """`text` in exactly `cells` cells: clipped with an ellipsis, or padded with spaces away from `align`."""
    clipped = clip(text, cells)
    padding = " " * (cells - cell_len(clipped))
    return clipped + padding if align == "left" else padding + clipped


@lru_cache(maxsize=64)
def wrapped(text: str, cells: int) -> tuple[str, ...]:
    """`text` in lines of at most `cells` cells, broken between words; one that fits stays as it is."""
    if cell_len(text) <= cells:
        return (text,)
    return tuple(line.plain.rstrip() for line in Content(text).wrap(max(1, cells)))


def _graphemes(text: str) -> Iterator[tuple[int, int]]:
    """For each grapheme of `text` where it ends and how many cells it takes."""
    spans, _ = split_graphemes(text)
    half_flag = 0
    for (start, end, width), following in zip_longest(spans, spans[1:]):
        if not half_flag and following and _is_regional(text[start]) and _is_regional(text[following[0]]):
            half_flag = width
        else:
            yield end, half_flag + width
            half_flag = 0


def _is_regional(character: str) -> bool:
    """True for the letters that make a flag in pairs; Rich counts each of them as a grapheme of its own."""
    return "\U0001f1e6" <= character <= "\U0001f1ff"
