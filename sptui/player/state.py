"""What is known of the player, and what is shown: the known with the pending commands folded over it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import dropwhile, islice, repeat
from math import inf
from typing import Literal, Self

from sptui.player.playback import UNKNOWN, Playback
from sptui.player.progress import Progress
from sptui.player.rooms import NO_ROOMS, Rooms
from sptui.player.schedule import Profile
from sptui.player.staging.entry import Entry, after_start
from sptui.spotify.models.catalogue import Item
from sptui.spotify.models.playback import Device
from sptui.spotify.pacing import Usage

LIKES_KEPT = 20_000
"""Things of which it is remembered whether they are saved."""
HEARD_KEPT, HEARD_MS = 30, 5_000
"""Items of which it is remembered that they were played, and for how many ms they must have been."""

_REPEATED = 4.0  # seconds in which the same is not told twice


def _sounding_ms(duration_ms: int, crossfade_ms: int) -> int:
    """For how long an item sounds by itself; no crossfade takes more than half of it."""
    return max(duration_ms - crossfade_ms, duration_ms // 2)


def items_after(queue: tuple[Item, ...], uri: str | None) -> tuple[Item, ...] | None:
    """What is left of `queue` when its item `uri` plays; None when it holds no such item."""
    places = (place for place, item in enumerate(queue, start=1) if item.uri == uri and uri is not None)
    place = next(places, None)
    return None if place is None else queue[place:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything known at a moment: playback, queue, devices, likes.

    `queue` is what follows the item, asked for at `queue_at`, and `devices` who is awake, both None while unknown;
    `likes` by URI. `staged` is what was queued from here and has not been played since: first what is in Spotify's
    queue, which the service does not tell from the items of the context, then what waits here. When it may have left
    that queue unseen, it is to be looked from the moment `unsure` on. `heard` is what played before, the latest last.
    `crossfade_ms` is how much each item ends before its length is over. `refused` tells in words why one of these
    things was not told when it was last asked for, and `closed` why no command at all is taken from this listener, ""
    while commands are. `devices` were told at `listed_at` (monotonic seconds), and `rooms` are the devices that were
    ever seen.
    """

    playback: Playback = UNKNOWN
    queue: tuple[Item, ...] | None = None
    devices: tuple[Device, ...] | None = None
    likes: Mapping[str, bool] = field(default_factory=dict)
    queue_at: float = -inf
    staged: tuple[Entry, ...] = ()
    unsure: float | None = None
    heard: tuple[Item, ...] = ()
    crossfade_ms: int = 0
    refused: Mapping[str, str] = field(default_factory=dict)
    closed: str = ""
    listed_at: float | None = None
    rooms: Rooms = NO_ROOMS

    @property
    def liked(self) -> bool | None:
        """Whether the item that plays is saved; None while unknown."""
        return self.likes.get(self.playback.uri or "")

    def with_likes(self, told: Mapping[str, bool]) -> "Picture":
        """The picture with what was told of saved things; of too many, those told of first are forgotten."""
        likes = {**self.likes, **told}
        if likes == self.likes:
            return self
        return replace(self, likes=dict(islice(likes.items(), max(0, len(likes) - LIKES_KEPT), None)))

    @property
    def ends_at(self) -> float | None:
        """When the item will give way to the next one (monotonic seconds); None while that cannot be said."""
        return next(iter(self.ends(1)), None)

    def ends(self, most: int, *, whole: bool = False) -> tuple[float, ...]:
        """When the item and those known to follow it will give way, `most` of them, as far as that can be said.

        With `whole`, as if each were played to the end of its length.
        """
        playback = self.playback
        crossfade_ms = 0 if whole else self.crossfade_ms
        first = playback.progress.when(_sounding_ms(playback.duration_ms, crossfade_ms))
        if first is None or not playback.duration_ms:
            return ()
        queue = (item for item in self.queue or () if item.available)
        ends = [first]
        for item in islice(repeat(playback.item) if playback.repeat == "track" else queue, most - 1):
            if item is None or not item.duration_ms:
                break
            ends.append(ends[-1] + _sounding_ms(item.duration_ms, crossfade_ms) / 1000)
        return tuple(ends)

    def following(self, playback: Playback) -> "Picture":
        """The picture after a read: a queue that the service has kept to is shifted, any other is unknown."""
        before = self.playback
        queue: tuple[Item, ...] | None = None
        same = playback.shuffle == before.shuffle and playback.context == before.context
        if same and (playback.uri == before.uri or playback.between):
            queue = self.queue
        elif self.queue and playback.shuffle == before.shuffle:
            queue = items_after(self.queue, playback.uri) or None
        staged = self.staged if playback.uri == before.uri else after_start(self.staged, playback.uri)
        seen = replace(self, playback=playback, queue=queue, staged=staged)
        return seen.with_device(playback.device) if playback.device else seen

    def advanced(self, at: float) -> "Picture":
        """The next item from its start at `at`; an unknown one when the queue does not tell.

        Behind the last of the known ones the queue is unknown: a full list of twenty has been cut off there. What is
        not available is passed over.
        """
        queue = self.queue and tuple(dropwhile(lambda item: not item.available, self.queue))
        following = queue[0] if queue else None
        playback = replace(
            self.playback,
            item=following,
            kind=following.type if following else self.playback.kind,
            progress=Progress(0, at, running=self.playback.is_playing),
            disallows=self.playback.disallows - {"skipping_prev"},
        )
        queue = self.queue and ((queue or ())[1:] or None)
        item, long_enough = self.playback.item, self.playback.position_ms(at) >= HEARD_MS
        heard = (*self.heard, item)[-HEARD_KEPT:] if item is not None and long_enough else self.heard
        staged = after_start(self.staged, playback.uri)
        return replace(self, playback=playback, queue=queue, staged=staged, heard=heard)

    def rolled(self, now: float) -> "Picture":
        """The picture at `now`: an item that must have ended has given way to the next one, where that is known."""
        # Between two items the known next one is shown, as at a predicted end.
        picture = self.advanced(self.playback.progress.at) if self.playback.between and self.queue else self
        while (ends_at := picture.ends_at) is not None and ends_at <= now:
            if picture.playback.repeat == "track":
                return picture.repeated(ends_at, now)
            if not picture.queue:
                break
            picture = picture.advanced(ends_at)
        return picture

    def repeated(self, at: float, now: float) -> "Picture":
        """The same item over again, from its start at `at` and as often as it fits until `now`."""
        length = _sounding_ms(self.playback.duration_ms, self.crossfade_ms) / 1000
        started = at + (now - at) // length * length
        return replace(self, playback=replace(self.playback, progress=Progress(0, started, running=True)))

    def turned(self, at: float, *, running: bool) -> "Picture":
        """The same position at `at`, running or standing from here."""
        playback = self.playback
        if playback.is_playing == running:
            return self
        # What could be done before cannot be done again, and the other way round.
        possible, done = ("pausing", "resuming") if running else ("resuming", "pausing")
        turned = replace(
            playback,
            progress=playback.progress.turned(at, running=running),
            disallows=playback.disallows - {possible} | {done},
        )
        return replace(self, playback=turned)

    def awake(self, device_id: str | None) -> Device | None:
        """The device of that id, if it is in the list."""
        named = (device for device in self.devices or () if device.id == device_id and device_id is not None)
        return next(named, None)

    def moved_to(self, device: Device | None) -> "Picture":
        """The picture with `device` as the active one; as it is when that is None, or the current one."""
        current = self.playback.device
        if device is None or (current is not None and current.id == device.id):
            return self
        moved = self.with_device(device.model_copy(update={"is_active": True}))
        return replace(moved, playback=replace(moved.playback, active=True))

    def with_device(self, device: Device) -> "Picture":
        """The picture with `device` as it is now, in the playback and in the list; when active, it alone is."""
        current = self.playback.device
        playing_there = device.is_active or (current is not None and current.id == device.id)
        playback = replace(self.playback, device=device) if playing_there else self.playback
        devices = self.devices and tuple(
            device
            if each.id == device.id
            else each.model_copy(update={"is_active": False})
            if device.is_active and each.is_active
            else each
            for each in self.devices
        )
        return replace(self, playback=playback, devices=devices)


