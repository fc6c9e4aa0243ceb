"""One thing of each kind that a store keeps, what it then tells, and how to look into its lists."""

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


def sums(store: Store) -> tuple[int, int]:
    """The bytes of all pages: as they are counted, and as they are."""
    ((counted,),) = store.run("SELECT COALESCE(SUM(bytes), 0) FROM lists")
    ((there,),) = store.run("SELECT COALESCE(SUM(LENGTH(CAST(body AS BLOB))), 0) FROM pages")
    return counted, there


def begin(store: Store, *keys: str, tag: str = "", at: float = NOW) -> None:
    """Keep lists that are as long as nobody knows."""
    for key in keys:
        store.keep_list(key, tag=tag, total=None, at=at)


def there(store: Store) -> set[str]:
    """The lists that are kept; none of them is used by that."""
    return {key for (key,) in store.run("SELECT key FROM lists")}
