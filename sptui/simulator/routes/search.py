"""Search. Source: reference, "Search for Item"."""

import zlib

from sptui.simulator.call import Answer, Call
from sptui.simulator.messages import Json, bad_request
from sptui.simulator.objects import Album, Artist, Thing, Track
from sptui.simulator.playlists import Playlist
from sptui.simulator.routes.catalogue import simplified_episode
from sptui.simulator.routes.playlists import simplified
from sptui.simulator.search import find, parse
from sptui.simulator.spoken import Audiobook, Episode, Show

KINDS = ("album", "artist", "playlist", "track", "show", "episode", "audiobook")
MOST = 10
DEEPEST = 1000
NULL_EPISODES = 12  # one of so many


def search(call: Call) -> Answer:
    """GET /search: a page for each type asked for, under its plural."""
    text = call.query.get("q", "").strip()
    if not text:
        raise bad_request("No search query")
    kinds = call.require("type").split(",")
    if not set(kinds) <= set(KINDS):
        raise bad_request("Bad search type field")
    limit = call.whole_number("limit", 5, 1, MOST)
    if limit + call.whole_number("offset", 0, 0, DEEPEST) > DEEPEST:
        raise bad_request("Invalid offset")
    return {f"{kind}s": _playlists(call, text) if kind == "playlist" else _things(call, kind, text) for kind in kinds}


def _things(call: Call, kind: str, text: str) -> Json:
    hits = find(call.world.catalogue, kind, parse(text))[:DEEPEST]
    return call.page(hits, lambda thing: _shape(call, thing), default=5, most=MOST, total=_total(call, len(hits)))


def _playlists(call: Call, text: str) -> Json:
    words = parse(text).words
    public = [playlist for playlist in call.world.playlists if playlist.public]
    hits = [playlist for playlist in public if all(word in playlist.name.casefold() for word in words)]
    total = _total(call, len(hits))
    return call.page(hits, lambda hit: _playlist_shape(call, hit), default=5, most=MOST, total=total)


def _shape(call: Call, thing: Thing) -> Json | None:
    match thing:
        case Episode():
            # Some are null for everybody, always the same ones, though a request by id finds them.
            return simplified_episode(call, thing) if zlib.crc32(thing.id.encode()) % NULL_EPISODES else None
        case Track() | Artist():
            return thing.full
        case Album() | Show() | Audiobook():
            return thing.simplified
    return None


def _playlist_shape(call: Call, hit: Playlist) -> Json | None:
    """Spotify's own playlists are hidden, which leaves null entries."""
    return None if hit.by_spotify else simplified(call, hit)


def _total(call: Call, hits: int) -> int:
    """A guess that depends on the page asked for, as the service's does; only the end of the pages is true."""
    wobble = (int(call.query.get("limit", 5)) * 7 + int(call.query.get("offset", 0)) * 3) % 13
    return hits + wobble if hits else 0
