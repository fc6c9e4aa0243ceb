"""The keys for how loud it is."""

from collections.abc import Callable

from sptui.player import intents
from sptui.spotify.scopes import STEERING
from sptui.tui.actions.action import Action
from sptui.tui.actions.making import commands
from sptui.tui.actions.remote import Remote

VOLUME_STEP = 5


def _volume(percent: int) -> Callable[[Remote], object]:
    return commands(lambda picture: intents.volume_by(picture, percent))


SOUND_ACTIONS: tuple[Action[Remote], ...] = (
    Action(
        id="player.quieter",
        keys="-",
        title="Volume down",
        group="Sound",
        run=_volume(-VOLUME_STEP),
        why_not=intents.why_not_volume,
        scope=STEERING,
    ),
    Action(
        id="player.louder",
        keys="+,=",
        title="Volume up",
        group="Sound",
        run=_volume(VOLUME_STEP),
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
