"""The grammar: a word, its short forms, and what stands behind it."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sptui.plain.conversation import Conversation

MOST: Final = 200
"""Rows that one line may name."""


class NotUnderstood(Exception):
    """What stands behind a word means nothing there; `str()` is a sentence that says what to type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word that can be typed.

    `takes` shows what may stand behind it, `also` are its other forms, and `more` is what `help` adds about it.
    With `asks`, it is to be known what plays before it means anything.
    """

    name: str
    group: str
    summary: str
    run: Callable[["Conversation", str], Awaitable[None]]
    takes: str = ""
    also: tuple[str, ...] = ()
    more: str = ""
    asks: bool = True

    @property
    def usage(self) -> str:
        """How it is typed."""
        return f"{self.name} {self.takes}" if self.takes else self.name

    @property
    def forms(self) -> tuple[str, ...]:
        """All that it goes by."""
        return (self.name, *self.also)


class Vocabulary:
    """The words, found by what somebody types."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.words = tuple(words)
        self._by_form = {form: word for word in self.words for form in word.forms}

    def find(self, typed: str) -> Word | None:
        """The word of that form, or the only one whose name begins with it; None for none."""
        typed = typed.casefold()
        if (word := self._by_form.get(typed)) is not None:
            return word
        begun = [word for word in self.words if word.name.startswith(typed)] if len(typed) > 1 else []
        return begun[0] if len(begun) == 1 else None

    def nearest(self, typed: str) -> Word | None:
        """The word that was meant, perhaps."""
        typed = typed.casefold()
        begun = [word.name for word in self.words if typed and word.name.startswith(typed)]
        near = begun or get_close_matches(typed, [form for form in self._by_form if len(form) > 2], n=1, cutoff=0.7)
        return self._by_form[near[0]] if near else None


def split(line: str) -> tuple[str, str]:
    """The word of a line and what stands behind it; `+5` and `3` are words of their own."""
    word, _, rest = line.strip().partition(" ")
    return word, rest.strip()


def numbers(text: str) -> Sequence[int]:
    """The numbers that `3`, `1 4` and `2-5, 7` name, each once and in their order. Raises `NotUnderstood`."""
    found: dict[int, None] = {}
    for part in text.replace(",", " ").split():
        first, dash, last = part.partition("-")
        ends = (first, last) if dash else (first, first)
        if not all(each.isascii() and each.isdigit() and len(each) < 7 for each in ends):
            raise NotUnderstood(f"“{part}” is no number of a row. Type numbers, as in 3, or 1 4, or 2-5.")
        span = range(int(ends[0]), int(ends[1]) + 1)
        if len(span) + len(found) > MOST:
            raise NotUnderstood(f"That names too many rows: {MOST} at once are the most.")
        found.update(dict.fromkeys(span))
    return tuple(found)


def one_number(text: str) -> int | None:
    """The number that `text` is; None when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def on_or_off(text: str, *, now: bool) -> bool:
    """What `on`, `off`, or nothing, which turns it over, makes of `now`. Raises `NotUnderstood`."""
    match text.casefold():
        case "":
            return not now
        case "on":
            return True
        case "off":
            return False
    raise NotUnderstood("Type on or off behind it, or nothing to turn it over.")
