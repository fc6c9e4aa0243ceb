"""The keys for how the screen is arranged, and which of the others need rows that can be seen."""

from typing import Final

from sptui.tui.actions.action import Action
from sptui.tui.actions.remote import Remote

_OF_WHAT_PLAYS: Final = frozenset({
    "row.album",
    "row.artist",
    "row.browse",
    "playing.open",
    "row.menu",
    "playlist.add-playing",
    "playlist.create",
    "playlist.undo",
})  # fmt: skip

VIEW_ACTIONS: tuple[Action[Remote], ...] = (
    Action(
        id="view.full",
        keys="m",
        title="What plays alone, or the panes",
        hint="alone",
        group="Views",
        run=lambda remote: remote.listening.views.toggle_full(),
    ),
    Action(
        id="view.compact",
        keys="M",
        title="A few lines only, or the panes",
        hint="few lines",
        group="Views",
        run=lambda remote: remote.listening.views.toggle_compact(),
    ),
)


def needs_rows(action: Action[Remote]) -> bool:
    """Whether there is nothing to do for it where no list can be seen; some take what plays instead of a row."""
    return action.group in ("Lists", "Queue", "Playlists") and action.id not in _OF_WHAT_PLAYS
