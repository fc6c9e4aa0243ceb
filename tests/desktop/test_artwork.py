import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.desktop.artwork import FORGIVEN, MOST_BYTES, Artwork
from sptui.spotify.models.catalogue import Image

URL = "https://i.scdn.co/image/1"
JPEG = b"\xff\xd8\xff" + bytes(100)
Answer = Callable[[httpx.Request], httpx.Response | Awaitable[httpx.Response]]


class Service:
    """Answers with a picture, or as a test says; remembers what it was asked."""

    def __init__(self) -> None:
        self.seen: list[httpx.Request] = []
        self.answer: Answer = lambda _: httpx.Response(200, content=JPEG)
        self.now = 1000.0
        self.asked = asyncio.Event()

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        self.asked.set()
        answer = self.answer(request)
        return answer if isinstance(answer, httpx.Response) else await answer

    def artwork(self, folder: Path | None = None) -> Artwork:
        return Artwork("blocks", folder, transport=httpx.MockTransport(self), monotonic=lambda: self.now)


@pytest.fixture
def service() -> Service:
    return Service()


def image(number: int, width: int | None) -> Image:
    return Image(url=f"https://i.scdn.co/image/{number}", width=width, height=width)


@pytest.mark.parametrize(
    ("widths", "pixels", "best"),
    [
        ((640, 300, 64), 12, 64),
        ((640, 300, 64), 64, 64),
        ((640, 300, 64), 65, 300),
        ((64, 300, 640), 301, 640),
        ((300, 64), 640, 300),
        ((None,), 640, None),
        ((None, 64), 40, 64),
        ((None, 64), 300, None),
        ((0, 64), 300, 0),
    ],
)
def test_the_smallest_that_is_large_enough_is_taken(
    widths: tuple[int | None, ...], pixels: int, best: int | None, service: Service
) -> None:
    images = [image(number, width) for number, width in enumerate(widths)]
    assert service.artwork().best(images, pixels) == images[widths.index(best)].url


def test_there_is_no_best_of_none(service: Service) -> None:
    assert service.artwork().best([], 64) == ""
    assert service.artwork().best([Image(url="https://elsewhere.test/1", width=64)], 64) == ""


FOREIGN = [
    "http://i.scdn.co/image/1",
    "https://i.scdn.co:8443/image/1",
    "https://me@i.scdn.co/image/1",
    "https://i.scdn.co.elsewhere.test/1",
    "https://ii.scdn.co/1",
    "https://scdn.co/1",
    "https://spotifycdn.com/1",
    "https://evilspotifycdn.com/1",
    "https://127.0.0.1/1",
    "https://[::1/1",
    "file:///etc/passwd",
    "/image/1",
    "",
]


@pytest.mark.parametrize("url", FOREIGN)
async def test_other_hosts_than_those_of_spotifys_pictures_are_never_asked(url: str, service: Service) -> None:
    artwork = service.artwork()
    assert await artwork.fetched(url) is None
    assert artwork.best([Image(url=url, width=640), image(1, 64)], 300) == URL
    assert service.seen == []


@pytest.mark.parametrize("host", ["i.scdn.co", "mosaic.scdn.co", "image-cdn-ak.spotifycdn.com", "a.b.spotifycdn.com"])
async def test_spotifys_hosts_are_asked_without_any_sign_in(host: str, service: Service) -> None:
    assert await service.artwork().fetched(f"https://{host}/image/1") == JPEG
    (asked,) = service.seen
    assert asked.url.host == host
    assert {"authorization", "cookie"}.isdisjoint(asked.headers)


async def test_a_cookie_that_comes_with_a_cover_is_not_sent_back(service: Service) -> None:
    cookie = {"set-cookie": "who=me; Domain=scdn.co; Path=/; Max-Age=999"}
    service.answer = lambda _: httpx.Response(200, content=JPEG, headers=cookie)
    artwork = service.artwork()
    for number in range(2):
        assert await artwork.fetched(f"https://i.scdn.co/image/{number}") == JPEG
    assert ["cookie" in asked.headers for asked in service.seen] == [False, False]
    assert artwork._http is not None
    assert list(artwork._http.cookies.jar) == []


async def test_a_cover_is_asked_for_once_however_many_want_it_and_kept_in_memory(service: Service) -> None:
    artwork = service.artwork()
    assert await artwork.kept(URL) is None
    assert await asyncio.gather(*(artwork.fetched(URL) for _ in range(3))) == [JPEG] * 3
    assert await artwork.fetched(URL) == await artwork.kept(URL) == JPEG
    assert len(service.seen) == 1


