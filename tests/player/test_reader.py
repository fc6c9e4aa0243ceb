"""What a player reads, in what order and how often, seen through the calls it makes."""

import asyncio
from collections.abc import Iterable

import pytest

from sptui.player.attention import Attention
from sptui.player.commands import Like, Pause
from sptui.spotify import errors
from sptui.spotify.errors import SpotifyError
from sptui.spotify.models.catalogue import Track
from tests.player.fakes import DESK, LENGTH_MS, A, B, C, D, Rig, answer, queue

QUEUE = frozenset({"queue"})


@pytest.fixture
def rig() -> Rig:
    return Rig()


def watched(rig: Rig, panes: Iterable[str] = ()) -> None:
    """Somebody keeps pressing keys."""
    rig.player.attend(Attention(last_key=1e9, panes=frozenset({"playing", *panes})))


def unwatched(rig: Rig) -> None:
    rig.player.attend(Attention(focused=False))


async def test_one_request_asks_for_the_likes_of_the_item_and_the_queue(rig: Rig) -> None:
    watched(rig, QUEUE)
    rig.fake.answers |= {"queue": queue(B, C, playing=A), "contains": (False, True, False)}
    await rig.read(answer(A))
    uris = [f"spotify:track:{name}" for name in "ABC"]
    assert rig.fake.calls == [("playback_state",), ("queue",), ("contains", uris)]
    assert rig.player.state.confirmed.likes == dict(zip(uris, (False, True, False), strict=True))


async def test_likes_that_are_known_are_not_asked_for_again(rig: Rig) -> None:
    watched(rig, QUEUE)
    rig.fake.answers["queue"] = queue(B, C, playing=A)
    await rig.read(answer(A))
    rig.fake.counted()
    rig.clock.now += 300
    await rig.read(answer(B))
    assert rig.fake.counted() == {"playback_state": 1}


async def test_nobody_asks_for_likes_while_nobody_looks(rig: Rig) -> None:
    unwatched(rig)
    await rig.read(answer(A))
    assert rig.fake.counted() == {"playback_state": 1}


@pytest.mark.parametrize("uri", ["spotify:local:Attic:Tape:Rain:201", "spotify:chapter:x", None])
async def test_what_cannot_be_liked_is_not_asked_for(rig: Rig, uri: str | None) -> None:
    watched(rig)
    await rig.read(answer(Track(id="x", uri=uri, name="x", duration_ms=LENGTH_MS)))
    assert rig.fake.counted() == {"playback_state": 1}


async def test_a_like_while_the_question_is_on_its_way_outlives_the_answer(rig: Rig) -> None:
    watched(rig)
    gate = rig.fake.gates["contains"] = asyncio.Event()
    reading = asyncio.create_task(rig.read(answer(A)))
    await asyncio.sleep(0)
    rig.player.do(Like(("spotify:track:A",), on=True))
    await rig.player.send_one()
    gate.set()
    await reading
    assert rig.fake.counted() == {"playback_state": 1, "contains": 1, "save": 1}
    assert rig.player.state.confirmed.liked is True


async def test_the_queue_is_read_only_where_it_shows(rig: Rig) -> None:
    watched(rig)
    await rig.read(answer(A))
    assert "queue" not in rig.fake.counted()
    watched(rig, QUEUE)
    await rig.player.read_due()
    assert rig.fake.counted() == {"queue": 1}


async def test_an_empty_queue_is_known_to_be_empty(rig: Rig) -> None:
    watched(rig, QUEUE)
    await rig.read(answer(A))
    rig.fake.counted()
    await rig.after(15)
    assert rig.fake.counted() == {"playback_state": 1}


async def test_nothing_playing_has_no_queue_to_read(rig: Rig) -> None:
    watched(rig, QUEUE)
    await rig.read(None)
    assert rig.fake.counted() == {"playback_state": 1}


