import io
import warnings
import zlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sptui.desktop.pixels import MOST_PIXELS, Pixels, pixels_of
from sptui.simulator.covers import cover

PIL = pytest.importorskip("PIL.Image", reason="the extra art is not installed")

RED, GREEN, BLUE, GREY = (255, 0, 0), (0, 255, 0), (0, 0, 255), (128, 128, 128)


def encoded(image: object, kind: str = "PNG", **how: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **how)  # type: ignore[attr-defined]
    return file.getvalue()


def of(width: int, height: int, *colours: tuple[int, int, int]) -> bytes:
    """A picture of these pixels."""
    return encoded(PIL.frombytes("RGB", (width, height), bytes(part for colour in colours for part in colour)))


def test_a_picture_of_the_right_size_is_taken_as_it_is() -> None:
    assert pixels_of(of(2, 2, RED, GREEN, BLUE, GREY), 2, 2) == Pixels(2, 2, bytes((*RED, *GREEN, *BLUE, *GREY)))


def test_of_an_oblong_one_the_middle_is_taken() -> None:
    assert pixels_of(of(3, 1, RED, GREEN, BLUE), 1, 1) == Pixels(1, 1, bytes(GREEN))
    assert pixels_of(of(1, 3, RED, GREEN, BLUE), 1, 1) == Pixels(1, 1, bytes(GREEN))


def test_one_of_a_single_pixel_fills_any_size() -> None:
    assert pixels_of(of(1, 1, BLUE), 12, 12) == Pixels(12, 12, bytes(BLUE) * 144)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *(("JPEG", mode) for mode in ("RGB", "L", "1", "CMYK")),
        *(("PNG", mode) for mode in ("RGB", "L", "1", "P", "RGBA", "LA", "I;16")),
        *(("WEBP", mode) for mode in ("RGB", "RGBA")),
        *(("GIF", mode) for mode in ("RGB", "L", "1", "P", "RGBA")),
    ],
)
def test_every_kind_of_colours_becomes_red_green_and_blue(kind: str, mode: str) -> None:
    pixels = pixels_of(encoded(PIL.new(mode, (64, 64)), kind), 12, 12)
    assert pixels is not None
    assert len(pixels.rgb) == 12 * 12 * 3


def test_what_is_transparent_is_black() -> None:
    assert pixels_of(encoded(PIL.new("RGBA", (4, 4), (255, 255, 255, 0))), 2, 2) == Pixels(2, 2, bytes(12))


def test_of_a_moving_picture_the_first_is_taken() -> None:
    frames = [PIL.new("RGB", (8, 8), colour) for colour in (RED, GREEN)]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert pixels_of(data, 1, 1) == Pixels(1, 1, bytes(RED))


@pytest.mark.parametrize("width", [0, -1])
def test_there_are_no_pixels_without_room(width: int) -> None:
    assert pixels_of(of(1, 1, RED), width, 2) is None
    assert pixels_of(of(1, 1, RED), 2, width) is None


def test_one_that_would_unpack_to_gigabytes_is_not_unpacked() -> None:
    data = bytearray(cover("bomb", 64))
    side = int(MOST_PIXELS**0.5) + 1
    header = b"IHDR" + side.to_bytes(4, "big") * 2 + bytes(data[24:29])
    data[12:29] = header
    data[29:33] = zlib.crc32(header).to_bytes(4, "big")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert pixels_of(bytes(data), 12, 12) is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_file_that_breaks_off_is_no_picture(kind: str) -> None:
    data = encoded(PIL.open(io.BytesIO(cover("whole", 300))), kind)
    assert pixels_of(data, 12, 12) is not None
    for length in (4, 20, len(data) // 2):
        assert pixels_of(data[:length], 12, 12) is None


@pytest.mark.parametrize("kind", ["TIFF", "BMP", "PPM"])
def test_other_kinds_of_files_are_no_pictures(kind: str) -> None:
    assert pixels_of(encoded(PIL.new("RGB", (4, 4)), kind), 2, 2) is None


MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\x10\0\0\0WEBPVP8 ", b"")


@given(st.sampled_from(MAGIC), st.binary(max_size=300), st.integers(-1, 40), st.integers(-1, 40))
@example(b"", b"", 1, 1)
def test_no_bytes_whatever_raise(magic: bytes, rest: bytes, width: int, height: int) -> None:
    pixels = pixels_of(magic + rest, width, height)
    assert pixels is None or len(pixels.rgb) == width * height * 3


@given(st.data())
def test_no_damage_to_a_picture_raises(data: st.DataObject) -> None:
    spoilt = bytearray(cover("spoilt", 64))
    for at in data.draw(st.lists(st.integers(0, len(spoilt) - 1), max_size=8)):
        spoilt[at] ^= data.draw(st.integers(1, 255))
    pixels = pixels_of(bytes(spoilt), 8, 8)
    assert pixels is None or len(pixels.rgb) == 8 * 8 * 3
