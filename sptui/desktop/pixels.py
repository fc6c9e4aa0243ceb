"""From the bytes of a picture to its pixels, by Pillow, which is imported when the first picture comes."""

import io
from dataclasses import dataclass
from typing import Final

MOST_PIXELS: Final = 4096 * 4096
"""Pixels of a picture beyond which it is not unpacked."""

_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture of `width` times `height` pixels; `rgb` has three bytes for each, line by line from the top left."""

    width: int
    height: int
    rgb: bytes


def pixels_of(data: bytes, width: int, height: int) -> Pixels | None:
    """The middle of the picture in `data`, in so many pixels; None for what is no picture, is damaged or far too large.

    Transparent parts are black, and of a moving picture the first one is taken. Never raises.
    """
    if width < 1 or height < 1:
        return None
    try:
        return _decoded(data, width, height)
    except Exception:  # noqa: BLE001 -- decoders raise whatever comes to them about other people's bytes
        return None


def _decoded(data: bytes, width: int, height: int) -> Pixels | None:
    from PIL import Image, ImageOps  # noqa: PLC0415 -- an extra, and 12 ms

    Image.MAX_IMAGE_PIXELS = None  # Pillow would warn on the screen; what is too large is refused here
    with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            return None
        # A JPEG is unpacked at an eighth, a quarter or a half of its size, whichever is still enough.
        opened.draft("RGB", (width * 2, height * 2))
        whole = opened.convert("RGBA" if "A" in opened.getbands() or "transparency" in opened.info else "RGB")
        if whole.mode == "RGBA":
            ground = Image.new("RGBA", whole.size, (0, 0, 0, 255))
            whole = Image.alpha_composite(ground, whole).convert("RGB")
        fitted = ImageOps.fit(whole, (width, height), Image.Resampling.HAMMING)
        return Pixels(width, height, fitted.tobytes())
