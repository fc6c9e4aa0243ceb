"""The signs of another set in the place of those that widgets write, as lines are painted."""

from collections.abc import Mapping
from functools import lru_cache, partial

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from sptui.tui.glyphs import Name, is_unicode, table_of


class Signs(LineFilter):
    """Replaces signs; what an `encoding` has not, other people's text as well, is as many question marks as cells."""

    def __init__(self, name: Name, encoding: str = "utf-8") -> None:
        super().__init__(enabled=bool(table_of(name)) or not is_unicode(encoding))
        lacking = "" if is_unicode(encoding) else encoding
        self._shown = lru_cache(maxsize=4096)(partial(_in_signs, table=table_of(name), encoding=lacking))

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 -- Textual's signature
        """The same segments in other signs."""
        return [
            segment if segment.text.isascii() else Segment(self._shown(segment.text), segment.style, segment.control)
            for segment in segments
        ]


def _in_signs(text: str, table: Mapping[int, str], encoding: str) -> str:
    shown = text.translate(table)
    return "".join(_encoded(character, encoding) for character in shown) if encoding else shown


def _encoded(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return "?" * cell_len(character)
    return character
