import asyncio

import pytest

from sptui.player import intents
from sptui.player.attention import Attention
from sptui.player.commands import (
    Like,
    Pause,
    Play,
    Resume,
    SetVolume,
    SkipToNext,
    Transfer,
)
from sptui.player.staging.entry import given_uris
from sptui.spotify import errors
from tests.player.fakes import LENGTH_MS, PHONE, A, B, Rig, answer

SEEN = frozenset({"playing"})

URI_A = "spotify:track:A"
REFUSED = errors.RestrictionViolated("The player does not allow that now.", status=403)


async def test_a_command_shows_before_it_is_sent(rig: Rig) -> None:
    rig.player.do(Pause())
    assert not rig.seen[-1].shown.playback.is_playing
    assert rig.seen[-1].confirmed.playback.is_playing
    assert rig.fake.calls == []


async def test_commands_are_sent_in_order_and_one_at_a_time(rig: Rig) -> None:
    for command in (Pause(), SetVolume(10), Resume()):
        rig.player.do(command)
    assert [await rig.player.send_one() for _ in range(4)] == [True, True, True, False]
    assert [call[0] for call in rig.fake.calls] == ["pause", "volume", "resume"]


async def test_a_held_volume_key_sends_the_last_step_only(rig: Rig) -> None:
    for percent in (61, 62, 63, 64):
        rig.player.do(SetVolume(percent))
    while await rig.player.send_one():
        pass
    assert rig.fake.calls == [("volume", 64)]


async def test_a_refusal_takes_the_prediction_back_and_says_why(rig: Rig) -> None:
    rig.fake.answers["pause"] = REFUSED
    rig.player.do(Pause())
    await rig.player.send_one()
    state = rig.seen[-1]
    assert state.shown == state.confirmed
    assert state.notice is not None
    assert state.notice.text.startswith(str(REFUSED))
    await rig.player.read_due()
    assert rig.fake.counted() == {"pause": 1, "playback_state": 1}


async def test_the_same_refusal_is_told_again_only_after_a_while(rig: Rig) -> None:
    rig.fake.answers["pause"] = REFUSED
    for _ in range(3):
        rig.player.do(Pause())
        await rig.player.send_one()
        rig.clock.now += 2
    assert [state.notice.serial for state in rig.seen if state.notice][-1] == 2


async def test_what_was_not_heeded_is_told(rig: Rig) -> None:
    rig.player.do(SetVolume(20))
    await rig.player.send_one()
    for wait in (0.6, 0.9, 1.5):
        assert not [state for state in rig.seen if state.notice]
        await rig.after(wait)
    assert rig.player.state.notice is not None
    assert (rig.player.state.notice.text, rig.player.state.notice.severity) == (SetVolume.unheeded, "warning")
    assert rig.player.state.shown == rig.player.state.confirmed


async def test_what_was_queued_is_told_when_it_is_there_and_not_before(rig: Rig) -> None:
    rig.give(B)
    assert not [state for state in rig.seen if state.notice]
    await rig.player.send_one()
    assert rig.player.state.notice is not None
    assert (rig.player.state.notice.text, rig.player.state.notice.severity) == ("In Spotify's queue: B", "information")
    assert given_uris(rig.player.state.confirmed.staged) == {B.uri}


async def test_after_a_lost_answer_the_queue_is_read_again(rig: Rig) -> None:
    rig.fake.answers["add_to_queue"] = errors.Unreachable("The connection to Spotify broke off.", sent=True)
    rig.give(B)
    await rig.player.send_one()
    await rig.after(0.6)
    assert rig.fake.counted() == {"add_to_queue": 1, "playback_state": 1, "queue": 1}


async def test_a_command_whose_answer_is_lost_is_shown_until_a_read_tells(rig: Rig) -> None:
    rig.fake.answers["pause"] = errors.Unreachable("The connection to Spotify broke off.", sent=True)
    rig.player.do(Pause())
    await rig.player.send_one()
    assert rig.player.state.notice is not None
    assert await rig.after(0.5) == 1_000.6
    assert not rig.shown.is_playing
    rig.clock.now += 0.1
    await rig.read(answer(A, 10_000, playing=False))
    assert rig.player.state.shown == rig.player.state.confirmed
    assert rig.fake.counted() == {"pause": 1, "playback_state": 1}


