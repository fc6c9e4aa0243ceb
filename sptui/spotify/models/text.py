"""Other people's text, made safe once, where it enters.

Titles and names are written by anyone. A terminal obeys escape sequences in them, and direction overrides can make a
line say something else than it holds, so both go here and nothing behind the models has to think of them again.
"""

import re
import unicodedata
from typing import Annotated

from pydantic import BeforeValidator

_DROPPED = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_STACKING = {"Mn", "Me", "Mc", "Cf"}  # marks, and the joiners and tags that Persian and emoji need
_SURROGATES = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_LOOSE_JOINERS = re.compile("(?<![^ ])\u200d+|\u200d+(?= |$)")  # terminals and tables disagree on their width
_MARKS_KEPT = 8  # the most that real scripts stack on one base character, with room to spare


def clean(text: str) -> str:
    """One printable line: controls and white space become single spaces, invisible direction and joining tricks go.

    Lone surrogates become `?`; of a run of combining marks and joiners the first eight stay.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text else text.strip()
    text = _DROPPED.sub("", _SURROGATES.sub("?", text))
    return _LOOSE_JOINERS.sub("", _cap_marks(_BLANKS.sub(" ", text)).strip())


def _cap_marks(text: str) -> str:
    kept: list[str] = []
    run = 0
    for character in text:
        run = run + 1 if character > "\u02ff" and unicodedata.category(character) in _STACKING else 0
        if run <= _MARKS_KEPT:
            kept.append(character)
    return "".join(kept)


def _clean_if_text(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_clean_if_text)]
"""A string of the service that people read, cleaned by `clean`."""
