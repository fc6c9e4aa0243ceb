"""Pictures in the protocols of terminals; nothing here touches the terminal."""

import zlib
from base64 import b64encode
from itertools import count
from typing import Final

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from sptui.desktop.pixels import pixels_of
from sptui.tui.widgets.art import Overlay

FINEST: Final = 640
"""Pixels of a side beyond which no cover is finer."""

_BAND: Final = 6  # pixels in height that sixels are made of
_CHUNK: Final = 4096  # characters that kitty takes at a time
_PLACE: Final = "\U0010eeee"  # a cell of a picture
# Marks that number the lines and columns of a picture, 0 to 63. Source: kitty's rowcolumn-diacritics.txt.
_MARKS: Final = (
    "\u0305\u030d\u030e\u0310\u0312\u033d\u033e\u033f\u0346\u034a\u034b\u034c\u0350\u0351\u0352\u0357"
    "\u035b\u0363\u0364\u0365\u0366\u0367\u0368\u0369\u036a\u036b\u036c\u036d\u036e\u036f\u0483\u0484"
    "\u0485\u0486\u0487\u0592\u0593\u0594\u0595\u0597\u0598\u0599\u059c\u059d\u059e\u059f\u05a0\u05a1"
    "\u05a8\u05a9\u05ab\u05ac\u05af\u05c4\u0610\u0611\u0612\u0613\u0614\u0615\u0616\u0617\u0657\u0658"
)
_numbers = count(0x5B7001)  # of pictures in the terminal, 24 bits, away from where other programs begin to count


def sixel(data: bytes, columns: int, lines: int, cell: tuple[int, int] | None) -> Overlay | None:
    """The picture in `data` as sixels that fill so many cells of `cell` pixels each.

    None for what cannot be drawn, and where the size of a cell is not known. It takes a tenth of a second, so it wants
    a thread of its own. Raises whatever the encoder raises.
    """
    if cell is None:
        return None
    # A module inside of the package: those that are meant for everybody ask the terminal when they are imported, and
    # take the keys that somebody types. The version is pinned.
    from PIL import Image  # noqa: PLC0415 -- an extra
    from textual_image._sixel import image_to_sixels  # noqa: PLC0415 -- an extra

    width, height = columns * cell[0], lines * cell[1] // _BAND * _BAND  # a part of a band would scroll the last line
    side = min(width, height, FINEST)
    pixels = pixels_of(data, side, side)
    if pixels is None:
        return None
    picture = Image.frombytes("RGB", (side, side), pixels.rgb).resize((width, height))
    return Overlay(after=image_to_sixels(picture))


def kitty(data: bytes, columns: int, lines: int, cell: tuple[int, int] | None) -> Overlay | None:
    """The picture in `data` in kitty's protocol, with a placeholder in each of so many cells of `cell` pixels.

    None for what cannot be drawn, or is larger than the placeholders can say. Source: "Terminal graphics protocol",
    sections on the transfer of pixel data and on Unicode placeholders.
    """
    if not 0 < columns <= len(_MARKS) or not 0 < lines <= len(_MARKS):
        return None
    side = min(lines * (cell[1] if cell else 20), FINEST)
    pixels = pixels_of(data, side, side)
    if pixels is None:
        return None
    number = next(_numbers) & 0xFFFFFF
    payload = b64encode(zlib.compress(pixels.rgb, 1)).decode("ascii")
    chunks = [payload[at : at + _CHUNK] for at in range(0, len(payload), _CHUNK)]
    keys = f"a=T,U=1,q=2,i={number},f=24,o=z,s={side},v={side},c={columns},r={lines},"
    sent = [
        f"\x1b_G{keys if not at else 'q=2,'}m={int(at < len(chunks) - 1)};{chunk}\x1b\\"
        for at, chunk in enumerate(chunks)
    ]
    style = Style(color=Color.from_rgb(number >> 16, number >> 8 & 255, number & 255))
    strips = [
        Strip([Segment("".join(_PLACE + _MARKS[y] + _MARKS[x] for x in range(columns)), style)], columns)
        for y in range(lines)
    ]
    return Overlay(before="".join(sent), gone=f"\x1b_Ga=d,d=I,q=2,i={number}\x1b\\", lines=tuple(strips))
