import asyncio
import base64
import gc
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs

import httpx
import pytest
from pydantic import SecretStr

from sptui.spotify.auth import BearerAuth
from sptui.spotify.client import Spotify, http_client
from sptui.spotify.errors import LoginRefused, LoginRequired, RateLimited, ServerFault, SpotifyError, Unreachable
from sptui.spotify.oauth import OAuth
from sptui.spotify.tokens import HeldTokens, MemoryTokens, Token
from tests.spotify.crash import shown_locals

NOW = 100_000.0
API = "https://api.spotify.com/v1"


def token(access: str = "old", refresh: str = "r-1", left: float = 3600.0) -> Token:
    return Token(
        access_token=SecretStr(access),
        refresh_token=SecretStr(refresh),
        expires_at=NOW + left,
        authorized_at=0.0,
        scopes=frozenset({"user-library-read"}),
        client_id="c" * 32,
    )


def grant(access: str = "new", refresh: str | None = None) -> httpx.Response:
    body = {"access_token": access, "token_type": "Bearer", "expires_in": 3600}
    return httpx.Response(200, json=body | ({"refresh_token": refresh} if refresh else {}))


INVALID_GRANT = {"error": "invalid_grant", "error_description": "Refresh token revoked"}


class World:
    """The API, the accounts service and the clocks around one `BearerAuth`."""

    def __init__(self, stored: Token | None) -> None:
        self.store = MemoryTokens(stored)
        self.tokens = HeldTokens(self.store)
        self.now = NOW
        self.refreshes: list[str] = []  # the refresh tokens that the accounts service was sent
        self.bearers: list[str | None] = []  # the Authorization headers that the API was sent
        self.accepted: Callable[[str], bool] = lambda _: True
        self.refusal = httpx.Response(401)
        self.accounts: Callable[[], httpx.Response] = grant
        self.gate = asyncio.Event()  # the accounts service answers once it is set
        self.gate.set()
        self.http = httpx.AsyncClient(transport=httpx.MockTransport(self._answer))
        self.auth = BearerAuth(
            OAuth(self.http, client_id="c" * 32, now=lambda: self.now),
            self.tokens,
            now=lambda: self.now,
            monotonic=lambda: self.now,
        )

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        if request.url.host == "accounts.spotify.com":
            self.refreshes += parse_qs(request.content.decode())["refresh_token"]
            await self.gate.wait()
            return self.accounts()
        self.bearers.append(request.headers.get("authorization"))
        known = self.accepted((self.bearers[-1] or "").removeprefix("Bearer "))
        return httpx.Response(200, content=request.content) if known else self.refusal

    async def get(self, url: str = f"{API}/me") -> int:
        return (await self.http.get(url, auth=self.auth)).status_code

    def accounts_answer(self, status: int, body: object = None, **headers: str) -> None:
        self.accounts = lambda: httpx.Response(status, json=body, headers=headers)

    def accounts_fail(self, error: httpx.TransportError) -> None:
        def fail() -> httpx.Response:
            raise error

        self.accounts = fail


