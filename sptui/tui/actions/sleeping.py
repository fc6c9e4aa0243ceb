"""The keys for falling asleep, and for getting quiet at once."""

from sptui.player import intents
from sptui.player.state import Picture
from sptui.spotify.scopes import STEERING
from sptui.tui.actions.action import Action
from sptui.tui.actions.remote import Remote


def why_not_fade(picture: Picture) -> str:
    """Why nothing can be faded out now; "" when it can."""
    playback = picture.playback
    if playback.active and not playback.is_playing:
        return "It is paused already. Press [[player.toggle]] to go on."
    return intents.why_not(picture, "pausing")


SLEEP_ACTIONS: tuple[Action[Remote], ...] = (
    Action(
        id="player.fade-out",
        keys="\\",
        title="Fade out and pause, or go on",
        group="Sound",
        run=lambda remote: remote.listening.sleep.fade_out(),
        why_not=why_not_fade,
        scope=STEERING,
    ),
    Action(
        id="sleep.choose",
        keys="t",
        title="Sleep timer",
        hint="sleep timer",
        group="Sleep timer",
        run=lambda remote: remote.listening.sleep.choose(),
        scope=STEERING,
    ),
    Action(
        id="sleep.extend",
        keys="T",
        title="Ten minutes more",
        group="Sleep timer",
        run=lambda remote: remote.listening.sleep.extend(),
        scope=STEERING,
    ),
)
