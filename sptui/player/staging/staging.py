"""The staged queue as it lives: kept in the store, handed over item by item, and compared with what plays."""

from collections.abc import Iterable, Sequence
from math import inf
from typing import Final

from sptui.player.clock import Clock
from sptui.player.command import Command
from sptui.player.commands.queueing import AddToQueue, Batch
from sptui.player.commands.skips import SkipToNext
from sptui.player.intents.steering import skip_to_next
from sptui.player.staging.entry import Entry, given
from sptui.player.staging.following import Following, Tell
from sptui.player.staging.staged import Change, Staged
from sptui.player.state import Picture, PlayerState
from sptui.spotify.errors import BadRequest, PremiumRequired, SpotifyError
from sptui.spotify.models.catalogue import Item
from sptui.store import Store

LEAD: Final = 20.0
"""Seconds before an item's end at which the next one is handed over: longer than any crossfade, and than a lost answer
and a second try take."""

_NAME = "staged queue"  # the store's name for it
_TRIES = 5
_PATIENCE = (5.0, 300.0)  # first and longest seconds after a refusal until the next try
_SILENT = ("quota", "slow down", "login")  # troubles in which the service would refuse it


def _quiet(_: str, __: Sequence[Entry]) -> None:
    """Nobody is there to be told."""


def kept(store: Store) -> Staged:
    """The list as it is kept."""
    return Staged.from_text(store.remembered(_NAME))