async def test_a_cover_is_on_the_disk_for_the_next_process(service: Service, tmp_path: Path) -> None:
    await service.artwork(tmp_path / "art").fetched(URL)
    assert await service.artwork(tmp_path / "art").fetched(URL) == JPEG
    assert len(service.seen) == 1
    (file,) = (tmp_path / "art").iterdir()
    file.write_bytes(file.read_bytes()[:-5])
    assert await service.artwork(tmp_path / "art").fetched(URL) == JPEG
    assert len(service.seen) == 2


async def test_who_waits_no_longer_does_not_spoil_it_for_others(service: Service) -> None:
    go, artwork = asyncio.Event(), service.artwork()

    async def slow(_: httpx.Request) -> httpx.Response:
        await go.wait()
        return httpx.Response(200, content=JPEG)

    service.answer = slow
    first, second = asyncio.create_task(artwork.fetched(URL)), asyncio.create_task(artwork.fetched(URL))
    await service.asked.wait()
    first.cancel()
    go.set()
    assert await second == JPEG
    assert len(service.seen) == 1


def failing(error: Exception) -> Answer:
    def answer(_: httpx.Request) -> httpx.Response:
        raise error

    return answer


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: httpx.Response(404),
        lambda _: httpx.Response(500, content=JPEG),
        lambda _: httpx.Response(204),
        lambda _: httpx.Response(200, content=b"<html>Sign in to this network</html>"),
        lambda _: httpx.Response(200, content=b""),
        lambda _: httpx.Response(200, content=JPEG + bytes(MOST_BYTES)),
        lambda _: httpx.Response(200, content=b"no gzip", headers={"content-encoding": "gzip"}),
        lambda _: httpx.Response(302, headers={"location": "https://mosaic.scdn.co/image/1"}),
        lambda _: httpx.Response(302, headers={"location": "http://i.scdn.co/image/2"}),
        lambda _: httpx.Response(302, headers={"location": "https://[::1/"}),
        lambda _: httpx.Response(302, headers={"location": "/image/again"}),
        failing(httpx.ConnectError("no network")),
        failing(httpx.ReadTimeout("too slow")),
        failing(ValueError("a proxy that cannot be used")),
    ],
    ids=range(14),
)
async def test_what_cannot_be_had_is_none_and_not_asked_for_again_for_five_minutes(
    answer: Answer, service: Service
) -> None:
    artwork, good, service.answer = service.artwork(), service.answer, answer
    assert await artwork.fetched(URL) is None
    asked = len(service.seen)
    assert asked <= 3, "redirects are followed twice"
    assert {request.url.host for request in service.seen} == {"i.scdn.co"}
    service.answer = good
    service.now += FORGIVEN - 1
    assert await artwork.fetched(URL) is None
    assert len(service.seen) == asked
    service.now += 1
    assert await artwork.fetched(URL) == JPEG


async def test_a_redirect_on_the_same_host_is_followed(service: Service) -> None:
    def moved(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/image/1":
            return httpx.Response(301, headers={"location": "/image/2"})
        return httpx.Response(200, content=JPEG)

    service.answer = moved
    assert await service.artwork().fetched(URL) == JPEG
    assert [request.url.path for request in service.seen] == ["/image/1", "/image/2"]


async def test_too_long_a_cover_is_not_read_to_its_end(service: Service) -> None:
    sent = 0

    class Endless(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            nonlocal sent
            while True:
                sent += 1
                yield JPEG * 1000

    service.answer = lambda _: httpx.Response(200, stream=Endless())
    assert await service.artwork().fetched(URL) is None
    assert sent < 2 * MOST_BYTES / len(JPEG * 1000)


async def test_memory_holds_the_last_covers_and_no_more(service: Service) -> None:
    large, artwork = JPEG + bytes(2**20), service.artwork()
    service.answer = lambda _: httpx.Response(200, content=large)
    for number in range(6):
        await artwork.fetched(f"https://i.scdn.co/image/{number}")
    held = [await artwork.kept(f"https://i.scdn.co/image/{number}") is not None for number in range(6)]
    assert held == [False, False, False, True, True, True]


async def test_closing_lets_go_of_what_is_on_its_way_and_asks_for_nothing_more(service: Service) -> None:
    async def never(_: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    service.answer, artwork = never, service.artwork()
    waiting = asyncio.create_task(artwork.fetched(URL))
    await service.asked.wait()
    await artwork.aclose()
    assert await waiting is None
    assert await artwork.fetched("https://i.scdn.co/image/2") is None
    assert len(service.seen) == 1


@given(st.lists(st.tuples(st.text(max_size=30), st.none() | st.integers(-5, 2000)), max_size=5), st.integers(0, 2000))
def test_the_best_is_always_one_of_those_that_may_be_asked_for(rows: list[tuple[str, int | None]], pixels: int) -> None:
    images = [Image(url=url, width=width) for url, width in rows] + [image(1, 64)]
    assert Service().artwork().best(images, pixels) == URL