Learned = Callable[[Picture], Picture]
"""Enters what a read told into the picture of the moment: a command may have been answered meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What keeps sptui from reading. `until` is when it is tried again (monotonic seconds)."""

    kind: Literal["offline", "slow down", "quota", "login", "refused"]
    text: str
    until: float | None = None

    @property
    def closes_all(self) -> bool:
        """Whether the service would refuse every command as well."""
        return self.kind in ("quota", "slow down", "login")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something to tell once. `serial` sets one apart from an equal one before it, told `at` (monotonic seconds).

    `pane` is where one chooses what it asks for.
    """

    text: str
    serial: int = 0
    at: float = 0.0
    severity: Literal["information", "warning", "error"] = "information"
    pane: Literal["", "devices"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerState:
    """The truth as last read, what was asked for since, and the two folded.

    `read_at` is the middle of the last good read of the playback state (monotonic seconds), None before the first.
    `usage` is what was spent by all processes, and `profile` how much the reads may spend.
    """

    confirmed: Picture = field(default_factory=Picture)
    shown: Picture = field(default_factory=Picture)
    read_at: float | None = None
    trouble: Trouble | None = None
    notice: Notice | None = None
    usage: Usage = field(default_factory=Usage)
    profile: Profile = "balanced"

    def telling(self, notice: Notice, now: float) -> Self:
        """The state with `notice` to be told, unless the same has just been told."""
        before = self.notice
        if before is not None and before.text == notice.text and now - before.at < _REPEATED:
            return self
        return replace(self, notice=replace(notice, serial=before.serial + 1 if before else 1, at=now))
