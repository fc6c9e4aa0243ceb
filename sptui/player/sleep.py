"""The sleep timer, and the fade to silence that it ends with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from sptui.player.command import Command
from sptui.player.commands import FadeTo, Pause, Resume, SetVolume
from sptui.player.endings import Endings, Plan, subject
from sptui.player.fading import Debts, Fade, begun, device_of
from sptui.player.state import Notice, Picture, PlayerState

FADE_OUT = 6.0
"""Seconds of the fade that is asked for at once."""

WARNING = 60.0
"""Seconds before the end at which it is told of."""

MORE = 600.0
"""Seconds that are added at once."""

WARNED = "Sleep timer: fading out in a minute. [[sleep.extend]] adds ten minutes."

_RETRY = 10.0  # seconds until a pause that failed is tried again
_MOST_TRIES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pausing:
    """The pause was given `at` a moment, behind a `fade` if there was one, when `serial` notices had been told."""

    at: float
    serial: int
    fade: Fade | None
    tries: int = 1

    def due(self, state: PlayerState) -> float | None:
        """When to look again: at once when it is paused, or the listener has gone on; later when the pause failed."""
        if not state.shown.playback.is_playing:
            return None if state.confirmed.playback.is_playing else -inf
        if self.resumed(state):
            return -inf
        until = state.trouble.until if state.trouble is not None else None
        return max(self.at + _RETRY, until or 0.0)

    def resumed(self, state: PlayerState) -> bool:
        """Whether it plays on by somebody's wish: a pause that failed would have been told of."""
        return state.shown.playback.is_playing and _told(state) == self.serial


