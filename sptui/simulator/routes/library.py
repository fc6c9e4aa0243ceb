"""Saved things and follows. Source: reference chapter "Library"."""

from collections.abc import Callable

from sptui.simulator.call import Answer, Call, iso
from sptui.simulator.library import SAVED_KINDS, named_kind
from sptui.simulator.messages import Json, Refusal, Response, bad_request
from sptui.simulator.objects import Album, Artist, Thing, Track
from sptui.simulator.routes.catalogue import full_album, full_audiobook, full_episode
from sptui.simulator.spoken import Audiobook, Episode, Show

MOST_URIS = 40
MODIFY_SCOPES = {"artist": "user-follow-modify", "user": "user-follow-modify", "playlist": "playlist-modify-public"}
READ_SCOPES = {"artist": "user-follow-read", "user": "user-follow-read", "playlist": "playlist-read-private"}


def save(call: Call) -> Answer:
    """PUT /me/library: only the query counts, the body is ignored."""
    for uri, kind in _uris(call, MODIFY_SCOPES, "user-library-modify"):
        if kind == "playlist":
            call.world.playlists.follow(uri.rpartition(":")[2])
        else:
            call.world.library.save(uri, call.world.clock())
    return Response(200)


def remove(call: Call) -> Answer:
    """DELETE /me/library."""
    for uri, kind in _uris(call, MODIFY_SCOPES, "user-library-modify"):
        if kind == "playlist":
            call.world.playlists.unfollow(uri.rpartition(":")[2])
        else:
            call.world.library.remove(uri)
    return Response(200)


def contains(call: Call) -> Answer:
    """GET /me/library/contains: booleans in the order of the URIs; an audiobook that the market lacks breaks it."""
    listed = call.world.playlists.listed
    uris = _uris(call, READ_SCOPES, "user-library-read")
    if any(kind == "audiobook" and not _sold(call, uri) for uri, kind in uris):
        raise Refusal(500, "Internal server error")
    return [
        uri.rpartition(":")[2] in listed if kind == "playlist" else call.world.library.contains(uri)
        for uri, kind in uris
    ]


def saved_tracks(call: Call) -> Answer:
    """GET /me/tracks."""
    return _saved(call, "track", lambda thing: thing.full if isinstance(thing, Track) else {})


def saved_albums(call: Call) -> Answer:
    """GET /me/albums."""
    return _saved(call, "album", lambda thing: full_album(thing) if isinstance(thing, Album) else {})


def saved_shows(call: Call) -> Answer:
    """GET /me/shows."""
    return _saved(call, "show", lambda thing: thing.simplified if isinstance(thing, Show) else {})


def saved_episodes(call: Call) -> Answer:
    """GET /me/episodes."""
    return _saved(call, "episode", lambda thing: full_episode(call, thing) if isinstance(thing, Episode) else {})


def saved_audiobooks(call: Call) -> Answer:
    """GET /me/audiobooks: with or without rows around them, and null where they are not sold."""
    if call.world.audiobooks_sold and not call.world.bare_audiobooks:
        return _saved(
            call, "audiobook", lambda thing: full_audiobook(call, thing) if isinstance(thing, Audiobook) else {}
        )
    books = [thing for thing, _ in call.world.library.saved("audiobook") if isinstance(thing, Audiobook)]
    return call.page(books, lambda book: book.simplified if call.world.audiobooks_sold else None)


def followed_artists(call: Call) -> Answer:
    """GET /me/following: artists only, paged by the id of the last one."""
    if call.query.get("type") != "artist":
        raise bad_request("Invalid type")
    limit = call.whole_number("limit", 20, 1, 50)
    artists = [thing for thing, _ in call.world.library.saved("artist") if isinstance(thing, Artist)]
    ids = [artist.id for artist in artists]
    after = call.query.get("after")
    start = ids.index(after) + 1 if after in ids else 0
    shown = artists[start : start + limit]
    more = start + limit < len(artists)
    page: Json = {
        "items": [artist.full for artist in shown],
        "next": call.link(after=shown[-1].id) if more else None,
        "cursors": {"after": shown[-1].id if more else None},
        "total": len(artists),
        "limit": limit,
        "href": call.link(),
    }
    return {"artists": page}


def _saved(call: Call, kind: str, shape: Callable[[Thing], Json]) -> Json:
    rows = call.world.library.saved(kind)
    return call.page(rows, lambda row: {"added_at": iso(row[1]), kind: shape(row[0])})


def _sold(call: Call, uri: str) -> bool:
    return call.world.audiobooks_sold and call.world.catalogue.get(uri) is not None


def _uris(call: Call, scopes: dict[str, str], scope: str) -> list[tuple[str, str]]:
    uris = call.require("uris").split(",")
    if len(uris) > MOST_URIS:
        raise bad_request("Too many uris requested")
    kinds = [named_kind(uri) for uri in uris]
    if not set(kinds) <= {*SAVED_KINDS, "playlist"}:
        raise bad_request("Invalid uri")
    for kind in set(kinds):
        call.need_scope(scopes.get(kind, scope))
    return list(zip(uris, kinds, strict=True))
