"""What is on its way at the same time, in which order, and what of it is counted."""

import asyncio
import random
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from sptui.spotify.auth import BearerAuth
from sptui.spotify.client import Spotify, Transport, http_client
from sptui.spotify.errors import NotFound, RateLimited, ServerFault, Unreachable
from sptui.spotify.oauth import OAuth
from sptui.spotify.pacing import EVERYTHING, SIGN_IN, Cooldown, Pacing
from sptui.spotify.retry import Retry
from sptui.spotify.tokens import HeldTokens, MemoryTokens, Token
from tests.spotify.service import fine, limited

NOW = 1_800_000_000.0


class Wire(httpx.AsyncBaseTransport):
    """Holds every request until the test answers it; `sent` are the requests so far, in words."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self._answers: dict[str, list[asyncio.Future[httpx.Response]]] = {}
        self.most = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        name = f"{request.method} {request.url.raw_path.decode().removeprefix('/v1/')}"
        self.sent.append(name)
        answer: asyncio.Future[httpx.Response] = asyncio.get_running_loop().create_future()
        self._answers.setdefault(name, []).append(answer)
        self.most = max(self.most, len(self.waiting))
        return await answer

    @property
    def waiting(self) -> list[str]:
        """The requests that are on their way."""
        return [name for name, answers in self._answers.items() for answer in answers if not answer.done()]

    async def answer(self, name: str, answer: httpx.Response | None = None) -> None:
        """Answer the oldest request of that name, and let everybody do what they can."""
        next(each for each in self._answers[name] if not each.done()).set_result(answer or fine())
        await turns()


class Road:
    """A client on a wire; `sleeping` are the seconds that somebody waits for, `wake` ends it."""

    def __init__(self) -> None:
        self.wire = Wire()
        self.http = http_client(self.wire)
        self.pacing = Pacing(now=lambda: NOW)
        self.sleeping: list[float] = []
        self.wake = asyncio.Event()
        retry = Retry(rng=random.Random(7))  # noqa: S311 -- jitter is no secret
        self.spotify = Spotify(self.http, retry=retry, pacing=self.pacing, sleep=self._sleep)

    async def _sleep(self, seconds: float) -> None:
        self.sleeping.append(seconds)
        await self.wake.wait()

    async def begin(self, *calls: Any) -> list[asyncio.Task[Any]]:  # noqa: ANN401 -- any of the client's calls
        """Make the calls one after the other, and let everybody do what they can after each."""
        tasks = []
        for call in calls:
            tasks.append(asyncio.ensure_future(call))
            await turns()
        return tasks


@pytest.fixture
async def road() -> AsyncIterator[Road]:
    road = Road()
    async with road.http:
        yield road


async def turns() -> None:
    for _ in range(50):
        await asyncio.sleep(0)


async def test_two_requests_are_on_their_way_and_a_write_overtakes_the_reads_that_wait(road: Road) -> None:
    spotify = road.spotify
    tasks = await road.begin(
        *(spotify.catalogue.track(name) for name in "abc"), spotify.player.next(), spotify.player.seek(1)
    )
    assert road.wire.sent == ["GET tracks/a", "GET tracks/b"]

    await road.wire.answer("GET tracks/a")
    assert road.wire.sent[2:] == ["POST me/player/next"]
    await road.wire.answer("GET tracks/b")
    await road.wire.answer("POST me/player/next")
    assert road.wire.sent[3:] == ["PUT me/player/seek?position_ms=1", "GET tracks/c"]
    for name in road.wire.sent[3:]:
        await road.wire.answer(name)

    await asyncio.gather(*tasks)
    assert road.wire.most == 2


async def test_whoever_waits_for_his_next_try_holds_nobody_up(road: Road) -> None:
    tasks = await road.begin(*(road.spotify.catalogue.track(name) for name in "abcd"))
    for name in "ab":
        await road.wire.answer(f"GET tracks/{name}", httpx.Response(503))
    assert len(road.sleeping) == 2
    assert road.wire.waiting == ["GET tracks/c", "GET tracks/d"]

    road.wake.set()
    await turns()
    assert len(road.wire.waiting) == 2
    for name in "cdab":
        await road.wire.answer(f"GET tracks/{name}")
    await asyncio.gather(*tasks)


async def test_a_refusal_that_comes_while_others_wait_stops_them(road: Road) -> None:
    tasks = await road.begin(*(road.spotify.catalogue.track(name) for name in "abcd"), road.spotify.player.next())
    await road.wire.answer("GET tracks/a", limited("30"))

    assert road.wire.sent == ["GET tracks/a", "GET tracks/b"]
    await road.wire.answer("GET tracks/b")
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(each) is RateLimited for each in ended] == [True, False, True, True, True]


async def test_a_call_that_is_cancelled_takes_its_request_back(road: Road) -> None:
    tasks = await road.begin(*(road.spotify.catalogue.track(name) for name in "abc"))
    tasks[2].cancel()
    tasks[0].cancel()
    await turns()
    assert road.wire.waiting == ["GET tracks/b"]

    (later,) = await road.begin(road.spotify.catalogue.track("d"))
    await road.wire.answer("GET tracks/d")
    await road.wire.answer("GET tracks/b")
    await asyncio.gather(later, tasks[1])
    assert road.wire.sent == ["GET tracks/a", "GET tracks/b", "GET tracks/d"]


async def test_identical_reads_at_the_same_time_are_one_request(road: Road) -> None:
    player = road.spotify.player
    tasks = await road.begin(player.devices(), player.devices(), player.devices())
    body = {"devices": [{"id": "d", "name": "Kitchen"}]}
    await road.wire.answer("GET me/player/devices", fine(body))

    first, *others = await asyncio.gather(*tasks)
    assert first[0].name == "Kitchen"
    assert others == [first, first]
    assert road.wire.sent == ["GET me/player/devices"]


async def test_each_reads_the_shared_answer_in_its_own_way(road: Road) -> None:
    spotify = road.spotify
    typed, bare = await road.begin(spotify.player.devices(), spotify.request("GET", "/me/player/devices"))
    await road.wire.answer("GET me/player/devices")

    assert (await typed, await bare) == ((), None)


async def test_identical_reads_share_the_tries_and_the_error(road: Road) -> None:
    player = road.spotify.player
    tasks = await road.begin(player.devices(), player.devices())
    road.wake.set()
    for _ in range(3):
        await road.wire.answer("GET me/player/devices", httpx.Response(503))

    assert [type(each) for each in await asyncio.gather(*tasks, return_exceptions=True)] == [ServerFault] * 2
    assert len(road.wire.sent) == 3


async def test_reads_that_ask_for_something_else_are_not_shared(road: Road) -> None:
    tasks = await road.begin(road.spotify.library.tracks(limit=2), road.spotify.library.tracks(limit=3))
    assert len(set(road.wire.sent)) == 2

    for name in road.wire.sent:
        await road.wire.answer(name, fine({"items": []}))
    await asyncio.gather(*tasks)


async def test_identical_writes_are_each_sent(road: Road) -> None:
    tasks = await road.begin(road.spotify.player.next(), road.spotify.player.next())
    assert road.wire.sent == ["POST me/player/next"] * 2

    for name in road.wire.sent:
        await road.wire.answer(name)
    await asyncio.gather(*tasks)


READ, WRITE = "GET me/player/devices", "PUT me/player/pause"


async def test_a_read_after_a_write_was_sent_does_not_join_one_from_before(road: Road) -> None:
    player = road.spotify.player
    tasks = await road.begin(player.devices(), player.pause(), player.devices())
    await road.wire.answer(WRITE)
    assert road.wire.sent == [READ, WRITE, READ]

    await road.wire.answer(READ, fine({"devices": []}))
    await road.wire.answer(READ, fine({"devices": [{"id": "new"}]}))
    before, _, after = await asyncio.gather(*tasks)
    assert before == ()
    assert after[0].id == "new"


async def test_a_read_after_a_write_was_answered_does_not_join_one_from_meanwhile(road: Road) -> None:
    player = road.spotify.player
    tasks = await road.begin(player.pause(), player.devices())
    await road.wire.answer(WRITE)
    tasks += await road.begin(player.devices())
    assert road.wire.sent == [WRITE, READ, READ]

    for _ in range(2):
        await road.wire.answer(READ)
    await asyncio.gather(*tasks)


async def test_a_read_does_not_join_over_a_write_that_was_refused_either(road: Road) -> None:
    player = road.spotify.player
    tasks = await road.begin(player.devices(), player.pause())
    await road.wire.answer(WRITE, httpx.Response(404))
    tasks += await road.begin(player.devices())
    assert road.wire.sent == [READ, WRITE, READ]

    for _ in range(2):
        await road.wire.answer(READ)
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(each) for each in ended] == [tuple, NotFound, tuple]


async def test_a_cancelled_caller_leaves_the_answer_to_the_other(road: Road) -> None:
    tasks = await road.begin(road.spotify.player.devices(), road.spotify.player.devices())
    tasks[0].cancel()
    await turns()
    await road.wire.answer(READ)

    assert await tasks[1] == ()
    assert road.wire.sent == [READ]


async def test_a_refusal_is_told_once_for_all_who_shared_the_read(road: Road) -> None:
    tasks = await road.begin(*(road.spotify.player.devices() for _ in range(3)))
    await road.wire.answer(READ, limited("30"))

    assert [type(each) for each in await asyncio.gather(*tasks, return_exceptions=True)] == [RateLimited] * 3
    expected = Cooldown(family=EVERYTHING, until=NOW + 30.0, seconds=30.0, quota=False)
    assert road.pacing.cooldowns() == (expected,)
    assert road.wire.sent == [READ]


class Counted:
    """A signed-in client, whose requests are counted and answered one after the other."""

    def __init__(self, *answers: httpx.Response | Exception, left: float = 3_600.0) -> None:
        self.answers = list(answers)
        self.families: list[str] = []
        token = Token(
            access_token=SecretStr("old"),
            refresh_token=SecretStr("r"),
            expires_at=NOW + left,
            authorized_at=0.0,
            scopes=frozenset(),
            client_id="c" * 32,
        )
        transport: Transport = httpx.MockTransport(self._answer)
        self.http = http_client(transport, sent=self.families.append)
        oauth = OAuth(self.http, client_id="c" * 32, now=lambda: NOW)
        auth = BearerAuth(oauth, HeldTokens(MemoryTokens(token)), now=lambda: NOW, monotonic=lambda: NOW)
        self.now = NOW
        self.spotify = Spotify(self.http, auth=auth, pacing=Pacing(now=lambda: self.now), sleep=self._sleep)

    def _answer(self, _: httpx.Request) -> httpx.Response:
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def _sleep(self, seconds: float) -> None:
        self.now += seconds


GRANT = httpx.Response(200, json={"access_token": "new", "token_type": "Bearer", "expires_in": 3600})


async def test_a_request_is_counted_once() -> None:
    service = Counted(fine(), fine({"items": []}))
    await service.spotify.player.devices()
    await service.spotify.library.tracks()

    assert service.families == ["player", "library"]


async def test_a_renewal_and_the_second_try_after_a_401_are_counted() -> None:
    service = Counted(httpx.Response(401), GRANT, fine())
    await service.spotify.player.devices()

    assert service.families == ["player", SIGN_IN, "player"]


async def test_a_renewal_before_the_request_is_counted() -> None:
    service = Counted(GRANT, fine(), left=0.0)
    await service.spotify.player.devices()

    assert service.families == [SIGN_IN, "player"]


@pytest.mark.parametrize("fault", [httpx.Response(503), httpx.ReadError("x"), limited("1")], ids=repr)
async def test_every_try_is_counted(fault: httpx.Response | Exception) -> None:
    service = Counted(fault, fine())
    await service.spotify.player.devices()

    assert service.families == ["player", "player"]


async def test_what_a_cooldown_stops_is_not_counted() -> None:
    service = Counted(limited("30"))
    for _ in range(3):
        with pytest.raises(RateLimited):
            await service.spotify.player.devices()

    assert service.families == ["player"]


@pytest.mark.parametrize(
    ("fault", "counted"),
    [
        (httpx.ConnectError("x"), 0),
        (httpx.ConnectTimeout("x"), 0),
        (httpx.PoolTimeout("x"), 0),
        (httpx.ReadError("x"), 3),
    ],
    ids=repr,
)
async def test_what_finds_no_connection_is_not_spent(fault: Exception, counted: int) -> None:
    service = Counted()
    pacing = Pacing(now=lambda: NOW)

    def failing(_: httpx.Request) -> httpx.Response:
        raise fault

    http = http_client(httpx.MockTransport(failing), sent=pacing.sent)
    with pytest.raises(Unreachable):
        await Spotify(http, pacing=pacing, sleep=service._sleep).player.devices()

    assert pacing.usage().day == counted
