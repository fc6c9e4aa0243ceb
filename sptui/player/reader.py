"""What to read next, and reading it: the playback state by the schedule, the rest when something shows it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from sptui.player.attention import Attention
from sptui.player.clock import Clock
from sptui.player.schedule import CONFIRMING, Sight, next_read
from sptui.player.state import Picture, Playback, PlayerState
from sptui.spotify.client import Spotify
from sptui.spotify.endpoints.library import BATCH
from sptui.spotify.errors import RateLimited, Refused

What = Literal["playback", "queue", "devices", "likes"]
SMALL_DRIFT_MS = 1_000
"""A read that differs by less leaves the bar as it runs, which looks calmer than being right."""


class Reader:
    """Knows what is stale and reads it; all times in monotonic seconds.

    `panes` are those on the screen, `stale` what must be read again although it is known, `asked` whether somebody
    wants the playback state now, `answered_at` when a command was last answered, `not_before` until when to be silent.
    """

    def __init__(self, spotify: Spotify, clock: Clock) -> None:
        self._spotify = spotify
        self._clock = clock
        self.stale: set[str] = set()
        self.asked = False
        self.answered_at = float("-inf")
        self.not_before = float("-inf")
        self._quiet = 0
        self._failures = 0
        self._given_up: set[str] = set()

    def failed(self) -> int:
        """Count a failed read and return how many there were in a row."""
        self._failures += 1
        return self._failures

    def due(self, state: PlayerState, attention: Attention, *, unconfirmed: bool) -> tuple[What, float] | None:
        """What to read next and when (the past means now); None when nothing calls for a read."""
        moments: list[tuple[float, What]] = []
        if (at := self._playback_at(state, attention, unconfirmed=unconfirmed)) is not None:
            moments.append((at, "playback"))
        if state.read_at is not None and not unconfirmed:
            settled = self.answered_at + CONFIRMING[0]
            moments += [(settled, what) for what in self._wanted(state, attention)]
        if not moments:
            return None
        at, what = min(moments, key=lambda moment: moment[0])
        return what, max(at, self.not_before)

    async def read(self, what: What, picture: Picture) -> Picture:
        """Read one thing into the picture. Raises `SpotifyError`."""
        readers = {
            "playback": self._read_playback,
            "queue": self._read_queue,
            "devices": self._read_devices,
            "likes": self._read_likes,
        }
        try:
            picture = await readers[what](picture)
        except Refused as error:
            # What a login may not see, or a service does not tell, is asked for once and not for ever.
            if what == "playback" or isinstance(error, RateLimited):
                raise
            self._given_up.add(what)
        self.stale.discard(what)
        self._failures = 0
        return picture

    def _playback_at(self, state: PlayerState, attention: Attention, *, unconfirmed: bool) -> float | None:
        if self.asked:
            return float("-inf")
        playback = state.confirmed.playback
        return next_read(
            Sight(
                read_at=state.read_at,
                active=playback.active,
                playing=playback.is_playing,
                ends_at=playback.ends_at,
                quiet=self._quiet,
                level=attention.level(self._clock.monotonic()),
                answered_at=self.answered_at if unconfirmed else None,
            )
        )

    def _wanted(self, state: PlayerState, attention: Attention) -> Sequence[What]:
        """What is shown, or known no longer, and has to be read as well."""
        picture = state.confirmed
        wanted: list[What] = []
        active = picture.playback.active and picture.playback.item is not None
        if "queue" in attention.panes and active and (picture.queue is None or "queue" in self.stale):
            wanted.append("queue")
        if ("devices" in attention.panes and picture.devices is None) or "devices" in self.stale:
            wanted.append("devices")
        if attention.focused and _to_ask(picture)[:1] == [picture.playback.uri]:
            wanted.append("likes")
        return [what for what in wanted if what not in self._given_up]

    async def _read_playback(self, picture: Picture) -> Picture:
        asked_at = self._clock.monotonic()
        answer = await self._spotify.player.playback_state()
        # The service looked at its clock somewhere between the question and the answer.
        middle = (asked_at + self._clock.monotonic()) / 2
        playback = _calm(picture.playback, Playback.read(answer, middle), middle)
        same = replace(playback, progress=picture.playback.progress) == picture.playback
        self._quiet = self._quiet + 1 if same and playback.is_playing == picture.playback.is_playing else 0
        self.asked = False
        return picture.following(playback)

    async def _read_queue(self, picture: Picture) -> Picture:
        answer = await self._spotify.player.queue()
        playing = answer.currently_playing
        # A queue that belongs to another item says that the playback state is older than it.
        self.asked = playing is not None and playing.uri != picture.playback.uri
        return replace(picture, queue=answer.queue)

    async def _read_devices(self, picture: Picture) -> Picture:
        return replace(picture, devices=await self._spotify.player.devices())

    async def _read_likes(self, picture: Picture) -> Picture:
        uris = _to_ask(picture)[:BATCH]
        flags = await self._spotify.library.contains(uris)
        return replace(picture, likes={**picture.likes, **dict(zip(uris, flags, strict=False))})


def _to_ask(picture: Picture) -> list[str]:
    """The items of the queue, the current one first, of which it is not known whether they are saved.

    Asking for those to come in the same call makes one request serve twenty items.
    """
    items = (picture.playback.item, *(picture.queue or ()))
    uris = [item.uri for item in items if item is not None and item.uri and item.id]
    return list(dict.fromkeys(uri for uri in uris if uri not in picture.likes))


def _calm(before: Playback, after: Playback, at: float) -> Playback:
    """`after`, but with the bar running on where the two differ by less than one can see."""
    same = before.uri == after.uri and before.is_playing and after.is_playing
    if same and abs(before.position_ms(at) - after.position_ms(at)) < SMALL_DRIFT_MS:
        return replace(after, progress=before.progress)
    return after
