"""Playlists and their items. Source: reference chapter "Playlists", February 2026 migration guide."""

from sptui.simulator.call import Answer, Call, first_page, iso
from sptui.simulator.catalogue import base62
from sptui.simulator.fields import select
from sptui.simulator.messages import JSON_TYPE, Json, Refusal, Response, bad_request, encode
from sptui.simulator.objects import API, OPEN
from sptui.simulator.playlists import Playlist, Row
from sptui.simulator.spoken import Episode, Playable
from sptui.simulator.world import User

MODIFY = ("playlist-modify-public", "playlist-modify-private")
MOST_URIS = 100
MOST_IMAGE_BYTES = 256 * 1024


def my_playlists(call: Call) -> Answer:
    """GET /me/playlists: one row is null, and what may not be seen is missing."""
    playlists = call.world.playlists
    listed = [None if playlist_id is None else playlists.get(playlist_id) for playlist_id in playlists.listed]
    visible = [playlist for playlist in listed if playlist is None or _visible(call, playlist)]
    return call.page(visible, lambda one: None if one is None else simplified(call, one))


def playlist(call: Call) -> Answer:
    """GET /playlists/{id}: with its items only for its owner."""
    found = _find(call)
    shape = {**_described(call, found), "primary_color": None}
    if _readable(call, found):
        shape["items"] = first_page(_href(found), found.rows, lambda row: _row(call, row), MOST_URIS)
    return select(shape, call.query.get("fields"))


def items(call: Call) -> Answer:
    """GET /playlists/{id}/items."""
    page = call.page(_find_own(call).rows, lambda row: _row(call, row), most=100)
    return select(page, call.query.get("fields"))


def create(call: Call) -> Answer:
    """POST /me/playlists."""
    body = call.body()
    made = Playlist(base62(call.world.rng), _text(body, "name", None), call.world.user.id)
    _change(made, body, public_sticks=True)
    _may_modify(call, made)
    call.world.playlists.create(made)
    shape = {**_described(call, made), "items": first_page(_href(made), made.rows, lambda row: _row(call, row), 100)}
    return _written(shape, 201)


def change_details(call: Call) -> Answer:
    """PUT /playlists/{id}."""
    found = _find_own(call)
    _may_modify(call, found)
    body = call.body()
    name = _text(body, "name", found.name)
    _change(found, body, public_sticks=call.world.public_sticks)
    found.rename(name)
    return Response(200)


def add_items(call: Call) -> Answer:
    """POST /playlists/{id}/items: URIs in the body, as a bare list, or in the query."""
    found = _find_own(call)
    _may_modify(call, found)
    body = call.json()
    given: Json = body if isinstance(body, dict) else {"uris": body}
    uris = given.get("uris", call.query.get("uris", "").split(","))
    position = given.get("position")
    if position is None and "position" in call.query:
        position = call.whole_number("position", None, 0, len(found.rows))
    if position is not None:
        position = _place(position, "position", len(found.rows))
    found.insert(_playables(call, uris), position, call.world.clock())
    return _written({"snapshot_id": found.snapshot_id}, 201)


def change_items(call: Call) -> Answer:
    """PUT /playlists/{id}/items: either a reorder or a replacement."""
    found = _find_own(call)
    _may_modify(call, found)
    body = call.body()
    if "range_start" in body or "insert_before" in body:
        if "uris" in body:
            raise bad_request("Reorder and replace cannot be combined")
        _check_snapshot(found, body)
        size = len(found.rows)
        start = _place(body.get("range_start"), "range_start", size - 1)
        length = _place(body.get("range_length", 1), "range_length", size - start)
        found.reorder(start, length, _place(body.get("insert_before"), "insert_before", size))
    else:
        uris = body.get("uris", call.query.get("uris", "").split(",") if call.query.get("uris") else None)
        found.replace(_playables(call, uris), call.world.clock())
    return _written({"snapshot_id": found.snapshot_id})


def remove_items(call: Call) -> Answer:
    """DELETE /playlists/{id}/items: all occurrences of each URI."""
    found = _find_own(call)
    _may_modify(call, found)
    body = call.body()
    rows = body.get("items")
    if not isinstance(rows, list) or not rows:
        raise bad_request("No uris provided")
    if len(rows) > MOST_URIS:
        raise bad_request("Too many uris requested")
    _check_snapshot(found, body)
    found.remove(str(row.get("uri")) for row in rows if isinstance(row, dict))
    return _written({"snapshot_id": found.snapshot_id})


def images(call: Call) -> Answer:
    """GET /playlists/{id}/images."""
    return list(_find(call).pictures)