async def test_a_queue_newer_than_the_playback_state_makes_that_be_read_again(rig: Rig) -> None:
    watched(rig, QUEUE)
    rig.fake.answers["queue"] = queue(C, D, playing=B)
    states = iter([answer(A), answer(B)])
    rig.fake.answers["playback_state"] = next(states)
    original = rig.fake.answer

    async def turning(name: str) -> object:
        said = await original(name)
        if name == "queue":
            rig.fake.answers["playback_state"] = next(states, answer(B))
        return said

    rig.fake.answer = turning  # type: ignore[method-assign]
    await rig.player.read_due()
    assert (rig.shown.item, rig.player.state.shown.queue) == (B, (C, D))
    assert rig.fake.counted() == {"playback_state": 2, "queue": 2, "contains": 1}


async def test_a_queue_older_than_the_playback_state_is_brought_up_to_it(rig: Rig) -> None:
    watched(rig, QUEUE)
    rig.fake.answers["queue"] = queue(B, C, D, playing=A)
    await rig.read(answer(B))
    assert rig.player.state.shown.queue == (C, D)
    assert rig.fake.counted() == {"playback_state": 1, "queue": 1, "contains": 1}


async def test_a_queue_that_never_fits_is_not_asked_for_for_ever(rig: Rig) -> None:
    watched(rig, QUEUE)
    rig.fake.answers["queue"] = queue(C, playing=D)
    await rig.read(answer(A))
    assert rig.fake.counted() == {"playback_state": 2, "queue": 1, "contains": 1}


async def test_devices_are_read_when_they_show_and_when_told(rig: Rig) -> None:
    watched(rig)
    rig.fake.answers["devices"] = (DESK,)
    await rig.read(answer(A))
    assert "devices" not in rig.fake.counted()
    watched(rig, {"devices"})
    await rig.player.read_due()
    assert rig.fake.counted() == {"devices": 1}
    await rig.player.read_due()
    assert rig.fake.counted() == {}
    for seconds, reads in ((29.0, 0), (1.5, 1)):
        rig.fake.answers["playback_state"] = answer(A, playing=False)
        await rig.after(seconds)
        rig.fake.counted()
        rig.player.reread("devices")
        await rig.player.read_due()
        assert rig.fake.counted().get("devices", 0) == reads


@pytest.mark.parametrize(("pane", "call"), [("queue", "queue"), ("devices", "devices"), ("tracks", "contains")])
async def test_what_the_login_may_not_see_is_asked_for_once_a_wish(rig: Rig, pane: str, call: str) -> None:
    watched(rig, {pane})
    rig.fake.answers[call] = errors.InsufficientScope("No.", status=403)
    await rig.read(answer(A))
    assert rig.fake.counted()[call] == 1
    for _ in range(100):
        await rig.after(60)
    assert call not in rig.fake.counted()
    assert rig.player.state.trouble is None
    rig.player.reread(pane)
    await rig.player.read_due()
    assert rig.fake.counted().get(call, 0) == (pane == call)


@pytest.mark.parametrize(("what", "answered"), [("queue", queue(B, playing=A)), ("devices", (DESK,))])
async def test_why_something_is_not_told_is_known_until_it_is(rig: Rig, what: str, answered: object) -> None:
    watched(rig, {what})
    rig.fake.answers[what] = errors.InsufficientScope("No.", status=403)
    await rig.read(answer(A))
    assert rig.player.state.shown.refused == {what: "No. Press [[account.sign-in]], and agree to everything."}
    rig.fake.answers[what] = answered
    rig.player.reread(what)
    await rig.player.read_due()
    await rig.player.read_due()
    assert rig.player.state.shown.refused == {}


@pytest.mark.parametrize(
    "error",
    [errors.ServerFault("No.", status=500), errors.BadAnswer("No."), errors.NotFound("No.", status=404)],
)
@pytest.mark.parametrize(("pane", "call"), [("queue", "queue"), ("devices", "devices"), ("tracks", "contains")])
async def test_an_extra_that_fails_is_tried_again_after_a_minute_and_keeps_nothing_else_waiting(
    rig: Rig, pane: str, call: str, error: SpotifyError
) -> None:
    watched(rig, {pane})
    rig.fake.answers[call] = error
    await rig.read(answer(A))
    assert rig.fake.counted()[call] == 1
    await rig.after(59)
    assert call not in rig.fake.counted()
    await rig.after(1)
    assert rig.fake.counted()[call] == 1
    assert rig.player.state.read_at == rig.clock.now - 1


