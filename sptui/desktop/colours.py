"""The colour that a picture is remembered by."""

import colorsys
from collections.abc import Iterator
from typing import Final

from sptui.desktop.pixels import Pixels, pixels_of

Rgb = tuple[int, int, int]

_SIDE: Final = 24  # pixels of the picture that is looked at
_HUES: Final = 24
_PALE, _DARK = 0.12, 0.2  # saturation and value below which a pixel counts as grey
_SHARE: Final = 0.04  # of the picture, what must have a colour


def colour_of(data: bytes) -> Rgb | None:
    """The colour that stands out of the picture in `data`; None where all is grey, or there is no picture."""
    pixels = pixels_of(data, _SIDE, _SIDE)
    return None if pixels is None else outstanding(pixels)


def outstanding(pixels: Pixels) -> Rgb | None:
    """The middle of the hue that has most of the picture, strong colours counting more than weak ones."""
    weights, sums = [0.0] * _HUES, [[0.0, 0.0, 0.0] for _ in range(_HUES)]
    for hue, weight, rgb in _coloured(pixels):
        weights[hue] += weight
        for channel, value in enumerate(rgb):
            sums[hue][channel] += weight * value
    # A hue at the edge of two is in both.
    best = max(range(_HUES), key=lambda hue: weights[hue] + weights[hue - 1] / 2 + weights[(hue + 1) % _HUES] / 2)
    if sum(weights) < _SHARE * pixels.width * pixels.height or not weights[best]:
        return None
    red, green, blue = (round(total / weights[best]) for total in sums[best])
    return red, green, blue


def _coloured(pixels: Pixels) -> Iterator[tuple[int, float, Rgb]]:
    """The hue of every pixel that has one, as one of so many, how much it counts, and its colour."""
    for red, green, blue in zip(*[iter(pixels.rgb)] * 3, strict=True):
        hue, saturation, value = colorsys.rgb_to_hsv(red / 255, green / 255, blue / 255)
        if saturation >= _PALE and value >= _DARK:
            yield int(hue * _HUES) % _HUES, saturation * value, (red, green, blue)
