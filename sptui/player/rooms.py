"""The devices that were seen, also those that are asleep, and what was heard last on one of them.

Ids do not last: a device is known again by its id or else by its name and type, unless that is another one's name too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sptui.spotify.models.base import Count, RepeatState
from sptui.spotify.models.playback import Device
from sptui.spotify.models.text import Text

MOST = 30
"""Devices that are remembered."""
UNUSED = 90 * 86_400.0
"""Seconds after which one that was not seen is forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDevice:
    """A device as it was last told, seen at `last_seen` and playing last at `last_used` (epoch seconds, 0 for never).

    `audible_percent` is its last volume above 0. `wish` is the volume to set once playback moves there from here.
    """

    id: str | None = None
    name: Text = ""
    type: Text = ""
    last_seen: float = 0.0
    last_used: float = 0.0
    volume_percent: Count | None = None
    audible_percent: Count | None = None
    supports_volume: bool = True
    is_restricted: bool = False
    preferred: bool = False
    wish: Count | None = None

    @property
    def device(self) -> Device:
        """The same in the service's words."""
        return Device(
            id=self.id,
            name=self.name,
            type=self.type,
            is_restricted=self.is_restricted,
            volume_percent=self.volume_percent,
            supports_volume=self.supports_volume,
        )

    def seen(self, device: Device, at: float) -> "KnownDevice":
        """The same after `device` was told of at `at` (epoch seconds)."""
        volume = device.volume_percent
        return replace(
            self,
            id=device.id or self.id,
            name=device.name,
            type=device.type,
            last_seen=at,
            last_used=at if device.is_active else self.last_used,
            volume_percent=self.volume_percent if volume is None else volume,
            audible_percent=volume or self.audible_percent,
            supports_volume=device.supports_volume,
            is_restricted=device.is_restricted,
            wish=None if device.is_active else self.wish,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LastHeard:
    """What was played last, how far and how. Names are "" and `context_uri` None where nobody has told them."""

    context_uri: str | None = None
    context_name: Text = ""
    item_uri: str = ""
    item_name: Text = ""
    position_ms: int = 0
    shuffle: bool = False
    repeat: RepeatState = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """The remembered devices, and what was heard last.

    The preferred one is the one `configured` by name, until somebody has `chosen` another one, or none, in the app.
    """

    known: tuple[KnownDevice, ...] = ()
    last: LastHeard | None = None
    chosen: bool = False
    configured: str = ""

    def of(self, device: Device) -> KnownDevice | None:
        """What is remembered of a device."""
        place = _place(self.known, device, {device.id})
        return None if place is None else self.known[place]

    @property
    def preferred(self) -> KnownDevice | None:
        """The device to wake when nothing is active."""
        if self.chosen:
            return next((each for each in self.known if each.preferred), None)
        name = self.configured.casefold()
        named = (each for each in self.known if name and each.name.casefold() == name)
        return max(named, key=lambda each: each.last_seen, default=None)

    @property
    def last_used(self) -> KnownDevice | None:
        """The device that was active last."""
        used = (each for each in self.known if each.last_used)
        return max(used, key=lambda each: each.last_used, default=None)

    def asleep(self, awake: Sequence[Device]) -> tuple[KnownDevice, ...]:
        """Those that are not among `awake`, the one seen last before the others."""
        ids = {device.id for device in awake}
        places = {_place(self.known, device, ids) for device in awake}
        left = (each for place, each in enumerate(self.known) if place not in places)
        return tuple(sorted(left, key=lambda each: -each.last_seen))

    def name_of(self, device_id: str | None) -> str:
        """The name of the device of that id, "" for one that is not known."""
        return next((each.name for each in self.known if each.id == device_id and device_id), "")

    def seeing(self, devices: Sequence[Device], at: float) -> "Rooms":
        """The same after `devices` were told of at `at` (epoch seconds); what has not been seen for long is gone."""
        known, ids = list(self.known), {device.id for device in devices}
        for device in devices:
            place = _place(known, device, ids)
            if place is None:
                known.append(KnownDevice().seen(device, at))
            else:
                known[place] = known[place].seen(device, at)
        # What was seen long after now was seen before the clock was set back.
        lasting = [each for each in known if each.preferred or abs(at - each.last_seen) <= UNUSED]
        while len(lasting) > MOST:
            lasting.remove(min(lasting, key=lambda each: (each.preferred, each.last_seen)))
        return replace(self, known=tuple(lasting))

    def preferring(self, device: Device | None) -> "Rooms":
        """The same with `device`, which is known, or none as the preferred one."""
        wanted = self.of(device) if device is not None else None
        known = tuple(replace(each, preferred=each is wanted) for each in self.known)
        return replace(self, known=known, chosen=True)

    def wishing(self, device: Device, percent: int | None) -> "Rooms":
        """The same with the volume that `device` shall have once playback moves there; None for the one it has."""
        wanted = self.of(device)
        known = tuple(replace(each, wish=percent) if each is wanted else each for each in self.known)
        return replace(self, known=known)

    def without(self, gone: KnownDevice) -> "Rooms":
        """The same with a device forgotten."""
        return replace(self, known=tuple(each for each in self.known if each != gone))

    def with_again(self, back: KnownDevice) -> "Rooms":
        """The same with a device that had been forgotten, unless it has been seen again since."""
        if self.of(back.device) is not None:
            return self
        others = self.known
        if back.preferred:
            others = tuple(replace(each, preferred=False) for each in others)
        return replace(self, known=(*others, back))


NO_ROOMS = Rooms()


def _place(known: Sequence[KnownDevice], device: Device, ids: set[str | None]) -> int | None:
    """Where `device` stands among the `known`; `ids` are those of all devices that were told of with it."""
    if device.id is not None:
        for place, each in enumerate(known):
            if each.id == device.id:
                return place
    name, kind = device.name.casefold(), device.type.casefold()
    for place, each in enumerate(known):
        # One that is awake under its own id is another device of that name.
        another = each.id is not None and each.id in ids
        if not another and (each.name.casefold(), each.type.casefold()) == (name, kind):
            return place
    return None
