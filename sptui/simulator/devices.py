"""The account's Connect devices."""

import random
from collections.abc import Iterable
from dataclasses import dataclass

from sptui.simulator.messages import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A Connect device. Source: reference, "Get Available Devices".

    `id` is None for devices that the Web API may name but not control. `listed` devices appear in the list of
    devices, others only as the device of the playback state. `volume_percent` is 0 to 100 or None.
    """

    id: str | None
    name: str
    type: str
    volume_percent: int | None = 60
    supports_volume: bool = True
    is_restricted: bool = False
    is_private_session: bool = False
    listed: bool = True

    @property
    def key(self) -> str:
        """What tells this device from the others, whether it has an id or not."""
        return self.id or self.name

    def as_json(self, *, active: bool) -> Json:
        """The reference's DeviceObject."""
        return {
            "id": self.id,
            "is_active": active,
            "is_private_session": self.is_private_session and active,
            "is_restricted": self.is_restricted,
            "name": self.name,
            "type": self.type,
            "volume_percent": self.volume_percent,
            "supports_volume": self.supports_volume,
        }


def household(rng: random.Random) -> tuple[Device, ...]:
    """The devices of the demo account, the first of which plays."""

    def identifier() -> str:
        return f"{rng.getrandbits(160):040x}"

    return (
        Device(id=identifier(), name="Desk", type="Computer", volume_percent=62),
        Device(id=identifier(), name="Pocket 📱", type="Smartphone", volume_percent=100, supports_volume=False),
        Device(id=identifier(), name="Kitchen", type="Speaker", volume_percent=35),
        Device(id=identifier(), name="Living Room TV", type="TV", volume_percent=80),
        Device(id=None, name="Garden", type="Speaker", volume_percent=40, is_restricted=True, listed=False),
    )


def find(devices: Iterable[Device], key: str | None) -> Device | None:
    """The device with that id or, for those without an id, that name."""
    return next((device for device in devices if device.key == key), None)