async def test_too_few_flags_are_no_answer(rig: Rig) -> None:
    watched(rig)
    rig.fake.answers["contains"] = (True, True)
    await rig.read(answer(A))
    assert rig.fake.counted() == {"playback_state": 1, "contains": 1}
    assert rig.player.state.confirmed.liked is None


async def test_a_quota_on_the_library_leaves_the_player_alone(rig: Rig) -> None:
    watched(rig)
    rig.fake.answers["contains"] = errors.QuotaExceeded(retry_after=40_000.0)
    await rig.read(answer(A))
    assert rig.fake.counted() == {"playback_state": 1, "contains": 1}
    await rig.after(15)
    assert rig.fake.counted() == {"playback_state": 1}
    assert rig.player.state.trouble is None


async def test_a_quota_on_the_player_stops_every_read_until_its_deadline(rig: Rig) -> None:
    watched(rig, {"queue", "devices"})
    due = await rig.read(errors.QuotaExceeded(retry_after=40_000.0))
    assert due == rig.clock.now + 40_000
    rig.player.refresh()
    rig.player.reread("devices", "queue")
    await rig.after(39_999)
    assert rig.fake.counted() == {"playback_state": 1}
    rig.fake.answers["playback_state"] = answer(A)
    await rig.after(1)
    assert rig.player.state.trouble is None


async def test_offline_it_is_tried_ever_less(rig: Rig) -> None:
    watched(rig, {"queue", "devices"})
    due = await rig.read(errors.Unreachable("No.", sent=False))
    waits: list[float] = []
    while due is not None and len(waits) < 8:
        waits.append(due - rig.clock.now)
        due = await rig.after(due - rig.clock.now)
    assert waits == [2, 4, 8, 16, 32, 60, 60, 60]
    assert rig.fake.counted() == {"playback_state": 9}


@pytest.mark.parametrize(
    "error",
    [
        errors.ServerFault("No.", status=500),
        errors.BadAnswer("No."),
        errors.NotAllowlisted("No.", status=403),
        errors.Unauthorized("No.", status=401),
    ],
)
async def test_a_playback_state_that_cannot_be_read_is_a_trouble(rig: Rig, error: SpotifyError) -> None:
    watched(rig, {"queue", "devices"})
    due = await rig.read(error)
    state = rig.player.state
    assert state.trouble is not None
    assert (state.read_at, state.trouble.until) == (None, due)
    assert rig.fake.counted() == {"playback_state": 1}


async def test_being_back_starts_the_patience_over(rig: Rig) -> None:
    offline = errors.Unreachable("No.", sent=False)
    unwatched(rig)
    await rig.read(offline)
    await rig.after(2)
    rig.clock.now += 4
    await rig.read(answer(A, playing=False))
    rig.player.reread("devices")
    rig.fake.answers["devices"] = offline
    assert await rig.player.read_due() == rig.clock.now + 2


@pytest.mark.parametrize("error", [errors.LoginRequired("No."), errors.LoginRefused("No.", error="invalid_client")])
async def test_a_dead_login_is_not_tried_until_somebody_asks(rig: Rig, error: SpotifyError) -> None:
    watched(rig, {"queue", "devices"})
    assert await rig.read(error) is None
    for _ in range(10):
        assert await rig.after(1_000) is None
    assert rig.fake.counted() == {"playback_state": 1}
    rig.player.refresh()
    await rig.read(answer(A))
    assert rig.player.state.trouble is None
    assert rig.shown.item == A


async def test_an_idle_player_is_read_after_60_120_240_and_then_every_300_seconds(rig: Rig) -> None:
    due = await rig.read(None)
    waits = []
    for _ in range(5):
        assert due is not None
        waits.append(due - rig.clock.now)
        due = await rig.after(due - rig.clock.now)
    assert waits == [60, 120, 240, 300, 300]


