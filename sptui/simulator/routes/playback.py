"""What a client can read of the player. Source: reference chapter "Player"."""

from sptui.simulator.call import Answer, Call, iso
from sptui.simulator.messages import Json, Response, bad_request
from sptui.simulator.objects import API, OPEN, LocalFile
from sptui.simulator.playback import Play, Playback, disallows, upcoming
from sptui.simulator.routes.catalogue import pointed
from sptui.simulator.spoken import Chapter, Episode, Playable

READ = ("user-read-playback-state",)
READ_PLAYING = ("user-read-currently-playing", "user-read-playback-state")
CONTEXT_PATHS = {"album": "albums", "artist": "artists", "playlist": "playlists", "show": "shows"}


def playback_state(call: Call) -> Answer:
    """GET /me/player."""
    state = call.world.player.seen
    if state.device is None:
        return Response(204)
    shape = _currently_playing(call, state)
    return {
        "device": state.device.as_json(active=True),
        "repeat_state": state.repeat,
        "shuffle_state": state.shuffle,
        "smart_shuffle": False,
        **shape,
    }


def currently_playing(call: Call) -> Answer:
    """GET /me/player/currently-playing."""
    state = call.world.player.seen
    return Response(204) if state.device is None else _currently_playing(call, state)


def devices(call: Call) -> Answer:
    """GET /me/player/devices."""
    state = call.world.player.seen
    listed = [device for device in state.devices if device.listed]
    return {"devices": [device.as_json(active=device.key == state.active) for device in listed]}


def queue(call: Call) -> Answer:
    """GET /me/player/queue."""
    state = call.world.player.seen
    if state.device is None:
        return {"currently_playing": None, "queue": []}
    item = None if state.item is None or _silent(state) else _full(call, state.item)
    return {"currently_playing": item, "queue": [_full(call, each) for each in upcoming(state)]}


def recently_played(call: Call) -> Answer:
    """GET /me/player/recently-played: the last 50 plays of tracks, newest first."""
    limit = call.whole_number("limit", 20, 1, 50)
    after, before = call.query.get("after"), call.query.get("before")
    if after is not None and before is not None:
        raise bad_request("Only one of after and before may be given")
    newest = call.whole_number("before", 2**62, 0, 2**62)
    oldest = call.whole_number("after", -1, -1, 2**62)
    plays = [play for play in call.world.player.seen.plays if oldest < _ms(play.played_at) < newest]
    shown = plays[:limit] if after is None else plays[-limit:]
    cursors = {"after": str(_ms(shown[0].played_at)), "before": str(_ms(shown[-1].played_at))} if shown else None
    more = cursors is not None and len(plays) > limit
    return {
        "items": [_play_history(play) for play in shown],
        "next": call.link(before=cursors["before"]) if cursors and more else None,
        "cursors": cursors,
        "limit": limit,
        "href": call.link(),
    }


def _full(call: Call, item: Playable) -> Json:
    return pointed(call, item, item.full) if isinstance(item, Episode | Chapter) else item.full


def _silent(state: Playback) -> bool:
    return state.ad_until is not None or state.hidden


def _currently_playing(call: Call, state: Playback) -> Json:
    kinds = call.query.get("additional_types", "track").split(",")
    item = None if _silent(state) else state.item
    shown = item if item is not None and (item.kind == "track" or "episode" in kinds) else None
    shown = None if call.world.clock() - state.began < call.world.gap else shown
    kind = "ad" if state.ad_until is not None else _playing_type(item)
    return {
        "timestamp": _ms(state.changed),
        "context": _context(None if state.hidden or isinstance(item, LocalFile) else state.context.uri),
        "progress_ms": None if _silent(state) else state.position_at(call.world.clock()),
        "item": None if shown is None else _full(call, shown),
        "currently_playing_type": kind,
        "actions": {"disallows": dict.fromkeys(sorted(disallows(state)), True)},
        "is_playing": state.is_playing,
    }


def _playing_type(item: Playable | None) -> str:
    if item is None:
        return "unknown"
    return "track" if item.kind == "track" else "episode"


def _context(uri: str | None) -> Json | None:
    """The reference's ContextObject; Liked Songs are a `collection`."""
    if uri is None:
        return None
    kind, _, identifier = uri.removeprefix("spotify:").partition(":")
    if uri.endswith(":collection"):
        external = {"spotify": f"{OPEN}/collection"}
        return {"type": "collection", "href": f"{API}/me/tracks", "external_urls": external, "uri": uri}
    return {
        "type": kind,
        "href": f"{API}/{CONTEXT_PATHS[kind]}/{identifier}",
        "external_urls": {"spotify": f"{OPEN}/{kind}/{identifier}"},
        "uri": uri,
    }


def _play_history(play: Play) -> Json:
    played_at = iso(play.played_at, fraction=True)
    return {"track": play.item.full, "played_at": played_at, "context": _context(play.context_uri)}


def _ms(seconds: float) -> int:
    return int(seconds * 1000)
