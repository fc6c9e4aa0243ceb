"""What a listener can press, what other hands can do to the player, and what the service can refuse."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sptui.player import intents
from sptui.player.command import Command
from sptui.player.commands import Play
from sptui.player.state import Picture
from sptui.simulator import Fault
from sptui.simulator.world import World
from sptui.spotify.models.catalogue import Album, Track
from tests.scenario.driver import Driver
from tests.scenario.witness import LATER, ON_THE_DOT

Presses = Sequence[Command | None]


@dataclass(frozen=True)
class Key:
    """A key, with a number that picks its object: why it cannot work now, and the commands that it makes."""

    why_not: Callable[[Picture, int], str]
    make: Callable[[Driver, int], Presses]


def _closed_to(*actions: str) -> Callable[[Picture, int], str]:
    return lambda picture, _: intents.why_not(picture, *actions)


def _plain(why_not: Callable[[Picture, int], str], make: Callable[[Picture, int], Command | None]) -> Key:
    return Key(why_not, lambda driver, number: (make(driver.player.state.shown, number),))


def _album(driver: Driver, number: int) -> Presses:
    albums = driver.world.catalogue.albums
    return (intents.play(Album(uri=albums[number % len(albums)].uri)),)


def _shuffled(driver: Driver, number: int) -> Presses:
    albums = driver.world.catalogue.albums
    album = Album(uri=albums[number % len(albums)].uri)
    return intents.play_whole(driver.player.state.shown, album, shuffled=True)


def _inside(driver: Driver, number: int) -> Presses:
    """A row of the liked songs, which the service may refuse to enter."""
    saved = [Track.model_validate(thing.full) for thing in driver.world.catalogue.tracks[: number + 9]]
    return (intents.play(saved[number], saved[number + 1 :], within=driver.world.collection_uri),)


def _row(driver: Driver, number: int) -> Presses:
    """A row of an album, as its page will start it."""
    album = driver.world.catalogue.albums[number % 9]
    return (Play(context_uri=album.uri, offset=album.tracks[-1].uri),)


def _stage(driver: Driver, number: int) -> Presses:
    """Rows of the queue once more, behind what waits or before it."""
    rows = (driver.player.state.shown.queue or ())[number % 5 : number % 5 + number % 4]
    driver.staging.add(intents.queueable(rows), first=number % 2 == 0)
    return ()


def _hand_over(driver: Driver, number: int) -> Presses:
    waiting = [entry.id for entry in driver.staging.staged.here]
    return driver.staging.hand_over(waiting[: number % 4])


def _skip(driver: Driver, _: int) -> Presses:
    return driver.staging.skip(driver.player.state.shown)


def _jump_to_waiting(driver: Driver, number: int) -> Presses:
    waiting = driver.staging.staged.here
    return driver.staging.jump(driver.player.state.shown, waiting[number % len(waiting)].id) if waiting else ()


def _like_rows(driver: Driver, number: int) -> Presses:
    shown = driver.player.state.shown
    return (intents.like(shown, (shown.queue or ())[: number % 4]),)


def _use(picture: Picture, number: int) -> Command | None:
    devices = picture.devices or ()
    return intents.use(picture, devices[number % len(devices)]) if devices else None


def _why_not_use(picture: Picture, number: int) -> str:
    devices = picture.devices or ()
    return intents.why_not_use(devices[number % len(devices)]) if devices else "No device is known."


def _seek(driver: Driver, number: int) -> Presses:
    return (intents.seek_by(driver.player.state.shown, driver.clock.now, (number - 10) * 5_000),)


KEYS: Mapping[str, Key] = {
    "toggle": _plain(lambda picture, _: intents.why_not_toggle(picture), lambda picture, _: intents.toggle(picture)),
    "next": Key(_closed_to("skipping_next"), _skip),
    "previous": _plain(_closed_to("skipping_prev"), lambda picture, _: intents.skip_to_previous(picture)),
    "seek": Key(_closed_to("seeking"), _seek),
    "volume": _plain(
        lambda picture, _: intents.why_not_volume(picture),
        lambda picture, number: intents.volume_by(picture, (number - 10) * 5),
    ),
    "shuffle": _plain(_closed_to("toggling_shuffle"), lambda picture, _: intents.toggle_shuffle(picture)),
    "repeat": _plain(
        lambda picture, _: intents.why_not_repeat(picture), lambda picture, _: intents.cycle_repeat(picture)
    ),
    "like": _plain(lambda picture, _: intents.why_not_like(picture), lambda picture, _: intents.toggle_like(picture)),
    "jump": Key(_closed_to(), lambda driver, number: intents.jump(driver.player.state.shown, number)),
    "transfer": _plain(_why_not_use, _use),
    "album": Key(_closed_to(), _album),
    "row": Key(_closed_to(), _row),
    "stage": Key(_closed_to(), _stage),
    "hand over": Key(_closed_to(), _hand_over),
    "jump to what waits": Key(_closed_to(), _jump_to_waiting),
    "like rows": Key(lambda _p, _n: "", _like_rows),
    "shuffled": Key(_closed_to(), _shuffled),
    "inside": Key(_closed_to(), _inside),
}

Elsewhere = Callable[[World, int], None]


def _transfer(world: World, number: int) -> None:
    world.player.transfer(world.devices[number % len(world.devices)].key)


def _remove(world: World, number: int) -> None:
    if len(world.devices) > 2:
        world.player.remove_device(world.devices[number % len(world.devices)].key)


def _start(world: World, number: int) -> None:
    album = world.context(world.catalogue.albums[number].uri)
    if album is not None:
        world.player.play(album)


def _seek_elsewhere(world: World, number: int) -> None:
    world.player.seek(number * 9_000)


ELSEWHERE: Mapping[str, Elsewhere] = {
    "pause": lambda world, _: world.player.pause(),
    "resume": lambda world, _: world.player.resume(),
    "next": lambda world, _: world.player.next(),
    "previous": lambda world, _: world.player.previous(),
    "seek": _seek_elsewhere,
    "shuffle": lambda world, number: world.player.set_shuffle(on=number % 2 == 0),
    "repeat": lambda world, number: world.player.set_repeat(("off", "context", "track")[number % 3]),
    "transfer": _transfer,
    "volume": lambda world, number: world.player.set_volume(number * 5),
    "ad": lambda world, number: world.player.play_ad(5.0 + 3 * number),
    "private": lambda world, _: world.player.set_private_session(on=True),
    "hidden": lambda world, _: world.player.set_private_session(on=True, hides_item=True),
    "public": lambda world, _: world.player.set_private_session(on=False),
    "remove": _remove,
    "idle": lambda world, _: world.player.go_idle(),
    "crossfade": lambda world, number: world.player.set_crossfade(number % 13),
    "album": _start,
    "enqueue": lambda world, number: world.player.add_to_queue(world.catalogue.albums[0].tracks[number % 10]),
}

TEXT = "Too many requests"
RATE = json.dumps({"error": {"status": 429, "message": "API rate limit exceeded"}})
QUOTA = json.dumps({"error": {"status": 429, "message": TEXT, "reason": "QUOTA_EXCEEDED"}})
BODIES = (TEXT, RATE, RATE, QUOTA)
WAITS = ("", "0", "-5", "3", "3", "soon", LATER, "1000000000")
PATHS = (
    "*",
    "*/player",
    "*/player/*",
    "*/player/queue",
    "*/player/devices",
    "*/player/next",
    "*/me/library*",
    "*/search",
)


def refusal(path: str, body: str, wait: str, times: int) -> Fault:
    """A 429 on a path, with the Retry-After `wait`, absent when that is ""."""
    headers = {"date": ON_THE_DOT, **({"retry-after": wait} if wait else {})}
    return Fault(path=path, status=429, headers=headers, body=body, times=times)
