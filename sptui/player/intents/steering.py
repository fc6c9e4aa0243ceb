"""What steers that which plays, and why it cannot be done now."""

from sptui.player.command import Command
from sptui.player.commands import (
    Pause,
    Resume,
    SeekToPosition,
    SetRepeat,
    SetShuffle,
    SetVolume,
    SkipToNext,
    SkipToPrevious,
    Transfer,
)
from sptui.player.playback import Playback
from sptui.player.state import Picture
from sptui.spotify.models.base import RepeatState
from sptui.spotify.models.playback import Device

_REPEATS: tuple[RepeatState, ...] = ("off", "context", "track")
_REPEAT_NEEDS = {"context": "toggling_repeat_context", "track": "toggling_repeat_track"}
_UNKNOWN = "Not connected to Spotify yet."


def why_not(picture: Picture, *actions: str) -> str:
    """Why a command that needs all of the service's `actions` (`skipping_next` …) cannot work now; "" when it can."""
    playback = picture.playback
    if not playback.active:
        return "Nothing is playing." if playback.known else _UNKNOWN
    if playback.device is not None and not playback.device.controllable:
        return f"{playback.device.name or 'This device'} takes no commands from other apps."
    if picture.closed:
        return picture.closed
    if all(playback.allows(action) for action in actions):
        return ""
    if playback.kind == "ad":
        return "Not during an advertisement."
    return "Spotify does not allow that now."


def why_not_next(picture: Picture) -> str:
    """Why there is no going on to a next item; "" when there is, or one waits here that can be handed over before."""
    ends = picture.playback.kind != "ad" and any(entry.here for entry in picture.staged)
    return why_not(picture) if ends else why_not(picture, "skipping_next")


def why_not_volume(picture: Picture) -> str:
    """Why the volume cannot be set now; "" when it can."""
    device = picture.playback.device
    if reason := why_not(picture):
        return reason
    name = (device and device.name) or "This device"
    if device is not None and not device.supports_volume:
        return f"{name} has no volume control from here."
    return f"{name} does not tell how loud it is." if device is None or device.volume_percent is None else ""


def why_not_toggle(picture: Picture) -> str:
    """Why it cannot be paused or resumed now; "" when it can. With nothing active, the service is asked to resume."""
    playback = picture.playback
    if not playback.active:
        return picture.closed if playback.known else _UNKNOWN
    return why_not(picture, "pausing" if playback.is_playing else "resuming")


def why_not_repeat(picture: Picture) -> str:
    """Why the repeat mode cannot be changed now; "" when there is another one that is allowed."""
    reason = why_not(picture)
    return reason if reason or _next_repeat(picture.playback) else why_not(picture, *_REPEAT_NEEDS.values())


def why_not_use(device: Device) -> str:
    """Why playback cannot be moved to a device; "" when it can."""
    return "" if device.controllable else f"{device.name or 'This device'} takes no commands from other apps."


def toggle(picture: Picture) -> Command:
    """Pause what plays, resume what does not."""
    return Pause() if picture.playback.is_playing else Resume()


def skip_to_next(picture: Picture) -> Command | None:
    """On to the next item; None when a skip has gone beyond the end of the queue already."""
    beyond = picture.playback.item is None and picture.queue == ()
    return None if beyond else SkipToNext(picture.playback.uri)


def skip_to_previous(picture: Picture) -> Command:
    """Back to the item before."""
    return SkipToPrevious(picture.playback.uri)


def seek_to(picture: Picture, position_ms: int) -> Command | None:
    """To a position in ms, kept inside an item of known length: beyond its end the service goes on to the next one.

    None while it is not known what plays.
    """
    playback = picture.playback
    if playback.item is None:
        return None
    last = max(0, playback.duration_ms - 1_000) if playback.duration_ms else position_ms
    return SeekToPosition(max(0, min(position_ms, last)), playback.uri)


def seek_by(picture: Picture, now: float, ms: int) -> Command | None:
    """Forth or back by `ms` from the position at `now` (monotonic seconds)."""
    return seek_to(picture, picture.playback.position_ms(now) + ms)


def volume_by(picture: Picture, percent: int) -> Command | None:
    """Louder or quieter by `percent`; None when it is at that end already, or not known."""
    device = picture.playback.device
    before = device.volume_percent if device else None
    if before is None:
        return None
    after = max(0, min(before + percent, 100))
    return SetVolume(after) if after != before else None


def toggle_shuffle(picture: Picture) -> Command:
    """Shuffle or not, the other way."""
    return SetShuffle(not picture.playback.shuffle)


def cycle_repeat(picture: Picture) -> Command | None:
    """Off, context, track, and round again, leaving out what the service does not allow; None when nothing is left."""
    state = _next_repeat(picture.playback)
    return SetRepeat(state) if state else None


def use(picture: Picture, device: Device) -> Command:
    """Go on on `device`, starting there when nothing plays anywhere."""
    return Transfer(device, play=not picture.playback.active)


def use_as_wished(picture: Picture, device: Device) -> tuple[Command, ...]:
    """The same, at the volume that was wished for there."""
    move, known = use(picture, device), picture.rooms.of(device)
    wish = known.wish if known is not None else None
    return (move,) if wish is None else (move, SetVolume(wish, device.id, behind=move))


def _next_repeat(playback: Playback) -> RepeatState | None:
    place = _REPEATS.index(playback.repeat)
    others = (*_REPEATS[place + 1 :], *_REPEATS[:place])
    return next((state for state in others if state == "off" or playback.allows(_REPEAT_NEEDS[state])), None)
