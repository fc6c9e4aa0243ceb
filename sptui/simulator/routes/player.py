"""What a client tells the player, and what it is refused. Source: reference chapter "Player"."""

import random
import string

from sptui.simulator.call import Answer, Call
from sptui.simulator.devices import find
from sptui.simulator.messages import Json, Refusal, Response, bad_request
from sptui.simulator.playback import Context, Playback, disallows

MODIFY = ("user-modify-playback-state",)
FAILED = "Player command failed: "


def transfer(call: Call) -> Answer:
    """PUT /me/player."""
    body = call.body()
    ids = body.get("device_ids")
    if not isinstance(ids, list) or not ids:
        raise bad_request("Missing required field: device_ids")
    if len(ids) > 1:
        raise bad_request("Only one device_id is currently supported")
    state = call.world.player.state
    if state.device is not None:
        _allow(state, "transferring_playback")
    call.world.player.transfer(_device(state, ids[0]), play=body.get("play") is True)
    return _done(call)


def play(call: Call) -> Answer:
    """PUT /me/player/play."""
    body = call.body()
    player = call.world.player
    state = player.state
    target = call.query.get("device_id")
    device = state.active if target is None else _device(state, target)
    if device is None:
        raise _no_active_device()
    position = _whole(body.get("position_ms"), "position_ms")
    if "context_uri" not in body and "uris" not in body:
        if device == state.active:
            _allow(state, "resuming")
        player.resume(device=device, position_ms=position)
        return _done(call)
    if device == state.active:
        _allow(state, "interrupting_playback")
    context = _context(call, body)
    player.play(context, row=_row(context, body.get("offset")), position_ms=position or 0, device=device)
    return _done(call)


def pause(call: Call) -> Answer:
    """PUT /me/player/pause."""
    _command(call, "pausing")
    call.world.player.pause()
    return _done(call)


def skip_next(call: Call) -> Answer:
    """POST /me/player/next."""
    _command(call, "skipping_next")
    call.world.player.next()
    return _done(call)


def skip_previous(call: Call) -> Answer:
    """POST /me/player/previous."""
    _command(call, "skipping_prev")
    call.world.player.previous()
    return _done(call)


def seek(call: Call) -> Answer:
    """PUT /me/player/seek."""
    position = call.whole_number("position_ms", None, 0, 2**31)
    _command(call, "seeking")
    call.world.player.seek(position)
    return _done(call)


def repeat(call: Call) -> Answer:
    """PUT /me/player/repeat."""
    match call.require("state"):
        case "off" | "context" | "track" as mode:
            _command(call, "toggling_repeat_track" if mode == "track" else "toggling_repeat_context")
            call.world.player.set_repeat(mode)
        case _:
            raise bad_request("Invalid state")
    return _done(call)


def shuffle(call: Call) -> Answer:
    """PUT /me/player/shuffle."""
    wanted = call.require("state")
    if wanted not in {"true", "false"}:
        raise bad_request("Invalid state")
    _command(call, "toggling_shuffle")
    call.world.player.set_shuffle(on=wanted == "true")
    return _done(call)


def volume(call: Call) -> Answer:
    """PUT /me/player/volume."""
    percent = call.whole_number("volume_percent", None, 0, 100)
    state = _command(call, None)
    if state.device is not None and not state.device.supports_volume:
        raise Refusal(403, f"{FAILED}Cannot control device volume", "VOLUME_CONTROL_DISALLOW")
    call.world.player.set_volume(percent)
    return _done(call)


def add_to_queue(call: Call) -> Answer:
    """POST /me/player/queue."""
    uri = call.require("uri")
    item = call.world.item(uri)
    _command(call, None)
    if item is None:
        raise bad_request("Invalid uri")
    call.world.player.add_to_queue(item)
    return _done(call)


def _command(call: Call, action: str | None) -> Playback:
    """The state, if a command for the active device may be carried out on it."""
    state = call.world.player.state
    target = call.query.get("device_id")
    if target is not None:
        if _device(state, target) != state.active:
            raise _restricted()
    elif state.device is None:
        raise _no_active_device()
    if action is not None:
        _allow(state, action)
    elif state.device is not None and state.device.is_restricted:
        raise _restricted()
    return state


def _allow(state: Playback, action: str) -> None:
    if action in disallows(state):
        raise _restricted()


def _restricted() -> Refusal:
    return Refusal(403, f"{FAILED}Restriction violated", "UNKNOWN")


def _no_active_device() -> Refusal:
    return Refusal(404, f"{FAILED}No active device found", "NO_ACTIVE_DEVICE")


def _device(state: Playback, key: object) -> str:
    device = find(state.devices, str(key))
    if device is None or device.id is None:
        raise Refusal(404, "Device not found")
    if device.is_restricted:
        raise _restricted()
    return device.key


def _done(call: Call) -> Response:
    """Mostly 204, sometimes 200 with an id-like text that means nothing."""
    rng: random.Random = call.world.rng
    if rng.random() < 0.7:
        return Response(204)
    text = "".join(rng.choices(string.ascii_letters + string.digits, k=22))
    return Response(200, (("content-type", "text/plain"),), text.encode())


def _whole(value: object, name: str) -> int | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise bad_request(f"Invalid {name}")


def _context(call: Call, body: Json) -> Context:
    if "context_uri" in body and "uris" in body:
        raise bad_request('Only one of either "context_uri" or "uris" can be specified')
    if "uris" in body:
        uris = body["uris"]
        if not isinstance(uris, list) or not uris:
            raise bad_request("Invalid uris")
        return Context(None, tuple(call.world.item(str(uri)) for uri in uris))
    uri = str(body["context_uri"])
    context = call.world.context(uri)
    if context is None:
        raise bad_request("Invalid context uri")
    if "offset" in body and uri.startswith("spotify:artist:"):
        raise bad_request("Can't have offset for context type: ARTIST")
    return context


def _row(context: Context, offset: object) -> int:
    if offset is None:
        return 0
    if not isinstance(offset, dict):
        raise bad_request("Malformed json")
    if "uri" in offset:
        uris = [item.uri if item else None for item in context.items]
        return uris.index(offset["uri"]) if offset["uri"] in uris else 0
    row = _whole(offset.get("position"), "offset") or 0
    if row >= max(1, len(context.items)):
        raise bad_request("Invalid offset")
    return row