async def settled() -> None:
    """Let everything that can go on do so."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_a_token_with_time_left_is_used_as_it_is() -> None:
    world = World(token(left=61.0))
    assert await world.get() == 200
    assert world.bearers == ["Bearer old"]
    assert world.refreshes == []


@pytest.mark.parametrize("left", [60.0, 0.0, -5.0])
async def test_a_token_about_to_end_is_refreshed_first_and_stored(left: float) -> None:
    world = World(token(left=left))
    await world.get()
    assert world.bearers == ["Bearer new"]
    stored = world.store.load()
    assert stored is not None
    assert stored.access_token == SecretStr("new")
    assert stored.refresh_token == SecretStr("r-1")


async def test_the_new_token_is_stored_before_it_is_used() -> None:
    world = World(token(left=0))

    def accepted(access: str) -> bool:
        stored = world.store.load()
        return stored is not None and stored.access_token == SecretStr(access)

    world.accepted = accepted
    assert await world.get() == 200


async def test_rotation_sends_the_newest_refresh_token_each_time() -> None:
    world = World(token(left=0))
    world.accounts = lambda: grant("second", "r-2")
    await world.get()
    world.now += 3600
    await world.get()
    assert world.refreshes == ["r-1", "r-2"]


async def test_twenty_requests_at_once_with_an_expired_token_make_one_refresh() -> None:
    world = World(token(left=-1))
    world.gate.clear()
    requests = asyncio.gather(*(world.get() for _ in range(20)))
    await settled()
    world.gate.set()
    assert await requests == [200] * 20
    assert world.refreshes == ["r-1"]
    assert world.bearers == ["Bearer new"] * 20


async def test_twenty_requests_refused_at_once_make_one_refresh_and_are_each_sent_twice() -> None:
    world = World(token())
    world.accepted = lambda access: access == "new"
    world.gate.clear()
    requests = asyncio.gather(*(world.get() for _ in range(20)))
    await settled()
    world.gate.set()
    assert await requests == [200] * 20
    assert world.refreshes == ["r-1"]
    assert world.bearers == ["Bearer old"] * 20 + ["Bearer new"] * 20


async def test_a_refusal_that_arrives_after_the_refresh_uses_the_new_token() -> None:
    world = World(token())
    first = world.auth.async_auth_flow(httpx.Request("GET", f"{API}/me"))
    late = await anext(first)
    world.accepted = lambda access: access == "new"
    assert await world.get() == 200
    retried = await first.asend(httpx.Response(401, request=late))
    assert retried.headers["authorization"] == "Bearer new"
    assert world.refreshes == ["r-1"]


async def test_twenty_requests_share_one_failed_refresh() -> None:
    world = World(token(left=-1))
    world.accounts_answer(503)
    world.gate.clear()
    requests = asyncio.gather(*(world.get() for _ in range(20)), return_exceptions=True)
    await settled()
    world.gate.set()
    assert {type(outcome) for outcome in await requests} == {ServerFault}
    assert world.refreshes == ["r-1"]


async def test_the_body_is_sent_again_after_a_spurious_401() -> None:
    world = World(token())
    world.accepted = lambda access: access == "new"
    response = await world.http.put(f"{API}/me/player", json={"device_ids": ["d"]}, auth=world.auth)
    assert response.json() == {"device_ids": ["d"]}


@pytest.mark.parametrize("message", ["The access token expired", "Permissions missing"])
async def test_a_lasting_401_is_handed_over_after_one_refresh_and_one_retry(message: str) -> None:
    world = World(token())
    world.accepted = lambda _: False
    world.refusal = httpx.Response(401, json={"error": {"status": 401, "message": message}})
    response = await world.http.get(f"{API}/me", auth=world.auth)
    assert response.status_code == 401
    assert response.json()["error"]["message"] == message
    assert world.bearers == ["Bearer old", "Bearer new"]
    assert world.refreshes == ["r-1"]


async def test_lasting_401s_refresh_at_most_every_30_seconds() -> None:
    world = World(token())
    world.accepted = lambda _: False
    counts = []
    for _ in range(61):
        await world.get()
        counts.append(len(world.refreshes))
        world.now += 1
    assert counts == [1] * 30 + [2] * 30 + [3]


async def test_an_endless_401_is_dropped_unread_before_the_retry() -> None:
    closed = []

    class Endless(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            while True:
                yield b"x" * 1024

        async def aclose(self) -> None:
            closed.append(True)

    world = World(token())
    world.accepted = lambda access: access == "new"
    world.refusal = httpx.Response(401, stream=Endless())
    async with asyncio.timeout(5):
        assert await world.get() == 200
    assert closed


async def test_nobody_signed_in_sends_nothing_anywhere() -> None:
    world = World(None)
    with pytest.raises(LoginRequired):
        await world.get()
    assert world.bearers == world.refreshes == []


async def test_a_dead_refresh_token_is_not_sent_again_until_the_store_holds_another_one() -> None:
    world = World(token(left=-1))
    world.accounts_answer(400, INVALID_GRANT)
    for _ in range(3):
        with pytest.raises(LoginRequired):
            await world.get()
        world.now += 100
    assert world.refreshes == ["r-1"]
    assert world.bearers == []
    world.accounts = grant
    world.store.save(token("other", "r-9", left=-1))
    assert await world.get() == 200
    assert world.refreshes == ["r-1", "r-9"]


async def test_a_401_after_the_refresh_token_has_died_asks_for_a_new_login_at_once() -> None:
    world = World(token())
    world.accepted = lambda _: False
    world.accounts_answer(400, INVALID_GRANT)
    for _ in range(2):
        with pytest.raises(LoginRequired):
            await world.get()
    assert world.refreshes == ["r-1"]


async def test_a_token_that_another_process_stored_is_used_instead_of_refreshing() -> None:
    world = World(token())
    world.accepted = lambda access: access == "theirs"
    flow = world.auth.async_auth_flow(httpx.Request("GET", f"{API}/me"))
    sent = await anext(flow)
    world.store.save(token("theirs", "r-2"))
    retried = await flow.asend(httpx.Response(401, request=sent))
    assert retried.headers["authorization"] == "Bearer theirs"
    assert world.refreshes == []


async def test_losing_the_race_for_a_single_use_refresh_token_uses_the_winners() -> None:
    world = World(token(left=-1))

    def too_late() -> httpx.Response:
        world.store.save(token("theirs", "r-2"))
        return httpx.Response(400, json=INVALID_GRANT)

    world.accounts = too_late
    assert await world.get() == 200
    assert world.bearers == ["Bearer theirs"]


async def test_a_login_during_a_refresh_is_not_overwritten() -> None:
    world = World(token(left=-1))

    def meanwhile() -> httpx.Response:
        world.store.save(token("login", "r-9"))
        return grant()

    world.accounts = meanwhile
    assert await world.get() == 200
    assert world.bearers == ["Bearer login"]
    assert world.store.load() == token("login", "r-9")


async def test_signing_out_during_a_refresh_stays_signed_out() -> None:
    world = World(token(left=-1))

    def meanwhile() -> httpx.Response:
        world.store.forget()
        return grant()

    world.accounts = meanwhile
    with pytest.raises(LoginRequired):
        await world.get()
    assert world.store.load() is None


TROUBLES = [
    pytest.param(lambda world: world.accounts_answer(503), ServerFault, id="503"),
    pytest.param(lambda world: world.accounts_answer(429, None, **{"Retry-After": "9"}), RateLimited, id="429"),
    pytest.param(lambda world: world.accounts_fail(httpx.ReadTimeout("")), Unreachable, id="timeout"),
]


@pytest.mark.parametrize(("break_accounts", "error"), TROUBLES)
async def test_an_access_token_with_time_left_outlives_trouble_at_the_accounts_service(
    break_accounts: Callable[[World], None], error: type[SpotifyError]
) -> None:
    world = World(token(left=59))
    break_accounts(world)
    for _ in range(3):
        assert await world.get() == 200
    assert world.bearers == ["Bearer old"] * 3
    assert len(world.refreshes) == 1, "asked again within 30 seconds"
    world.now += 59
    with pytest.raises(error):
        await world.get()
    world.accounts = grant
    world.now += 60
    assert await world.get() == 200, "the token was given up"


async def test_the_accounts_service_is_not_asked_in_a_silence_that_it_wants() -> None:
    world = World(token(left=59))
    world.accounts_answer(429, None, **{"Retry-After": "300"})
    assert await world.get() == 200
    world.accounts = grant
    world.now += 40
    assert await world.get() == 200
    world.now += 200
    with pytest.raises(RateLimited) as caught:
        await world.get()
    assert caught.value.retry_after == pytest.approx(60)
    assert len(world.refreshes) == 1
    world.now += 61
    assert await world.get() == 200
    assert len(world.refreshes) == 2


async def test_when_no_refresh_comes_through_the_request_itself_counts_as_not_sent() -> None:
    world = World(token(left=-1))
    world.accounts_fail(httpx.ReadTimeout(""))
    with pytest.raises(Unreachable) as caught:
        await world.get()
    assert caught.value.sent is False


async def test_a_refused_client_is_told_as_such() -> None:
    world = World(token(left=-1))
    world.accounts_answer(400, {"error": "invalid_client"})
    with pytest.raises(LoginRefused):
        await world.get()


async def test_a_401_with_no_refresh_to_be_had_is_tried_once_more_with_the_old_token() -> None:
    world = World(token())
    answers: Iterator[bool] = iter([False, True])
    world.accepted = lambda _: next(answers)
    world.accounts_answer(503)
    assert await world.get() == 200
    assert world.bearers == ["Bearer old"] * 2


@pytest.mark.parametrize(
    "url",
    [
        "https://i.scdn.co/image/1",
        "http://api.spotify.com/v1/me",
        "https://api.spotify.com:8443/v1/me",
        "https://api.spotify.com.evil.example/v1/me",
        "https://api.spotify.com@evil.example/v1/me",
    ],
)
async def test_another_origin_never_sees_the_token_and_causes_no_refresh(url: str) -> None:
    world = World(token(left=-1))
    world.accepted = lambda _: False
    assert await world.get(url) == 401
    assert not (world.bearers[0] or "").startswith("Bearer")
    assert world.refreshes == []


async def test_the_default_port_belongs_to_the_origin() -> None:
    world = World(token())
    await world.get("https://api.spotify.com:443/v1/me")
    assert world.bearers == ["Bearer old"]


async def test_a_cancelled_request_does_not_lose_the_token_that_is_on_its_way() -> None:
    world = World(token(left=-1))
    world.accounts = lambda: grant("new", "r-2")
    world.gate.clear()
    request = asyncio.create_task(world.get())
    await settled()
    request.cancel()
    with pytest.raises(asyncio.CancelledError):
        await request
    world.gate.set()
    assert await world.get() == 200
    assert world.refreshes == ["r-1"]


async def test_closing_waits_until_a_renewal_that_nobody_waits_for_is_kept() -> None:
    world = World(token(left=-1))
    world.accounts = lambda: grant("new", "r-2")
    world.gate.clear()
    request = asyncio.create_task(world.get())
    await settled()
    request.cancel()
    closing = asyncio.create_task(world.auth.aclose())
    await settled()
    assert not closing.done()
    world.gate.set()
    await closing
    stored = world.store.load()
    assert stored is not None
    assert stored.refresh_token == SecretStr("r-2")


async def test_closing_waits_neither_for_nothing_nor_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(token(left=-1))
    await world.auth.aclose()
    monkeypatch.setattr("sptui.spotify.auth.CLOSING_PATIENCE", 0.0)
    world.gate.clear()
    request = asyncio.create_task(world.get())
    await settled()
    await world.auth.aclose()
    assert not request.done()
    world.gate.set()
    assert await request == 200


@pytest.mark.parametrize("left", [3600.0, -1.0])
async def test_a_crash_while_a_request_is_sent_shows_no_secret_among_the_locals(left: float) -> None:
    def crash(_: httpx.Request) -> httpx.Response:
        raise RuntimeError

    http = http_client(httpx.MockTransport(crash))
    auth = BearerAuth(
        OAuth(http, client_id="c" * 32), HeldTokens(MemoryTokens(token("a-1", "r-1", left))), now=lambda: NOW
    )
    with pytest.raises(RuntimeError) as caught:
        await Spotify(http, auth=auth).player.pause()
    shown = shown_locals(caught.value)
    assert "method = 'PUT'" in shown, "no locals were captured"
    assert "a-1" not in shown
    assert "r-1" not in shown


async def test_a_failed_refresh_that_nobody_waits_for_is_no_stray_exception() -> None:
    world = World(token(left=-1))
    world.accounts_answer(503)
    strays: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: strays.append(context))
    world.gate.clear()
    request = asyncio.create_task(world.get())
    await settled()
    request.cancel()
    await asyncio.gather(request, return_exceptions=True)
    world.gate.set()
    await settled()
    gc.collect()
    assert world.refreshes == ["r-1"]
    assert strays == []


async def test_a_token_that_cannot_be_stored_is_used_for_as_long_as_the_process_lives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World(token(left=-1))
    world.accounts = lambda: grant("new", "r-2")

    def full(_: Token, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(world.store, "save", full)
        assert [await world.get(), await world.get()] == [200, 200]
    assert world.bearers == ["Bearer new"] * 2
    assert "No space left on device" in world.tokens.problem
    assert "r-2" not in world.tokens.problem
    world.now += 3600
    await world.get()
    assert world.refreshes == ["r-1", "r-2"]
    assert world.store.load() != token(left=-1)


async def test_a_new_login_counts_more_than_a_token_that_could_not_be_stored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World(token(left=-1))

    def full(_: Token, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(world.store, "save", full)
        await world.get()
    world.store.save(token("login", "r-9"))
    await world.get()
    assert world.bearers == ["Bearer new", "Bearer login"]


async def test_a_token_of_two_seconds_is_used_for_two_seconds() -> None:
    world = World(token(left=0))
    world.accounts = lambda: httpx.Response(
        200, json={"access_token": "short", "token_type": "Bearer", "expires_in": 2}
    )
    for _ in range(8):
        assert await world.get() == 200
        world.now += 0.5
    assert world.refreshes == ["r-1"] * 2
    assert set(world.bearers) == {"Bearer short"}


async def test_a_token_that_ended_on_its_way_is_renewed_however_lately_that_was_done() -> None:
    world = World(token(left=0))
    short = iter(["first", "second"])
    world.accounts = lambda: httpx.Response(
        200, json={"access_token": next(short), "token_type": "Bearer", "expires_in": 2}
    )

    def accepted(access: str) -> bool:
        if access == "first":
            world.now += 2
        return access != "first"

    world.accepted = accepted
    assert await world.get() == 200
    assert world.bearers == ["Bearer first", "Bearer second"]


async def test_whoever_waited_for_another_process_reads_again_instead_of_refreshing() -> None:
    world = World(token(left=-1))

    @asynccontextmanager
    async def busy() -> AsyncIterator[None]:
        world.store.save(token("theirs", "r-2"))  # what the other process did while it had the lock
        yield

    world.store.lock = busy  # type: ignore[method-assign]
    assert await world.get() == 200
    assert world.bearers == ["Bearer theirs"]
    assert world.refreshes == []


@pytest.mark.parametrize("left", [30.0, -1.0])
async def test_a_lock_that_is_never_given_back_costs_the_request_only_when_there_is_no_token(left: float) -> None:
    world = World(token(left=left))

    @asynccontextmanager
    async def stuck() -> AsyncIterator[None]:
        async with asyncio.timeout(0):
            await asyncio.sleep(1)
        yield

    world.store.lock = stuck  # type: ignore[method-assign]
    if left > 0:
        assert await world.get() == 200
    else:
        with pytest.raises(Unreachable, match="Another sptui") as caught:
            await world.get()
        assert not caught.value.sent
    assert world.refreshes == []


async def test_that_a_sign_in_has_died_is_written_down_for_every_process() -> None:
    world = World(token(left=-1))
    world.accounts_answer(400, INVALID_GRANT)
    with pytest.raises(LoginRequired):
        await world.get()
    kept = world.store.load()
    assert kept is not None
    assert kept.ended
    other = World(kept)
    with pytest.raises(LoginRequired, match="no longer accepts"):
        await other.get()
    assert other.refreshes == other.bearers == []


async def test_the_secret_of_a_login_goes_with_its_renewal() -> None:
    world = World(token(left=-1).model_copy(update={"client_secret": SecretStr("s3cret")}))
    asked: list[httpx.Request] = []
    answer = world._answer

    async def recorded(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return await answer(request)

    world.http._transport = httpx.MockTransport(recorded)
    assert await world.get() == 200
    assert asked[0].headers["authorization"] == "Basic " + base64.b64encode(f"{'c' * 32}:s3cret".encode()).decode()
    assert b"client_id" not in asked[0].content


async def test_what_was_just_renewed_is_kept_although_its_place_cannot_be_read_in_that_moment() -> None:
    world = World(token(left=-1))
    world.accounts = lambda: grant("new", "r-2")
    load, unreadable = world.store.load, [False]

    def sometimes() -> Token | None:
        if unreadable[0]:
            unreadable[0] = False
            raise LoginRequired("The sign-in cannot be read (Too many open files).")
        return load()

    def answer() -> httpx.Response:
        unreadable[0] = True
        return grant("new", "r-2")

    world.accounts = answer
    world.store.load = sometimes  # type: ignore[method-assign]
    assert await world.get() == 200
    kept = load()
    assert kept is not None
    assert kept.refresh_token == SecretStr("r-2")