def upload_image(call: Call) -> Answer:
    """PUT /playlists/{id}/images."""
    found = _find_own(call)
    if len(call.request.body) > MOST_IMAGE_BYTES:
        raise Refusal(413, "Image too large")
    if call.request.headers.get("content-type") != "image/jpeg" or not call.request.body:
        raise bad_request("Invalid image")
    found.image = f"https://image-cdn-ak.spotifycdn.com/image/{base62(call.world.rng)}"
    return Response(202)


def follow(call: Call) -> Answer:
    """PUT /playlists/{id}/followers, removed by the documentation and still answered."""
    call.world.playlists.follow(call.ids[0])
    return Response(200)


def unfollow(call: Call) -> Answer:
    """DELETE /playlists/{id}/followers, removed by the documentation and still answered."""
    call.world.playlists.unfollow(call.ids[0])
    return Response(200)


def simplified(call: Call, found: Playlist) -> Json:
    """The reference's SimplifiedPlaylistObject."""
    return {**_described(call, found), "items": {"href": _href(found), "total": len(found.rows)}, "primary_color": None}


def _described(call: Call, found: Playlist) -> Json:
    user = call.world.user
    owner = user if found.owner == user.id else User(found.owner, found.owner.title())
    return {
        "collaborative": found.collaborative,
        "description": found.description,
        "external_urls": {"spotify": f"{OPEN}/playlist/{found.id}"},
        "href": f"{API}/playlists/{found.id}",
        "id": found.id,
        "images": found.pictures,
        "name": found.name,
        "owner": {**owner.links, "display_name": owner.display_name},
        "public": found.public,
        "snapshot_id": found.snapshot_id,
        "type": "playlist",
        "uri": found.uri,
    }


def _href(found: Playlist) -> str:
    return f"{API}/playlists/{found.id}/items"


def _row(call: Call, row: Row) -> Json:
    item = row.item
    old = row.added_at is None
    return {
        "added_at": None if row.added_at is None else iso(row.added_at),
        "added_by": None if old else call.world.user.links,
        "is_local": item is not None and item.uri.startswith("spotify:local:"),
        "primary_color": None,
        "video_thumbnail": {"url": None},
        "item": None if item is None else _item(call, item),
    }


def _item(call: Call, item: Playable) -> Json:
    if isinstance(item, Episode) and "episode" not in call.query.get("additional_types", "track"):
        return item.broken_row
    return item.row


def _find(call: Call) -> Playlist:
    found = call.world.playlists.get(call.ids[0])
    if found is None or found.by_spotify:
        raise Refusal(404, "Resource not found")
    return found


def _find_own(call: Call) -> Playlist:
    found = _find(call)
    if not _readable(call, found):
        raise Refusal(403, "Forbidden")
    return found


def _readable(call: Call, found: Playlist) -> bool:
    return found.owner == call.world.user.id


def _visible(call: Call, found: Playlist) -> bool:
    if found.collaborative:
        return "playlist-read-collaborative" in call.scopes
    return found.public or "playlist-read-private" in call.scopes


def _may_modify(call: Call, found: Playlist) -> None:
    call.need_scope("playlist-modify-public" if found.public else "playlist-modify-private")


def _change(found: Playlist, body: Json, *, public_sticks: bool) -> None:
    public = body.get("public", found.public) is True
    collaborative = body.get("collaborative", found.collaborative) is True
    if public and collaborative:
        raise bad_request("Collaborative playlists can only be private")
    kept_public = found.public and not public_sticks and not collaborative
    found.public = public or kept_public
    found.collaborative = collaborative
    found.description = body.get("description", found.description)


def _check_snapshot(found: Playlist, body: Json) -> None:
    snapshot_id = body.get("snapshot_id")
    if snapshot_id is not None and not found.knows(snapshot_id):
        raise bad_request("Missing or bad version tag")


def _text(body: Json, key: str, default: str | None) -> str:
    value = body.get(key, default)
    if not isinstance(value, str):
        raise bad_request(f"Missing required field: {key}")
    return value


def _place(value: object, name: str, most: int) -> int:
    if isinstance(value, int) and 0 <= value <= most:
        return value
    raise bad_request(f"Invalid {name}")


def _playables(call: Call, uris: object) -> list[Playable]:
    if not isinstance(uris, list) or "" in uris:
        raise bad_request("No uris provided")
    if len(uris) > MOST_URIS:
        raise bad_request("Too many uris requested")
    found = [call.world.item(str(uri)) for uri in uris]
    if None in found:
        raise bad_request("Invalid track uri")
    return [item for item in found if item is not None]


def _written(payload: Json, status: int = 200) -> Response:
    """A write's answer: JSON, but neither an ETag nor a cache header."""
    return Response(status, (JSON_TYPE,), encode(payload))
