"""How far one listens to what is spoken, as the reads tell it."""

from collections.abc import Callable

from sptui.player.errands import Onlooker
from sptui.player.playback import Playback
from sptui.player.state import PlayerState
from sptui.spotify.models.catalogue import Episode

STEP_MS = 10_000
"""What must have been heard since it was told of last, in ms."""

_ON_TIME = 3.0  # seconds around its predicted end in which an episode is taken to have been heard to it


class Listened(Onlooker):
    """An errand that has nothing to do: it calls `told` with an episode, and how many ms of it were heard.

    To the player a chapter of an audiobook is an episode as well.
    """

    def __init__(self, told: Callable[[Episode, int], None]) -> None:
        self._told = told
        self._before = Playback()
        self._told_ms = 0

    def look(self, state: PlayerState, now: float) -> PlayerState:
        """Tell of what was heard since, and of how far it was when something else began."""
        before, after = self._before, state.confirmed.playback
        if after.uri != before.uri:
            self._leave(before, now)
            self._told_ms = 0
        elif isinstance(after.item, Episode):
            position_ms = after.position_ms(now)
            if position_ms >= self._told_ms + STEP_MS or (before.is_playing and not after.is_playing):
                self._tell(after.item, position_ms)
        self._before = after
        return state

    def _leave(self, playback: Playback, now: float) -> None:
        if not isinstance(playback.item, Episode):
            return
        end = playback.progress.when(playback.duration_ms)
        ended = end is not None and now >= end - _ON_TIME
        # Where it was when it was left, nobody has seen: it was there at the last look, at least.
        self._tell(playback.item, playback.duration_ms if ended else max(self._told_ms, playback.progress.position_ms))

    def _tell(self, item: Episode, position_ms: int) -> None:
        self._told_ms = position_ms
        self._told(item, position_ms)