class Staging:
    """The listener's list in front of Spotify's queue; an `Errand` of the player.

    All processes of the user share it through `store`. `tell` is called with what the listener should know. `why` is
    why nothing is handed over at the moment, "" when nothing stands in the way.
    """

    def __init__(self, store: Store, clock: Clock, *, tell: Tell = _quiet) -> None:
        self._store = store
        self._clock = clock
        self._tell = tell
        self._text: str | None = None
        self._staged = Staged()
        self._claimed: set[int] = set()
        self._following = Following(clock)
        self._not_before = -inf
        self._refusals = 0
        self.why = ""

    @property
    def staged(self) -> Staged:
        """The list as it is now."""
        text = self._store.remembered(_NAME)
        if text != self._text:
            first, self._text = self._text is None, text
            if not text:  # another account has signed in
                self._claimed.clear()
            self._staged = Staged.from_text(text)
            if first:
                self._following.doubt(self._staged)
        return self._staged

    def change(self, make: Change) -> tuple[Staged, Staged]:
        """Change the list by `make`, which may be called again where another process was first; before and after.

        Where the list cannot be written, it stays as it was.
        """
        for _ in range(_TRIES):
            before = self.staged
            after = make(before)
            if after == before:
                return before, before
            if self._store.swap(_NAME, self._text or "", text := after.as_text()):
                self._text, self._staged = text, after
                return before, after
        return self._staged, self._staged

    def add(self, items: Iterable[Item], *, first: bool = False) -> tuple[Staged, Staged]:
        """Let `items` wait behind all others, or `first` of all that wait; before and after."""
        fresh = tuple(items)
        return self.change(lambda staged: staged.added(fresh, first=first))

    def hand_over(self, ids: Sequence[int], *, told: bool = True) -> Sequence[AddToQueue]:
        """The commands that give those of `ids` that wait to Spotify's queue, in the order of the list."""
        wanted = set(ids) - self._claimed

        def to_front(staged: Staged) -> Staged:
            first = [entry.id for entry in staged.here if entry.id in wanted]
            for id_ in first:
                staged = staged.turned(id_, "waiting")
            chosen = [entry for entry in staged.here if entry.id in wanted]
            claimed = [entry for entry in staged.here if entry.id in self._claimed]
            rest = [entry for entry in staged.here if entry.id not in wanted | self._claimed]
            return staged.arranged((*claimed, *chosen, *rest))

        self._not_before = -inf
        chosen = [entry for entry in self.change(to_front)[1].here if entry.id in wanted]
        self._claimed.update(entry.id for entry in chosen)
        batch = Batch(len(chosen)) if len(chosen) > 1 else None
        return [AddToQueue(entry.item, self, entry.id, batch, place, told=told) for place, entry in enumerate(chosen)]

    def skip(self, picture: Picture) -> Sequence[Command | None]:
        """On to the next item: to the first that waits here, when none is before it in Spotify's queue."""
        first, playback = self._next(), picture.playback
        if first is None or self.staged.held or given(picture.staged) or playback.item is None:
            return (skip_to_next(picture),)
        return (*self.hand_over((first.id,), told=False), SkipToNext(playback.uri))

    def jump(self, picture: Picture, id_: int) -> Sequence[Command]:
        """To one that waits: over those in Spotify's queue to it, and those that wait before it stay behind it."""
        before = [picture.playback.uri, *(entry.item.uri for entry in given(picture.staged))]
        handed = self.hand_over((id_,), told=False)
        return (*handed, *(SkipToNext(uri) for uri in before)) if handed else ()

    def hold(self, *, on: bool) -> None:
        """Hand nothing over by itself any more, or do that again."""
        self._not_before = -inf
        self.change(lambda staged: staged.with_held(on=on))

    # What an `AddToQueue` tells

    def begin(self, id_: int) -> bool:
        """An entry is on its way; False when it does not wait any more."""
        self._claimed.discard(id_)
        before, after = self.change(lambda staged: staged.begun(id_, self._clock.time()))
        return before != after

    def sent(self, id_: int) -> None:
        """Spotify has taken it."""
        self._refusals, self._not_before, self.why = 0, -inf, ""
        self.change(lambda staged: staged.turned(id_, "sent", self._clock.time()))

    def lost(self, id_: int) -> None:
        """Spotify may have taken it: that shows in its queue."""
        self._claimed.clear()  # those behind it fall
        self.sent(id_)
        self._following.doubt(self.staged)

    def back(self, id_: int, error: SpotifyError) -> None:
        """Spotify has not taken it, nor those behind it; one that it will never take is passed over from now on."""
        self._claimed.clear()
        bad = isinstance(error, BadRequest)
        self.change(lambda staged: staged.turned(id_, "refused" if bad else "waiting"))
        if not bad:
            first, longest = _PATIENCE
            wait = inf if isinstance(error, PremiumRequired) else min(first * 2.0**self._refusals, longest)
            self._refusals = min(self._refusals + 1, 8)
            self._not_before, self.why = self._clock.monotonic() + wait, str(error)

    # The errand

    def look(self, state: PlayerState, now: float) -> PlayerState:  # noqa: ARG002 -- an errand's signature
        """Compare the list with what plays, and put it into the picture."""
        return self._following.look(self, state, self._tell)

    def due(self, state: PlayerState) -> float | None:
        """When the first that waits has to be handed over; None while another is in the queue, or nothing runs out."""
        picture = state.shown
        if self._claimed or given(picture.staged) or self._next() is None or self.why_not(state):
            return None
        return None if picture.ends_at is None else max(picture.ends_at - LEAD, self._not_before)

    def run(self, state: PlayerState, now: float) -> Sequence[Command]:  # noqa: ARG002 -- an errand's signature
        """Hand the first over."""
        first = self._next()
        return self.hand_over((first.id,), told=False) if first is not None else ()

    def why_not(self, state: PlayerState) -> str:
        """Why nothing is handed over by itself as things stand; "" when it is."""
        playback = state.shown.playback
        if self.staged.held:
            return "They wait until you hand them over."
        if state.trouble is not None and state.trouble.kind in _SILENT:
            return "They wait until Spotify answers again."
        if playback.device is not None and not playback.device.controllable:
            return "This device takes nothing from here: they wait."
        if playback.repeat == "track":
            return "One track is repeated: they wait."
        if self._not_before == inf:
            return self.why
        return "" if playback.is_playing and playback.item is not None else "They wait until music plays."

    def _next(self) -> Entry | None:
        return next((entry for entry in self.staged.here if entry.state == "waiting"), None)
