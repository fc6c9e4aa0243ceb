"""The keys that move within the item that plays."""

from collections.abc import Callable

from sptui.player import intents
from sptui.spotify.scopes import STEERING
from sptui.tui.actions.action import Action
from sptui.tui.actions.making import closed_to
from sptui.tui.actions.remote import Remote

SEEK_MS = 5_000


def _seek(ms: int) -> Callable[[Remote], object]:
    return lambda remote: remote.do(intents.seek_by(remote.picture, remote.now, ms))


SEEK_ACTIONS: tuple[Action[Remote], ...] = (
    Action(
        id="player.seek-back",
        keys="<,left",
        title=f"Back {SEEK_MS // 1000} seconds",
        group="Position",
        run=_seek(-SEEK_MS),
        why_not=closed_to("seeking"),
        scope=STEERING,
    ),
    Action(
        id="player.seek-forward",
        keys=">,right",
        title=f"Forward {SEEK_MS // 1000} seconds",
        group="Position",
        run=_seek(SEEK_MS),
        why_not=closed_to("seeking"),
        scope=STEERING,
    ),
)
