"""Words that list, open and play: the library, search results, and the rows of the last list."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from sptui.figures import count, duration
from sptui.library.places import Place, place_of
from sptui.library.wording import UNTITLED
from sptui.plain.lists import Listed, Row, described
from sptui.plain.rooms import use
from sptui.plain.scenes import recall
from sptui.plain.showing import more, show
from sptui.plain.words import NotUnderstood, Word, one_number
from sptui.spotify.models.catalogue import Episode

if TYPE_CHECKING:
    from sptui.plain.conversation import Conversation

SHELVES: Mapping[str, Place] = {
    "Playlists": Place("playlists"),
    "Liked songs": Place("liked"),
    "Albums": Place("albums"),
    "Artists": Place("artists"),
    "Podcasts": Place("shows"),
    "Episodes": Place("episodes"),
    "Audiobooks": Place("audiobooks"),
    "Recently played": Place("recent"),
    "Top tracks": Place("top tracks", "medium_term"),
    "Top artists": Place("top artists", "medium_term"),
}
"""The parts of a library, as they are called."""


async def go(talk: "Conversation", place: Place, title: str, *, back: bool = False) -> None:
    """List a place; one comes back from it to the place before."""
    if not back and (not talk.lists.path or talk.lists.path[-1] != place):
        talk.lists.path.append(place)
    await show(talk, Listed(title, collection=talk.collections.at(place), place=place))


async def shelf(talk: "Conversation", _: str, *, title: str) -> None:
    """List a part of the library."""
    await go(talk, SHELVES[title], title)


async def library(talk: "Conversation", _: str) -> None:
    """Say what there is to list."""
    talk.lists.path.clear()
    rows = []
    for title, place in SHELVES.items():
        total = talk.collections.kept_total(place)
        rows.append(Row(text=title if total is None else f"{title}, {count(total)}", place=place))
    await show(talk, Listed("Library", rows))


async def back(talk: "Conversation", _: str) -> None:
    """List again what was listed before."""
    path = talk.lists.path
    if path:
        path.pop()
    if path:
        place = path[-1]
        title = next((title for title, each in SHELVES.items() if each == place), "Before")
        await go(talk, place, title, back=True)
    else:
        await library(talk, "")


async def opened(talk: "Conversation", rest: str) -> None:
    """Do with a row what is natural: list what is in it, play it, or go on on that device."""
    number = one_number(rest)
    if number is None:
        raise NotUnderstood("Type the number of a row of the last list: open 3.")
    row = talk.lists.row(number)
    if row.device is not None:
        use(talk, row.device)
    elif row.scene is not None:
        recall(talk, row.scene)
    elif row.place is not None:
        await go(talk, row.place, row.text)
    elif row.thing is None:
        talk.complain("Spotify has withdrawn it: there is nothing to open.")
    elif isinstance(row.thing, Episode):
        _describe(talk, row.thing)
    elif (place := place_of(row.thing)) is None:
        talk.complain("There is no more to see of it.")
    else:
        await go(talk, place, row.thing.name or UNTITLED)


def _describe(talk: "Conversation", episode: Episode) -> None:
    talk.say(described(episode, kind=True))
    parts = [episode.release_date, duration(episode.duration_ms) if episode.duration_ms else ""]
    talk.say(", ".join(part for part in parts if part) or "No date is told.")
    if episode.description:
        talk.say(episode.description)


def _shelf(name: str, title: str, *also: str) -> Word:
    summary = "list what was played last" if name == "recent" else f"list your {title.lower()}"
    return Word(name=name, also=also, group=_G, summary=summary, run=partial(shelf, title=title), asks=False)


_G = "Lists"
BROWSING_WORDS = (
    Word(name="library", also=("lib",), group=_G, summary="what there is to list", run=library, asks=False),
    _shelf("playlists", "Playlists", "pl"),
    _shelf("liked", "Liked songs"),
    _shelf("albums", "Albums"),
    _shelf("artists", "Artists"),
    _shelf("podcasts", "Podcasts", "shows"),
    _shelf("episodes", "Episodes"),
    _shelf("audiobooks", "Audiobooks", "books"),
    _shelf("recent", "Recently played"),
    _shelf("top", "Top tracks"),
    Word(
        name="open",
        takes="N",
        also=("o",),
        group=_G,
        summary="list what is in a row; a number alone does the same",
        run=opened,
    ),
    Word(name="more", also=("m",), group=_G, summary="say the next rows of the last list", run=more, asks=False),
    Word(name="back", also=("b",), group=_G, summary="list again what was listed before", run=back, asks=False),
)
