"""The LRC format: lines with the moments at which they begin.

Anybody may have written it, so nothing in it is an error: what cannot be understood is text. See
https://en.wikipedia.org/wiki/LRC_(file_format).
"""

import re
from collections.abc import Iterator
from typing import Final

from sptui.desktop.lyrics.lyrics import NONE, Lyrics
from sptui.spotify.models.text import clean

MOST_LINES: Final = 2_000
LONGEST_LINE: Final = 400
"""Characters of a line that are kept."""
LONGEST_RAW: Final = 1_000
"""Characters of a line that are looked at: with moments of its words it is longer than what is kept."""

_STAMP = re.compile(r"\s*\[([0-9]{1,3}):([0-9]{1,2})(?:[.:]([0-9]{1,3}))?\]")
_WORD_STAMP = re.compile(r"<[0-9]{1,3}:[0-9]{1,2}(?:[.:][0-9]{1,3})?>")
_OFFSET = re.compile(r"\[offset:\s*([+-]?[0-9]{1,6})\s*\]", re.IGNORECASE)
# Only those that are known: "[Verse 2: Both]" is a line that people read.
_TAG = re.compile(r"\[(?:al|ar|au|by|encoding|id|la|length|lr|offset|re|ti|tool|ve|#)\s*:[^\]]*\]", re.IGNORECASE)


def parse(text: str) -> Lyrics:
    """The lyrics that an LRC text holds: synced ones when any line has a moment, and then only such lines."""
    stamped: list[tuple[int, str]] = []
    offset_ms = 0
    for line in _lines(text):
        if told := _OFFSET.fullmatch(line):
            offset_ms = int(told[1])
        starts, words = _taken_apart(line)
        stamped += [(start, words) for start in starts]
    if not any(words for _, words in stamped):
        return plain(text)
    # A positive offset lets the words come sooner.
    moments = sorted(((max(0, start - offset_ms), words) for start, words in stamped), key=lambda each: each[0])
    moments = moments[:MOST_LINES]
    return Lyrics("synced", tuple(words for _, words in moments), tuple(start for start, _ in moments))


def plain(text: str) -> Lyrics:
    """The lines of a text without its moments and tags; one blank line at most between two others."""
    lines: list[str] = []
    for line in _lines(text):
        if _TAG.fullmatch(line):
            continue
        _, words = _taken_apart(line)
        if words or (lines and lines[-1]):
            lines.append(words)
    lines = lines[:MOST_LINES]
    while lines and not lines[-1]:
        lines.pop()
    return Lyrics("plain", tuple(lines)) if lines else NONE


def _taken_apart(line: str) -> tuple[list[int], str]:
    """The moments in front of a line, in milliseconds, and its words."""
    starts, at = [], 0
    while stamp := _STAMP.match(line, at):
        minutes, seconds, fraction = stamp.groups(default="")
        starts.append((int(minutes) * 60 + int(seconds)) * 1000 + int(fraction.ljust(3, "0")))
        at = stamp.end()
    return starts, line[at:].strip()[:LONGEST_LINE].strip()


def _lines(text: str) -> Iterator[str]:
    """The lines, cut off and clean, without the moments of their words, which nobody shows."""
    for raw in text.splitlines():
        bare = _WORD_STAMP.sub("", clean(raw[:LONGEST_RAW]))
        # What was taken out may have brought another one together; a blank brings nothing together.
        yield clean(_WORD_STAMP.sub(" ", bare))
