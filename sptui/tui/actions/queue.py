"""What the keys do with the queue."""

from sptui.player import intents
from sptui.spotify.scopes import STEERING
from sptui.tui.actions.action import Action
from sptui.tui.actions.remote import Remote

QUEUE_ACTIONS: tuple[Action[Remote], ...] = (
    Action(
        id="row.enqueue",
        keys="z",
        title="Add to the queue",
        hint="queue it",
        rank=8,
        group="Queue",
        run=lambda remote: remote.lists.enqueue(),
        why_not=intents.why_not,
        scope=STEERING,
    ),
)
