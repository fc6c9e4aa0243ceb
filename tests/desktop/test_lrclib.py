import asyncio
import json
from collections.abc import AsyncIterator, Callable
from urllib.parse import parse_qsl

import httpx
import pytest

from sptui import __version__
from sptui.desktop.lyrics.lrclib import MAX_BODY, MOST_RECORDS, LrcLib, lyrics_client
from sptui.desktop.lyrics.lyrics import NONE, Lyrics, LyricsError, Song

SONG = Song("Low Tide - 2011 Remaster", ("Marlow & the Tides", "Juniper Vale"), "Harbour Songs", 200_400)
FOUND = {
    "id": 7,
    "trackName": "Low Tide",
    "artistName": "Marlow & the Tides",
    "albumName": "Harbour Songs",
    "duration": 201.0,
    "instrumental": False,
    "plainLyrics": "a",
    "syncedLyrics": "[00:01.00] a",
}
SYNCED = Lyrics("synced", ("a",), (1_000,))
MISSING = {"statusCode": 404, "name": "TrackNotFound", "message": "Failed to find specified track"}
Answer = httpx.Response | Exception


class Service:
    """LRCLIB with prepared answers, one for each request."""

    def __init__(self, *answers: Answer) -> None:
        self.asked: list[httpx.Request] = []
        self.now = 0.0
        self._answers = list(answers)
        self.lrclib = LrcLib(lambda: lyrics_client(httpx.MockTransport(self._answer)), monotonic=lambda: self.now)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def paths(self) -> list[str]:
        return [request.url.path for request in self.asked]

    async def fails(self) -> str:
        with pytest.raises(LyricsError) as caught:
            await self.lrclib.ask(SONG)
        await self.lrclib.aclose()
        return str(caught.value)


def ok(body: object) -> httpx.Response:
    return httpx.Response(200, content=json.dumps(body).encode())


def params(request: httpx.Request) -> dict[str, str]:
    return dict(parse_qsl(request.url.query.decode(), keep_blank_values=True))


async def test_all_that_is_known_is_asked_first_over_https_and_nothing_else_is_told() -> None:
    service = Service(ok(FOUND))
    assert await service.lrclib.ask(SONG) == SYNCED
    (request,) = service.asked
    assert (request.method, request.url.scheme, request.url.host) == ("GET", "https", "lrclib.net")
    assert request.url.path == "/api/get"
    assert params(request) == {
        "track_name": "Low Tide - 2011 Remaster",
        "artist_name": "Marlow & the Tides",
        "album_name": "Harbour Songs",
        "duration": "200",
    }
    assert request.headers["user-agent"].startswith(f"sptui/{__version__} ")
    assert {"authorization", "cookie"}.isdisjoint(request.headers)
    await service.lrclib.aclose()


async def test_a_cookie_is_not_sent_back() -> None:
    headers = {"set-cookie": "who=me; Path=/; Max-Age=999"}
    service = Service(
        httpx.Response(404, headers=headers), httpx.Response(200, json=[FOUND], headers=headers), ok(FOUND)
    )
    for _ in range(2):
        assert await service.lrclib.ask(SONG) == SYNCED
    assert ["cookie" in request.headers for request in service.asked] == [False, False, False]
    assert service.lrclib._http is not None
    assert list(service.lrclib._http.cookies.jar) == []


async def test_an_album_that_is_not_known_is_not_asked_for() -> None:
    service = Service(ok(FOUND))
    await service.lrclib.ask(Song("Low Tide", SONG.artists, "", 200_000))
    assert "album_name" not in params(service.asked[0])


async def test_what_is_not_there_is_searched_for_once_and_the_best_result_taken() -> None:
    results = [FOUND | {"duration": 231.0, "plainLyrics": "z"}, "junk", None, FOUND | {"albumName": "Best of"}, FOUND]
    service = Service(httpx.Response(404, json=MISSING), ok(results))
    assert await service.lrclib.ask(SONG) == SYNCED
    assert service.paths == ["/api/get", "/api/search"]
    assert params(service.asked[1]) == {"track_name": "Low Tide", "artist_name": "Marlow & the Tides"}