class SleepTimer:
    """An errand that stops what plays when its `plan` says so; None for no plan. Times in monotonic seconds.

    It gets quieter first, pauses, and only then sets the volume back. It gives way to the listener: whoever turns the
    volume or pauses during a fade ends it. What is asked for here gives commands to hand on.
    """

    def __init__(self) -> None:
        self.plan: Plan | None = None
        self._before: Plan | None = None
        self._fade: Fade | None = None
        self._fadeless = False  # it was tried, and the device has no volume to turn
        self._pausing: _Pausing | None = None
        self._debts = Debts()
        self._warned: float | None = None  # the end that was told of
        self.endings = Endings()

    @property
    def fading(self) -> bool:
        """Whether it gets quieter, or the pause behind that is on its way."""
        return self._fade is not None or self._pausing is not None

    def goal(self, picture: Picture) -> float | None:
        """When it will be silent; None without a plan, and while that cannot be said."""
        if self.plan is None or self.plan.until == "moment":
            return None if self.plan is None else self.plan.at
        return self.endings.end(picture, self.plan.until)

    def stop(self, plan: Plan, picture: Picture, now: float) -> Sequence[Command]:
        """Have this plan from now on."""
        commands = self._begin(plan)
        goal = self.goal(picture)
        self._warned = goal if goal is not None and goal - now <= WARNING else None
        return commands

    def extend(self, picture: Picture, now: float) -> Sequence[Command]:
        """Ten minutes more, or ten minutes from now where nothing was planned."""
        return self.stop(Plan(until="moment", at=max(self.goal(picture) or now, now) + MORE), picture, now)

    def fade_out(self, picture: Picture, now: float) -> Sequence[Command]:
        """Fade out now; while it gets quieter already, go on as before."""
        if self.fading:
            return self.off()
        if begun(picture, now, now + FADE_OUT) is None:
            return (Pause(),)
        before = self.plan
        commands = self._begin(Plan(until="moment", at=now + FADE_OUT, fade=FADE_OUT), warned=now + FADE_OUT)
        self._before = before
        return commands

    def off(self) -> Sequence[Command]:
        """Stop nothing any more, taking back a fade that has begun; what was planned before one by key counts again."""
        return self._begin(self._before)

    def look(self, state: PlayerState, now: float) -> PlayerState:
        """Take note of what plays, and tell of the end a minute before; again of one that has come much later."""
        stopped = self.endings.look(state.shown, now)
        if stopped and self.plan is not None and self.plan.until == "context" and not self.fading:
            self.plan = None
        self._debts.look(state)
        goal = self.goal(state.shown)
        if goal is not None and self._warned is not None and goal > self._warned + WARNING:
            self._warned = None
        playing = state.shown.playback.is_playing
        if goal is None or self._warned is not None or now < goal - WARNING or not playing:
            return state
        self._warned = goal
        return state.telling(Notice(text=WARNED), now) if now < goal else state

    def due(self, state: PlayerState) -> float | None:
        """When the next step is due; the past when the listener has done something that changes the plan."""
        if self._pausing is not None:
            return self._pausing.due(state)
        if self._debts.payable(state.shown) is not None:
            return -inf
        return self._plan_due(state, self.plan) if self.plan is not None else None

    def _plan_due(self, state: PlayerState, plan: Plan) -> float | None:
        goal, fade = self.goal(state.shown), self._fade
        if plan.moved(state.shown) or (fade is not None and fade.disturbed(state, goal)):
            return -inf
        if goal is None or not state.shown.playback.is_playing:
            return goal
        if fade is not None:
            return goal if fade.next_at is None else min(goal, fade.next_at)
        quieter = goal if self._fadeless else goal - plan.fade
        return quieter if self._warned is not None else min(quieter, goal - WARNING)

    def run(self, state: PlayerState, now: float) -> Sequence[Command]:
        """Take the steps that are due, up to one that takes commands: their answers wake whoever asks."""
        commands: Sequence[Command] = ()
        before, due = None, self.due(state)
        while not commands and due is not None and due <= now and due != before:
            commands = self._step(state, now)
            before, due = due, self.due(state)
        return commands

    def _step(self, state: PlayerState, now: float) -> Sequence[Command]:
        if self._pausing is not None:
            return self._go_on_pausing(state, now, self._pausing)
        if (percent := self._debts.payable(state.shown)) is not None:
            self._debts.forgive(state.shown)
            return (SetVolume(percent),)
        return self._go_on(state, now, self.plan) if self.plan is not None else ()

    def _go_on(self, state: PlayerState, now: float, plan: Plan) -> Sequence[Command]:
        goal = self.goal(state.shown)
        if plan.moved(state.shown):
            if self.endings.over(state.shown, now):  # it has ended by itself, and nobody was there to stop it
                return self._stop(state, now)
            return self._begin(replace(plan, uri=subject(state.shown, plan.until)))
        if self._fade is not None and self._fade.disturbed(state, goal):
            return self._give_way(state, self._fade, goal)
        if goal is None or now < goal - plan.fade:
            return ()
        return self._stop(state, now) if now >= goal else self._grow_quieter(state, now, goal)

    def _begin(self, plan: Plan | None, *, warned: float | None = None) -> Sequence[Command]:
        """Have another plan, and what plays as loud as before; `warned` is the end that was told of already."""
        fade, pausing = self._fade, self._pausing
        self.plan, self._before, self._warned = plan, None, warned
        self._fade, self._fadeless, self._pausing = None, False, None
        if pausing is not None:
            return (Resume(), *_restored(pausing.fade))
        return _restored(fade)

    def _give_way(self, state: PlayerState, fade: Fade, goal: float | None) -> Sequence[Command]:
        """End the fade: set the volume back, unless it was turned by hand, or is another device's."""
        if device_of(state.shown) != fade.device_id:
            self._fade = None
            self._debts.owe(fade)
            return ()
        if not fade.left_alone(state):
            self._begin(self._before, warned=self._warned)
            return ()
        later = state.shown.playback.is_playing and goal is not None
        return self._begin(self.plan if later else self._before, warned=None if later else self._warned)

    def _grow_quieter(self, state: PlayerState, now: float, goal: float) -> Sequence[Command]:
        """Take the steps of the fade that are due."""
        before = self._fade or (None if self._fadeless else begun(state.shown, now, goal))
        if before is None:
            self._fadeless = True
            return ()
        self._fade = before.at(now)
        return (FadeTo(self._fade.level),) if self._fade.taken > before.taken else ()

    def _stop(self, state: PlayerState, now: float) -> Sequence[Command]:
        """Pause; where nothing plays there is nothing to stop."""
        fade, self._fade = self._fade, None
        if not state.shown.playback.is_playing:
            self.plan = self._before = None
            return ()
        self._pausing = _Pausing(at=now, serial=_told(state), fade=fade)
        return (Pause(),)

    def _go_on_pausing(self, state: PlayerState, now: float, pausing: _Pausing) -> Sequence[Command]:
        """Once it is paused, set the volume back; try again where it is not."""
        playing = state.shown.playback.is_playing
        if playing and not pausing.resumed(state) and pausing.tries < _MOST_TRIES:
            self._pausing = replace(pausing, at=now, serial=_told(state), tries=pausing.tries + 1)
            return (Pause(),)
        self.plan = self._before = self._pausing = None
        fade = pausing.fade
        if fade is None or not fade.left_alone(state) or device_of(state.shown) != fade.device_id:
            return ()
        self._debts.owe(fade)
        return _restored(fade)


def _restored(fade: Fade | None) -> Sequence[Command]:
    """What makes it as loud as before the fade."""
    return (SetVolume(fade.percent),) if fade is not None and fade.taken else ()


def _told(state: PlayerState) -> int:
    """How many notices were told."""
    return state.notice.serial if state.notice is not None else 0
