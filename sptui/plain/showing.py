"""Lists are said: what they are called, some rows, and whether there are more."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sptui.figures import count
from sptui.library.contents import why_closed
from sptui.library.places import SAVED
from sptui.plain.lists import Listed, described
from sptui.plain.words import NotUnderstood

if TYPE_CHECKING:
    from sptui.plain.conversation import Conversation

LOOKING = "Looking …"
"""What is said while a list is read that takes long."""


async def show(talk: "Conversation", listed: Listed) -> None:
    """Begin a list, and say its first rows."""
    talk.lists.last = listed
    await more(talk, "")


async def more(talk: "Conversation", _: str) -> None:
    """Say the next rows of the last list."""
    listed = talk.lists.last
    if listed is None:
        raise NotUnderstood("There is no list yet. Type library, search, queue or devices for one.")
    first = not listed.said
    rows = await talk.patiently(LOOKING, listed.next(marks(talk, saved=_goes_without_saying(listed))))
    contents = listed.contents
    if first:
        talk.say(_head(listed))
    for number, row in rows:
        talk.say(f"{number}. {row.text}")
    if contents is not None and contents.closed:
        talk.say(" ".join(why_closed(contents.closed, contents.place.kind)))
    elif contents is not None and contents.trouble:
        talk.complain(contents.trouble)
    elif not rows:
        talk.say("There is nothing in it." if first else "That is all of it.")
    elif (total := listed.total) is None or listed.said < total:
        talk.say("more says further ones.")


def _head(listed: Listed) -> str:
    contents, total = listed.contents, listed.total
    title = listed.title
    if contents is not None and contents.about is not None:
        return f"{described(contents.about, kind=True)}:"
    return f"{title}:" if not total or (contents and contents.listing.grows) else f"{title}, {count(total)}:"


def _goes_without_saying(listed: Listed) -> bool:
    """Whether all that is in a list is liked."""
    return listed.place is not None and listed.place.kind in SAVED


def marks(talk: "Conversation", *, saved: bool = False) -> Mapping[str, str]:
    """Words about things by their URIs: what plays, and what is liked; among `saved` ones, what is no more."""
    picture = talk.picture
    told = {uri: "liked" if liked else "no longer liked" for uri, liked in picture.likes.items() if liked is not saved}
    if not saved:
        told = {uri: mark for uri, mark in told.items() if mark == "liked"}
    if picture.playback.uri:
        told[picture.playback.uri] = "playing" if picture.playback.is_playing else "paused"
    return told
