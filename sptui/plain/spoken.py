"""Sentences that name a key of the screen, as they are said where words are typed."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

LOGIN: Final = "Run `sptui login` in another window: it goes on here by itself."
"""What to do where a sign-in has ended."""

_SENTENCES: Final = (
    (re.compile(r"Press \[\[account\.sign-in\]\] to sign in again\."), LOGIN),
    (re.compile(r"Press \[\[account\.sign-in\]\], and agree"), "Run `sptui login` in another window and agree"),
    (re.compile(r"Press \[\[pane\.devices\]\](?= to choose| and)"), "Type devices"),
    (re.compile(r"\[\[sleep\.extend\]\] adds ten minutes\."), "sleep more adds ten minutes."),
    (re.compile(r"until you hand them over\."), "until queue go hands them over."),
    (re.compile(r"\[\[player\.next\]\] skips it\."), "next skips it."),
)
_MARK: Final = re.compile(r"(Press )?\[\[([\w.-]+)\]\]")

WORDS_OF: Final[Mapping[str, str]] = MappingProxyType({
    "player.toggle": "play",
    "player.next": "next",
    "player.previous": "previous",
    "player.like": "like",
    "pane.library": "library",
    "pane.search": "search",
    "pane.queue": "queue",
    "pane.devices": "devices",
    "account.open": "account",
    "app.refresh": "refresh",
    "app.help": "help",
    "app.quit": "quit",
    "playlist.undo": "undo",
    "row.enqueue": "add",
    "queue.hand-over": "queue go",
    "list.back": "back",
    "lyrics.toggle": "lyrics",
    "scene.open": "scenes",
    "sleep.choose": "sleep",
})  # fmt: skip
"""The words for actions of the screen, by their ids."""


def spoken(text: str, command: str = "sptui") -> str:
    """`text` with words in the place of keys, and with the shell's `command` for this account."""
    for pattern, instead in _SENTENCES:
        text = pattern.sub(instead, text)
    text = _MARK.sub(_word, text)
    return text.replace("`sptui ", f"`{command} ") if command != "sptui" else text


def _word(match: re.Match[str]) -> str:
    id_ = match[2]
    word = WORDS_OF.get(id_) or id_.rpartition(".")[2].replace("-", " ")
    return f"Type {word}" if match[1] else word
