"""How a list is looked at, and what it is called."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sptui.library.contents import Contents
from sptui.library.ordering import AS_IT_IS
from sptui.library.places import Kind, Place
from sptui.tui.keyboard.named import with_keys
from sptui.tui.text import ago, count
from sptui.tui.things import UNTITLED, Marks

SHELVES: Mapping[Kind, str] = {
    "liked": "Liked songs",
    "albums": "Albums",
    "artists": "Artists",
    "shows": "Shows",
    "episodes": "Episodes",
    "audiobooks": "Audiobooks",
    "recent": "Recently played",
    "top tracks": "Top tracks",
    "top artists": "Top artists",
}
"""The parts of the library beside the playlists, as they stand in it."""

SECTIONS: Mapping[Kind, str] = {"liked": "Saved", "recent": "Played"}
"""What stands above some of them, and those that follow."""

RANGES = {"short_term": "four weeks", "medium_term": "six months", "long_term": "about a year"}

_EMPTY: Mapping[str, tuple[str, str]] = {
    "playlists": ("No playlists yet", "Press [[playlist.create]] to make one"),
    "liked": ("No liked songs yet", "Press [[player.like]] while one plays, or [[row.like]] on one in a list"),
    "albums": ("No saved albums yet", "Press [[row.like]] on one to save it"),
    "artists": ("You follow no artists yet", "Press [[row.like]] on one to follow it"),
    "shows": ("You follow no shows yet", "Press [[row.like]] on one to follow it"),
    "episodes": ("No saved episodes yet", "Press [[row.like]] on one to save it"),
    "audiobooks": ("No saved audiobooks", "Spotify has audiobooks in some countries only"),
    "recent": ("Nothing was played lately", "Spotify tells of a track when it has been played to its end"),
    "top tracks": ("Spotify does not know you well enough yet", "Come back when you have listened for some days"),
    "top artists": ("Spotify does not know you well enough yet", "Come back when you have listened for some days"),
    "playlist": ("Nothing in it yet", "Press [[playlist.add]] on a track to add it to a playlist"),
}
_OLD = 120.0  # seconds after which the age of a list is told


@dataclass(frozen=True, slots=True)
class Look:
    """How a list is looked at: in which `order`, at what `width` in cells, by whom, and when (epoch seconds).

    `totals` are the lengths of the parts of the library, as far as they are known.
    """

    marks: Marks = field(default_factory=Marks)
    order: str = AS_IT_IS
    width: int = 60
    now: float = 0.0
    user_id: str = ""
    totals: Mapping[Kind, int | None] = field(default_factory=dict)


def shelf_place(kind: Kind) -> Place:
    """Where a part of the library is; of the top items the middle one of the spans that Spotify tells of."""
    return Place(kind, "medium_term" if kind in ("top tracks", "top artists") else "")


def waiting(contents: Contents) -> tuple[str, ...]:
    """What to say where there are no rows: the first line is the title."""
    if contents.trouble:
        # Where another key is told already, reading again would only bring the same.
        again = () if "Press " in contents.trouble else ("Press [[app.refresh]] to try again.",)
        return ("Not read", contents.trouble, *again)
    if not contents.listing.known:
        return ("Loading …",)
    if contents.place.kind == "episode":
        return ()
    if contents.place.kind == "results":
        words = contents.place.id.partition(" ")[2]
        return (f"Nothing found for “{words}”", "Fewer words, or another spelling, may help")
    return _EMPTY.get(contents.place.kind, ("Nothing here",))


def title_of(contents: Contents) -> str:
    """What a page is called."""
    place, about = contents.place, contents.about
    if place.kind == "playlists":
        return "Library"
    if about is not None:
        return about.name or UNTITLED
    if place.kind == "results":
        kind, _, words = place.id.partition(" ")
        return f"{kind.title()}s: {words}"
    return SHELVES.get(place.kind, place.kind.title())


def status_of(contents: Contents, look: Look) -> str:
    """How it stands with a page: what is loaded, in which order, how old."""
    listing = contents.listing
    parts = [RANGES.get(contents.place.id, ""), look.order]
    if contents.filling:
        parts.append(
            f"loading all: {count(listing.loaded)} of {count(listing.total or listing.loaded)}, [[list.fill]] stops"
        )
    elif contents.loading:
        parts.append("loading …")
    elif listing.known and not listing.complete and not contents.closed:
        of = f" of {count(listing.total)}" if listing.total is not None else ""
        parts.append(f"{count(listing.loaded)}{of} loaded")
    if listing.read_at is not None and not contents.loading and look.now - listing.read_at >= _OLD:
        parts.append(f"read {ago(look.now - listing.read_at)}")
    return with_keys("  ·  ".join(part for part in parts if part))
