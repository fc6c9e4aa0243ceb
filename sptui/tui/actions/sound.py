"""The keys for how loud it is."""

from collections.abc import Callable
from typing import Final

from sptui.player import intents
from sptui.spotify.scopes import STEERING
from sptui.tui.actions.action import Action
from sptui.tui.actions.remote import Remote

VOLUME_STEP = 5


def _volume(percent: int) -> Callable[[Remote], object]:
    return lambda remote: remote.listening.rooms.turn(percent)


TURNED: Final = frozenset({"player.quieter", "player.louder"})
"""In the pane of devices these are about the device with the cursor, and tell by themselves what is wrong with it."""

SOUND_ACTIONS: tuple[Action[Remote], ...] = (
    Action(
        id="player.quieter",
        keys="-",
        title="Volume down",
        hint="quieter",
        group="Sound",
        run=_volume(-VOLUME_STEP),
        counted=lambda remote, count: remote.listening.rooms.turn(-VOLUME_STEP * count),
        why_not=intents.why_not_volume,
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
        why_not=intents.why_not_volume,
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
