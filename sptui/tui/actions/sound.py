"""The keys for how loud it is."""

from collections.abc import Callable

from sptui.player import intents
from sptui.player.state import Picture
from sptui.spotify.scopes import STEERING
from sptui.tui.actions.action import Action
from sptui.tui.actions.remote import Remote

VOLUME_STEP = 5


def _volume(percent: int) -> Callable[[Remote], object]:
    return lambda remote: remote.listening.rooms.turn(percent)


def _why_not_volume(picture: Picture) -> str:
    """Why no volume can be set now; that of a device that does not play is kept for it."""
    others = (each for each in picture.devices or () if each.controllable and each.supports_volume)
    return "" if any(not each.is_active for each in others) else intents.why_not_volume(picture)


SOUND_ACTIONS: tuple[Action[Remote], ...] = (
    Action(
        id="player.quieter",
        keys="-",
        title="Volume down",
        hint="quieter",
        group="Sound",
        run=_volume(-VOLUME_STEP),
        counted=lambda remote, count: remote.listening.rooms.turn(-VOLUME_STEP * count),
        why_not=_why_not_volume,
        scope=STEERING,
    ),
    Action(
        id="player.louder",
        keys="+,=",
        title="Volume up",
        hint="louder",
        group="Sound",
        run=_volume(VOLUME_STEP),
        counted=lambda remote, count: remote.listening.rooms.turn(VOLUME_STEP * count),
        why_not=_why_not_volume,
        scope=STEERING,
    ),
    Action(
        id="player.mute",
        keys="_",
        title="Mute or unmute",
        group="Sound",
        run=lambda remote: remote.listening.sound.mute(),
        why_not=intents.why_not_volume,
        scope=STEERING,
    ),
)
