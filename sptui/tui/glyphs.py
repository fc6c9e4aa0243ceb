"""The signs of the screen: every one that is not ASCII, and what stands for it in the other sets.

Widgets write the Unicode sign; in another set it is replaced as it is painted (`looks/signs.py`). Each sign of each set
is one cell, so that nothing moves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

Setting = Literal["auto", "unicode", "nerd", "ascii"]
Name = Literal["unicode", "nerd", "ascii"]
SETS: Final[tuple[Name, ...]] = ("unicode", "nerd", "ascii")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A sign: what it `means`, as Unicode has it, in Nerd Fonts ("" for the same), and in ASCII."""

    means: str
    unicode: str
    ascii: str
    nerd: str = ""

    def of(self, name: Name) -> str:
        """The sign in a set."""
        return {"unicode": self.unicode, "nerd": self.nerd or self.unicode, "ascii": self.ascii}[name]


GLYPHS: Final = (
    Glyph("plays", "▶", ">", "\uf04b"),
    Glyph("paused", "⏸", "=", "\uf04c"),
    Glyph("nothing plays", "■", "#", "\uf04d"),
    Glyph("liked", "♥", "*", "\uf004"),
    Glyph("not liked", "♡", "-", "\uf08a"),
    Glyph("shuffle", "⇄", "x", "\uf074"),
    Glyph("repeat", "↻", "@", "\uf01e"),
    Glyph("marked, done", "✓", "+", "\uf00c"),
    Glyph("failed", "✗", "x", "\uf00d"),
    Glyph("preferred", "★", "*", "\uf005"),
    Glyph("sleep timer", "☾", "z", "\uf186"),
    Glyph("fades out", "↘", "\\"),
    Glyph("music", "♪", "~", "\uf001"),
    Glyph("chosen", "●", "*"),
    Glyph("not chosen", "○", "o"),
    Glyph("changed", "•", "*"),
    Glyph("cursor", "▌", "|"),
    Glyph("cursor elsewhere", "▏", ":"),
    Glyph("played", "━", "="),
    Glyph("half a cell", "╸", "-"),
    Glyph("the rest", "─", "-"),
    Glyph("cut short", "…", "."),
    Glyph("between parts", "·", "-"),
    Glyph("dash", "—", "-"),
    Glyph("short dash", "–", "-"),
    Glyph("opening quote", "“", '"'),
    Glyph("closing quote", "”", '"'),
    Glyph("apostrophe", "’", "'"),
    Glyph("back", "‹", "<"),
    Glyph("onward", "›", ">"),
    Glyph("left", "←", "<"),
    Glyph("right", "→", ">"),
    Glyph("up", "↑", "^"),
    Glyph("down", "↓", "v"),
    Glyph("times", "×", "x"),
)
"""Those that tell something."""

_FRAMES: Final[Mapping[str, str]] = MappingProxyType({
    "-": "╌┄┈═╍┅┉╴╶╺╼╾",
    "|": "│┃║┆┊╎╏█▊▋▍▎▉▐▕▛▜▙▟",
    "+": "╭╮╰╯┌┐└┘┏┓┗┛╔╗╚╝├┤┬┴┼┣┫┳┻╋╠╣╦╩╬",
    " ": "▀▄▁▂▃▅▆▇▔",  # the edges of fills, whose grounds stay
})  # fmt: skip


def table_of(name: Name) -> Mapping[int, str]:
    """For `str.translate`: from the signs of Unicode to those of a set; empty where these are the same."""
    signs = {ord(glyph.unicode): glyph.of(name) for glyph in GLYPHS if glyph.of(name) != glyph.unicode}
    frames = {ord(drawn): sign for sign, drawings in _FRAMES.items() for drawn in drawings} if name == "ascii" else {}
    return signs | frames


def chosen(setting: Setting, env: Mapping[str, str], encoding: str) -> Name:
    """The set of a setting: by itself ASCII where the terminal takes no Unicode, or has only the console's few signs.

    `encoding` is that of what is written to the terminal.
    """
    if setting != "auto":
        return setting
    return "unicode" if is_unicode(encoding) and env.get("TERM") != "linux" else "ascii"


def is_unicode(encoding: str) -> bool:
    """Whether an encoding has every sign there is."""
    return encoding.lower().replace("_", "-") in {"utf-8", "utf8", "utf-16", "utf-32", "cp65001"}
