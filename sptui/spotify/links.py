"""Addresses of Spotify's things: what people paste, share and read in a browser, and the URIs of the API."""

import re
from dataclasses import dataclass
from typing import Final, Literal, get_args
from urllib.parse import quote, unquote

from sptui.spotify.models.text import clean

Named = Literal["track", "album", "artist", "playlist", "show", "episode", "audiobook", "chapter"]
"""What has an id of 22 letters and digits."""

_SITE: Final = "https://open.spotify.com"
_AROUND: Final = " <>\"'`“”„‘’‚«»‹›"
_NAMED: Final[dict[str, Named]] = {kind: kind for kind in get_args(Named)}
_ID: Final = re.compile("[0-9A-Za-z]{22}")
# With ASCII alone, or the long s and the Kelvin sign would pass for letters of a host.
_URL: Final = re.compile(r"(?:https?://)?(?:open|play)\.spotify\.com/([^?#]*).*", re.ASCII | re.IGNORECASE)
_URI: Final = re.compile(r"spotify:([^?#]*).*", re.ASCII | re.IGNORECASE)
_SHORT: Final = re.compile(
    r"(?:https?://)?(?:spotify\.link|spotify\.app\.link|link\.tospotify\.com|spoti\.fi|open\.spotify\.com/s)/[^/?#].*",
    re.ASCII | re.IGNORECASE,
)
# Pages in a language, and the players that other sites show: https://open.spotify.com/intl-de/track/…
_DETOUR: Final = re.compile(r"intl-[a-z0-9-]+|embed|embed-podcast", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """A thing that an address leads to.

    The `id` is as the API tells it. That of a collection, which is what a listener liked, is the listener's, "" where
    the address does not tell whose it is.
    """

    kind: Literal[Named, "user", "collection"]
    id: str = ""


def parse(text: str) -> Link | None:
    """What a pasted URL or URI leads to; None for anything else, short links among them.

    It may stand in blanks, quotes or angle brackets, but not among other words.
    """
    text = _bare(text)
    if " " in text:
        return None
    if found := _URL.fullmatch(text):
        return _of_path(found[1])
    return _of_uri(text)


def is_short(text: str) -> bool:
    """Whether a pasted text is a short link: only a server knows what it leads to."""
    text = _bare(text)
    return " " not in text and _SHORT.fullmatch(text) is not None


def url_of(uri: str) -> str:
    """The address that a person shares; "" for a local file, and for what has no page."""
    link = _of_uri(uri)
    match link:
        case None:
            return ""
        case Link(kind="collection"):
            return f"{_SITE}/collection/tracks"
        case Link(kind="user"):
            return f"{_SITE}/user/{_quoted(link.id)}"
    return f"{_SITE}/{link.kind}/{link.id}"


def _bare(text: str) -> str:
    return clean(text).strip(_AROUND)


def _of_path(path: str) -> Link | None:
    """What a path of the site leads to; pages below a thing's own, such as a discography, count as the thing."""
    parts = [part for part in path.split("/") if part]
    while parts and _DETOUR.fullmatch(parts[0]):
        del parts[0]
    match parts:
        case ["collection", "tracks"]:
            return Link("collection")
        case ["user", _, "playlist", id_, *_]:
            return _named("playlist", id_)
        case ["user", name, "collection"]:
            return _of_user("collection", name)
        case ["user", name, *_]:
            return _of_user("user", name)
        case [kind, id_, *_]:
            return _named(kind, id_)
    return None


def _of_uri(uri: str) -> Link | None:
    found = _URI.fullmatch(uri)
    match found[1].split(":") if found else []:
        case ["collection"] | ["collection", "tracks"]:
            return Link("collection")
        case ["user", _, "playlist", id_]:
            return _named("playlist", id_)
        case ["user", name, "collection"]:
            return _of_user("collection", name)
        case ["user", name]:
            return _of_user("user", name)
        case [kind, id_]:
            return _named(kind, id_)
    return None


def _named(kind: str, id_: str) -> Link | None:
    named = _NAMED.get(kind)
    return Link(named, id_) if named is not None and _ID.fullmatch(id_) else None


def _of_user(kind: Literal["user", "collection"], name: str) -> Link | None:
    """A user's link; a name may be anything that can be read and that no browser takes for a folder."""
    id_ = unquote(name)
    readable = id_.isprintable() and " " not in id_ and "\ufffd" not in id_
    return Link(kind, id_) if id_ and readable and id_ not in (".", "..") else None


def _quoted(id_: str) -> str:
    return quote(id_, safe="", errors="replace")
