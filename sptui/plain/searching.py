"""The word that searches, and opens links."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sptui.library.contents import name_of
from sptui.library.history import History
from sptui.library.places import Place
from sptui.library.queries import parse
from sptui.plain.browsing import SHELVES, go
from sptui.plain.lists import Listed, Row, described
from sptui.plain.showing import LOOKING, marks, show
from sptui.plain.words import NotUnderstood, Word
from sptui.spotify import links
from sptui.spotify.models.search import SearchResults
from sptui.spotify.models.things import Thing

if TYPE_CHECKING:
    from sptui.plain.conversation import Conversation

FIRST = (4, 2, 2, 2)
"""How many tracks, artists, albums and playlists are said before the others."""


async def search(talk: "Conversation", rest: str) -> None:
    """Search Spotify's catalogue, or open a link."""
    query = parse(rest)
    if (link := links.parse(rest)) is not None and rest:
        await _open_link(talk, link)
        return
    if not query.words:
        raise NotUnderstood("Type what to look for: search blue train. With t: it looks for tracks only.")
    searches = History.of(talk.store)
    searches.add(rest)
    searches.keep(talk.store)
    title = f"Found for “{rest}”"
    if len(query.kinds) == 1:
        place = Place("results", f"{query.kinds[0]} {query.words}")
        await go(talk, place, f"{noun_of(query.kinds[0])} found for “{query.words}”")
        return
    results = await talk.patiently("Searching …", talk.spotify.search(query.words, query.kinds))
    found = [
        Row(text=described(thing, kind=True, mark=marks(talk).get(thing.uri or "", "")), thing=thing)
        for thing in _best(results)
    ]
    await show(talk, Listed(title, found))


def noun_of(kind: str) -> str:
    """What several of a kind are called, as the beginning of a line."""
    return f"{name_of(kind).capitalize()}s"


def _best(results: SearchResults) -> Sequence[Thing]:
    """The first of each kind, then all others."""
    pages = (results.tracks, results.artists, results.albums, results.playlists)
    others = (results.shows, results.episodes, results.audiobooks)
    things: list[Sequence[Thing]] = [page.items if page is not None else () for page in (*pages, *others)]
    first = [thing for group, most in zip(things, FIRST, strict=False) for thing in group[:most]]
    rest = [thing for group, most in zip(things, (*FIRST, 0, 0, 0), strict=True) for thing in group[most:]]
    return (*first, *rest)


async def _open_link(talk: "Conversation", link: links.Link) -> None:
    match link.kind:
        case "collection":
            await go(talk, SHELVES["Liked songs"], "Liked songs")
        case "user":
            talk.complain("Spotify no longer tells apps about its listeners.")
        case "track" | "chapter":
            catalogue = talk.spotify.catalogue
            asked = catalogue.track(link.id) if link.kind == "track" else catalogue.chapter(link.id)
            thing: Thing = await talk.patiently(LOOKING, asked)
            await show(talk, Listed("From the link", [Row(text=described(thing, kind=True), thing=thing)]))
        case kind:
            await go(talk, Place(kind, link.id), name_of(kind).capitalize())


SEARCH_WORDS = (
    Word(
        name="search",
        takes="WORDS",
        also=("find", "/"),
        group="Lists",
        summary="search Spotify",
        run=search,
        asks=False,
        more="t: before the words looks for tracks only, a: artists, l: albums, p: playlists, s: podcasts, "
        "e: episodes, b: audiobooks. A link of Spotify's is opened.",
    ),
)
