"""The cover of what is shown: looked for when it has been shown for a moment, and drawn as the terminal can."""

import asyncio
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from textual import events, on
from textual.content import Content
from textual.reactive import reactive

from sptui.desktop.graphics import Art as Kind
from sptui.desktop.graphics import cell_pixels
from sptui.desktop.pixels import pixels_of
from sptui.player.clock import Clock
from sptui.spotify.models.catalogue import Image
from sptui.tui.widgets.art import Art, half_blocks

if TYPE_CHECKING:
    from textual.strip import Strip
    from textual.widget import Widget

    from sptui.tui.widgets.art import Overlay

SETTLED = 0.5
"""Seconds for which something has to be shown before its cover is fetched: who skips through tracks fetches none."""
FINEST = 640
"""Pixels that are asked for where the terminal draws pictures: one cover then does for every size."""


class Artwork(Protocol):
    """What covers come from (`sptui.desktop.artwork.Artwork`). Nothing raises; what cannot be had is None."""

    @property
    def art(self) -> Kind:
        """How to show them."""
        ...

    def best(self, images: Iterable[Image], pixels: int) -> str:
        """The address of the one to show in so many pixels; "" for none."""
        ...

    async def kept(self, url: str) -> bytes | None:
        """The one at `url`, when it is here already."""
        ...

    async def fetched(self, url: str) -> bytes | None:
        """The one at `url`, wherever it is."""
        ...


def covers_of(artwork: Artwork | None, clock: Clock) -> "Callable[[], Widget] | None":
    """What makes a `Cover` wherever there is to be one; None where there are none, so that nothing keeps room free."""
    return None if artwork is None or artwork.art == "off" else partial(Cover, artwork, clock)


class Cover(Art):
    """The cover among `images`, the largest square that its styles leave room for; until it is there, a blank pane.

    Give it a size by styles, twice as many columns as lines, then set `images`, and `caption` to the name of what they
    show, whenever something else is shown; () for what has none. Neither need change when only the size does. Several
    may show the same one: it is fetched once.

    ::

        yield Cover(app.artwork, app.player.clock)

    It is not displayed without an `artwork`, or one that is off. One that cannot be seen fetches nothing. `cell` gives
    the size of a cell in pixels, None where it is not known.
    """

    images: reactive[tuple[Image, ...]] = reactive((), init=False, repaint=False)
    caption: reactive[str] = reactive("", init=False, repaint=False)

    def __init__(
        self,
        artwork: Artwork | None,
        clock: Clock,
        *,
        cell: Callable[[], tuple[int, int] | None] = cell_pixels,
        id: str | None = None,  # noqa: A002 -- Textual's word
    ) -> None:
        super().__init__(id=id)
        self._artwork = artwork if artwork is not None and artwork.art != "off" else None
        self._kind: Kind = self._artwork.art if self._artwork is not None else "off"
        self._clock = clock
        self._cell = cell
        self._seen = False
        self._url = ""
        self._drawn: tuple[str, tuple[int, int]] | None = None
        if self._artwork is None:
            self.display = False

    def watch_images(self) -> None:
        """Something else is shown."""
        if self._artwork is None:
            return
        if (url := self._artwork.best(self.images, self._pixels)) != self._url:
            self._url, self._drawn = url, None
            self.show(())
        self._look()

    def watch_caption(self) -> None:
        """Tell its name to a mouse that rests on it."""
        self.tooltip = Content(self.caption) if self.caption else None

    @on(events.Show)
    @on(events.Resize)
    def _appeared(self) -> None:
        self._seen = True
        self.watch_images()

    @on(events.Hide)
    def _went(self) -> None:
        self._seen = False

    def _look(self) -> None:
        """Begin to look for what has to be shown now, when the screen is painted; let go of what was looked for."""
        now = (self._url, self.cells)
        if not self._seen or now == self._drawn:
            return
        self._drawn = now
        self.workers.cancel_group(self, "cover")
        if self._url and all(self.cells):
            self.call_after_refresh(self._start, now)

    def _start(self, wanted: tuple[str, tuple[int, int]]) -> None:
        if wanted == self._drawn:
            self.run_worker(self._load(*wanted), group="cover", exclusive=True)

    async def _load(self, url: str, cells: tuple[int, int]) -> None:
        if (artwork := self._artwork) is None:
            return
        data = await artwork.kept(url)
        if data is None:
            await self._clock.wait(asyncio.Event(), SETTLED)
            data = await artwork.fetched(url)
        drawn = await self._draw(data, *cells) if data is not None else None
        if drawn is None:
            self._drawn = None  # somebody may look again
        else:
            self.show(*drawn)

    async def _draw(self, data: bytes, columns: int, lines: int) -> "tuple[tuple[Strip, ...], Overlay | None] | None":
        blocks = await asyncio.to_thread(_blocks_of, data, columns, lines)
        if blocks is None:
            return None
        return blocks, await self._overlay_of(data, columns, lines) if self._kind != "blocks" else None

    async def _overlay_of(self, data: bytes, columns: int, lines: int) -> "Overlay | None":
        """What a terminal with pictures draws; half blocks for good as soon as that goes wrong."""
        try:
            from sptui.tui.widgets import overlays  # noqa: PLC0415 -- for terminals with pictures alone

            draw = overlays.kitty if self._kind == "kitty" else overlays.sixel
            return await asyncio.to_thread(partial(draw, data, columns, lines, self._cell()))
        except Exception:  # noqa: BLE001 -- the encoder is another package's inside
            self._kind = "blocks"
            return None

    @property
    def _pixels(self) -> int:
        """How wide a picture has to be."""
        return self.cells[0] if self._kind == "blocks" else FINEST


def _blocks_of(data: bytes, columns: int, lines: int) -> "tuple[Strip, ...] | None":
    pixels = pixels_of(data, columns, lines * 2)
    return None if pixels is None else half_blocks(pixels)
