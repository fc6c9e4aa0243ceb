"""What the client does between a call and its answer."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator

import httpx
import pytest

from sptui.spotify.client import MAX_BODY, Spotify, http_client
from sptui.spotify.errors import (
    BadAnswer,
    BadRequest,
    DeviceNotFound,
    NotFound,
    RateLimited,
    SpotifyError,
    Unreachable,
)
from tests.spotify.service import TRACK, Call, Service, fine


class Endless(httpx.AsyncByteStream):
    """A body that goes on for ever, and counts what is taken of it."""

    def __init__(self) -> None:
        self.taken = 0
        self.closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            self.taken += 2**20
            yield b" " * 2**20

    async def aclose(self) -> None:
        self.closed = True


@pytest.mark.parametrize(
    ("status", "error", "told"),
    [(200, BadAnswer, "far too long"), (404, NotFound, "does not know"), (429, RateLimited, "slow down")],
)
async def test_a_body_without_end_is_cut_off_and_a_refusal_counts_all_the_same(
    status: int, error: type[SpotifyError], told: str
) -> None:
    body = Endless()

    with pytest.raises(error, match=told):
        await Service(httpx.Response(status, stream=body, headers={"retry-after": "60"})).client().player.devices()

    assert body.taken <= MAX_BODY + 2**20
    assert body.closed


class Packed(httpx.AsyncByteStream):
    """80 MiB of blanks in a few hundred KiB of gzip, and how many bytes are left of it."""

    def __init__(self) -> None:
        self.left = self.whole = gzip.compress(b" " * 80 * 2**20, 1)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while self.left:
            chunk, self.left = self.left[:4096], self.left[4096:]
            yield chunk


async def test_a_small_body_that_unpacks_to_a_huge_one_is_cut_off() -> None:
    body = Packed()
    answer = httpx.Response(200, headers={"content-encoding": "gzip"}, stream=body)

    with pytest.raises(BadAnswer, match="far too long"):
        await Service(answer).client().users.me()

    assert len(body.left) > len(body.whole) / 2


async def test_an_answer_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(_: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr("sptui.spotify.client.PATIENCE", 0.0)
    with pytest.raises(Unreachable) as caught:
        await Spotify(http_client(httpx.MockTransport(never))).player.next()

    assert caught.value.sent


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_redirect_is_refused_and_not_followed(status: int) -> None:
    service = Service(httpx.Response(status, headers={"location": "https://elsewhere.example/v1/me"}))

    with pytest.raises(BadAnswer):
        await service.client().users.me()

    assert [request.url.host for request in service.requests] == ["api.spotify.com"]


@pytest.mark.parametrize(
    "body",
    [b'{"id": "u', b"<html><body>Bad gateway</body></html>", b"null", b"[]", b"3", b"", b" \n", b"\xff\xfe",
     b"[" * 100_000, b'{"id": {}}'],
)  # fmt: skip
async def test_a_success_that_is_not_what_was_promised_is_a_bad_answer(body: bytes) -> None:
    with pytest.raises(BadAnswer) as caught:
        await Service(httpx.Response(200, content=body)).client().users.me()

    assert str(caught.value).isprintable()


@pytest.mark.parametrize("call", [lambda s: s.player.devices(), lambda s: s.player.pause()])
async def test_broken_gzip_is_a_bad_answer(call: Call) -> None:
    answer = httpx.Response(200, headers={"content-encoding": "gzip"}, stream=httpx.ByteStream(b"not gzip at all"))

    with pytest.raises(BadAnswer):
        await call(Service(answer).client())


@pytest.mark.parametrize("body", [b"3o0RYoo5iOMKSmEbunsbvW", b"", b"{}", b"<html>", b"\xff"])
@pytest.mark.parametrize("status", [200, 201, 202, 204])
async def test_a_write_succeeds_whatever_the_success_says(status: int, body: bytes) -> None:
    service = Service(httpx.Response(status, content=body))

    await service.client().player.next()

    assert len(service.requests) == 1


@pytest.mark.parametrize("answer", [httpx.Response(204), httpx.Response(200)], ids=str)
async def test_nothing_playing_is_none(answer: httpx.Response) -> None:
    assert await Service(answer).client().player.playback_state() is None


async def test_an_id_stays_one_segment_of_the_path_whatever_it_holds() -> None:
    service = Service(fine())

    await service.client().catalogue.track("../me?x=1#é")

    assert service.requests[0].url.raw_path == b"/v1/tracks/..%2Fme%3Fx%3D1%23%C3%A9"


@pytest.mark.parametrize(
    "call",
    [
        lambda s: s.search("half \ud83d"),
        lambda s: s.search("x" * 100_000),
        lambda s: s.player.play(context_uri="\ud83d"),
        lambda s: s.player.add_to_queue("\udc9a"),
        lambda s: s.playlists.create("\ud83d"),
        lambda s: s.catalogue.track("x" * 100_000),
    ],
)
async def test_what_no_request_can_hold_is_a_bad_request(call: Call) -> None:
    service = Service()

    with pytest.raises(BadRequest):
        await call(service.client())

    assert service.requests == []


async def test_half_a_character_in_an_id_is_sent_as_a_question_mark() -> None:
    service = Service(fine())

    await service.client().catalogue.track("a\ud83d")

    assert service.requests[0].url.raw_path == b"/v1/tracks/a%3F"


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        (lambda s: s.player.pause(), NotFound),
        (lambda s: s.player.pause(device_id="d"), DeviceNotFound),
        (lambda s: s.player.transfer("d"), DeviceNotFound),
    ],
)
async def test_an_empty_404_says_that_the_device_has_gone_only_when_one_was_named(
    call: Call, kind: type[NotFound]
) -> None:
    with pytest.raises(NotFound) as caught:
        await call(Service(httpx.Response(404)).client())

    assert type(caught.value) is kind


async def test_absent_parameters_are_not_sent_and_flags_are_lower_case() -> None:
    service = Service(fine(), fine())
    client = service.client()

    await client.player.pause()
    await client.player.shuffle(state=True)

    assert [request.url.query for request in service.requests] == [b"", b"state=true"]


async def test_another_address_of_the_service_may_end_with_a_slash() -> None:
    service = Service(fine())
    spotify = Spotify(http_client(httpx.MockTransport(service._answer)), api_url="http://127.0.0.1:8080/v1/")

    await spotify.player.devices()

    assert str(service.requests[0].url) == "http://127.0.0.1:8080/v1/me/player/devices"


async def test_a_body_is_json_with_its_type() -> None:
    service = Service(fine())

    await service.client().playlists.change_details("1", name="Été")

    assert service.requests[0].headers["content-type"] == "application/json"
    assert json.loads(service.requests[0].content) == {"name": "Été"}


@pytest.mark.parametrize(
    "call",
    [
        lambda s: s.library.save([]),
        lambda s: s.library.contains([TRACK] * 41),
        lambda s: s.playlists.add("1", [TRACK] * 101),
        lambda s: s.playlists.add("1", []),
        lambda s: s.playlists.upload_image("1", bytes(200_000)),
        lambda s: s.player.play(),
        lambda s: s.player.play(context_uri="a", uris=["b"]),
        lambda s: s.search(" "),
        lambda s: s.search("a", limit=11),
        lambda s: s.search("a", offset=995),
    ],
)
async def test_what_the_service_would_refuse_is_not_sent(call: Call) -> None:
    service = Service()

    with pytest.raises(ValueError, match=r"at once|at most|needs"):
        await call(service.client())

    assert service.requests == []


async def test_an_answer_nested_too_deeply_is_a_bad_answer() -> None:
    body = b'{"show": {"episodes": {"items": [' * 200 + b"{}" + b"]}}}" * 200

    with pytest.raises(BadAnswer):
        await Service(httpx.Response(200, content=body)).client().catalogue.episode("1")
