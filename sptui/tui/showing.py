"""What all looks of that which plays share: the bar at its position, and a cover."""

from collections.abc import Callable
from typing import Protocol, cast

from textual.widget import Widget

from sptui.player import intents
from sptui.player.state import Picture
from sptui.spotify.models.catalogue import Image
from sptui.tui import playing
from sptui.tui.widgets.seekbar import SeekBar

TICK = 0.25
"""Seconds between two looks at the clock; the bar repaints only when a cell of it changes."""


class Pictured(Protocol):
    """A widget that shows a picture: given its `images`, widest first, and the `name` of what they show."""

    images: tuple[Image, ...]
    caption: str


Cover = Callable[[], Widget]
"""Makes a widget that is `Pictured`."""


def show_position(bar: SeekBar, picture: Picture, now: float) -> None:
    """Let a bar say where the item is at `now` (monotonic seconds)."""
    playback = picture.playback
    position = playback.position_ms(now) if playback.active else 0
    enabled = not intents.why_not(picture, "seeking") and playback.item is not None
    bar.update(position, playback.duration_ms, enabled=enabled)


def show_cover(widget: Widget, picture: Picture) -> None:
    """Let a cover show the pictures of the item."""
    item = picture.playback.item
    pictured = cast("Pictured", widget)
    pictured.caption = item.name if item is not None else ""
    pictured.images = tuple(playing.images(picture))
