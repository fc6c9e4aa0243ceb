"""What plays, on which device and how; as the service told it, or as it will be."""

from dataclasses import dataclass
from typing import Self

from sptui.player.progress import Progress
from sptui.spotify.models.base import RepeatState
from sptui.spotify.models.catalogue import Item
from sptui.spotify.models.playback import Actions, Context, Device, PlaybackState

STILL = Progress()

_START_TOLERANCE_MS = 500  # an item that has begun since is at most this much further than the time since


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
    def between(self) -> bool:
        """Whether an item has ended and the service does not tell the next one yet."""
        return self.active and self.item is None and self.kind in ("track", "episode")

    @property
    def uri(self) -> str | None:
        """The item's URI; None when no item is known."""
        return self.item.uri if self.item else None

    @property
    def duration_ms(self) -> int:
        """The item's length in ms, 0 where unknown."""
        return self.item.duration_ms if self.item else 0

    def position_ms(self, now: float) -> int:
        """The position in ms at `now` (monotonic seconds), within the item."""
        return self.progress.position(now, self.duration_ms)

    def began_since(self, moment: float) -> bool:
        """Whether the item is no further than it can be if it began at `moment` (monotonic seconds) or later."""
        return self.progress.position_ms <= (self.progress.at - moment) * 1000 + _START_TOLERANCE_MS

    def told(self, now: float) -> PlaybackState | None:
        """The same in the service's words, with the position at `now` (monotonic seconds); None for nothing active."""
        if not self.active:
            return None
        return PlaybackState(
            device=self.device,
            is_playing=self.is_playing,
            item=self.item,
            currently_playing_type=self.kind,
            progress_ms=self.position_ms(now),
            context=self.context,
            shuffle_state=self.shuffle,
            repeat_state=self.repeat,
            actions=Actions(disallows=self.disallows),
        )

    def allows(self, action: str) -> bool:
        """Whether the service's `actions.disallows` leaves `action` open."""
        return action not in self.disallows


UNKNOWN = Playback()
"""Before the first read."""
