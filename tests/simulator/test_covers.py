import struct
import zlib
from types import SimpleNamespace

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.simulator import Request, Simulator, SimulatorTransport
from sptui.simulator.covers import cover
from sptui.simulator.messages import Json
from sptui.simulator.objects import images

STEM = "0123456789abcdef0123456789abcdef"


def decoded(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and pixels of a PNG without filters; what is not one fails."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = {}, 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length]) == (zlib.crc32(kind + data),)
        chunks[kind] = data
        at += 12 + length
    assert list(chunks) == [b"IHDR", b"IDAT", b"IEND"]
    width, height, *kind_of = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert kind_of == [8, 2, 0, 0, 0]
    lines = zlib.decompress(chunks[b"IDAT"])
    stride = 1 + 3 * width
    assert len(lines) == height * stride
    assert set(lines[::stride]) == {0}
    return width, height, b"".join(lines[row + 1 : row + stride] for row in range(0, len(lines), stride))


def ask(simulator: Simulator, url: str, method: str = "GET") -> tuple[int, bytes]:
    response = simulator.handle(Request(method, url))
    return response.status, response.body


@given(st.text(max_size=40), st.integers(1, 80))
def test_every_name_has_a_picture_in_every_size(name: str, side: int) -> None:
    width, height, _ = decoded(cover(name, side))
    assert (width, height) == (side, side)


def test_the_same_name_is_the_same_picture_and_another_name_another() -> None:
    assert cover(STEM, 64) == cover(STEM, 64)
    assert len({cover(f"{STEM}{number}", 32) for number in range(50)}) == 50


def test_a_picture_looks_alike_in_every_size() -> None:
    _, _, small = decoded(cover(STEM, 60))
    _, _, large = decoded(cover(STEM, 300))
    middles = [3 * (300 * (5 * row + 2) + 5 * column + 2) for row in range(60) for column in range(60)]
    apart = [abs(small[3 * at + part] - large[middle + part]) for at, middle in enumerate(middles) for part in range(3)]
    assert sum(apart) / len(apart) < 6


def test_what_the_objects_name_is_served_without_a_token_and_counts_as_no_request(simulator: Simulator) -> None:
    simulator.limits.rate = 0
    for image in images(STEM):
        status, body = ask(simulator, image["url"])
        assert status == 200
        assert decoded(body)[:2] == (image["width"], image["height"])


def test_the_cover_of_what_plays_is_served(simulator: Simulator) -> None:
    track: Json = simulator.world.catalogue.tracks[0].full
    assert ask(simulator, track["album"]["images"][-1]["url"])[0] == 200


@pytest.mark.parametrize(
    "path", ["image/", f"image/{STEM}", "image/00000280", f"image/00000000{STEM}", f"image/00000281{STEM}", "", "else"]
)
def test_other_pictures_there_are_none(path: str, simulator: Simulator) -> None:
    assert ask(simulator, f"https://i.scdn.co/{path}")[0] == 404


def test_pictures_are_only_there_to_be_got_and_only_on_their_host(simulator: Simulator) -> None:
    assert ask(simulator, f"https://i.scdn.co/image/00000040{STEM}", "PUT")[0] == 404
    assert ask(simulator, f"https://api.spotify.com/image/00000040{STEM}")[0] == 404


async def test_they_come_over_the_transport(clock: SimpleNamespace) -> None:
    transport = SimulatorTransport(Simulator(clock=lambda: clock.now))
    async with httpx.AsyncClient(transport=transport) as http:
        answer = await http.get(images(STEM)[2]["url"])
    assert answer.headers["content-type"] == "image/png"
    assert decoded(answer.content)[0] == 64