async def test_a_change_while_paused_makes_the_reads_frequent_again(rig: Rig) -> None:
    await rig.read(answer(A, playing=False))
    for wait in (120, 240, 300):
        await rig.after(wait)
    rig.clock.now += 300
    due = await rig.read(answer(B, playing=False))
    assert due == rig.clock.now + 120


async def test_a_small_drift_leaves_the_bar_as_it_runs(rig: Rig) -> None:
    await rig.read(answer(A, 10_000))
    anchor = rig.shown.progress
    rig.clock.now += 60
    await rig.read(answer(A, 69_001))
    assert rig.shown.progress == anchor
    rig.clock.now += 60
    await rig.read(answer(A, 131_000))
    assert rig.shown.position_ms(rig.clock.now) == 131_000


async def test_the_queue_is_read_again_when_something_was_added_but_not_at_once(rig: Rig) -> None:
    watched(rig, QUEUE)
    rig.fake.answers["queue"] = queue(B, playing=A)
    await rig.read(answer(A))
    rig.give(C)
    await rig.player.send_one()
    rig.fake.counted()
    assert await rig.after(0.5) == rig.clock.now + 0.1
    assert rig.fake.counted() == {}
    rig.fake.answers["queue"] = queue(C, B, playing=A)
    await rig.after(0.1)
    assert rig.fake.counted() == {"queue": 1}
    assert rig.player.state.shown.queue == (C, B)


async def test_what_was_added_unseen_is_the_next_item(rig: Rig) -> None:
    watched(rig, QUEUE)
    rig.fake.answers["queue"] = queue(B, playing=A)
    await rig.read(answer(A))
    watched(rig)
    rig.give(C)
    await rig.player.send_one()
    assert rig.player.state.shown.queue == (C, B)


async def test_extras_wait_until_a_command_is_confirmed(rig: Rig) -> None:
    watched(rig)
    await rig.read(answer(A))
    rig.player.do(Pause())
    await rig.player.send_one()
    watched(rig, {"devices"})
    rig.fake.counted()
    await rig.after(0.6)
    assert rig.fake.counted() == {"playback_state": 1}
    rig.clock.now += 0.9
    await rig.read(answer(A, playing=False))
    assert rig.fake.counted() == {"playback_state": 1, "devices": 1}


REFUSALS = [errors.NotAllowlisted("No.", status=403), errors.ServerFault("No.", status=503)]


@pytest.mark.parametrize("error", REFUSALS)
async def test_what_was_refused_is_not_asked_for_again_while_nobody_is_there(rig: Rig, error: SpotifyError) -> None:
    unwatched(rig)
    assert await rig.read(error) is None
    for _ in range(10):
        assert await rig.after(1_000) is None
    assert rig.fake.counted() == {"playback_state": 1}
    rig.player.attend(rig.player.attention.with_key(rig.clock.now))
    await rig.read(answer(A))
    assert rig.fake.counted()["playback_state"] == 1
    assert rig.player.state.trouble is None


async def test_a_lost_connection_is_tried_again_even_while_nobody_is_there(rig: Rig) -> None:
    unwatched(rig)
    await rig.read(errors.Unreachable("No.", sent=False))
    rig.clock.now += 2
    await rig.read(answer(A))
    assert rig.player.state.trouble is None


async def test_likes_are_read_again_for_who_asks_and_a_like_meanwhile_outlives_the_answer(rig: Rig) -> None:
    watched(rig, QUEUE)
    rig.fake.answers |= {"queue": queue(B, playing=A), "contains": (True, True)}
    await rig.read(answer(A))
    rig.fake.calls.clear()
    gate = rig.fake.gates["contains"] = asyncio.Event()
    rig.fake.answers["contains"] = (True, False)
    rig.player.reread("likes")
    reading = asyncio.create_task(rig.player.read_due())
    await asyncio.sleep(0)
    rig.player.do(Like(("spotify:track:A",), on=False))
    await rig.player.send_one()
    gate.set()
    await reading
    assert rig.fake.counted() == {"contains": 1, "remove": 1}
    assert rig.player.state.confirmed.likes == {"spotify:track:A": False, "spotify:track:B": False}
