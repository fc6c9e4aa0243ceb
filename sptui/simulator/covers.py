"""Covers for the simulated music: PNGs drawn from the name of the picture alone, without any library."""

import random
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Final

from sptui.simulator.messages import Refusal, Request, Response

HOST: Final = "i.scdn.co"
_LARGEST: Final = 640  # pixels
_SIZE_DIGITS: Final = 8  # hexadecimal ones that a simulated picture's name begins with

Colour = tuple[float, float, float]
Span = tuple[float, float, bytes]

# Ground, its other end, and two colours that go with them.
_PALETTES: Final = (
    ("#10243f", "#3d7ea6", "#f2c14e", "#f78154"),
    ("#2b1b3d", "#a4508b", "#ffd3b6", "#ff8c94"),
    ("#0f3d3e", "#3e978b", "#f1ebdd", "#e2703a"),
    ("#3a0f1d", "#b23a48", "#fcb9b2", "#fed0bb"),
    ("#16302b", "#694873", "#8b728e", "#faf2a1"),
    ("#e8dcc4", "#c8a27c", "#2f3e46", "#bc4b32"),
    ("#e9f1f7", "#8fb8de", "#2b3a67", "#e76f51"),
    ("#1a1a2e", "#0f3460", "#e94560", "#f5d7b2"),
    ("#f7ede2", "#f5cac3", "#84a59d", "#f28482"),
    ("#22223b", "#4a4e69", "#c9ada7", "#f2e9e4"),
)


@dataclass(frozen=True, slots=True)
class _Disc:
    """A disc, its middle, radius and width in parts of the side; `bands` are cut out of its lower half."""

    x: float
    y: float
    radius: float
    colour: bytes
    bands: int = 0

    def span(self, y: float) -> Iterator[Span]:
        away = (y - self.y) / self.radius
        if abs(away) >= 1 or (self.bands and away > 0 and away * self.bands % 1 < 0.2 + 0.5 * away):
            return
        half = self.radius * sqrt(1 - away * away)
        yield self.x - half, self.x + half, self.colour


@dataclass(frozen=True, slots=True)
class _Hill:
    """A triangle that stands on the lower edge."""

    x: float
    top: float
    slope: float
    colour: bytes

    def span(self, y: float) -> Iterator[Span]:
        if y > self.top:
            half = (y - self.top) * self.slope
            yield self.x - half, self.x + half, self.colour


@dataclass(frozen=True, slots=True)
class _Tile:
    """A quarter of a disc in a square of `side`, around one of the square's corners."""

    x: float
    y: float
    side: float
    right: bool
    low: bool
    colour: bytes

    def span(self, y: float) -> Iterator[Span]:
        inside = y - self.y
        if not 0 <= inside < self.side:
            return
        away = self.side - inside if self.low else inside
        reach = sqrt(max(0.0, self.side**2 - away**2))
        if self.right:
            yield self.x + self.side - reach, self.x + self.side, self.colour
        else:
            yield self.x, self.x + reach, self.colour


_Shape = _Disc | _Hill | _Tile


def answer(request: Request) -> Response:
    """What the host of pictures says. Refusal 404 for what is no picture of the simulated music."""
    name = request.path.removeprefix("/image/")
    try:
        side = int(name[:_SIZE_DIGITS], 16)
    except ValueError:
        side = 0
    if request.method != "GET" or not 1 <= side <= _LARGEST or not name[_SIZE_DIGITS:].isalnum():
        raise Refusal(404, "Not found")
    return Response(200, (("content-type", "image/png"),), cover(name[_SIZE_DIGITS:], side))


def cover(name: str, side: int) -> bytes:
    """The cover called `name`, a PNG of `side` by `side` pixels; the same drawing for the same name in every size."""
    rng = random.Random(name)  # noqa: S311 -- a drawing is no secret
    *ends, first, second = (_rgb(colour) for colour in rng.choice(_PALETTES))
    if rng.random() < 0.5:
        ends.reverse()
    lines = _ground(ends[0], ends[1], side, lean=rng.choice((-1, 0, 0, 1)))
    for shape in _shapes(rng, _bytes(first), _bytes(second)):
        for row, line in enumerate(lines):
            for left, right, colour in shape.span((row + 0.5) / side):
                _paint(line, left * side, right * side, colour)
    return _png(lines, side)


