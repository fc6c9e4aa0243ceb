"""What to read next, and reading it: the playback state by the schedule, the rest when something shows it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import inf, isinf
from typing import Literal

from sptui.player import troubles
from sptui.player.attention import Attention
from sptui.player.clock import Clock
from sptui.player.command import Command
from sptui.player.crossfade import Crossfade
from sptui.player.likes import Likes
from sptui.player.playback import Playback
from sptui.player.schedule import CONFIRMING, Pace, Sight, next_read
from sptui.player.sharing import Heard
from sptui.player.state import Learned, Picture, PlayerState, items_after
from sptui.spotify.client import Spotify
from sptui.spotify.errors import BadAnswer, Forbidden, QuotaExceeded, RateLimited, Refused, SpotifyError
from sptui.spotify.pacing import UNTOLD_QUOTA

What = Literal["playback", "queue", "devices", "likes"]

SMALL_DRIFT_MS = 1_000
"""A read that differs by less leaves the bar as it runs, which looks calmer than being right."""

DEVICES_FRESH = 30.0
"""Seconds for which the list of devices is good enough for somebody who opens it again."""

_QUEUE_LENGTH = 20  # that the service tells at most
_REFUSED_EXTRA = 60.0  # seconds until something besides the playback state is asked for again


class Reader:
    """Knows what is stale and reads it; all times in monotonic seconds.

    `stale` is what must be read again although it is known, `answered_at` when a command was last answered,
    `not_before` until when to be silent, `likes` what asks which things are saved.
    """

    def __init__(self, spotify: Spotify, clock: Clock) -> None:
        self._spotify = spotify
        self._clock = clock
        self.likes = Likes(spotify)
        self.stale: set[str] = set()
        self.answered_at = -inf
        self.not_before = -inf
        self._quiet = -1  # the first read repeats nothing
        self._failures = 0
        self._refused = False
        self._again_at: dict[str, float] = {}
        self._devices_at = -inf
        self._playback_at = -inf
        self._crossfade = Crossfade()

    def want(self, *whats: str) -> None:
        """Read `whats` again, also what was refused lately."""
        self._refused = False
        self.stale.update(whats)
        for what in whats:
            self._again_at.pop(what, None)
        if "likes" in whats:
            self.likes.forgive()

    def forgive(self) -> None:
        """Ask again for what was refused: the listener may have allowed it meanwhile."""
        self._refused = False
        self._again_at.clear()
        self.likes.forgive()

    def rouse(self) -> None:
        """Somebody is there again: intervals that have grown begin anew."""
        self._quiet = -1

    def want_stale(self, *whats: str) -> None:
        """Read those of `whats` again that are not fresh."""
        fresh = self._clock.monotonic() - self._devices_at < DEVICES_FRESH
        self.want(*(what for what in whats if what != "devices" or not fresh))

    def want_later(self, what: What, at: float) -> None:
        """Read `what` again, at `at`."""
        self.stale.add(what)
        self._again_at[what] = at

    def failed(self) -> int:
        """Count a failed read and return how many there were in a row."""
        self._failures += 1
        return self._failures

    def answered(self, command: Command, state: PlayerState, attention: Attention, *, confirming: bool) -> PlayerState:
        """The state once the service has done `command`, or may have: what was known may be so no more.

        `confirming` tells whether the effect of another command is still looked for.
        """
        self.answered_at = self._clock.monotonic()
        if command.unsettles_queue:
            self.stale.add("queue")
            if "queue" not in attention.panes and not confirming and not command.tells_queue:
                # Nothing will read it before the item ends, and what follows then is not what was known.
                return replace(state, confirmed=replace(state.confirmed, queue=None))
        return state

    def due(
        self, state: PlayerState, attention: Attention, pace: Pace, *, shows_after: float | None
    ) -> tuple[What, float] | None:
        """What to read next and when (the past means now); None when nothing calls for a read.

        `shows_after` is how long after the last answer the commands on their way can show, None when there are none.
        What was refused to somebody who is away is not asked for again before they are back.
        """
        if self._refused and pace.level == "away":
            return None
        moments: list[tuple[float, What]] = []
        if (at := self._playback_due(state, pace, shows_after)) is not None:
            moments.append((at, "playback"))
        if state.read_at is not None and shows_after is None:
            settled = self.answered_at + CONFIRMING[0]
            moments += [
                (max(settled, at, self._again_at.get(what, -inf)), what)
                for what, at in self._wanted(state, attention, pace).items()
            ]
        if not moments:
            return None
        at, what = min(moments, key=lambda moment: moment[0])
        return what, max(at, self.not_before)

    async def read(self, what: What, picture: Picture, view: Sequence[str] = ()) -> Learned:
        """Read one thing that `picture` lacks; `view` are the URIs of what can be seen.

        Raises `SpotifyError` when that keeps everything from being read.
        """
        readers: dict[What, Callable[[Picture], Awaitable[Learned]]] = {
            "playback": self._read_playback,
            "queue": self._read_queue,
            "devices": self._read_devices,
            "likes": partial(self.likes.read, view=view, again="likes" in self.stale),
        }
        wanted = what in self.stale
        self.stale.discard(what)  # before the question: who wants it from now on wants another answer
        try:
            learned = await readers[what](picture)
        except SpotifyError as error:
            silence = _silence(what, error)
            if silence is None:
                self.stale.update((what,) if wanted else ())
                self._refused = isinstance(error, Refused) and not isinstance(error, RateLimited)
                raise
            self._again_at[what] = self._clock.monotonic() + silence
            text = troubles.told(error, reading=True)
            return lambda current: replace(current, refused={**current.refused, what: text})
        self._failures, self._refused = 0, False
        return lambda current: learned(_allowed(current, what))

    def _playback_due(self, state: PlayerState, pace: Pace, shows_after: float | None) -> float | None:
        if "playback" in self.stale:
            return -inf
        playback = state.confirmed.playback
        return next_read(
            Sight(
                read_at=state.read_at,
                active=playback.active,
                playing=playback.is_playing,
                ends=state.confirmed.ends(_QUEUE_LENGTH),
                length=playback.duration_ms / 1000,
                quiet=max(0, self._quiet),
                pace=pace,
                shows_at=None if shows_after is None else self.answered_at + shows_after,
                answered_at=self.answered_at,
                between=playback.between,
            )
        )

    def _wanted(self, state: PlayerState, attention: Attention, pace: Pace) -> Mapping[What, float]:
        """What is shown, or known no longer, and has to be read as well, and from when on."""
        picture = state.confirmed
        wanted: dict[What, float] = {}
        active = picture.playback.active and picture.playback.item is not None
        needed = "queue" in attention.panes or _needs_queue(picture.playback, pace)
        stale = "queue" in self.stale and pace.level != "away"
        if needed and active and (picture.queue is None or stale):
            wanted["queue"] = -inf
        elif active and picture.unsure is not None:
            wanted["queue"] = picture.unsure
        if ("devices" in attention.panes and picture.devices is None) or "devices" in self.stale:
            wanted["devices"] = -inf
        again, reserved = "likes" in self.stale, isinf(pace.stretch)
        if (at := self.likes.due(picture, attention, again=again, reserved=reserved)) is not None:
            wanted["likes"] = at
        return wanted

    async def _read_playback(self, picture: Picture) -> Learned:
        asked_at = self._clock.monotonic()
        answer = await self._spotify.player.playback_state()
        # The service looked at its clock somewhere between the question and the answer.
        now = self._clock.monotonic()
        middle = (asked_at + now) / 2
        return self.told(picture, Playback.read(answer, middle), middle, doubt_ms=(now - asked_at) * 500)

    def told(self, picture: Picture, told: Playback, at: float, *, doubt_ms: float = 0.0) -> Learned:
        """Learn from what was read at `at`, by this process or another; its position may be wrong by `doubt_ms`."""
        if self.answered_at < self._playback_at:  # else what ended early may have been skipped from here
            self._crossfade.learn(picture, told, at)
        self._playback_at = at
        # The item before the one that is shown counts, too: a slow answer may be from before its end.
        playback = _calm(picture.playback, told, at, SMALL_DRIFT_MS + doubt_ms)
        playback = _calm(picture.rolled(at).playback, playback, at, SMALL_DRIFT_MS + doubt_ms)
        same = replace(playback, progress=picture.playback.progress) == picture.playback
        self._quiet = self._quiet + 1 if same and playback.is_playing == picture.playback.is_playing else 0
        crossfade_ms = self._crossfade.ms
        return lambda current: replace(current.following(playback), crossfade_ms=crossfade_ms)

    def take_over(self, state: PlayerState, heard: Heard) -> PlayerState:
        """The state after another process has told what it read."""
        learned = self.told(state.confirmed, heard.playback, heard.read_at)
        return replace(state, confirmed=learned(state.confirmed), read_at=heard.read_at, trouble=None)

    async def _read_queue(self, picture: Picture) -> Learned:
        asked_at = self._clock.monotonic()
        answer = await self._spotify.player.queue()
        queue, playing = answer.queue, answer.currently_playing
        if playing is not None and playing.uri != picture.playback.uri:
            # The queue of another item: either it is older than the playback state, or the other way round.
            later = items_after(queue, picture.playback.uri)
            if later is None:
                self.stale.add("playback")
            else:
                queue = later
        return lambda current: replace(current, queue=queue, queue_at=asked_at)

    async def _read_devices(self, _: Picture) -> Learned:
        devices = await self._spotify.player.devices()
        at = self._devices_at = self._clock.monotonic()
        return lambda current: replace(current, devices=devices, listed_at=at)


def _allowed(picture: Picture, what: What) -> Picture:
    """The picture once `what` was told."""
    if what not in picture.refused:
        return picture
    return replace(picture, refused={name: text for name, text in picture.refused.items() if name != what})


def _needs_queue(playback: Playback, pace: Pace) -> bool:
    """Whether several items end between two reads, so that it must be known what they are."""
    several = pace.ends >= 2 or pace.is_short(playback.duration_ms / 1000)
    return several and playback.is_playing and playback.repeat != "track"


def _silence(what: What, error: SpotifyError) -> float | None:
    """Seconds for which `what` alone is not asked for again; None when the error stands in the way of every read.

    What a login may not see is asked for once, and again only when somebody wants it.
    """
    if what == "playback" or not isinstance(error, Refused | BadAnswer):
        return None
    if isinstance(error, QuotaExceeded) and what == "likes":  # the library has a quota of its own
        return error.retry_after or UNTOLD_QUOTA
    if isinstance(error, RateLimited):
        return None
    return inf if isinstance(error, Forbidden) else _REFUSED_EXTRA


def _calm(before: Playback, after: Playback, at: float, slack_ms: float) -> Playback:
    """`after`, but with the bar running on where the two differ by less than `slack_ms`."""
    same = before.uri == after.uri and before.is_playing and after.is_playing
    if same and abs(before.progress.position(at) - after.progress.position(at)) < slack_ms:
        return replace(after, progress=before.progress)
    return after
