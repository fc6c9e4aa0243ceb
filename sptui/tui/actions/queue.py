"""What the keys do with the queue."""

from sptui.spotify.scopes import STEERING
from sptui.tui.actions.action import Action
from sptui.tui.actions.making import ahead
from sptui.tui.actions.remote import Remote

QUEUE_ACTIONS: tuple[Action[Remote], ...] = (
    Action(
        id="row.enqueue",
        keys="z",
        title="Add to the queue",
        hint="queue it",
        group="Queue",
        run=lambda remote: remote.listening.queue.add(first=False),
        counted=ahead(lambda remote: remote.listening.queue.add(first=False)),
        scope=STEERING,
    ),
    Action(
        id="row.enqueue-first",
        keys="Z",
        title="Play next: before all that waits",
        group="Queue",
        run=lambda remote: remote.listening.queue.add(first=True),
        counted=ahead(lambda remote: remote.listening.queue.add(first=True)),
        scope=STEERING,
    ),
    Action(
        id="queue.hand-over",
        keys="H",
        title="Hand to Spotify's queue at once",
        hint="hand over",
        group="Queue",
        run=lambda remote: remote.listening.queue.hand_over(),
        scope=STEERING,
    ),
    Action(
        id="queue.clear",
        keys="C",
        title="Take all out that waits",
        group="Queue",
        run=lambda remote: remote.listening.queue.waiting.clear(),
    ),
    Action(
        id="queue.save",
        keys="W",
        title="Save the queue as a playlist",
        hint="save",
        group="Queue",
        run=lambda remote: remote.listening.queue.save(),
    ),
)