def _shapes(rng: random.Random, first: bytes, second: bytes) -> Iterator[_Shape]:
    """What stands on the ground, the farthest first."""
    kind = rng.choice(("sun", "rings", "hills", "tiles", "moons"))
    if kind == "sun":
        yield _Disc(0.5, 0.52, 0.34, first, bands=6)
        yield _Disc(rng.uniform(0.15, 0.85), rng.uniform(0.08, 0.2), 0.03, second)
    elif kind == "rings":
        x, y = rng.uniform(0.25, 0.75), rng.uniform(0.25, 0.75)
        for ring in range(5, 0, -1):
            yield _Disc(x, y, ring * 0.11, first if ring % 2 else second)
    elif kind == "hills":
        yield _Disc(rng.uniform(0.2, 0.8), rng.uniform(0.2, 0.4), rng.uniform(0.09, 0.16), second)
        for number, colour in enumerate((_mixed(first, second, 0.3), first, _mixed(first, b"\x00\x00\x00", 0.35))):
            yield _Hill(rng.uniform(0.1, 0.9), 0.42 + 0.15 * number, rng.uniform(0.9, 1.5), colour)
    elif kind == "tiles":
        yield from _tiles(rng, first, second)
    else:
        step, rise, radius = (
            rng.choice((-1, 1)) * rng.uniform(0.14, 0.22),
            rng.uniform(-0.2, 0.2),
            rng.uniform(0.16, 0.24),
        )
        for number in (-1, 0, 1):
            yield _Disc(0.5 + step * number, 0.5 + rise * number, radius, _mixed(first, second, (number + 1) / 2))


def _tiles(rng: random.Random, first: bytes, second: bytes) -> Iterator[_Tile]:
    count = rng.choice((2, 3))
    for place in range(count * count):
        if rng.random() < 0.85:
            right, low = rng.random() < 0.5, rng.random() < 0.5
            colour = first if rng.random() < 0.6 else second
            yield _Tile(place % count / count, place // count / count, 1 / count, right, low, colour)


def _ground(start: Colour, end: Colour, side: int, *, lean: int) -> list[bytearray]:
    """Lines that go from one colour to another downwards, and with a `lean` of 1 or -1 to the right or left as well."""
    steps = side * (1 + abs(lean))
    strip = b"".join(
        _bytes(tuple(a + (b - a) * step / max(1, steps - 1) for a, b in zip(start, end, strict=True)))
        for step in range(steps)
    )
    if not lean:
        return [bytearray(strip[3 * row : 3 * row + 3] * side) for row in range(side)]
    lines = [bytearray(strip[3 * row : 3 * (row + side)]) for row in range(side)]
    return lines if lean > 0 else [_mirrored(line) for line in lines]


def _mirrored(line: bytearray) -> bytearray:
    turned = bytearray(len(line))
    for part in range(3):
        turned[part::3] = line[part::3][::-1]
    return turned


def _paint(line: bytearray, left: float, right: float, colour: bytes) -> None:
    """Colour a line from `left` to `right`, in pixels; a pixel at the edge in part."""
    width = len(line) // 3
    left, right = max(0.0, left), min(float(width), right)
    if right <= left:
        return
    first, last = int(left), min(int(right), width - 1)
    for pixel in {first, last}:
        part = min(right, pixel + 1) - max(left, pixel)
        at = slice(3 * pixel, 3 * pixel + 3)
        line[at] = _mixed(bytes(line[at]), colour, part)
    if last > first + 1:
        line[3 * (first + 1) : 3 * last] = colour * (last - first - 1)


def _mixed(one: bytes, other: bytes, part: float) -> bytes:
    """Two colours, of which the other has `part` (0 to 1)."""
    return bytes(round(a + (b - a) * part) for a, b in zip(one, other, strict=True))


def _rgb(text: str) -> Colour:
    red, green, blue = bytes.fromhex(text.removeprefix("#"))
    return red, green, blue


def _bytes(colour: tuple[float, ...]) -> bytes:
    return bytes(round(part) for part in colour)


def _png(lines: list[bytearray], side: int) -> bytes:
    """The lines as a file. Source: PNG specification, "Chunk layout"."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)  # 8 bits for each of red, green and blue
    pixels = zlib.compress(b"".join(b"\0" + line for line in lines), 6)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