@pytest.mark.parametrize(
    "first",
    [
        FOUND | {"duration": 231.0},
        FOUND | {"artistName": "Karaoke"},
        FOUND | {"plainLyrics": None, "syncedLyrics": None},
        [],
        None,
    ],
)
async def test_an_answer_that_is_another_song_leads_to_the_search_and_is_never_shown(first: object) -> None:
    service = Service(ok(first), ok([FOUND | {"duration": 190}]))
    assert await service.lrclib.ask(SONG) == NONE
    assert service.paths == ["/api/get", "/api/search"]


@pytest.mark.parametrize("second", [[], [[]], [None, 3, "text"], [{}], [MISSING]])
async def test_a_search_that_finds_nothing_is_none_and_no_failure(second: object) -> None:
    service = Service(httpx.Response(404), ok(second))
    assert await service.lrclib.ask(SONG) == NONE
    assert len(service.asked) == 2


@pytest.mark.parametrize(("place", "lyrics"), [(MOST_RECORDS - 1, SYNCED), (MOST_RECORDS, NONE)])
async def test_of_a_search_without_end_the_first_results_are_looked_at(place: int, lyrics: Lyrics) -> None:
    results = [FOUND | {"trackName": "(" * 9_000}] * place + [FOUND]
    service = Service(httpx.Response(404), ok(results))
    assert await service.lrclib.ask(SONG) == lyrics


@pytest.mark.parametrize("second", [{}, 3, "text", MISSING])
async def test_a_search_that_is_answered_with_no_list_is_a_failure_and_not_none(second: object) -> None:
    service = Service(httpx.Response(404), httpx.Response(200, content=json.dumps(second).encode()))
    assert await service.fails() == ODD


OFFLINE, ODD = "LRCLIB cannot be reached.", "LRCLIB's answer cannot be read."


def stalled() -> httpx.Response:
    async def forever() -> AsyncIterator[bytes]:
        yield b"["
        await asyncio.Event().wait()

    return httpx.Response(200, content=forever())


def endless() -> httpx.Response:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(MAX_BODY // 1024 + 2):
            yield b" " * 1024

    return httpx.Response(200, content=chunks())


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (lambda: httpx.ConnectError("no"), OFFLINE),
        (lambda: httpx.ReadTimeout("slow"), OFFLINE),
        (lambda: httpx.Response(500, json={}), "LRCLIB has trouble of its own."),
        (lambda: httpx.Response(503, text="<html>"), "LRCLIB has trouble of its own."),
        (lambda: httpx.Response(301, headers={"location": "https://elsewhere.example/api/get"}), ODD),
        (lambda: httpx.Response(400, json={}), ODD),
        (lambda: httpx.Response(200, text="<html>"), ODD),
        (lambda: httpx.Response(200, content=b"\xff\xfe\x00"), ODD),
        (lambda: httpx.Response(200, text="[" * 100_000), ODD),
        (endless, ODD),
    ],
)
async def test_a_failure_is_a_sentence_and_one_request(answer: Callable[[], Answer], told: str) -> None:
    service = Service(answer())
    assert await service.fails() == told
    assert service.paths == ["/api/get"]


async def test_an_answer_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sptui.desktop.lyrics.lrclib.PATIENCE", 0.01)
    service = Service(stalled())
    assert await service.fails() == OFFLINE


async def test_a_failed_search_is_a_failure_and_not_none() -> None:
    service = Service(httpx.Response(404), httpx.ConnectError("no"))
    assert await service.fails() == OFFLINE


@pytest.mark.parametrize(("headers", "pause"), [({"retry-after": "7"}, 7.0), ({}, 60.0)])
async def test_a_pause_that_is_asked_for_is_kept(headers: dict[str, str], pause: float) -> None:
    service = Service(httpx.Response(429, headers=headers), ok(FOUND))
    assert await service.fails() == "LRCLIB asks for a pause."
    service.now = pause - 0.1
    assert await service.fails() == "LRCLIB asks for a pause."
    assert len(service.asked) == 1
    service.now = pause
    service.lrclib._http = None
    assert await service.lrclib.ask(SONG) == SYNCED


async def test_half_a_character_in_a_title_is_no_crash() -> None:
    service = Service(ok(FOUND))
    with pytest.raises(LyricsError):
        await service.lrclib.ask(Song("\ud800", ("a",), "", 1_000))
    assert service.asked == []


async def test_a_song_of_two_hundred_thousand_bytes_is_read() -> None:
    body = json.dumps(FOUND | {"plainLyrics": "b" * 200_000}).encode()
    service = Service(httpx.Response(200, content=body))
    assert await service.lrclib.ask(SONG) == SYNCED