async def test_a_like_whose_answer_is_lost_is_asked_for_anew(rig: Rig) -> None:
    rig.fake.answers["save"] = errors.Unreachable("The connection to Spotify broke off.", sent=True)
    rig.player.do(Like((URI_A,), on=True))
    await rig.player.send_one()
    assert URI_A not in rig.player.state.shown.likes
    rig.fake.answers["contains"] = (True,)
    await rig.after(0.6)
    assert rig.player.state.shown.liked is True
    assert rig.fake.counted() == {"save": 1, "playback_state": 1, "contains": 1}


async def test_adding_to_an_unseen_queue_leaves_a_skip_as_it_shows(rig: Rig) -> None:
    rig.player.attend(Attention())
    rig.player.do(SkipToNext(URI_A))
    rig.give(A)
    while await rig.player.send_one():
        assert rig.shown.item == B


async def test_without_an_active_device_the_devices_are_read(rig: Rig) -> None:
    rig.fake.answers |= {"pause": errors.NoActiveDevice("No device is active.", status=404), "devices": (PHONE,)}
    rig.player.do(Pause())
    await rig.player.send_one()
    await rig.read(None)
    assert rig.fake.counted() == {"pause": 1, "playback_state": 1, "devices": 1}
    assert rig.player.state.shown.devices == (PHONE,)


async def test_a_like_is_confirmed_by_its_own_answer(rig: Rig) -> None:
    rig.player.do(Like((URI_A,), on=True))
    assert rig.player.state.shown.liked is True
    await rig.player.send_one()
    assert rig.player.state.confirmed.liked is True
    await rig.after(1)
    assert rig.fake.counted() == {"save": 1}


async def test_a_like_that_is_answered_during_a_read_is_not_lost(rig: Rig) -> None:
    gate = rig.fake.gates["playback_state"] = asyncio.Event()
    rig.clock.now += 60
    reading = asyncio.create_task(rig.player.read_due())
    await asyncio.sleep(0)
    rig.player.do(Like((URI_A,), on=True))
    await rig.player.send_one()
    gate.set()
    await reading
    assert rig.player.state.confirmed.liked is True


async def test_a_read_asked_for_before_a_command_does_not_overrule_it(rig: Rig) -> None:
    gate = rig.fake.gates["playback_state"] = asyncio.Event()
    rig.clock.now += 60
    reading = asyncio.create_task(rig.player.read_due())
    await asyncio.sleep(0)
    rig.clock.now += 0.1
    rig.player.do(Pause())
    await rig.player.send_one()
    gate.set()
    await reading
    assert not any(state.shown.playback.is_playing for state in rig.seen)
    assert rig.player.state.confirmed.playback.is_playing


async def test_a_refusal_during_a_read_is_followed_by_another_read(rig: Rig) -> None:
    gate = rig.fake.gates["playback_state"] = asyncio.Event()
    rig.fake.answers["pause"] = REFUSED
    rig.clock.now += 60
    reading = asyncio.create_task(rig.player.read_due())
    await asyncio.sleep(0)
    rig.player.do(Pause())
    await rig.player.send_one()
    gate.set()
    await reading
    assert rig.fake.counted() == {"playback_state": 2, "pause": 1}


async def test_an_effect_that_never_shows_is_given_up_after_three_reads(rig: Rig) -> None:
    rig.player.do(Pause())
    await rig.player.send_one()
    waits = []
    while not rig.shown.is_playing:
        due = await rig.player.read_due()
        assert due is not None
        waits.append(due - rig.clock.now)
        rig.clock.now = due
        await rig.read(answer(A, 10_000 + int((rig.clock.now - 1_000) * 1000)))
    assert waits == pytest.approx([0.6, 0.9, 1.5])
    assert rig.fake.counted()["playback_state"] == 3


async def test_focus_regained_reads_what_is_not_fresh(rig: Rig) -> None:
    rig.player.attend(Attention(focused=False))
    rig.clock.now += 2.1
    rig.player.attend(Attention())
    await rig.player.read_due()
    assert rig.fake.counted() == {"playback_state": 1}


async def test_a_fresh_read_is_good_enough_for_who_asks_again(rig: Rig) -> None:
    rig.clock.now += 2.0
    rig.player.refresh()
    await rig.player.read_due()
    assert rig.fake.counted() == {}


async def test_asking_goes_before_the_patience_with_a_lost_connection(rig: Rig) -> None:
    rig.clock.now += 60
    await rig.read(errors.Unreachable("Spotify cannot be reached.", sent=False))
    await rig.after(1)
    assert rig.fake.counted() == {"playback_state": 1}
    rig.player.refresh()
    await rig.read(answer(A))
    assert rig.fake.counted() == {"playback_state": 1}
    assert rig.player.state.trouble is None


