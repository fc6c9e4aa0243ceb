"""What plays, as a process last knew it."""

import json
from dataclasses import dataclass

from pydantic import ValidationError

from sptui.spotify.models.playback import PlaybackState
from sptui.store.database import Database

SAME_MOMENT = 0.001
"""Seconds by which a moment differs when it is given by two clocks that are never read in the same instant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What plays, as a process last knew it; `state` is None when nothing is active.

    `at` is the moment of the state's position, `read_at` that of the last read behind it. `predicted` tells whether
    it is more than the service has said: a command or an item's end has been counted in. `by` names the process.
    """

    state: PlaybackState | None
    at: float
    read_at: float
    predicted: bool = False
    by: str = ""


class Playing(Database):
    """The last known playback."""

    def keep(self, kept: Kept) -> None:
        """Tell the other processes what plays, unless one of them has read it later."""
        body = None if kept.state is None else json.dumps(kept.state.model_dump(mode="json"))
        self.run(
            "INSERT INTO playback VALUES (1, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at, "
            "read_at = excluded.read_at, predicted = excluded.predicted, who = excluded.who, body = excluded.body "
            # What was read after now was read before the clock was set back.
            "WHERE excluded.read_at >= read_at - ? OR read_at > excluded.at",
            *(kept.at, kept.read_at, kept.predicted, kept.by, body, SAME_MOMENT),
        )

    def kept(self) -> Kept | None:
        """What plays, as somebody last told; None when nobody did."""
        for at, read_at, predicted, by, body in self.run("SELECT at, read_at, predicted, who, body FROM playback"):
            try:
                state = None if body is None else PlaybackState.model_validate(json.loads(body))
            except (ValueError, ValidationError):
                return None
            return Kept(state=state, at=at, read_at=read_at, predicted=bool(predicted), by=by)
        return None

    def forget(self) -> None:
        """Forget what plays: it may be another account's."""
        self.run("DELETE FROM playback")
