"""Scenes: a device, what plays there and how, under a name; and what recalls one."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache

from pydantic import TypeAdapter

from sptui.player.command import Command
from sptui.player.commands import Play, SetRepeat, SetShuffle, SetVolume
from sptui.player.memory import context_name
from sptui.player.reader import DEVICES_FRESH
from sptui.player.state import Picture
from sptui.spotify.models.base import Count, RepeatState
from sptui.spotify.models.playback import Device
from sptui.spotify.models.text import Text

LONGEST = 60
"""Characters of a scene's name, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is played where and how. Without a context it is the one item; `volume_percent` None leaves it as it is."""

    name: Text
    device_id: str | None = None
    device_name: Text = ""
    device_type: Text = ""
    context_uri: str | None = None
    context_name: Text = ""
    item_uri: str = ""
    item_name: Text = ""
    volume_percent: Count | None = None
    shuffle: bool = False
    repeat: RepeatState = "off"

    @property
    def device(self) -> Device | None:
        """The device; None for whichever is active."""
        if not self.device_id and not self.device_name:
            return None
        return Device(id=self.device_id, name=self.device_name, type=self.device_type)


Scenes = tuple[Scene, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """The device of a scene, and whether it is known to be `awake`, or known to be `asleep`; it may be neither."""

    device: Device | None
    awake: bool = False
    asleep: bool = False


def scene_of(picture: Picture, name: str, *, context: str = "") -> Scene | None:
    """What plays, as a scene; None when nothing does that could be started again. `context` is what that is called."""
    playback = picture.playback
    uri = playback.context.uri if playback.context is not None and playback.context.uri else None
    if not playback.active or (uri is None and playback.uri is None):
        return None
    device, item = playback.device, playback.item
    return Scene(
        name=name,
        device_id=device.id if device else None,
        device_name=device.name if device else "",
        device_type=device.type if device else "",
        context_uri=uri,
        context_name=(context or context_name(playback)) if uri else "",
        item_uri=playback.uri or "",
        item_name=item.name if item else "",
        volume_percent=device.volume_percent if device is not None and device.supports_volume else None,
        shuffle=playback.shuffle,
        repeat=playback.repeat,
    )


def where(scene: Scene, picture: Picture, now: float) -> Where:
    """Where a scene is to be played, as far as is known at `now` (monotonic seconds)."""
    wanted = scene.device
    if wanted is None:
        return Where(None, awake=picture.playback.active)
    rooms, current = picture.rooms, picture.playback.device
    listed = picture.devices or ()
    if current is not None and picture.playback.active and all(each.id != current.id for each in listed):
        listed = (current, *listed)
    known = rooms.of(wanted)
    for each in listed:
        if each.id == wanted.id or (known is not None and rooms.of(each) is known):
            return Where(each, awake=True)
    fresh = picture.listed_at is not None and now - picture.listed_at <= DEVICES_FRESH
    return Where(known.device if known is not None else wanted, asleep=fresh)


def recall(scene: Scene, picture: Picture, place: Where, now: float) -> Sequence[Command]:
    """What makes it as it was, on the device of `place`: one start, and only what differs besides.

    The shuffle mode comes first where the device takes the start for sure, so that the first item is a shuffled one;
    else it would change what plays now for nothing.
    """
    playback, device = picture.playback, place.device
    device_id = device.id if device is not None else None
    uris = (scene.item_uri,) if scene.item_uri else ()
    start = Play(
        context_uri=scene.context_uri,
        uris=() if scene.context_uri else uris,
        otherwise=uris if scene.context_uri else (),
        device_id=device_id,
    )
    before: list[Command] = []
    after: list[Command] = []
    if _volume_differs(scene, picture, place, now):
        after.append(SetVolume(scene.volume_percent or 0, device_id, behind=start))
    last = picture.rooms.last
    modes = playback if playback.active else last
    if (modes.shuffle if modes is not None else False) != scene.shuffle:
        if place.awake and playback.active and playback.allows("toggling_shuffle"):
            before.append(SetShuffle(on=scene.shuffle))
        else:
            after.append(SetShuffle(on=scene.shuffle, behind=start))
    if (modes.repeat if modes is not None else "off") != scene.repeat:
        after.append(SetRepeat(scene.repeat, behind=start))
    return (*before, start, *after)


def _volume_differs(scene: Scene, picture: Picture, place: Where, now: float) -> bool:
    """Whether the volume has to be set; the one of a list that was read long ago may be another by now."""
    device, current = place.device, picture.playback.device
    if device is None:
        device = current if picture.playback.active else None
    if scene.volume_percent is None or (device is not None and not device.supports_volume):
        return False
    playing = current is not None and device is not None and picture.playback.active and current.id == device.id
    fresh = place.awake and picture.listed_at is not None and now - picture.listed_at <= DEVICES_FRESH
    return device is None or device.volume_percent != scene.volume_percent or not (playing or fresh)


def named(scenes: Scenes, name: str) -> Scene | None:
    """The scene of that name, in any case."""
    return next((each for each in scenes if each.name.casefold() == name.casefold()), None)


def with_scene(scenes: Scenes, scene: Scene) -> Scenes:
    """The scenes with `scene`, in the place of the one of its name or behind all others."""
    if named(scenes, scene.name) is None:
        return (*scenes, scene)
    return tuple(scene if each.name.casefold() == scene.name.casefold() else each for each in scenes)


def place_of(scenes: Scenes, scene: Scene) -> int:
    """Where a scene stands among the others; 0 for one that is not there."""
    return next((place for place, each in enumerate(scenes) if each.name == scene.name), 0)


def without(scenes: Scenes, gone: Scene) -> Scenes:
    """The scenes with one of them deleted."""
    return tuple(each for each in scenes if each.name != gone.name)


def with_again(scenes: Scenes, back: Scene, place: int) -> Scenes:
    """The scenes with one that was deleted at `place`, unless there is another one of its name by now."""
    return scenes if named(scenes, back.name) is not None else (*scenes[:place], back, *scenes[place:])


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Scenes]:
    return TypeAdapter(Scenes)


def read(text: str) -> Scenes:
    """What `written` has written; those without a name are left out. Raises `ValueError` where it got damaged."""
    scenes = _adapter().validate_python(json.loads(text)["scenes"]) if text else ()
    return tuple(replace(each, name=each.name[:LONGEST]) for each in scenes if each.name)


def written(scenes: Scenes) -> str:
    """The scenes, for people to read as well."""
    return json.dumps({"scenes": [asdict(each) for each in scenes]}, indent=2, ensure_ascii=False) + "\n"
