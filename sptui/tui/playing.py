"""What is said of what plays: from the picture to spans of text, for every look that shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from sptui.player.playback import Playback
from sptui.player.staging.entry import upcoming
from sptui.player.state import Picture, Trouble
from sptui.spotify.models.catalogue import Episode, Image, Item, Track
from sptui.tui.keyboard.named import with_keys
from sptui.tui.spoken import notes
from sptui.tui.things import UNTITLED
from sptui.tui.widgets.columns import Span
from sptui.tui.widgets.meter import volume

_REPEAT = {"off": "↻ repeat off", "context": "↻ repeat all", "track": "↻ repeat one"}
_REPEAT_BRIEFLY = {"context": "↻", "track": "↻ one"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known besides the picture.

    `source` says where the item is played from, `offer` what a key would go on with while nothing plays, and `left` is
    the name of the device that was active before nothing was. `chapter` is which one of how many plays.
    """

    trouble: Trouble | None = None
    source: str = ""
    offer: str = ""
    left: str = ""
    chapter: tuple[int, int] | None = None


def coming(picture: Picture, most: int) -> tuple[Item, ...]:
    """What is known to follow the item, `most` of it; what is not available is passed over."""
    playback = picture.playback
    if not playback.active:
        return ()
    if playback.repeat == "track":
        return (playback.item,) if playback.item is not None else ()
    following = upcoming(picture.staged, picture.queue or ())
    return tuple(islice((item for item in following if item.available), most))


def next_up(picture: Picture) -> Item | None:
    """The item that is known to come next: the same one where it is repeated; None where nobody has told."""
    return next(iter(coming(picture, 1)), None)


def next_line(picture: Picture) -> str:
    """What comes next, for one line; "" where nobody has told."""
    item = next_up(picture)
    if item is None:
        return ""
    return "next: the same again" if picture.playback.repeat == "track" else f"next: {in_short(item)}"


def in_short(item: Item) -> str:
    """An item and who made it, for one line."""
    return " — ".join(part for part in (item.name or UNTITLED, item.byline) if part)


def headline(picture: Picture, around: Around) -> str:
    """The title, or what there is to say in its place."""
    playback = picture.playback
    if not playback.known:
        return "Not connected" if around.trouble else "…"
    if not playback.active:
        return "Nothing is playing"
    if playback.item is not None:
        return playback.item.name or UNTITLED
    return _unnamed(playback)[0]


def credit(picture: Picture, around: Around) -> tuple[str, ...]:
    """Who made it, what it is part of and from when; or, where there is no item, one sentence."""
    playback = picture.playback
    if not playback.known:
        return () if around.trouble else ("Asking Spotify what plays",)
    if not playback.active:
        return (with_keys(_silence(picture, around)),)
    if playback.item is not None:
        item = playback.item
        return tuple(part for part in (item.byline, item.collection, dated(item)) if part)
    sentence = _unnamed(playback)[1]
    return (sentence,) if sentence else ()


def dated(item: Item) -> str:
    """The year of a track's album, the day of an episode, "" where that is not known."""
    if isinstance(item, Episode):
        return "" if item.release_date.startswith("0000") else item.release_date
    year = item.album.release_date[:4] if item.album else ""
    return "" if year == "0000" else year


def hides(playback: Playback) -> bool:
    """Whether a private session keeps the item from being told."""
    device = playback.device
    nameless = playback.active and playback.item is None and playback.kind not in ("ad", "")
    return nameless and device is not None and device.is_private_session


def note(picture: Picture, around: Around) -> Span:
    """Where it is played from; or, when no command can work, why, and what to do."""
    device = picture.playback.device
    if not picture.playback.active:
        return Span("", "line--muted")
    if device is not None and not device.controllable:
        otherwise = with_keys("Press [[pane.devices]] to choose another.")
        name = device.name or "This device"
        return Span(f"{name} takes no commands from other apps. {otherwise}", "line--warning")
    if picture.closed:
        return Span(f"{picture.closed} What plays is shown all the same.", "line--warning")
    return Span(around.source if picture.playback.item is not None else "", "line--muted")


