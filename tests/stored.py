"""One thing of each kind that a store keeps, and what it then tells."""

from sptui.spotify.models.catalogue import Track
from sptui.spotify.models.playback import Actions, Context, Device, PlaybackState
from sptui.spotify.pacing import Cooldown
from sptui.store import Kept, Store

NOW = 1_800_000_000.0
COOLDOWN = Cooldown(family="player", until=NOW + 46_800.0, seconds=46_800.0, quota=True)
STATE = PlaybackState(
    device=Device(id="d", name="Kitchen", volume_percent=30),
    is_playing=True,
    item=Track(id="t", uri="spotify:track:t", name="A"),
    progress_ms=1_234,
    context=Context(type="album", uri="spotify:album:a"),
    actions=Actions(disallows=frozenset({"seeking"})),
)
KEPT = Kept(state=STATE, at=NOW, read_at=NOW - 3.0, predicted=True, by="a")


def written(store: Store) -> None:
    """Write one thing of each kind."""
    store.note("player", NOW)
    store.hold(COOLDOWN)
    store.keep(KEPT)
    assert store.take("screen", "a", NOW)


def told(store: Store) -> tuple[object, ...]:
    """What a store says of what `written` wrote."""
    return store.counted(0.0, NOW), store.cooldowns(), store.kept(), store.holder("screen", NOW)


WRITTEN = ({"player": 1}, [COOLDOWN], KEPT, "a")
BLANK: tuple[object, ...] = ({}, [], None, None)
