"""From what a listener means to the commands that do it, given what is shown; and why it cannot be done now."""

from collections.abc import Sequence

from sptui.player.command import Command
from sptui.player.commands import (
    AddToQueue,
    Like,
    Pause,
    Play,
    Resume,
    SeekToPosition,
    SetRepeat,
    SetShuffle,
    SetVolume,
    SkipToNext,
    SkipToPrevious,
    Transfer,
)
from sptui.player.state import Picture
from sptui.spotify.models.base import RepeatState
from sptui.spotify.models.catalogue import Album, Artist, Audiobook, Episode, Show, Track
from sptui.spotify.models.playback import Device
from sptui.spotify.models.playlists import Playlist

Thing = Track | Episode | Album | Artist | Show | Audiobook | Playlist
"""What a list can hold and a player can play."""

_NEAR = 3  # rows of the queue that are skipped one by one; what lies further is started anew
_JUMPABLE = ("album", "playlist", "show")  # contexts that can be entered at an item
_NEXT_REPEAT: dict[RepeatState, RepeatState] = {"off": "context", "context": "track", "track": "off"}


def why_not(picture: Picture, *actions: str) -> str:
    """Why no player command, or none of the service's `actions` (`skipping_next` …), can work now; "" when it can."""
    playback = picture.playback
    if not playback.active:
        return "Nothing is playing."
    if playback.device is not None and not playback.device.controllable:
        return f"{playback.device.name or 'This device'} takes no commands from other apps."
    if all(playback.allows(action) for action in actions):
        return ""
    if playback.kind == "ad":
        return "Not during an advertisement."
    return "Spotify does not allow that now."


def why_not_volume(picture: Picture) -> str:
    """Why the volume cannot be set now; "" when it can."""
    device = picture.playback.device
    if reason := why_not(picture):
        return reason
    return "" if device is None or device.supports_volume else f"{device.name} has no volume control from here."


def why_not_toggle(picture: Picture) -> str:
    """Why it cannot be paused or resumed now; "" when it can. With nothing active, the service is asked to resume."""
    if not picture.playback.active:
        return ""
    return why_not(picture, "pausing" if picture.playback.is_playing else "resuming")


def why_not_like(picture: Picture) -> str:
    """Why the item cannot be saved; "" when it can."""
    playback = picture.playback
    if playback.item is not None:
        return "" if playback.item.id else "A local file cannot be liked."
    if not playback.active:
        return "Nothing is playing."
    return "Not during an advertisement." if playback.kind == "ad" else "Spotify does not tell what plays."


def why_not_use(device: Device) -> str:
    """Why playback cannot be moved to a device; "" when it can."""
    return "" if device.controllable else f"{device.name or 'This device'} takes no commands from other apps."


def toggle(picture: Picture) -> Command:
    """Pause what plays, resume what does not."""
    return Pause() if picture.playback.is_playing else Resume()


def skip_to_next(picture: Picture) -> Command:
    """On to the next item."""
    return SkipToNext(picture.playback.uri)


def skip_to_previous(picture: Picture) -> Command:
    """Back to the item before."""
    return SkipToPrevious(picture.playback.uri)


def seek_to(picture: Picture, position_ms: int) -> Command:
    """To a position in ms, kept inside the item: beyond its end the service would go on to the next one."""
    last = max(0, picture.playback.duration_ms - 1_000)
    return SeekToPosition(max(0, min(position_ms, last)), picture.playback.uri)


def seek_by(picture: Picture, now: float, ms: int) -> Command:
    """Forth or back by `ms` from the position at `now` (monotonic seconds)."""
    return seek_to(picture, picture.playback.position_ms(now) + ms)


def volume_by(picture: Picture, percent: int) -> Command:
    """Louder or quieter by `percent`."""
    device = picture.playback.device
    before = (device.volume_percent if device else None) or 0
    return SetVolume(max(0, min(before + percent, 100)))


def toggle_shuffle(picture: Picture) -> Command:
    """Shuffle or not, the other way."""
    return SetShuffle(not picture.playback.shuffle)


def cycle_repeat(picture: Picture) -> Command:
    """Off, context, track, and round again."""
    return SetRepeat(_NEXT_REPEAT[picture.playback.repeat])


def toggle_like(picture: Picture) -> Command | None:
    """Save the item that plays, or remove it when it is saved; None when there is none that can be."""
    uri = picture.playback.uri
    return Like(uri, on=not picture.liked) if uri and not why_not_like(picture) else None


def use(picture: Picture, device: Device) -> Command:
    """Go on on `device`, starting there when nothing plays anywhere."""
    return Transfer(device, play=not picture.playback.active)


def jump(picture: Picture, index: int) -> Sequence[Command]:
    """To row `index` of the queue: a few skips, or one start inside the context for what lies far down."""
    queue, context = picture.queue or (), picture.playback.context
    if index >= len(queue):
        return ()
    target = queue[index]
    if index >= _NEAR and context is not None and context.type in _JUMPABLE and target.uri and not target.is_local:
        return (Play(context_uri=context.uri, offset=target.uri, first=target),)
    leaving = [picture.playback.uri, *(item.uri for item in queue[:index])]
    return tuple(SkipToNext(uri) for uri in leaving)


def play(thing: Thing, following: Sequence[Thing] = ()) -> Command | None:
    """Play `thing`; behind a single item those of `following` that are items too. None for what cannot be played."""
    if not thing.uri:
        return None
    if not isinstance(thing, Track | Episode):
        return Play(context_uri=thing.uri)
    if not thing.available or thing.is_local:
        return None
    items = [each for each in following if isinstance(each, type(thing)) and each.available and not each.is_local]
    return Play(uris=tuple(each.uri for each in (thing, *items) if each.uri), first=thing)


def enqueue(thing: Thing) -> Command | None:
    """Append `thing` to the queue; None for what is not a single item that Spotify has."""
    queueable = isinstance(thing, Track | Episode) and thing.uri and thing.available and not thing.is_local
    return AddToQueue(thing) if queueable and isinstance(thing, Track | Episode) else None
