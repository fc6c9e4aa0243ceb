"""What plays where. Source: reference chapter "Player"."""

from pydantic import field_validator

from sptui.spotify.models.base import Body, Count, PlacedRows, RepeatState, Rows
from sptui.spotify.models.catalogue import Item, Track
from sptui.spotify.models.text import Text


class Device(Body):
    """A Connect device. Its `id` is None or changes; a restricted one obeys no Web API command.

    `volume_percent` in percent, None where the device does not tell.
    """

    id: str | None = None
    name: Text = ""
    type: Text = ""
    is_active: bool = False
    is_private_session: bool = False
    is_restricted: bool = False
    volume_percent: Count | None = None
    supports_volume: bool = True

    @property
    def controllable(self) -> bool:
        """False where every command would be refused."""
        return self.id is not None and not self.is_restricted


class Devices(Body):
    """The devices that are awake and can be steered; often empty."""

    devices: Rows[Device]


class Context(Body):
    """What an item is played from; `type` is album, artist, playlist, show, collection or a newer word."""

    type: str = ""
    uri: str = ""


class Actions(Body):
    """What the player will not do now: `skipping_next`, `seeking`, `pausing` and more."""

    disallows: frozenset[str] = frozenset()

    @field_validator("disallows", mode="before")
    @classmethod
    def _named_true(cls, value: object) -> object:
        return {name for name, on in value.items() if on is True} if isinstance(value, dict) else value


class PlaybackState(Body):
    """The answer of `GET /me/player`, and of currently-playing, which lacks the device and the modes.

    `progress_ms` in ms, None where unknown; it may exceed the item's duration for a moment. `timestamp` tells when
    the state last changed (Unix ms), not when it was read. `item` is None during an ad, in some private sessions,
    between items and for kinds the service does not name.
    """

    device: Device | None = None
    is_playing: bool = False
    item: Item | None = None
    currently_playing_type: str = ""
    progress_ms: Count | None = None
    timestamp: Count = 0
    context: Context | None = None
    shuffle_state: bool = False
    smart_shuffle: bool = False
    repeat_state: RepeatState = "off"
    actions: Actions = Actions()


class Queue(Body):
    """What plays and up to twenty items after it; user-queued and context items are not told apart."""

    queue: PlacedRows[Item]
    currently_playing: Item | None = None


class PlayHistory(Body):
    """One play of a track; `played_at` is an ISO time and the only key of a row."""

    track: Track = Track()
    played_at: str = ""
    context: Context | None = None
