"""A square picture: half blocks, or what a terminal with pictures draws in their place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from sptui.desktop.pixels import Pixels

NOTE = "♪"


@dataclass(frozen=True, slots=True)
class Overlay:
    """What a terminal with pictures is told beside the half blocks, which stay wherever it is not in front.

    `before` is written once before the picture is painted, `after` each time that it was, from its upper left cell, and
    `gone` when it is no longer needed. `lines` are painted instead of the half blocks, where there are any.
    """

    before: str = ""
    after: str = ""
    gone: str = ""
    lines: tuple[Strip, ...] = ()


def square(width: int, height: int) -> tuple[int, int]:
    """Columns and lines of the largest square in so many cells, which are twice as high as wide."""
    lines = min(width // 2, height)
    return lines * 2, lines


def half_blocks(pixels: Pixels) -> tuple[Strip, ...]:
    """A picture as lines of `▀`, each the colour of one pixel over that of the one below."""
    stride = pixels.width * 3
    lines = []
    for top in range(0, (pixels.height - 1) * stride, 2 * stride):
        upper, lower = pixels.rgb[top : top + stride], pixels.rgb[top + stride : top + 2 * stride]
        cells = [Segment("▀", _style(upper[at : at + 3], lower[at : at + 3])) for at in range(0, stride, 3)]
        lines.append(Strip(cells, pixels.width))
    return tuple(lines)


def _style(upper: bytes, lower: bytes) -> Style:
    return Style(color=Color.from_rgb(*upper), bgcolor=Color.from_rgb(*lower))


def blank(width: int, height: int, ground: Style, note: Style, around: Style) -> tuple[Strip, ...]:
    """Where there is no picture: a pane with round corners in the backgrounds of `ground` and of what is `around`, and
    a note in its middle.
    """
    if width < 4 or height < 2:
        return tuple(Strip([Segment(" " * width, ground)], width) for _ in range(height))
    edge = around + Style(color=ground.bgcolor)
    lines = [Strip([Segment(" " * width, ground)], width)] * height
    for y, corner in ((0, "▄"), (height - 1, "▀")):
        lines[y] = Strip([Segment(corner, edge), Segment(" " * (width - 2), ground), Segment(corner, edge)], width)
    at = (width - 1) // 2
    if height > 2:
        row = [Segment(" " * at, ground), Segment(NOTE, note), Segment(" " * (width - at - 1), ground)]
        lines[(height - 1) // 2] = Strip(row, width)
    return tuple(lines)


class Art(Widget):
    """The largest square picture that there is room for, in the middle; without one, a blank pane with a note.

    It is as large as its styles say, and repaints only when another picture comes.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"art--blank", "art--note"}
    DEFAULT_CSS = """
    Art {
        width: 12;
        height: 6;

        & > .art--blank { background: $panel; }
        & > .art--note { background: $panel; color: $text-disabled; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's word
        super().__init__(id=id)
        self._lines: tuple[Strip, ...] = ()
        self._overlay: Overlay | None = None
        self._announced = False
        self._due = False

    @property
    def cells(self) -> tuple[int, int]:
        """Columns and lines of the picture."""
        return square(*self.size)

    def show(self, lines: Sequence[Strip], overlay: Overlay | None = None) -> None:
        """Show `lines`, which are as many and as wide as `cells` say, none for no picture."""
        shown = tuple(lines)
        if shown == self._lines and overlay == self._overlay:
            return
        self._put_away()
        self._lines, self._overlay = shown, overlay
        self.refresh()

    def on_mount(self) -> None:
        """Come back with the screen after somebody has suspended the app: the terminal may have forgotten pictures."""
        self.app.app_resume_signal.subscribe(self, self._again)

    def on_unmount(self) -> None:
        """Leave nothing in the terminal."""
        self._put_away()

    def render_line(self, y: int) -> Strip:
        """Draw a line of half blocks, or of the blank pane."""
        width, base = self.size.width, self.visual_style.rich_style
        columns, height = self.cells
        lines = self._lines
        if len(lines) != height or any(line.cell_length != columns for line in lines[:1]):
            ground, note = (self.get_visual_style(name).rich_style for name in ("art--blank", "art--note"))
            lines = blank(columns, height, ground, note, base)
        return _centred(lines, y - (self.size.height - height) // 2, width, base)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some lines; on the screen that is in front, with what a terminal with pictures has for them."""
        overlay = self._overlay
        if overlay is None or not self._in_front:
            return super().render_lines(crop)
        if not self._announced:
            self._announced = self._write(overlay.before)
        if not self._announced:
            return super().render_lines(crop)
        if overlay.after and not self._due:
            self._due = True
            self.call_after_refresh(self._draw_over)
        columns, height = self.cells
        if not overlay.lines or len(overlay.lines) != height or overlay.lines[0].cell_length != columns:
            return super().render_lines(crop)
        base, above = self.visual_style.rich_style, (self.size.height - height) // 2
        drawn = [_centred(overlay.lines, y - above, self.size.width, base) for y in crop.line_range]
        return [line if crop.width == self.size.width else line.crop(crop.x, crop.right) for line in drawn]

    @property
    def _in_front(self) -> bool:
        """Whether nothing lies over it that would be painted over, and all of it can be seen."""
        return self.is_attached and self.screen.is_active and self.screen.region.contains_region(self.region)

    def _draw_over(self) -> None:
        self._due, overlay = False, self._overlay
        columns, height = self.cells
        if overlay is not None and self._in_front and len(self._lines) == height and self.display:
            x = self.region.x + (self.size.width - columns) // 2
            y = self.region.y + (self.size.height - height) // 2
            self._write(f"\x1b7\x1b[{y + 1};{x + 1}H{overlay.after}\x1b8")

    def _again(self, _: object) -> None:
        self._announced = False
        self.refresh()

    def _put_away(self) -> None:
        if self._announced and self._overlay is not None:
            self._write(self._overlay.gone)
        self._announced = False

    def _write(self, text: str) -> bool:
        """Write to the terminal in turn with what Textual writes; False where that cannot be done."""
        driver = getattr(self.app, "_driver", None)
        if driver is None:
            return False
        if text:
            driver.write(text)
        return True


def _centred(lines: Sequence[Strip], y: int, width: int, base: Style) -> Strip:
    """The line `y` of a picture in the middle of `width` cells."""
    if not 0 <= y < len(lines):
        return Strip.blank(width, base)
    left = (width - lines[y].cell_length) // 2
    right = width - left - lines[y].cell_length
    parts = [Segment(" " * left, base), *lines[y], Segment(" " * right, base)]
    return Strip([segment for segment in parts if segment.text], width)
