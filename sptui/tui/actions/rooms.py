"""The keys for the devices of a household, and for scenes."""

from sptui.spotify.scopes import STEERING
from sptui.tui.actions.action import Action
from sptui.tui.actions.remote import Remote

ROOM_ACTIONS: tuple[Action[Remote], ...] = (
    Action(
        id="device.prefer",
        keys="asterisk",
        title="Prefer the device: woken when none is active",
        hint="prefer",
        group="Devices",
        run=lambda remote: remote.listening.rooms.prefer(),
    ),
    Action(
        id="scene.open",
        keys="R",
        title="Scenes: device, music and volume by name",
        hint="scenes",
        group="Devices",
        run=lambda remote: remote.listening.scenes.open(),
        scope=STEERING,
    ),
)
