"""What is known of the player, and what is shown: the known with the pending commands folded over it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, Self

from sptui.player.progress import Progress
from sptui.spotify.models.base import RepeatState
from sptui.spotify.models.catalogue import Item
from sptui.spotify.models.playback import Context, Device, PlaybackState

STILL = Progress()
_START_TOLERANCE_MS = 500  # an item that has begun since is at most this much further than the time since
_REPEATED = 4.0  # seconds in which the same is not told twice


@dataclass(frozen=True, slots=True, kw_only=True)
class Playback:
    """What plays, on which device and how.

    `known` is False before the first read, `active` when the service said that nothing is. `kind` is the service's
    `currently_playing_type`, "" while nobody has said yet what plays.
    """

    known: bool = False
    active: bool = False
    device: Device | None = None
    item: Item | None = None
    kind: str = ""
    progress: Progress = STILL
    context: Context | None = None
    shuffle: bool = False
    repeat: RepeatState = "off"
    disallows: frozenset[str] = frozenset()

    @classmethod
    def read(cls, answer: PlaybackState | None, at: float) -> Self:
        """The answer of a read whose middle was at `at` (monotonic seconds)."""
        if answer is None:
            return cls(known=True)
        return cls(
            known=True,
            active=True,
            device=answer.device,
            item=answer.item,
            kind=answer.currently_playing_type or (answer.item.type if answer.item else "unknown"),
            progress=Progress(answer.progress_ms or 0, at, answer.is_playing),
            context=answer.context,
            shuffle=answer.shuffle_state,
            repeat=answer.repeat_state,
            disallows=answer.actions.disallows,
        )

    @property
    def is_playing(self) -> bool:
        """Whether the position runs."""
        return self.progress.running

    @property
    def starting(self) -> bool:
        """Whether something was started that the service has not named yet."""
        return self.active and self.item is None and not self.kind

    @property
    def uri(self) -> str | None:
        """The item's URI; None when no item is known."""
        return self.item.uri if self.item else None

    @property
    def duration_ms(self) -> int:
        """The item's length in ms, 0 where unknown."""
        return self.item.duration_ms if self.item else 0

    @property
    def ends_at(self) -> float | None:
        """When the item will end (monotonic seconds); None while that cannot be said."""
        return self.progress.when(self.duration_ms) if self.duration_ms else None

    def position_ms(self, now: float) -> int:
        """The position in ms at `now` (monotonic seconds), within the item."""
        return self.progress.position(now, self.duration_ms)

    def began_since(self, moment: float) -> bool:
        """Whether the item is no further than it can be if it began at `moment` (monotonic seconds) or later."""
        return self.progress.position_ms <= (self.progress.at - moment) * 1000 + _START_TOLERANCE_MS

    def allows(self, action: str) -> bool:
        """Whether the service's `actions.disallows` leaves `action` open."""
        return action not in self.disallows


def items_after(queue: tuple[Item, ...], uri: str | None) -> tuple[Item, ...] | None:
    """What is left of `queue` when its item `uri` plays; None when it holds no such item."""
    places = (place for place, item in enumerate(queue, start=1) if item.uri == uri and uri is not None)
    place = next(places, None)
    return None if place is None else queue[place:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything known at a moment: playback, queue, devices, likes.

    `queue` is what follows the item and `devices` who is awake, both None while unknown; `likes` by URI. `queued` are
    the URIs that were appended from here and have not been played since: the service does not tell them from the
    items of the context.
    """

    playback: Playback = Playback()
    queue: tuple[Item, ...] | None = None
    devices: tuple[Device, ...] | None = None
    likes: Mapping[str, bool] = field(default_factory=dict)
    queued: frozenset[str] = frozenset()

    @property
    def liked(self) -> bool | None:
        """Whether the item that plays is saved; None while unknown."""
        return self.likes.get(self.playback.uri or "")

    def following(self, playback: Playback) -> "Picture":
        """The picture after a read: a queue that the service has kept to is shifted, any other is unknown."""
        before = self.playback
        queue: tuple[Item, ...] | None = None
        if playback.uri == before.uri and playback.shuffle == before.shuffle and playback.context == before.context:
            queue = self.queue
        elif self.queue and playback.shuffle == before.shuffle:
            queue = items_after(self.queue, playback.uri) or None
        queued = self.queued if playback.uri == before.uri else self.queued - {playback.uri}
        seen = replace(self, playback=playback, queue=queue, queued=queued)
        return seen.with_device(playback.device) if playback.device else seen

    def advanced(self, at: float) -> "Picture":
        """The next item from its start at `at`; an unknown one when the queue does not tell.

        Behind the last of the known ones the queue is unknown: a full list of twenty has been cut off there.
        """
        following = self.queue[0] if self.queue else None
        playback = replace(
            self.playback,
            item=following,
            kind=following.type if following else self.playback.kind,
            progress=Progress(0, at, running=self.playback.is_playing),
            disallows=self.playback.disallows - {"skipping_prev"},
        )
        queue = self.queue and (self.queue[1:] or None)
        return replace(self, playback=playback, queue=queue, queued=self.queued - {playback.uri})

    def rolled(self, now: float) -> "Picture":
        """The picture at `now`: an item that must have ended has given way to the next one, where that is known."""
        picture = self
        while picture.queue and picture.playback.repeat != "track":
            ends_at = picture.playback.ends_at
            if ends_at is None or now < ends_at:
                break
            picture = picture.advanced(ends_at)
        return picture

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What keeps sptui from reading. `until` is when it is tried again (monotonic seconds)."""

    kind: Literal["offline", "slow down", "quota", "login", "refused"]
    text: str
    until: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something to tell once. `serial` sets one apart from an equal one before it, told `at` (monotonic seconds)."""

    text: str
    serial: int = 0
    at: float = 0.0
    severity: Literal["information", "warning", "error"] = "information"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerState:
    """The truth as last read, what was asked for since, and the two folded.

    `read_at` is the middle of the last good read of the playback state (monotonic seconds), None before the first.
    """

    confirmed: Picture = field(default_factory=Picture)
    shown: Picture = field(default_factory=Picture)
    read_at: float | None = None
    trouble: Trouble | None = None
    notice: Notice | None = None

    def telling(self, notice: Notice, now: float) -> Self:
        """The state with `notice` to be told, unless the same has just been told."""
        before = self.notice
        if before is not None and before.text == notice.text and now - before.at < _REPEATED:
            return self
        return replace(self, notice=replace(notice, serial=before.serial + 1 if before else 1, at=now))
