"""What plays: two lines and a bar that moves between the reads."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive

from sptui.player import intents
from sptui.player.state import Picture, Playback, Trouble
from sptui.spotify.models.catalogue import Episode, Item, Track
from sptui.tui.things import UNTITLED
from sptui.tui.widgets.columns import Span
from sptui.tui.widgets.line import DOT, Line
from sptui.tui.widgets.meter import volume
from sptui.tui.widgets.seekbar import SeekBar

TICK = 0.25
"""Seconds between two looks at the clock; the bar repaints only when a cell of it changes."""

_REPEAT = {"off": "↻ repeat off", "context": "↻ repeat all", "track": "↻ repeat one"}


class NowPlaying(Vertical):
    """Title and modes, who made it and where it plays, and how far it is.

    `clock` gives monotonic seconds. Bound to the screen's slices.
    """

    DEFAULT_CSS = """
    NowPlaying {
        height: auto;
        padding: 1 2;
        background: $surface;
        & SeekBar { margin-top: 1; }
    }
    """

    picture: reactive[Picture] = reactive(Picture, init=False)

    trouble: reactive[Trouble | None] = reactive(None, init=False)

    def __init__(self, clock: Callable[[], float], *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._clock = clock

    def compose(self) -> ComposeResult:
        """Two lines and the bar."""
        yield Line(id="title")
        yield Line(id="byline")
        yield SeekBar()

    def on_mount(self) -> None:
        """Start to look at the clock."""
        self.set_interval(TICK, self.tick)
        self._draw()

    def watch_picture(self) -> None:
        """Another state."""
        self._draw()

    def watch_trouble(self) -> None:
        """Why nothing is known."""
        self._draw()

    def tick(self) -> None:
        """Let the bar say where it is now."""
        playback = self.picture.playback
        position = playback.position_ms(self._clock()) if playback.active else 0
        enabled = not intents.why_not(self.picture, "seeking") and playback.item is not None
        self.query_one(SeekBar).update(position, playback.duration_ms, enabled=enabled)

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        playback = self.picture.playback
        if not playback.known:
            title, byline = ("Not connected", "") if self.trouble else ("…", "Asking Spotify what plays")
        else:
            title, byline = _title(playback), _byline(playback)
        marker = Span(_marker(playback), "line--accent")
        self.query_one("#title", Line).show(
            (marker, Span(title, "line--title"), *_tags(playback)), self._modes() if playback.active else ()
        )
        self.query_one("#byline", Line).show(
            (Span("   ", "line--muted"), Span(byline, "line--muted")), _where(playback)
        )
        self.tick()

    def _modes(self) -> tuple[Span, ...]:
        playback, liked = self.picture.playback, self.picture.liked
        spans = []
        if playback.item is not None and playback.item.id and liked is not None:
            heart = Span("♥ liked", "line--accent") if liked else Span("♡ not liked", "line--off")
            spans.append(heart)
        return (
            *spans,
            Span("⇄ shuffle on", "line--accent") if playback.shuffle else Span("⇄ shuffle off", "line--off"),
            Span(_REPEAT[playback.repeat], "line--off" if playback.repeat == "off" else "line--accent"),
        )


def _marker(playback: Playback) -> str:
    if not playback.active:
        return "■  "
    return "▶  " if playback.is_playing else "⏸  "


def _title(playback: Playback) -> str:
    if not playback.active:
        return "Nothing is playing"
    if playback.item is not None:
        return playback.item.name or UNTITLED
    if playback.kind == "ad":
        return "Advertisement"
    if playback.starting:
        return "Starting …"
    if playback.device is not None and playback.device.is_private_session:
        return "Private session"
    return "Something that Spotify does not name" if playback.kind == "unknown" else "…"


def _byline(playback: Playback) -> str:
    item = playback.item
    if not playback.active:
        return "Press / to search, or d to choose a device."
    if item is not None:
        return DOT.join(part for part in (item.byline, item.collection) if part)
    if playback.kind == "ad":
        return "Skipping and seeking come back after it."
    if playback.device is not None and playback.device.is_private_session:
        return "Spotify does not tell what plays in it."
    return ""


def _tags(playback: Playback) -> tuple[Span, ...]:
    return tuple(Span(f"  {tag}", "line--off") for tag in _tag_words(playback.item))


def _tag_words(item: Item | None) -> list[str]:
    words = []
    if item is not None and item.explicit:
        words.append("explicit")
    if isinstance(item, Track) and item.is_local:
        words.append("local file")
    if isinstance(item, Episode):
        words.append("episode")
    return words


def _where(playback: Playback) -> tuple[Span, ...]:
    device = playback.device
    if device is None or not playback.active:
        return ()
    spans = [Span(device.name or "Unnamed device", "line--text")]
    if device.is_private_session:
        spans.append(Span("private session", "line--off"))
    if not device.controllable:
        spans.append(Span("no remote control", "line--warning"))
    elif device.supports_volume:
        spans.append(Span(volume(device.volume_percent), "line--muted"))
    else:
        spans.append(Span("volume on the device", "line--off"))
    return tuple(spans)
