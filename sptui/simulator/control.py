"""The controls under /_simulator/, for tests whose simulator runs in another process.

| call | JSON body |
|---|---|
| POST faults | a Fault's fields, or `{"name": …}` of a named one with `method`, `path` and `times`; `{}` clears all |
| POST player | `{"action": name, …its arguments}`: what another client does |
| POST playlist | `{"name": …, "action": name, …its arguments}`: what another client does to the listener's playlists |
| POST tokens | `expires_in`, `rotate`, `deny`, `refresh_lifetime`; `expire` or `revoke` true end tokens now |
| POST settings | `premium`, `owner_premium`, `registered`, `lag`, `rate`, `quota` |
| | the same: `public_sticks`, `bare_audiobooks`, `audiobooks_sold`, `gap` |
| GET log | answers `[[time, method, path, status], …]` |
| POST sign-in | answers a token response; `scopes` a list |

| action on a playlist | arguments besides its name |
|---|---|
| create | `public` (true) |
| add | `uris`, `position` (at the end) |
| remove | `uris`, of which every occurrence goes |
| move | `start`, `before` (counted before the move), `length` (1) |
| rename | `to` |
| delete | |
"""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sptui.simulator.accounts import ALL_SCOPES
from sptui.simulator.catalogue import base62
from sptui.simulator.devices import Device
from sptui.simulator.faults import Fault
from sptui.simulator.messages import Json, Refusal, Request, Response, answer, bad_request
from sptui.simulator.playlists import Playlist

if TYPE_CHECKING:
    from sptui.simulator.simulator import Simulator
    from sptui.simulator.world import World

TOKEN_SETTINGS = ("expires_in", "rotate", "deny", "refresh_lifetime")
WORLD_SETTINGS = (
    "premium",
    "owner_premium",
    "registered",
    "public_sticks",
    "bare_audiobooks",
    "audiobooks_sold",
    "gap",
)
LIMIT_SETTINGS = ("rate", "quota")


def handle(simulator: "Simulator", request: Request) -> Response:
    """Carry out one control call; 400 with the reason for a malformed one, 404 for an unknown one."""
    name = f"{request.method} {request.path.removeprefix('/_simulator/')}"
    control = CONTROLS.get(name)
    if control is None:
        return Refusal(404, f"No such control: {name}").response
    try:
        return answer(control(simulator, dict(json.loads(request.body or b"{}"))))
    except Refusal as refusal:
        return refusal.response
    except (TypeError, ValueError, KeyError) as error:
        return bad_request(f"{type(error).__name__}: {error}").response


def _faults(simulator: "Simulator", body: Json) -> Json:
    if not body:
        simulator.faults.clear()
    elif "name" in body:
        simulator.faults.add(Fault.named(**body))
    else:
        simulator.faults.add(Fault(**body))
    return {}


def _player(simulator: "Simulator", body: Json) -> Json:
    return _act(simulator.world, ACTIONS, body)


def _playlist(simulator: "Simulator", body: Json) -> Json:
    return _act(simulator.world, PLAYLIST_ACTIONS, body)


def _act(world: "World", actions: dict[str, Callable[..., None]], body: Json) -> Json:
    action = body.pop("action", None)
    if action not in actions:
        raise bad_request(f"No such action: {action}")
    actions[action](world, **body)
    return {}


def _tokens(simulator: "Simulator", body: Json) -> Json:
    accounts = simulator.accounts
    if body.pop("expire", False):
        accounts.expire()
    if body.pop("revoke", False):
        accounts.revoke()
    _set(accounts, body, TOKEN_SETTINGS)
    return {}


def _settings(simulator: "Simulator", body: Json) -> Json:
    if "lag" in body:
        simulator.world.player.lag = float(body.pop("lag"))
    _set(simulator.limits, {name: body.pop(name) for name in LIMIT_SETTINGS if name in body}, LIMIT_SETTINGS)
    _set(simulator.world, body, WORLD_SETTINGS)
    return {}


def _log(simulator: "Simulator", _: Json) -> list[Any]:
    return list(simulator.log)


def _sign_in(simulator: "Simulator", body: Json) -> Json:
    return simulator.sign_in(tuple(body.get("scopes", ALL_SCOPES)))


def _set(target: object, values: Json, allowed: tuple[str, ...]) -> None:
    unknown = set(values) - set(allowed)
    if unknown:
        raise bad_request(f"Unknown: {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(target, name, value)


def _play(world: "World", context_uri: str, row: int = 0, position_ms: int = 0) -> None:
    context = world.context(context_uri)
    if context is None:
        raise bad_request("Invalid context uri")
    world.player.play(context, row=row, position_ms=position_ms)


def _add_to_queue(world: "World", uri: str) -> None:
    item = world.item(uri)
    if item is None:
        raise bad_request("Invalid uri")
    world.player.add_to_queue(item)


def _create(world: "World", name: str, *, public: bool = True) -> None:
    world.playlists.create(Playlist(base62(world.rng), name, world.user.id, public=public))


def _add_to_playlist(world: "World", name: str, uris: list[str], position: int | None = None) -> None:
    items = [item for item in map(world.item, uris) if item is not None]
    if len(items) < len(uris):
        raise bad_request("Invalid uri")
    world.playlists.named(name).insert(items, position, world.clock())


def _move_in_playlist(world: "World", name: str, start: int, before: int, length: int = 1) -> None:
    world.playlists.named(name).reorder(start, length, before)


ACTIONS: dict[str, Callable[..., None]] = {
    "play": _play,
    "add_to_queue": _add_to_queue,
    "resume": lambda world: world.player.resume(),
    "pause": lambda world: world.player.pause(),
    "next": lambda world: world.player.next(),
    "previous": lambda world: world.player.previous(),
    "seek": lambda world, position_ms: world.player.seek(position_ms),
    "shuffle": lambda world, on: world.player.set_shuffle(on=on),
    "repeat": lambda world, state: world.player.set_repeat(state),
    "volume": lambda world, percent: world.player.set_volume(percent),
    "switch_device": lambda world, name: world.player.transfer(world.device(name).key),
    "add_device": lambda world, **device: world.player.add_device(Device(**device)),
    "remove_device": lambda world, name: world.player.remove_device(world.device(name).key),
    "private_session": lambda world, **options: world.player.set_private_session(**options),
    "crossfade": lambda world, seconds: world.player.set_crossfade(seconds),
    "play_ad": lambda world, seconds: world.player.play_ad(seconds),
    "go_idle": lambda world: world.player.go_idle(),
    "stop": lambda world: world.player.stop(),
}
PLAYLIST_ACTIONS: dict[str, Callable[..., None]] = {
    "create": _create,
    "add": _add_to_playlist,
    "remove": lambda world, name, uris: world.playlists.named(name).remove(uris),
    "move": _move_in_playlist,
    "rename": lambda world, name, to: world.playlists.named(name).rename(to),
    "delete": lambda world, name: world.playlists.unfollow(world.playlists.named(name).id),
}
CONTROLS: dict[str, Callable[["Simulator", Json], object]] = {
    "POST faults": _faults,
    "POST player": _player,
    "POST playlist": _playlist,
    "POST tokens": _tokens,
    "POST settings": _settings,
    "GET log": _log,
    "POST sign-in": _sign_in,
}
