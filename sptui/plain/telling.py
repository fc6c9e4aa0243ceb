"""What is told of the player: how it stands, and what has changed, in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from sptui.figures import duration
from sptui.library.wording import UNTITLED
from sptui.player.playback import Playback
from sptui.player.positions import meaning
from sptui.player.rooms import Rooms
from sptui.player.state import Picture
from sptui.spotify.models.base import RepeatState
from sptui.spotify.models.catalogue import Episode, Item

Detail = Literal["quiet", "normal", "verbose"]
"""How much is told by itself: troubles and what failed; also what changes; also likes and jumps."""

REPEATS: dict[RepeatState, str] = {"off": "off", "context": "all", "track": "one"}
"""The repeat modes as they are typed and told."""

JUMP_MS = 3_000
"""How far, in ms, a position must be from where it would have run by itself for somebody to have moved it."""

NOTHING_PLAYS = "Nothing is playing."
UNNAMED = "This device"


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence, and whether it is one that only `verbose` tells by itself."""

    text: str
    minor: bool = False


def called(item: Item) -> str:
    """An item by its name, whose it is, and what it is part of: `Title, by Artist, on Album`."""
    name = item.name or UNTITLED
    if isinstance(item, Episode):
        return f"{name}, of {item.byline}" if item.byline else name
    parts = [name, f"by {item.byline}" if item.byline else "", f"on {item.collection}" if item.collection else ""]
    return ", ".join(part for part in parts if part)


def announced(playback: Playback) -> str:
    """`Now: Title, by Artist, on Album. 3:14. On Kitchen.`; what is paused begins with `Paused`."""
    head = "Now" if playback.is_playing else "Paused"
    parts = [f"{head}: {_what(playback)}"]
    if playback.duration_ms:
        parts.append(duration(playback.duration_ms))
    if playback.device is not None and playback.device.name:
        parts.append(f"On {playback.device.name}")
    return sentences(*parts)


def stands(picture: Picture, now: float) -> Iterator[str]:
    """How it stands at `now` (monotonic seconds): what plays, how far it is, where, and how."""
    playback = picture.playback
    if not playback.active:
        yield NOTHING_PLAYS
        yield from offer(picture.rooms)
        return
    at = duration(playback.position_ms(now))
    where = f"{at} of {duration(playback.duration_ms)}" if playback.duration_ms else ""
    yield sentences(f"{'Playing' if playback.is_playing else 'Paused'}: {_what(playback)}", where)
    if playback.device is not None:
        yield sentences(f"On {playback.device.name or 'an unnamed device'}{_loudness(playback)}")
    liked = {True: "You like it", False: "Not among your likes", None: ""}[picture.liked]
    yield sentences(f"Shuffle {on_off(on=playback.shuffle)}, repeat {REPEATS[playback.repeat]}", liked)


def offer(rooms: Rooms) -> Iterator[str]:
    """What `play` goes on with while nothing is active; nothing where nothing is remembered."""
    room, last = rooms.preferred or rooms.last_used, rooms.last
    what = (last.item_name or last.context_name) if last is not None else ""
    if room is not None and what:
        yield f"play goes on with “{what}” on {room.name or 'the last device'}."


def changes(before: Picture, after: Picture, now: float) -> Iterator[Change]:
    """What has changed from one picture to another, by `now` (monotonic seconds). Of something that starts, nothing is
    told before it is known what it is.
    """
    old, new = before.playback, after.playback
    if not new.known:
        return
    if not new.active:
        if old.active or not old.known:
            yield Change(NOTHING_PLAYS)
        return
    if new.item is None and new.kind != "ad":
        return
    if not old.active or old.uri != new.uri or old.kind != new.kind:
        yield Change(announced(new))
    else:
        yield from _turns(old, new, now)
    yield from _modes(old, new)
    if old.uri == new.uri and after.liked is not None and after.liked != before.liked:
        text = "Liked." if after.liked else "No longer liked."
        if before.liked is not None or after.liked:
            yield Change(text, minor=True)


def told(before: Picture, after: Picture) -> Picture:
    """What is to be compared with the next time: while it is not known what starts, what was told of before."""
    new = after.playback
    if new.known and new.active and new.item is None and new.kind != "ad" and before.playback.known:
        kept = before.playback
        return replace(after, playback=replace(new, item=kept.item, kind=kept.kind, progress=kept.progress))
    return after


def as_loud(picture: Picture, before: Picture) -> Picture:
    """A picture with its device as loud as it was before, where that is the same one."""
    device, old = picture.playback.device, before.playback.device
    if device is None or old is None or device.id != old.id:
        return picture
    kept = device.model_copy(update={"volume_percent": old.volume_percent})
    return replace(picture, playback=replace(picture.playback, device=kept))


def on_off(*, on: bool) -> str:
    """`on` or `off`."""
    return "on" if on else "off"


def sentences(*parts: str) -> str:
    """`parts` as sentences, those that are empty left out."""
    return " ".join(part if part[-1] in ".!?…" else f"{part}." for part in parts if part)


def _turns(old: Playback, new: Playback, now: float) -> Iterator[Change]:
    """What has changed about an item that goes on."""
    old_id, new_id = (each.device.id if each.device else None for each in (old, new))
    if new.device is not None and old_id != new_id:
        yield Change(f"On {new.device.name or UNNAMED} now{_loudness(new)}.")
    if old.is_playing != new.is_playing:
        yield Change("Playing." if new.is_playing else "Paused.")
    elif abs(old.position_ms(now) - new.position_ms(now)) > JUMP_MS:
        yield Change(f"At {meaning(new.position_ms(now), new.duration_ms)}.", minor=True)


def _modes(old: Playback, new: Playback) -> Iterator[Change]:
    if not old.known or not old.active:
        return
    before, after = old.device, new.device
    if before is not None and after is not None and before.id == after.id:
        percent = after.volume_percent
        if percent is not None and percent != before.volume_percent:
            yield Change(f"Volume {percent} percent." if percent else "Muted.")
    if old.shuffle != new.shuffle:
        yield Change(f"Shuffle {on_off(on=new.shuffle)}.")
    if old.repeat != new.repeat:
        yield Change(f"Repeat {REPEATS[new.repeat]}.")


def _what(playback: Playback) -> str:
    if playback.item is not None:
        return called(playback.item)
    if playback.kind == "ad":
        return "an advertisement"
    private = playback.device is not None and playback.device.is_private_session
    return "something in a private session" if private else "something that Spotify does not name"


def _loudness(playback: Playback) -> str:
    percent = playback.device.volume_percent if playback.device is not None else None
    return "" if percent is None else f", volume {percent} percent" if percent else ", muted"
