"""Getting quiet, now or later (`sptui.tui.actions.listening.Sleep`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Literal

from sptui.player import intents
from sptui.player.command import Command
from sptui.player.endings import Endings, Plan, Until, endless
from sptui.player.playback import Playback
from sptui.player.sleep import FADE_OUT, SleepTimer
from sptui.player.state import Picture
from sptui.spotify.models.catalogue import Episode
from sptui.tui.text import duration, time_of_day

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

MOON = "☾"
FADING = "↘"
"""The sign of a fade that was asked for by its key, which has nothing to do with sleep."""

MINUTES = (15, 30, 45, 60, 90)
"""What is offered; any other number can be typed."""

_SECONDS_FROM = 60.0  # seconds before the end from which each of them is shown
_CONTEXTS = ("album", "playlist", "show", "artist")
_GOES_ON = "Going on as loud as before."

Choice = int | Literal["item", "context", "off"]
"""So many minutes, the end of something, or no timer at all."""


@dataclass(frozen=True, slots=True)
class Option:
    """A row of the box: what it means, and why it cannot be chosen, "" when it can."""

    choice: Choice
    title: str
    note: str = ""
    chosen: bool = False
    closed: bool = False


def countdown(plan: Plan | None, left: float | None, playback: Playback, *, fading: bool) -> str:
    """What the corner tells of a plan of which so many seconds are `left`, None where nobody knows; "" for no plan."""
    if plan is None:
        return ""
    if fading:  # it is over once it is quiet
        sign = FADING if plan.fade == FADE_OUT else MOON
        return f"{sign} fading out" if playback.is_playing else ""
    if left is None:
        return f"{MOON} end of the {name_of(playback, plan.until)}"
    left = max(0.0, left)
    return f"{MOON} {ceil(left)} s" if left <= _SECONDS_FROM else f"{MOON} {ceil(left / 60)} min"


def name_of(playback: Playback, until: Until) -> str:
    """What the item or the context that plays is called."""
    if until == "item":
        return "episode" if isinstance(playback.item, Episode) else "track"
    kind = playback.context.type if playback.context is not None else ""
    return kind if kind in _CONTEXTS else "list"


def options(plan: Plan | None, picture: Picture, endings: Endings, now: float, epoch: float) -> Sequence[Option]:
    """What can be chosen at `now` (monotonic seconds), which is `epoch` on the wall."""

    def until(at: float) -> str:
        return f"until {time_of_day(epoch + at - now)}"

    rows = [Option(minutes, f"{minutes} minutes", until(now + minutes * 60)) for minutes in MINUTES]
    playback = picture.playback
    ends: tuple[Literal["item", "context"], ...] = ("item", "context")
    for each in ends if playback.active and playback.item is not None else ():
        end, why = endings.end(picture, each), endless(picture) if each == "context" else ""
        note = why or "not known yet when that is"
        if end is not None and not why:
            waits = each == "context" and any(entry.state == "waiting" for entry in picture.staged)
            left = "after what waits" if waits else f"{duration(round(end - now) * 1000)} left"
            note = f"{until(end)}  ·  {left}"
        chosen = plan is not None and plan.until == each
        rows.append(Option(each, f"End of the {name_of(playback, each)}", note, chosen, closed=bool(why)))
    if plan is not None:
        note = f"now {until(plan.at)}" if plan.until == "moment" else ""
        rows.append(Option("off", "Off", note))
    return rows


class AppSleep:
    """The sleep timer of the app, and what the corner tells of it."""

    def __init__(self, app: "SptuiApp") -> None:
        self.timer = SleepTimer()
        self._app = app
        app.player.errands.add(self.timer)
        self._ticking = app.set_interval(1.0, self.tick, pause=True)

    def tick(self) -> None:
        """Tell how much time is left."""
        if not self._app.main.ready:
            return
        picture, timer = self._picture, self.timer
        goal = timer.goal(picture)
        left = goal - self._now if goal is not None else None
        self._app.main.sleep = countdown(timer.plan, left, picture.playback, fading=timer.fading)
        if timer.plan is None:
            self._ticking.pause()

    def forget(self) -> None:
        """Plan nothing any more: it is another account, of which nothing has to be taken back."""
        for _ in range(2):  # a fade that was asked for by its key has an earlier plan behind it
            self.timer.off()

    def choose(self) -> None:
        """Let one choose when to stop."""
        from sptui.tui.screens.sleep_box import SleepBox  # noqa: PLC0415 -- the first frame does not wait for it

        epoch = self._app.player.clock.time()
        rows = options(self.timer.plan, self._picture, self.timer.endings, self._now, epoch)
        self._app.push_screen(SleepBox(rows, epoch), self._chosen)

    def extend(self) -> None:
        """Ten minutes more."""
        before = self.timer.plan
        self._give(self.timer.extend(self._picture, self._now))
        self._tell("ten minutes more" if before is not None else "10 minutes")

    def fade_out(self) -> None:
        """Fade out and pause; while it does, go on."""
        was_fading, picture = self.timer.fading, self._picture
        self._give(self.timer.fade_out(picture, self._now))
        if was_fading:
            self._app.tell(_GOES_ON)
        elif self.timer.plan is None or self.timer.plan.fade == Plan(until="moment").fade:
            reason = intents.why_not_volume(picture)
            self._app.tell(f"{reason} It is paused without a fade." if reason else "Paused: it was silent already.")
        else:
            self._app.tell("Fading out. The same key takes it back.")

    def _chosen(self, choice: Choice | None) -> None:
        if choice is None:
            return
        if choice == "off":
            was_fading = self.timer.fading
            self._give(self.timer.off())
            self._app.tell(f"Sleep timer off. {_GOES_ON}" if was_fading else "Sleep timer off.")
            return
        plan = (
            Plan(until="moment", at=self._now + choice * 60)
            if isinstance(choice, int)
            else Plan.end_of(choice, self._picture)
        )
        self._give(self.timer.stop(plan, self._picture, self._now))
        name = f"the end of the {name_of(self._picture.playback, plan.until)}"
        self._tell(f"{choice} minute{'s' if choice != 1 else ''}" if isinstance(choice, int) else name)

    def _give(self, commands: Sequence[Command]) -> None:
        """Hand on what a change of the plan takes, and let the player see what is due now."""
        self._app.remote.do(*commands)
        self._app.player.to_read.set()
        self._ticking.resume()
        self.tick()

    def _tell(self, what: str) -> None:
        goal = self.timer.goal(self._picture)
        at = self._app.player.clock.time() + goal - self._now if goal is not None else None
        self._app.tell(f"Sleep timer: {what}, until {time_of_day(at)}." if at is not None else f"Sleep timer: {what}.")

    @property
    def _picture(self) -> Picture:
        return self._app.player.state.shown

    @property
    def _now(self) -> float:
        return self._app.player.clock.monotonic()
