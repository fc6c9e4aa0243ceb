"""The devices of the household (`sptui.tui.actions.listening.Rooms`), and what to go on with where none is active."""

from functools import partial
from typing import TYPE_CHECKING, cast

from sptui.player import intents
from sptui.player.rooms import KnownDevice
from sptui.player.state import Picture
from sptui.spotify.models.playback import Device
from sptui.tui.panes.devices import Entry

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp
    from sptui.tui.panes.devices import DevicesPane

UNNAMED = "This device"


def offer(picture: Picture) -> str:
    """What space goes on with, and where, while nothing is active; "" when something is, or nothing is remembered."""
    rooms, playback = picture.rooms, picture.playback
    room = rooms.preferred or rooms.last_used
    what = (rooms.last.item_name or rooms.last.context_name) if rooms.last is not None else ""
    if playback.active or not playback.known or room is None or not what:
        return ""
    return f"Press [[player.toggle]] to go on with “{what}” on {room.name or 'the last device'}."


class AppRooms:
    """The pane of devices, as its keys, the digits and the wheel use it."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app

    def choose(self, number: int) -> None:
        """Go on on the device of that number, from 1; not while another pane is used."""
        if self._app.main.pane != "devices":
            return
        device = self._pane.numbered(number)
        if device is None:
            self._app.tell(f"There is no device {number} here.")
        else:
            self._pane.point_at(number)
            self.use(device)

    def use(self, device: Device) -> None:
        """Go on on a device, at the volume that was wished for there, or tell why that cannot be."""
        picture = self._picture
        if reason := intents.why_not_use(device):
            self._app.tell(reason, severity="warning")
            return
        self._app.remote.do(*intents.use_as_wished(picture, device))

    def prefer(self) -> None:
        """Make the device with the cursor the one that is woken when nothing is active, or no longer."""
        entry = self._entry
        if entry is None or entry.known is None:
            self._app.tell("Press [[pane.devices]], and [[device.prefer]] on the device to prefer.")
            return
        name = entry.device.name or UNNAMED
        preferred = self._picture.rooms.preferred
        again = preferred is not None and preferred.device == entry.known.device
        if not again and (reason := intents.why_not_use(entry.device)):
            self._app.tell(reason, severity="warning")
            return
        self._app.player.memory.change(lambda rooms: rooms.preferring(None if again else entry.device))
        self._app.tell(f"{name} is preferred no longer." if again else f"{name} is woken when nothing is active.")

    def turn(self, percent: int) -> None:
        """Louder or quieter by `percent`: the device that plays, or in the pane of devices the one with the cursor."""
        entry = self._entry
        if entry is not None and not self._plays(entry.device):
            self.turn_device(entry.device, percent)
        elif reason := intents.why_not_volume(self._picture):
            self._app.tell(reason, severity="warning")
        else:
            self._app.listening.sound.turn(percent)

    def turn_device(self, device: Device, percent: int) -> None:
        """The same for `device`: one that does not play gets that volume once playback moves there."""
        picture = self._picture
        if self._plays(device):
            if reason := intents.why_not_volume(picture):
                self._app.tell(reason, severity="warning")
            else:
                self._app.listening.sound.turn(percent)
            return
        name, known = device.name or UNNAMED, picture.rooms.of(device)
        if reason := intents.why_not_use(device):
            self._app.tell(reason, severity="warning")
        elif known in picture.rooms.asleep(picture.devices or ()):
            self._app.tell(f"{name} is asleep: its volume can be chosen once it is awake.", severity="warning")
        elif known is None or not device.supports_volume or device.volume_percent is None:
            self._app.tell(f"{name} has no volume control from here.", severity="warning")
        else:
            before = device.volume_percent if known.wish is None else known.wish
            after = max(0, min(before + percent, 100))
            wish = None if after == device.volume_percent else after
            self._app.player.memory.change(lambda rooms: rooms.wishing(device, wish))

    def forget(self) -> bool:
        """Forget the device with the cursor, which sleeps; False while another pane is used."""
        if self._app.main.pane != "devices":
            return False
        entry = self._entry
        if entry is None or entry.known is None or entry.awake:
            self._app.tell("Only a device that is asleep can be forgotten.")
            return True
        gone, name = entry.known, entry.device.name or UNNAMED
        self._app.player.memory.change(lambda rooms: rooms.without(gone))
        self._app.playlists.changes.can_undo(
            f"{name} is forgotten.", f"{name} is remembered again.", partial(self._remember, gone)
        )
        return True

    async def _remember(self, gone: KnownDevice) -> None:
        self._app.player.memory.change(lambda rooms: rooms.with_again(gone))

    @property
    def _picture(self) -> Picture:
        return self._app.player.state.shown

    @property
    def _pane(self) -> "DevicesPane":
        return cast("DevicesPane", self._app.main.panes.pane("devices"))

    @property
    def _entry(self) -> Entry | None:
        """The device with the cursor, in the pane that is used."""
        return self._pane.under_cursor if self._app.main.pane == "devices" else None

    def _plays(self, device: Device) -> bool:
        playback = self._picture.playback
        return playback.active and playback.device is not None and playback.device.id == device.id
