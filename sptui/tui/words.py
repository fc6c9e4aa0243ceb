"""The words of what plays as they are shown: in rows, with the line that is sung, and how it stands with them."""

from dataclasses import dataclass

from sptui.desktop.lyrics.lyrics import Lyrics
from sptui.tui.keyboard.named import with_keys
from sptui.tui.text import wrapped
from sptui.tui.widgets.columns import Row, Span
from sptui.tui.widgets.line import DOT

SOURCE = "LRCLIB"
PAUSE = "♪"
"""What stands for a line without words."""

_PAUSED = "not following: [[rows.choose]] seeks, [[lyrics.toggle]] follows"
_UNTIMED = "This text has no timing"
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Words:
    """What there is to show for the item `uri`: its `lyrics`, which come `offset_ms` later than they say, or None with
    a `note` of one or more lines that says why.
    """

    uri: str | None = None
    lyrics: Lyrics | None = None
    note: str = ""
    offset_ms: int = 0

    @property
    def timed(self) -> bool:
        """Whether anybody knows when which line is sung."""
        return self.lyrics is not None and self.lyrics.kind == "synced"

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines."""
        return self.lyrics.lines if self.lyrics is not None else ()

    def line_at(self, position_ms: int) -> int | None:
        """Which line is sung at a position; None before the first one, and where nobody knows."""
        return self.lyrics.line_at(position_ms - self.offset_ms) if self.lyrics is not None else None

    def start_of(self, line: int) -> int | None:
        """The position in ms at which a line begins; None where nobody knows."""
        starts = self.lyrics.starts if self.lyrics is not None else ()
        return max(0, starts[line] + self.offset_ms) if line < len(starts) else None

    @property
    def placeholder(self) -> str:
        """What stands in the place of lines."""
        if self.lyrics is None:
            return self.note
        return "Instrumental" if self.lyrics.kind == "instrumental" else "No lyrics found"

    def status(self, *, following: bool) -> str:
        """How it stands with them, for one line."""
        if self.lyrics is None:
            return ""
        parts = [f"{self.offset_ms / 1000:+.2f} s"] if self.timed and self.offset_ms else []
        if self.timed and not following:
            return DOT.join(
                (*parts, with_keys(_PAUSED))
            )  # in place of the source, which there is no room for beside it
        if self.lines and not self.timed:
            parts.append(_UNTIMED)
        return DOT.join((*parts, SOURCE))

    def rows(self, sung: int | None, room: int) -> list[Row]:
        """A row for each line, by its number as its key; one that does not fit into so many cells goes on in notes."""
        rows: list[Row] = []
        for place, text in enumerate(self.lines):
            if not text and not self.timed:
                rows.append(Row(("",), kind="note"))
                continue
            ahead = sung is None or place > sung
            style = "rows--text" if ahead and text else "rows--muted"
            if place == sung:
                style = "rows--playing"
            first, *others = _broken(text or PAUSE, room)
            rows.append(Row(((Span(first, style),),), key=place, playing=place == sung, markable=False))
            rows += [Row(((Span(_INDENT + other, style),),), kind="note") for other in others]
        return rows


def _broken(text: str, room: int) -> tuple[str, ...]:
    """A line in pieces of so many cells at most, all but the first with room for an indent."""
    pieces = wrapped(text, room)
    return pieces if len(pieces) == 1 else wrapped(text, room - len(_INDENT))