async def test_the_next_item_shows_at_the_predicted_end_without_a_read(rig: Rig) -> None:
    rig.player.attend(Attention(focused=False))
    end = rig.clock.now + (LENGTH_MS - 10_000) / 1000
    assert await rig.player.read_due() == end
    rig.clock.now = end
    assert await rig.player.read_due() == pytest.approx(end + 0.7)
    assert rig.shown.item == B
    assert rig.fake.counted() == {}


async def test_equal_states_are_told_once(rig: Rig) -> None:
    for _ in range(3):
        await rig.after(1)
    assert rig.seen == []


async def test_a_transfer_shows_the_other_device_at_once(rig: Rig) -> None:
    rig.player.do(Transfer(PHONE))
    assert rig.shown.device is not None
    assert rig.shown.device.name == PHONE.name
    await rig.player.send_one()
    rig.clock.now += 0.6
    await rig.read(answer(A, 10_600, device=PHONE.model_copy(update={"is_active": True})))
    assert rig.player.state.shown == rig.player.state.confirmed


async def test_a_skip_is_confirmed_by_one_read_and_keeps_the_queue(rig: Rig) -> None:
    rig.player.attend(Attention(panes=SEEN))
    rig.player.do(SkipToNext(URI_A))
    await rig.player.send_one()
    rig.clock.now += 0.6
    await rig.read(answer(B, 600))
    assert rig.fake.counted() == {"next": 1, "playback_state": 1}
    assert rig.player.state.shown == rig.player.state.confirmed


async def test_a_started_context_settles_when_it_plays(rig: Rig) -> None:
    rig.player.do(Play("spotify:album:album", first=B))
    assert rig.shown.item == B
    await rig.player.send_one()
    rig.clock.now += 0.6
    await rig.read(answer(B, 600))
    assert not rig.player._outbox.unconfirmed


async def test_who_comes_back_to_a_quiet_player_finds_it_looked_at_as_often_as_at_first(rig: Rig) -> None:
    rig.player.attend(Attention(panes=SEEN))
    await rig.read(answer(A, playing=False))
    for _ in range(5):
        await rig.after(300)
    rig.player.attend(Attention(focused=False, panes=SEEN))
    await rig.after(10)
    rig.player.attend(Attention(panes=SEEN))
    await rig.player.read_due()
    rig.fake.counted()
    await rig.after(119)
    assert rig.fake.counted() == {}
    await rig.after(1)
    assert rig.fake.counted() == {"playback_state": 1}


NO_PREMIUM = errors.PremiumRequired("Player commands need Spotify Premium.", status=403)


async def closed(rig: Rig) -> str:
    """Why nothing can be steered once a pause was refused for want of Premium."""
    rig.fake.answers["pause"] = NO_PREMIUM
    rig.player.do(Pause())
    await rig.player.send_one()
    return intents.why_not(rig.seen[-1].shown, "skipping_next")


async def test_without_premium_the_first_refusal_closes_all_that_steers(rig: Rig) -> None:
    assert await closed(rig) == "Spotify Premium is needed to control playback."
    await rig.player.read_due()
    shown = rig.seen[-1].shown
    assert intents.why_not_toggle(shown) == intents.why_not_volume(shown) == intents.why_not(shown)
    assert intents.why_not_like(shown) == ""
    assert shown.playback.item == A


@pytest.mark.parametrize("chance", ["a start that is obeyed", "a sign-in", "r", "another account"])
async def test_it_is_open_again_after(rig: Rig, chance: str) -> None:
    assert await closed(rig)
    match chance:
        case "a start that is obeyed":
            rig.player.do(Play(context_uri="spotify:album:b"))
            await rig.player.send_one()
        case "r":
            rig.player.refresh("likes")
        case _:
            rig.player.signed_in(same=chance == "a sign-in")
    await rig.player.read_due()
    assert intents.why_not(rig.seen[-1].shown, "skipping_next") == ""


async def test_a_like_or_a_look_does_not_open_it(rig: Rig) -> None:
    assert await closed(rig)
    rig.player.do(Like((URI_A,), on=True))
    await rig.player.send_one()
    rig.player.refresh()
    await rig.player.read_due()
    assert intents.why_not(rig.seen[-1].shown)
