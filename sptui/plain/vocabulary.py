"""All words, and help about them."""

from itertools import groupby
from typing import TYPE_CHECKING

from sptui.plain.about import ABOUT_WORDS
from sptui.plain.browsing import BROWSING_WORDS
from sptui.plain.lyrics import LYRICS_WORDS
from sptui.plain.playing import PLAYING_WORDS
from sptui.plain.queueing import QUEUE_WORDS
from sptui.plain.rooms import ROOM_WORDS
from sptui.plain.scenes import SCENE_WORDS
from sptui.plain.searching import SEARCH_WORDS
from sptui.plain.sleeping import SLEEP_WORDS
from sptui.plain.steering import STEERING_WORDS
from sptui.plain.words import Vocabulary, Word

if TYPE_CHECKING:
    from sptui.plain.conversation import Conversation


async def help_(talk: "Conversation", rest: str) -> None:
    """List all words, or explain one."""
    if not rest:
        for group, words in groupby(VOCABULARY.words, key=lambda word: word.group):
            talk.say(f"{group}:")
            for word in words:
                talk.say(f"{word.usage}: {word.summary}")
        talk.say("help and a word explains it. Numbers are those of the last list. A few letters are enough for most.")
        return
    asked = VOCABULARY.find(rest) or VOCABULARY.nearest(rest)
    if asked is None:
        talk.complain(f"“{rest}” is no word here. Type help for all words.")
        return
    talk.say(f"{asked.usage}: {asked.summary}." + (f" {asked.more}" if asked.more else ""))
    if asked.also:
        talk.say(f"Or: {', '.join(asked.also)}.")


HELP = Word(
    name="help",
    takes="[WORD]",
    also=("h", "?"),
    group="sptui",
    summary="all words, or one explained",
    run=help_,
    asks=False,
)

_GROUPS = ("What plays", "Devices and queue", "Lists", "While you listen", "sptui")

VOCABULARY = Vocabulary(
    sorted(
        (
            *STEERING_WORDS,
            *PLAYING_WORDS,
            *SEARCH_WORDS,
            *BROWSING_WORDS,
            *ROOM_WORDS,
            *QUEUE_WORDS,
            *LYRICS_WORDS,
            *SLEEP_WORDS,
            *SCENE_WORDS,
            HELP,
            *ABOUT_WORDS,
        ),
        key=lambda word: _GROUPS.index(word.group),
    )
)
"""Everything that can be typed."""
