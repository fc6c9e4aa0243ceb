"""The accent from the cover of what plays."""

import asyncio
import colorsys
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.color import Color

from sptui.player.clock import Clock
from sptui.player.state import Picture
from sptui.tui import playing

if TYPE_CHECKING:
    from textual.app import App

    from sptui.tui.cover import Artwork

SETTLED: Final = 0.6
"""Seconds for which something must have played before its cover is fetched."""
_PIXELS: Final = 64


class CoverAccent:
    """Follows what plays, and calls `show` with the colour of each cover, None for that of the theme.

    The colour of the last cover stays until that of the next one is known. One that is not `on` does nothing.
    """

    def __init__(
        self, app: "App[None]", artwork: "Artwork", clock: Clock, show: Callable[[Color | None], None]
    ) -> None:
        self._app = app
        self._artwork = artwork
        self._clock = clock
        self._show = show
        self._url = ""
        self.on = False

    @classmethod
    def of(
        cls, app: "App[None]", artwork: "Artwork | None", clock: Clock, show: Callable[[Color | None], None]
    ) -> "CoverAccent | None":
        """The one of an app; None where no covers are shown."""
        return None if artwork is None or artwork.art == "off" else cls(app, artwork, clock, show)

    def switch(self, *, on: bool) -> None:
        """Begin to follow, or give the theme its accent back."""
        if self.on and not on:
            self._leave()
        self.on = on

    def follow(self, picture: Picture) -> None:
        """Take the colour of what plays, once for each cover."""
        playback = picture.playback
        if not self.on or not playback.known or (playback.active and (playback.starting or playback.between)):
            return  # what comes next is about to be told
        url = self._artwork.best(playing.images(picture), _PIXELS) if playback.active else ""
        if not url:
            self._leave()
        elif url != self._url:
            self._url = url
            take: Callable[[], Awaitable[None]] = partial(self._take, url)
            self._app.run_worker(take, group="accent", exclusive=True)

    def _leave(self) -> None:
        if self._url:
            self._url = ""
            self._app.workers.cancel_group(self._app, "accent")
            self._show(None)

    async def _take(self, url: str) -> None:
        data = await self._artwork.kept(url)
        if data is None:
            await self._clock.wait(asyncio.Event(), SETTLED)
            data = await self._artwork.fetched(url)
        colour = await asyncio.to_thread(_colour_of, data) if data is not None else None
        if url == self._url:
            self._show(colour)


def _colour_of(data: bytes) -> Color | None:
    from sptui.desktop.colours import colour_of  # noqa: PLC0415 -- only where it is wanted

    rgb = colour_of(data)
    return None if rgb is None else Color(*rgb)


def fitting(colour: Color, *, dark: bool) -> Color:
    """A colour as an accent: its hue, neither dull nor shrill, on a `dark` ground light and else dark."""
    hue, _, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour.rgb))
    red, green, blue = colorsys.hls_to_rgb(hue, 0.7 if dark else 0.3, min(max(saturation, 0.4), 0.72))
    return Color(round(red * 255), round(green * 255), round(blue * 255))
