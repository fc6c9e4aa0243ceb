"""How often the client tries, how long it waits, and when it sends nothing at all."""

import httpx
import pytest

from sptui.spotify.errors import QuotaExceeded, RateLimited, ServerFault, SpotifyError, Unreachable
from sptui.spotify.models.catalogue import Track
from sptui.spotify.pacing import EVERYTHING, UNTOLD_QUOTA, UNTOLD_RATE, Cooldown
from sptui.spotify.retry import LONGEST_SLEEP
from tests.spotify.service import TRACK, Answer, Call, Service, fine, limited

READS: list[Call] = [lambda s: s.player.devices(), lambda s: s.catalogue.track("1")]
REPEATABLE: list[Call] = [lambda s: s.player.pause(), lambda s: s.player.seek(1), lambda s: s.library.save([TRACK])]
ONCE: list[Call] = [
    lambda s: s.player.next(),
    lambda s: s.player.previous(),
    lambda s: s.player.add_to_queue(TRACK),
    lambda s: s.playlists.add("1", [TRACK]),
    lambda s: s.playlists.remove("1", [TRACK]),
    lambda s: s.playlists.reorder("1", range_start=1, insert_before=0),
]


@pytest.mark.parametrize("fault", [httpx.Response(502), httpx.ReadError("x"), httpx.ConnectError("x")], ids=str)
@pytest.mark.parametrize("call", READS + REPEATABLE)
async def test_what_may_be_repeated_survives_two_faults(call: Call, fault: Answer) -> None:
    service = Service(fault, fault, fine())

    await call(service.client())

    assert len(service.requests) == 3
    assert 0.2 <= service.slept[0] <= 0.4 <= service.slept[1] <= 0.8


async def test_the_third_fault_is_the_answer() -> None:
    service = Service(*[httpx.Response(503)] * 9)

    with pytest.raises(ServerFault) as caught:
        await service.client().player.devices()

    assert caught.value.status == 503
    assert len(service.requests) == 3


@pytest.mark.parametrize(
    "fault",
    [httpx.Response(502), httpx.ReadError("x"), httpx.ReadTimeout("x"), httpx.WriteError("x"), limited("1")],
    ids=str,
)
@pytest.mark.parametrize("call", ONCE)
async def test_what_must_not_happen_twice_is_never_sent_twice(call: Call, fault: Answer) -> None:
    service = Service(fault, fine())

    with pytest.raises(SpotifyError):
        await call(service.client())

    assert len(service.requests) == 1
    assert service.slept == []


@pytest.mark.parametrize("fault", [httpx.ConnectError("x"), httpx.ConnectTimeout("x"), httpx.PoolTimeout("x")], ids=str)
@pytest.mark.parametrize("call", ONCE)
async def test_it_is_tried_again_when_nothing_was_sent(call: Call, fault: Exception) -> None:
    service = Service(fault, fine())

    await call(service.client())

    assert len(service.requests) == 2


@pytest.mark.parametrize(
    ("fault", "sent"),
    [
        (httpx.ConnectError("secret"), False),
        (httpx.ConnectTimeout("secret"), False),
        (httpx.PoolTimeout("secret"), False),
        (httpx.UnsupportedProtocol("secret"), False),
        (httpx.ReadError("secret"), True),
        (httpx.ReadTimeout("secret"), True),
        (httpx.WriteError("secret"), True),
        (httpx.WriteTimeout("secret"), True),
        (httpx.RemoteProtocolError("secret"), True),
        (TimeoutError("secret"), True),
    ],
    ids=repr,
)
async def test_no_answer_is_unreachable_and_tells_whether_anything_was_sent(fault: Exception, sent: bool) -> None:
    with pytest.raises(Unreachable) as caught:
        await Service(*[fault] * 3).client().player.devices()

    assert caught.value.sent == sent
    assert "secret" not in str(caught.value)


async def test_a_short_rate_limit_is_waited_for() -> None:
    service = Service(limited("3"), fine())

    assert await service.client().player.devices() == ()
    assert service.slept == [3.0]


@pytest.mark.parametrize(
    ("header", "told"),
    [("30", 30.0), ("1e9", 86_400.0), ("0", None), ("-1", None), ("soon", None), (None, None),
     ("Mon, 23 Nov 2026 16:00:00 GMT", None)],
)  # fmt: skip
async def test_any_other_rate_limit_is_the_answer_at_once(header: str | None, told: float | None) -> None:
    service = Service(limited(header))

    with pytest.raises(RateLimited) as caught:
        await service.client().player.devices()

    assert caught.value.retry_after == told
    assert service.slept == []


DATED = {"date": "Mon, 23 Nov 2026 16:00:00 GMT"}
QUOTA = b'{"error": {"status": 429, "message": "x", "reason": "QUOTA_EXCEEDED"}}'


