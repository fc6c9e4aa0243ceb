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
from sptui.player.staging.giving import Giving
from sptui.player.staging.staged import Change, Staged
from sptui.player.state import Picture, PlayerState
from sptui.spotify.models.catalogue import Item
from sptui.store import Store

LEAD: Final = 20.0
"""Seconds before an item's end at which the next one is handed over: longer than any crossfade, and than a lost answer
and a second try take."""

_NAME = "staged queue"  # the store's name for it
_TRIES = 5


def _quiet(_: str, __: Sequence[Entry]) -> None:
    """Nobody is there to be told."""


def kept(store: Store) -> Staged:
    """The list as it is kept."""
    return Staged.from_text(store.remembered(_NAME))


class Staging:
    """The listener's list in front of Spotify's queue; an `Errand` of the player.

    All processes of the user share it through `store`. `tell` is called with what the listener should know.
    """

    def __init__(self, store: Store, clock: Clock, *, tell: Tell = _quiet) -> None:
        self._store = store
        self._clock = clock
        self._tell = tell
        self._text: str | None = None
        self._staged = Staged()
        self._following = Following(clock)
        self.giving = Giving(self, self._following, clock)

    @property
    def staged(self) -> Staged:
        """The list as it is now."""
        text = self._store.recall(_NAME)
        if text is not None and text != self._text:
            first, self._text = self._text is None, text
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
        claimed_before = self.giving.claimed
        wanted = set(ids) - claimed_before

        def to_front(staged: Staged) -> Staged:
            first = [entry.id for entry in staged.here if entry.id in wanted]
            for id_ in first:
                staged = staged.turned(id_, "waiting")
            chosen = [entry for entry in staged.here if entry.id in wanted]
            claimed = [entry for entry in staged.here if entry.id in claimed_before]
            rest = [entry for entry in staged.here if entry.id not in wanted | claimed_before]
            return staged.arranged((*claimed, *chosen, *rest))

        chosen = [entry for entry in self.change(to_front)[1].here if entry.id in wanted]
        given_ids = tuple(entry.id for entry in chosen)
        self.giving.claim(given_ids)
        batch = Batch(given_ids) if len(chosen) > 1 else None
        return [AddToQueue(entry.item, self.giving, entry.id, batch, told=told) for entry in chosen]

    def skip(self, picture: Picture) -> Sequence[Command | None]:
        """On to the next item: to the first that waits here, when none is before it in Spotify's queue."""
        first, playback = self._next(), picture.playback
        if first is None or self.staged.held or given(picture.staged) or playback.item is None:
            return (skip_to_next(picture),)
        return self._after(self.hand_over((first.id,), told=False), [playback.uri]) or (skip_to_next(picture),)

    def jump(self, picture: Picture, id_: int) -> Sequence[Command]:
        """To one that waits: over what is in Spotify's queue, which then waits here like those that wait before it."""
        self._following.pursuit.begin(id_)
        before = [picture.playback.uri, *(entry.item.uri for entry in given(picture.staged))]
        return self._after(self.hand_over((id_,), told=False), before)

    def _after(self, handed: Sequence[AddToQueue], leaving: Sequence[str | None]) -> Sequence[Command]:
        """Skips to what is handed over, which fall with it."""
        return (*handed, *(SkipToNext(uri, behind=handed[-1]) for uri in leaving)) if handed else ()

    def forget(self) -> None:
        """Another account has signed in, whose store holds no list yet."""
        self._text, self._staged = "", Staged()
        self._following.forget()
        self.giving.forget()

    def hold(self, *, on: bool) -> None:
        """Hand nothing over by itself any more, or do that again."""
        self.giving.not_before = -inf
        self.change(lambda staged: staged.with_held(on=on))

    def look(self, state: PlayerState, now: float) -> PlayerState:  # noqa: ARG002 -- an errand's signature
        """Compare the list with what plays, and put it into the picture."""
        return self._following.look(self, state, self._tell)

    def due(self, state: PlayerState) -> float | None:
        """When the first that waits has to be handed over; None while another is in the queue, or nothing runs out."""
        picture = state.shown
        if self._following.pursuit.leaving:
            return -inf
        if self.giving.claimed or given(picture.staged) or self._next() is None or self.why_not(state):
            return None
        return None if picture.ends_at is None else max(picture.ends_at - LEAD, self.giving.not_before)

    def run(self, state: PlayerState, now: float) -> Sequence[Command]:  # noqa: ARG002 -- an errand's signature
        """Skip on to what is wanted, or hand the first over."""
        if leaving := self._following.pursuit.take():
            return [SkipToNext(uri) for uri in leaving]
        first = self._next()
        return self.hand_over((first.id,), told=False) if first is not None else ()

    def why_not(self, state: PlayerState) -> str:
        """Why nothing is handed over by itself as things stand; "" when it is."""
        playback = state.shown.playback
        if self.staged.held:
            return "They wait until [[queue.hand-over]] hands them over."
        if state.trouble is not None and state.trouble.closes_all:
            return "They wait until Spotify answers again."
        if playback.device is not None and not playback.device.controllable:
            return "This device takes nothing from here: they wait."
        if playback.repeat == "track":
            return "One track is repeated: they wait."
        if state.shown.closed:
            return "They wait: this account cannot control playback."
        return "" if playback.is_playing and playback.item is not None else "They wait until music plays."

    def _next(self) -> Entry | None:
        return next((entry for entry in self.staged.here if entry.state == "waiting"), None)
