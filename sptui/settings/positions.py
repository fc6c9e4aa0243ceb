"""Where the keys of a TOML text stand, and where its statements begin. The values are for `tomllib`."""

import re
import tomllib
from bisect import bisect_right
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE: Final = re.compile(r"[ \t]*")
_KEY: Final = re.compile(r"""([A-Za-z0-9_-]+)|"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'""")
_DOT: Final = re.compile(r"[ \t]*\.[ \t]*")
_EQUALS: Final = re.compile(r"[ \t]*=[ \t]*")
_CLOSED: Final = re.compile(r"[ \t]*\]\]?")
_SCALAR: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|[^\s\[\]{},#\"'][^,\]}#\n]*",
    re.DOTALL,
)
_END: Final = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)")


@dataclass(frozen=True, slots=True)
class Positions:
    """`keys` are offsets in the text by dotted key, and `statements` those at which its statements begin.

    Of a broken text both go up to the statement that is broken, which is the last one.
    """

    keys: dict[str, int]
    statements: tuple[int, ...]


@lru_cache(maxsize=4)
def positions(text: str) -> Positions:
    """The positions in a TOML text. A quoted part of a key counts without its quotes, dots in it as dots."""
    scan = _Scan(text)
    with suppress(_BrokenError, RecursionError):
        scan.document()
    return Positions(scan.keys, tuple(scan.statements))


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The place of `offset`, both from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def place(name: str, text: str, offset: int) -> str:
    """The same behind the name of the file: `config.toml:12:5`."""
    return ":".join([name, *map(str, line_and_column(text, offset))])


def where(text: str, key: str, name: str = "config.toml") -> str:
    """Where the dotted `key` stands, or else the nearest table above it: `config.toml:12:5`; "" when neither does.

    It does not matter how the key is written: `keys."player.next"` and `next` in a table `keys.player` are the same.
    """
    found, parts = positions(text).keys, key.split(".")
    for length in range(len(parts), 0, -1):
        if (offset := found.get(".".join(parts[:length]))) is not None:
            return place(name, text, offset)
    return ""


def statement_at(text: str, offset: int) -> int:
    """Where the last statement begins that does so at `offset` or before; 0 when there is none."""
    starts = positions(text).statements
    after = bisect_right(starts, offset)
    return starts[after - 1] if after else 0


class _BrokenError(Exception):
    """What stands there is no TOML."""


class _Scan:
    def __init__(self, text: str) -> None:
        self.keys: dict[str, int] = {}
        self.statements: list[int] = []
        self._text = text
        self._at = 0

    def document(self) -> None:
        table = ""
        while self._skip(_BLANK) < len(self._text):
            self.statements.append(self._at)
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._take(_END)

    def _header(self) -> str:
        self._at += 2 if self._text.startswith("[[", self._at) else 1
        self._skip(_SPACE)
        table = self._key("")
        self._take(_CLOSED)
        return f"{table}."

    def _pair(self, above: str) -> None:
        key = self._key(above)
        self._take(_EQUALS)
        self._value(f"{key}.")

    def _key(self, above: str) -> str:
        """Note each part of a dotted key, and return all of it."""
        while True:
            match = self._take(_KEY)
            bare, basic, literal = match.groups()
            part = bare or literal or ""
            if basic:
                try:
                    part = tomllib.loads(f'k = "{basic}"')["k"]
                except tomllib.TOMLDecodeError:
                    raise _BrokenError from None
            whole = above + part
            self.keys.setdefault(whole, match.start() + (bare is None))
            if not (dot := _DOT.match(self._text, self._at)):
                return whole
            self._at, above = dot.end(), f"{whole}."

    def _value(self, above: str) -> None:
        start = self._text[self._at : self._at + 1]
        if start == "[":
            self._array(above)
        elif start == "{":
            self._inline(above)
        else:
            self._take(_SCALAR)

    def _array(self, above: str) -> None:
        self._at += 1
        while not self._closed("]"):
            self._value(above)
            self._comma("]")

    def _inline(self, above: str) -> None:
        self._at += 1
        while not self._closed("}"):
            self._pair(above)
            self._comma("}")

    def _closed(self, by: str) -> bool:
        self._skip(_BLANK)
        closed = self._text[self._at : self._at + 1] == by
        self._at += closed
        return closed

    def _comma(self, end: str) -> None:
        self._skip(_BLANK)
        after = self._text[self._at : self._at + 1]
        if after == ",":
            self._at += 1
        elif after != end:
            raise _BrokenError

    def _skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._at

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = pattern.match(self._text, self._at)
        if match is None:
            raise _BrokenError
        self._at = match.end()
        return match
