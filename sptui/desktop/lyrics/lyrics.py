"""What lyrics are, what they are asked for by, and who gives them."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, Protocol

Kind = Literal["synced", "plain", "instrumental", "none"]
"""Lines with a moment each, lines without, music without words, or nothing that anybody knows of."""


@dataclass(frozen=True, slots=True)
class Lyrics:
    """The words of a song; an empty line is a pause.

    `starts` are the milliseconds at which the `lines` begin, never decreasing: one for each line of synced ones, none
    of any others.
    """

    kind: Kind = "none"
    lines: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()

    def line_at(self, position_ms: int) -> int | None:
        """Which line is sung at a position; None before the first one, and where nobody knows."""
        index = bisect_right(self.starts, position_ms) - 1
        return index if index >= 0 else None


NONE = Lyrics()
INSTRUMENTAL = Lyrics("instrumental")


@dataclass(frozen=True, slots=True)
class Song:
    """What lyrics are asked for by; the artists by name, the main one first, and the length in milliseconds."""

    title: str
    artists: tuple[str, ...]
    album: str
    duration_ms: int

    @property
    def seconds(self) -> int:
        """The length in whole seconds, to the nearest."""
        return (self.duration_ms + 500) // 1000

    @property
    def key(self) -> str:
        """One text for all that is asked: the same song of another album or market may be another recording."""
        return "\n".join((*self.artists, self.title, self.album, str(self.seconds))).casefold()


class LyricsError(Exception):
    """Nobody could be asked, or the answer says nothing; `str()` is a sentence for people."""


class LyricsSource(Protocol):
    """Who gives lyrics."""

    def kept(self, song: Song) -> Lyrics | None:
        """What was found before; None for what has to be asked for. Asks nobody."""
        ...

    async def find(self, song: Song) -> Lyrics:
        """What was found before, or what there is now. Raises `LyricsError`."""
        ...

    def offset_ms(self, song: Song) -> int:
        """By how many milliseconds somebody lets the words of a song come later."""
        ...

    def keep_offset(self, song: Song, offset_ms: int) -> None:
        """Remember that, for a song whose lyrics are kept."""
        ...
