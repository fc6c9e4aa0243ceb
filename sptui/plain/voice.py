"""What is said: lines that any terminal can take, broken between words, never in the midst of somebody's typing."""

import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

NARROWEST: Final = 20
"""Columns below which the terminal may break the lines itself."""

_IN_ASCII: Final = str.maketrans({
    "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "‑": "-", "·": "-", "•": "-", "×": "x",
    "\u00a0": " ", "♪": "...",
})  # fmt: skip


class Voice:
    """Says lines by `write`, which is given whole lines with their ends.

    `width` tells how many columns there are, None where nothing is to be broken. `encoding` is what the other end
    takes. While `typing` is true, announcements wait.
    """

    def __init__(
        self,
        write: Callable[[str], object],
        *,
        width: Callable[[], int | None] = lambda: None,
        encoding: str = "utf-8",
        typing: Callable[[], bool] = lambda: False,
    ) -> None:
        self._write = write
        self._width = width
        self._encoding = encoding
        self._typing = typing
        self._waiting: list[str] = []

    @property
    def waiting(self) -> bool:
        """Whether announcements wait for a line to be ended."""
        return bool(self._waiting)

    def say(self, text: str) -> None:
        """Say `text` now, behind the announcements that wait."""
        self._release()
        self._speak(text)

    def announce(self, text: str) -> None:
        """Say `text` as soon as nobody is in the midst of a line."""
        self._waiting.append(text)
        self.catch_up()

    def catch_up(self) -> None:
        """Say what waits, unless somebody still types."""
        if self._waiting and not self._typing():
            self._release()

    def _release(self) -> None:
        waiting, self._waiting = self._waiting, []
        for text in waiting:
            self._speak(text)

    def _speak(self, text: str) -> None:
        width = self._width()
        for line in text.split("\n"):
            for part in broken(sayable(line, self._encoding), width):
                self._write(part + "\n")


def sayable(text: str, encoding: str) -> str:
    """One line of `text` without what is not to be printed, with signs that an output in `encoding` can take."""
    text = "".join(each if each.isprintable() else " " for each in text)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_nearest(each, encoding) for each in text.translate(_IN_ASCII))
    except LookupError:
        return sayable(text, "ascii")
    return text


def _nearest(character: str, encoding: str) -> str:
    """A character as an output in `encoding` can take it: without its accents, or else a question mark."""
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        bare = "".join(each for each in unicodedata.normalize("NFKD", character) if not unicodedata.combining(each))
        return bare.encode(encoding, "replace").decode(encoding)
    return character


def broken(text: str, width: int | None) -> Iterator[str]:
    """`text` in lines of at most `width` columns, broken between words only; a longer word has its line to itself."""
    if width is None or width < NARROWEST or columns(text) <= width:
        yield text.rstrip()
        return
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and columns(longer) > width:
            yield line
            longer = word
        line = longer
    yield line


def columns(text: str) -> int:
    """How many columns `text` takes, as near as is needed to break lines."""
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text
    )
