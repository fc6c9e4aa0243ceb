"""Giving what waits to Spotify's queue: what is on its way, what was taken, and what is to be done after a refusal."""

from collections.abc import Collection
from math import inf
from typing import Final

from sptui.player.clock import Clock
from sptui.player.staging.following import Changing, Following
from sptui.spotify.errors import BadRequest, SpotifyError

LAPSE: Final = 120.0
"""Seconds after which a command that was not sent is taken to have been dropped."""

_PATIENCE = (5.0, 300.0)  # first and longest seconds after a refusal until the next try


class Giving:
    """The giver of an `AddToQueue`. All times in monotonic seconds.

    `not_before` is when something may be given by itself again.
    """

    def __init__(self, staging: Changing, following: Following, clock: Clock) -> None:
        self._staging = staging
        self._following = following
        self._clock = clock
        self.forget()

    def forget(self) -> None:
        """Nothing is on its way: another account has signed in."""
        self._claims: dict[int, float] = {}
        self._taken: set[int] = set()
        self.not_before = -inf
        self._refusals = 0

    @property
    def claimed(self) -> frozenset[int]:
        """The ids of the entries for which there is a command that is not sent yet."""
        now = self._clock.monotonic()
        self._claims = {id_: since for id_, since in self._claims.items() if now - since < LAPSE}
        return frozenset(self._claims)

    def claim(self, ids: Collection[int]) -> None:
        """There are commands for these now."""
        if not self.claimed:
            self._taken.clear()
        self._claims |= dict.fromkeys(ids, self._clock.monotonic())
        self.not_before = -inf

    def release(self, id_: int) -> None:
        """The command may never be sent."""
        self._claims.pop(id_, None)

    def begin(self, id_: int) -> bool:
        """An entry is on its way; False when it does not wait any more."""
        self.release(id_)
        before, after = self._staging.change(lambda staged: staged.begun(id_, self._clock.time()))
        return before != after

    def sent(self, id_: int) -> None:
        """Spotify has taken it."""
        self._refusals, self.not_before = 0, -inf
        self._taken.add(id_)
        self._staging.change(lambda staged: staged.turned(id_, "sent", self._clock.time()))

    def took(self, id_: int) -> bool:
        """Whether Spotify has taken it."""
        return id_ in self._taken

    def lost(self, id_: int) -> None:
        """Spotify may have taken it: that shows in its queue. Those behind it fall."""
        self._claims.clear()
        self.sent(id_)
        self._taken.discard(id_)
        self._following.doubt(self._staging.staged)

    def back(self, id_: int, error: SpotifyError) -> None:
        """Spotify has not taken it, nor those behind it; one that it will never take is passed over from now on."""
        self._claims.clear()
        bad = isinstance(error, BadRequest)
        self._staging.change(lambda staged: staged.turned(id_, "refused" if bad else "waiting"))
        if not bad:
            first, longest = _PATIENCE
            self.not_before = self._clock.monotonic() + min(first * 2.0**self._refusals, longest)
            self._refusals = min(self._refusals + 1, 8)