def marker(playback: Playback) -> str:
    """The sign for playing, paused or nothing."""
    if not playback.active:
        return "■"
    return "▶" if playback.is_playing else "⏸"


def spoken(picture: Picture, around: Around, now: float) -> str:
    """What there is to tell of an episode or a chapter at `now` (monotonic seconds); "" for anything else."""
    return notes(picture.playback.item, picture.playback.position_ms(now), around.chapter)


def tags(item: Item | None, *, spoken: str = "", briefly: bool = False) -> tuple[str, ...]:
    """What an item is besides a track; of an episode what is told of it as `spoken`."""
    words = []
    if item is not None and item.explicit:
        words.append("E" if briefly else "explicit")
    if isinstance(item, Track) and item.is_local:
        words.append("local file")
    if isinstance(item, Episode):
        words.append(spoken or "episode")
    return tuple(words)


def modes(picture: Picture, *, briefly: bool = False) -> tuple[Span, ...]:
    """Liked or not, and the modes; `briefly`, only what is on."""
    playback, liked = picture.playback, picture.liked
    if not playback.active:
        return ()
    likeable = playback.item is not None and bool(playback.item.id)
    if briefly:
        signs = ("♥" if likeable and liked else "", "⇄" if playback.shuffle else "")
        return tuple(Span(sign, "line--accent") for sign in (*signs, _REPEAT_BRIEFLY.get(playback.repeat, "")) if sign)
    spans = []
    if likeable and liked is not None:
        spans.append(Span("♥ liked", "line--accent") if liked else Span("♡ not liked", "line--off"))
    return (
        *spans,
        Span("⇄ shuffle on", "line--accent") if playback.shuffle else Span("⇄ shuffle off", "line--off"),
        Span(_REPEAT[playback.repeat], "line--off" if playback.repeat == "off" else "line--accent"),
    )


def where(playback: Playback, *, briefly: bool = False) -> tuple[Span, ...]:
    """The device and how loud it is; `briefly` without a meter."""
    device = playback.device
    if device is None or not playback.active:
        return ()
    name = device.name or "Unnamed device"
    spans = [Span(name, "line--text" if device.controllable else "line--warning")]
    if device.is_private_session:
        spans.append(Span("private" if briefly else "private session", "line--off"))
    if not device.controllable:
        spans.append(Span("no remote control", "line--warning"))
    elif not device.supports_volume:
        spans += [] if briefly else [Span("volume on the device", "line--off")]
    elif device.volume_percent == 0:
        spans.append(Span("muted", "line--warning"))
    elif not briefly:
        spans.append(Span(volume(device.volume_percent), "line--muted"))
    elif device.volume_percent is not None:
        spans.append(Span(f"{device.volume_percent} %", "line--muted"))
    return tuple(spans)


def images(picture: Picture) -> Sequence[Image]:
    """The pictures of the item, widest first: its own, or those of what it is part of."""
    item = picture.playback.item
    if item is None or item.images:
        return item.images if item is not None else ()
    return item.show.images if isinstance(item, Episode) and item.show is not None else ()


def _unnamed(playback: Playback) -> tuple[str, str]:
    """What to say where something plays that is no item: in place of the title, and below it."""
    if playback.kind == "ad":
        return "Advertisement", "Skipping and seeking come back after it."
    if playback.starting:
        return "Starting …", ""
    if hides(playback):
        return "Private session", "Spotify does not tell what plays in it."
    if playback.between:
        return "…", "Between two items"
    return "Something that Spotify does not name", ""


def _silence(picture: Picture, around: Around) -> str:
    gone = f"{around.left} is no longer active. " if around.left else ""
    if around.offer:
        return gone + around.offer
    if picture.devices == ():
        return "No device is awake. Open Spotify on one, then press [[pane.devices]]."
    return gone + (
        "Press [[pane.devices]] to choose a device, or [[pane.search]] to search."
        if gone
        else "Press [[pane.search]] to search, or [[pane.devices]] to choose a device."
    )