@pytest.mark.parametrize(
    ("headers", "body", "family", "seconds"),
    [
        ({}, b"", EVERYTHING, UNTOLD_RATE),
        ({}, b"Too many requests", EVERYTHING, UNTOLD_RATE),
        ({}, b"<html>\xff", EVERYTHING, UNTOLD_RATE),
        ({}, b"[]", EVERYTHING, UNTOLD_RATE),
        ({}, QUOTA, "player", UNTOLD_QUOTA),
        ({"retry-after": "30"}, b"Too many requests", EVERYTHING, 30.0),
        ({"retry-after": "30"}, QUOTA, "player", 30.0),
        ({"retry-after": "600"}, b"", EVERYTHING, 600.0),
        ({"retry-after": "601"}, b"", "player", 601.0),
        ({"retry-after": "82661"}, b"Too many requests", "player", 82_661.0),
        ({"retry-after": "0"}, b"", EVERYTHING, UNTOLD_RATE),
        ({"retry-after": "-5"}, b"", EVERYTHING, UNTOLD_RATE),
        ({"retry-after": "-5"}, QUOTA, "player", UNTOLD_QUOTA),
        ({"retry-after": "1000000000"}, b"", "player", 86_400.0),
        ({"retry-after": "9" * 5_000}, QUOTA, "player", 86_400.0),
        ({"retry-after": "inf"}, b"", "player", 86_400.0),
        ({"retry-after": "nan"}, b"", EVERYTHING, UNTOLD_RATE),
        ({"retry-after": " "}, b"", EVERYTHING, UNTOLD_RATE),
        ({"retry-after": "30, 30"}, b"", EVERYTHING, 30.0),
        ({"retry-after": "Mon, 23 Nov 2026 16:00:45 GMT", **DATED}, b"", EVERYTHING, 45.0),
        ({"retry-after": "Tue, 24 Nov 2026 05:00:00 GMT", **DATED}, b"", "player", 46_800.0),
        ({"retry-after": "Mon, 23 Nov 2026 15:00:00 GMT", **DATED}, b"", EVERYTHING, UNTOLD_RATE),
        ({"retry-after": "Mon, 23 Nov 2026 16:00:45 GMT"}, QUOTA, "player", UNTOLD_QUOTA),
    ],
)
async def test_a_refusal_is_held_for_what_it_names_and_as_long_as_it_says(
    headers: dict[str, str], body: bytes, family: str, seconds: float
) -> None:
    service = Service(httpx.Response(429, headers=headers, content=body), fine())
    client = service.client()
    with pytest.raises(RateLimited):
        await client.player.next()
    begun = service.now

    (held,) = service.pacing.cooldowns()
    assert held == Cooldown(family=family, until=begun + seconds, seconds=seconds, quota=family != EVERYTHING)
    service.now = begun + seconds - LONGEST_SLEEP - 0.5
    if service.now >= begun:
        with pytest.raises(RateLimited):
            await client.player.next()
    assert len(service.requests) == 1

    service.now = begun + seconds
    await client.player.next()
    assert len(service.requests) == 2
    assert service.slept == []


async def test_one_request_never_sleeps_longer_than_its_limit() -> None:
    service = Service(limited("3"), limited("3"), fine())

    with pytest.raises(RateLimited):
        await service.client().player.devices()

    assert sum(service.slept) <= LONGEST_SLEEP
    assert len(service.requests) == 2


async def test_nothing_is_sent_before_a_rate_limit_ends() -> None:
    service = Service(limited("30"), fine(), fine())
    client = service.client()
    for call in (client.player.devices, client.player.next, client.users.me):
        with pytest.raises(RateLimited):
            await call()
    assert len(service.requests) == 1

    service.now += 30.0
    assert await client.player.devices() == ()


async def test_the_end_of_a_rate_limit_is_waited_for_when_it_is_near() -> None:
    service = Service(limited("30"), fine(), fine())
    client = service.client()
    with pytest.raises(RateLimited):
        await client.player.devices()

    service.now += 28.0
    await client.player.next()

    assert service.slept == [2.0]
    assert len(service.requests) == 2


async def test_a_used_up_quota_stops_its_own_family_alone() -> None:
    service = Service(limited("80000", "QUOTA_EXCEEDED"), fine({"id": "1", "name": "A"}))
    client = service.client()
    with pytest.raises(QuotaExceeded):
        await client.player.devices()
    service.now += 100.0
    with pytest.raises(QuotaExceeded) as caught:
        await client.player.devices()

    assert caught.value.retry_after == 79_900.0
    assert len(service.requests) == 1

    assert await client.catalogue.track("1") == Track(id="1", name="A")


async def test_a_wait_of_hours_stops_its_own_family_alone_whatever_it_is_called() -> None:
    service = Service(limited("80000"), fine({"id": "1", "name": "A"}))
    client = service.client()
    with pytest.raises(QuotaExceeded):
        await client.player.devices()

    assert await client.catalogue.track("1") == Track(id="1", name="A")


async def test_a_quota_without_a_deadline_is_respected_too() -> None:
    service = Service(limited(None, "QUOTA_EXCEEDED"))
    client = service.client()
    for _ in range(2):
        with pytest.raises(QuotaExceeded):
            await client.player.devices()

    assert len(service.requests) == 1
