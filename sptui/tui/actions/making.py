"""What the rows of the tables are made with."""

from collections.abc import Callable

from sptui.player import intents
from sptui.player.command import Command
from sptui.player.state import Picture
from sptui.tui.actions.remote import Remote


def commands(make: Callable[[Picture], Command | None]) -> Callable[[Remote], object]:
    """Hand on what `make` makes of the picture that is shown."""
    return lambda remote: remote.do(make(remote.picture))


def closed_to(*actions: str) -> Callable[[Picture], str]:
    """Why the service's `actions` (`skipping_next` …) cannot be done now."""
    return lambda picture: intents.why_not(picture, *actions)


def ahead(run: Callable[[Remote], object]) -> Callable[[Remote, int], object]:
    """Do it to so many rows from the cursor on, as if they had been marked."""

    def marked(remote: Remote, count: int) -> None:
        remote.moving.mark_ahead(count)
        run(remote)

    return marked
