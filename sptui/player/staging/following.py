"""What has become of the entries in Spotify's hands, and what others have started meanwhile, as the reads tell it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, Protocol

from sptui.player.clock import Clock
from sptui.player.commands.starts import context_id
from sptui.player.staging.entry import Entry
from sptui.player.staging.plays import Play
from sptui.player.staging.pursuit import Pursuit
from sptui.player.staging.staged import Change, Staged
from sptui.player.state import PlayerState
from sptui.spotify.models.catalogue import Item

SETTLES: Final = 4.0
"""Seconds after which what was handed over shows in the queue that Spotify tells."""

SOON: Final = 1.0
"""Seconds until it is looked where in the queue an item is that somebody wants now."""

ABSENCE: Final = 1_800.0
"""Seconds without sptui after which what waits is handed over only when the same is still being played."""

_BLIND = 3  # plays for which an item may be in a queue that Spotify does not tell

Tell = Callable[[str, Sequence[Entry]], None]
"""Tells what became of entries, which can be brought back."""


class Changing(Protocol):
    """The list, and the way to change it."""

    @property
    def staged(self) -> Staged:
        """As it is now."""
        ...

    def change(self, make: Change) -> tuple[Staged, Staged]:
        """Change it; before and after."""
        ...


class Following:
    """Compares each state with the list."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.pursuit = Pursuit(clock)
        self.forget()

    def forget(self) -> None:
        """Know nothing of what plays: another account has signed in."""
        self._play: Play | None = None
        self._unsure: float | None = None
        self._shown: frozenset[int] = frozenset()
        self._heard: set[int] = set()
        self._blind = 0
        self.pursuit.end()

    def doubt(self, staged: Staged) -> None:
        """What is in Spotify's hands may not be in its queue: look once that must show."""
        if staged.given:
            self._unsure = self._settled(staged)

    def look(self, staging: Changing, state: PlayerState, tell: Tell) -> PlayerState:
        """Learn from a state, change the list by that, and put it into the picture."""
        picture, play = state.confirmed, Play.of(state.confirmed.playback)
        if staging.staged.entries:
            self._note_heard(state, staging.staged)
            if play is not None and play.begun_after(self._play):
                self._begun(staging, state, play, tell)
            elif play is not None and not staging.staged.at:
                staging.change(lambda staged: staged.seen_with(play.uri, play.context, self._clock.time()))
            self._verify(staging, state, tell)
        self._play = play or self._play
        entries = staging.staged.shown
        if not staging.staged.given:
            self._unsure, self._blind = None, 0
        self._shown = frozenset(entry.id for entry in entries)
        self._heard &= self._shown
        if (picture.staged, picture.unsure) == (entries, self._unsure):
            return state
        return replace(state, confirmed=replace(picture, staged=entries, unsure=self._unsure))

    def _note_heard(self, state: PlayerState, staged: Staged) -> None:
        """What is predicted to have left the queue by now has been played, or skipped from here."""
        predicted = {entry.id for entry in state.shown.staged}
        self._heard |= {entry.id for entry in staged.given if entry.id in self._shown and entry.id not in predicted}

    def _begun(self, staging: Changing, state: PlayerState, play: Play, tell: Tell) -> None:
        """An item has begun: one of those that were handed over, or another."""
        first, before = self._play is None, staging.staged
        left = before.after_start(play.uri)
        passed = [entry for entry in before.given if left.entry(entry.id) is None][:-1]
        wanted = self.pursuit.wanted(before)
        back: tuple[Item, ...] = ()
        if wanted is not None and left.entry(wanted) is None:
            back, passed = (*(entry.item for entry in passed), *self.pursuit.strays), []
            self.pursuit.end()
        held = before.held or (first and self._strange(before, play))
        staging.change(
            lambda staged: (
                staged.after_start(play.uri)
                .added(back, first=True)
                .seen_with(play.uri, play.context, self._clock.time())
                .with_held(on=held and bool(staged.here))
            )
        )
        self._tell_of(passed, tell)
        if left.given == before.given and left.given and not _all_in(left.given, state):
            self._unsure = max(self._clock.monotonic(), self._settled(left))
        if back:
            tell(f"What was jumped over waits here: “{back[0].name}”{_more(back)}.", ())
        if wanted is not None and left.entry(wanted) is not None:
            self.pursuit.overshot(state.confirmed.playback.item)
            self._unsure = self._clock.monotonic() + SOON
        if held and not before.held:
            tell(f"{_several(before.here)} here, for something else plays now. [[queue.hand-over]] hands over.", ())
        elif not first and before.here and self._elsewhere(state, play):
            tell(f"Something else was started. {_several(before.here)} here, and come next.", ())

    def _verify(self, staging: Changing, state: PlayerState, tell: Tell) -> None:
        """See whether what was handed over is in the queue that was read since."""
        picture = state.confirmed
        if self._unsure is None or picture.queue is None or picture.queue_at < self._unsure:
            return
        self._unsure = None
        given = staging.staged.given
        if self.pursuit.wanted(staging.staged) is not None:
            if self.pursuit.found(picture.playback.uri, picture.queue, staging.staged):
                return
            if self._clock.monotonic() < self._settled(staging.staged):
                self._unsure = self._settled(staging.staged)
                return
        self._blind = 0 if picture.queue else self._blind + 1
        if not picture.queue and self._blind < _BLIND:
            return  # of some contexts Spotify tells none
        left, gone = [item.uri for item in picture.queue], []
        for entry in given:
            if entry.item.uri in left:
                left.remove(entry.item.uri)
            else:
                gone.append(entry)
        staging.change(lambda staged: staged.dropped({entry.id for entry in gone}))
        self._tell_of(gone, tell)

    def _tell_of(self, gone: Sequence[Entry], tell: Tell) -> None:
        unheard = [entry for entry in gone if entry.id not in self._heard]
        if unheard:
            tell(f"“{unheard[0].item.name}”{_more(unheard)} left Spotify's queue without being seen to play.", unheard)

    def _settled(self, staged: Staged) -> float:
        """When the last that was handed over must show (monotonic seconds)."""
        since = max(entry.since for entry in staged.given)
        return self._clock.monotonic() - max(0.0, self._clock.time() - since) + SETTLES

    def _strange(self, staged: Staged, play: Play) -> bool:
        """Whether, after an absence, something else plays than when the list was last looked at."""
        known = {staged.playing, *(entry.item.uri for entry in staged.given)}
        same = play.uri in known or (bool(play.context) and context_id(play.context) == context_id(staged.context))
        return bool(staged.at) and bool(staged.here) and not same and self._clock.time() - staged.at > ABSENCE

    def _elsewhere(self, state: PlayerState, play: Play) -> bool:
        """Whether another context has begun that was not started from here."""
        shown = state.shown.playback.context
        ours = context_id(shown.uri if shown is not None else "")
        return self._play is not None and context_id(self._play.context) != context_id(play.context) != ours


def _all_in(entries: Sequence[Entry], state: PlayerState) -> bool:
    """Whether the known queue holds all `entries`."""
    left = [item.uri for item in state.confirmed.queue or ()]
    for entry in entries:
        if entry.item.uri not in left:
            return False
        left.remove(entry.item.uri)
    return True


def _more(things: Sequence[object]) -> str:
    return f" and {len(things) - 1} more" if len(things) > 1 else ""


def _several(entries: Sequence[Entry]) -> str:
    return f"{len(entries)} items wait" if len(entries) != 1 else "1 item waits"
