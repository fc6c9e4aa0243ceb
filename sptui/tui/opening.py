"""Where one gets to from a row (`sptui.tui.actions.Opening`)."""

import asyncio
from typing import TYPE_CHECKING

from sptui.library.collections import PLAYLISTS
from sptui.library.places import Place, Shelved, place_of
from sptui.player.troubles import told
from sptui.spotify import links
from sptui.spotify.errors import SpotifyError
from sptui.spotify.models.catalogue import Album, Artist, Audiobook, Chapter, Episode, Show, Track
from sptui.spotify.models.things import Thing
from sptui.tui.lists import NOTHING
from sptui.tui.pages.look import shelf_place
from sptui.tui.panes.library import FIRST
from sptui.tui.text import count

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

_NO_PAGE = "It has no page at Spotify."


class AppOpening:
    """The ways from a row to other lists, to the browser and to the clipboard."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app

    def open(self, place: Place | None, uri: str = "") -> None:
        """Open a list, if there is one, with the cursor on the row of `uri`."""
        if place is None:
            self._app.tell("There is no more to see of it.")
        else:
            self._app.browsing.go(place, uri)

    def visit(self, kind: Shelved) -> None:
        """Open a part of the library; the playlists stand in the library itself."""
        if kind != "playlists":
            self.open(shelf_place(kind))
            return
        self._app.browsing.go(PLAYLISTS, FIRST)

    def open_album(self) -> None:
        """Open what the row is part of; of a playing item, too."""
        thing = self._one
        place = place_of(thing) if thing is not None else None
        here = self._app.browsing.place
        if isinstance(thing, Episode) and place == here and thing.show is not None:
            place = place_of(thing.show)
        self.open(place, (thing.uri if thing is not None else None) or "")

    def open_artist(self) -> None:
        """Open who made it: the first of several."""
        thing = self._one
        owners: tuple[Artist | Show | Audiobook, ...] = ()
        match thing:
            case Track(artists=artists) | Album(artists=artists):
                owners = artists
            case Episode(show=Show() as show):
                owners = (show,)
            case Chapter(audiobook=Audiobook() as book):
                owners = (book,)
        place = place_of(owners[0]) if owners else None
        self.open(place if place is None or place.id else None)

    def open_playing(self) -> None:
        """Open what plays, with the cursor on it."""
        playback = self._app.player.state.shown.playback
        uri = playback.context.uri if playback.context is not None else ""
        link = links.parse(uri) if uri else None
        if link is not None and link.kind == "show":
            self._app.run_worker(self._open_show(link.id, playback.uri or ""), group="link", exclusive=True)
            return
        if link is not None and self.open_link(link, playback.uri or ""):
            return
        item = playback.item
        self.open(place_of(item) if item is not None else None, playback.uri or "")

    def open_link(self, link: links.Link, uri: str = "") -> bool:
        """Open whatever a link leads to, with the cursor on the row of `uri`; False when there is nothing to show."""
        match link.kind:
            case "collection":
                self._app.browsing.go(Place("liked"), uri)
            case "user":
                self._app.tell("Spotify no longer tells apps about its listeners.")
            case "track" | "chapter":
                self._app.run_worker(self._open_part(link), group="link", exclusive=True)
            case kind:
                self._app.browsing.go(Place(kind, link.id), uri)
        return link.kind != "user"

    def browse(self) -> None:
        """Open the row in the browser."""
        thing = self._one
        url = _url_of(thing) if thing is not None else ""
        if not url:
            self._app.tell(_NO_PAGE if thing is not None else NOTHING)
        else:
            self._app.run_worker(self._browse(url), group="browser", exclusive=True)

    def copy_link(self) -> None:
        """Copy the addresses of the rows."""
        urls = [url for thing in self._app.lists.things if (url := _url_of(thing))]
        if not urls:
            self._app.tell(_NO_PAGE if self._app.lists.things else NOTHING)
            return
        self._app.copy_to_clipboard("\n".join(urls))
        self._app.main.panes.row_list.rows.clear_marks()
        self._app.tell(f"Copied: {urls[0]}" if len(urls) == 1 else f"Copied {count(len(urls))} links.")

    async def _open_part(self, link: links.Link) -> None:
        """Open the album of a track, or the book of a chapter, which have to be asked for."""
        catalogue = self._app.spotify.catalogue
        try:
            thing = await (catalogue.track(link.id) if link.kind == "track" else catalogue.chapter(link.id))
        except SpotifyError as error:
            self._app.tell(told(error, reading=True), severity="warning")
        else:
            self.open(place_of(thing), thing.uri or "")

    async def _open_show(self, id_: str, uri: str) -> None:
        """Open the show that plays, or the audiobook: to the player that is a show as well."""
        browsing, place = self._app.browsing, Place("show", id_)
        browsing.go(place, uri)
        collection = browsing.current
        await collection.load()
        await collection.settled()
        if collection.contents.closed == "gone" and browsing.place == place:
            browsing.swap(Place("audiobook", id_), uri)

    async def _browse(self, url: str) -> None:
        if not await asyncio.to_thread(self._app.open_browser, url):
            self._app.copy_to_clipboard(url)
            self._app.tell(f"No browser was found; the address is copied: {url}")

    @property
    def _one(self) -> Thing | None:
        """What the row with the cursor stands for; away from the lists, what plays."""
        pick = self._app.main.panes.pick
        return pick.thing if pick is not None else self._app.player.state.shown.playback.item


def _url_of(thing: Thing) -> str:
    """The address that a person shares, "" where there is none; a book goes by the URI of a show."""
    return links.url_of(f"spotify:audiobook:{thing.id}" if isinstance(thing, Audiobook) else thing.uri or "")
