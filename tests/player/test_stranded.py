"""Something is asked for, and no device is active."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from sptui.player import intents
from sptui.player.command import Command
from sptui.player.commands import (
    AddToQueue,
    Pause,
    Play,
    Resume,
    SeekToPosition,
    SetRepeat,
    SetShuffle,
    SetVolume,
    SkipToNext,
    Transfer,
)
from sptui.player.rooms import KnownDevice, Rooms
from sptui.player.state import PlayerState
from sptui.player.stranded import LAPSE
from sptui.spotify import errors
from sptui.spotify.models.playback import Device
from tests.player.fakes import ALBUM, PHONE, TAKER, A, B, C, Rig, answer

NOBODY = errors.NoActiveDevice("No device is active.", status=404)
GONE = errors.DeviceNotFound("That device has gone.", status=404)
DESK = Device(id="desk", name="Desk", type="Computer", volume_percent=60)
KITCHEN = Device(id="kitchen", name="Kitchen", type="Speaker", volume_percent=35)
STEERING = ("play", "resume", "next", "previous", "seek", "volume", "shuffle", "repeat", "add_to_queue", "pause")


class Household(Rig):
    """A rig on which nothing is active until something is woken; `dead` are the ids that do not answer."""

    def __init__(self) -> None:
        super().__init__()
        self.active = False
        self.dead: set[str] = set()
        self.nothing_to_resume = False
        self.tell = self.fake.answer
        self.fake.answer = self.answer  # type: ignore[method-assign]

    async def answer(self, name: str) -> object:
        """No device is active until a start or a transfer has named one."""
        call = self.fake.calls[-1]
        named = call[1] if name == "transfer" else call[-1].get("device_id") if isinstance(call[-1], dict) else None
        if name in (*STEERING, "transfer"):
            if named in self.dead:
                raise GONE
            if named is None and not self.active:
                raise NOBODY
            if name == "resume" and self.nothing_to_resume:
                raise errors.RestrictionViolated("Spotify does not allow that now.", status=403)
            self.active = True
        return await self.tell(name)

    async def idle(self, *awake: Device) -> None:
        self.fake.answers["devices"] = awake
        self.clock.now += 60
        await self.read(None)
        self.fake.calls.clear()

    async def do(self, *commands: Command) -> list[tuple[object, ...]]:
        """Give commands, let ten seconds pass, and return what was asked of the service besides reads."""
        for command in commands:
            self.player.do(command)
        for _ in range(20):
            while await self.player.send_one():
                pass
            await self.after(0.5)
        return [call for call in self.fake.calls if call[0] in (*STEERING, "transfer", "devices")]

    @property
    def told(self) -> list[str]:
        """What was told, but for commands whose effect this service never shows."""
        notices = dict.fromkeys(state.notice for state in self.seen if state.notice is not None)
        return [each.text for each in notices if " did not " not in each.text]

    def prefer(self, device: Device) -> None:
        self.player.memory.change(lambda rooms: rooms.seeing((device,), 1_000.0).preferring(device))


@pytest.fixture
def rig() -> Household:
    return Household()


async def test_a_start_goes_to_the_only_device_that_is_awake(rig: Household) -> None:
    await rig.idle(PHONE, Device(id="tv", name="TV", is_restricted=True))
    rig.player.do(Play("spotify:album:album", first=B))
    await rig.player.send_one()
    await rig.after(0.4)
    assert "devices" not in rig.fake.counted()
    await rig.after(0.1)
    assert rig.shown.device is not None
    assert (rig.shown.device.id, rig.shown.item) == ("phone", B)
    assert await rig.do() == [("devices",), ("play", {"context_uri": "spotify:album:album", "device_id": "phone"})]
    assert rig.told == ["No device was active, so Phone is taken."]


async def test_a_start_waits_for_the_device_that_the_listener_chooses(rig: Household) -> None:
    await rig.idle(PHONE, DESK)
    assert await rig.do(Resume()) == [("resume",), ("devices",)]
    assert rig.told == ["No device is active. Choose one here."]
    assert rig.player.state.notice is not None
    assert rig.player.state.notice.pane == "devices"
    rig.fake.calls.clear()
    assert await rig.do(intents.use(rig.player.state.shown, PHONE)) == [("resume", {"device_id": "phone"})]
    rig.fake.calls.clear()
    assert await rig.do(intents.use(rig.player.state.shown, DESK)) == [("transfer", "desk", {"play": True})]
    assert rig.told == ["No device is active. Choose one here."]


async def test_once_something_plays_the_start_is_forgotten(rig: Household) -> None:
    await rig.idle()
    rig.player.do(Resume())
    await rig.player.send_one()
    await rig.after(0.5)
    rig.active = True
    rig.fake.answers["playback_state"] = answer(A)
    await rig.after(60)
    rig.fake.calls.clear()
    assert await rig.do(Transfer(PHONE)) == [("transfer", "phone")]


async def test_what_was_kept_too_long_is_meant_no_more(rig: Household) -> None:
    await rig.idle()
    await rig.do(Play("spotify:album:album"))
    rig.clock.now += LAPSE
    rig.fake.calls.clear()
    assert await rig.do(Transfer(PHONE)) == [("transfer", "phone")]


async def test_the_preferred_device_is_woken_without_asking_who_is_awake(rig: Household) -> None:
    rig.prefer(KITCHEN)
    await rig.idle()
    assert await rig.do(Resume()) == [("resume",), ("resume", {"device_id": "kitchen"})]
    assert rig.told == ["No device was active, so Kitchen is taken."]


async def test_a_preferred_device_that_has_another_id_now_is_found_by_its_name(rig: Household) -> None:
    rig.prefer(KITCHEN)
    rig.dead.add("kitchen")
    await rig.idle(PHONE, KITCHEN.model_copy(update={"id": "new"}))
    calls = await rig.do(Resume())
    assert calls == [
        ("resume",),
        ("resume", {"device_id": "kitchen"}),
        ("devices",),
        ("resume", {"device_id": "new"}),
    ]


async def test_where_the_preferred_one_sleeps_the_last_used_one_is_taken(rig: Household) -> None:
    await rig.read(answer(device=DESK))
    rig.prefer(KITCHEN)
    rig.dead.add("kitchen")
    await rig.idle(PHONE, DESK)
    calls = await rig.do(Resume())
    assert calls[1:] == [("resume", {"device_id": "kitchen"}), ("devices",), ("resume", {"device_id": "desk"})]
    assert rig.told == ["No device was active, so Desk is taken."]


async def test_where_nothing_can_be_woken_all_is_dropped_and_told_in_one_sentence(rig: Household) -> None:
    await rig.read(answer(device=DESK))
    rig.prefer(KITCHEN)
    rig.dead |= {"kitchen", "desk"}
    await rig.idle(PHONE, DESK)
    calls = await rig.do(SkipToNext(A.uri), SetVolume(10))
    assert [call[0] for call in calls] == ["next", "transfer", "devices", "transfer"]
    assert rig.told == ["Desk is asleep: open Spotify there, then choose it again."]
    rig.fake.calls.clear()
    assert await rig.do(Transfer(PHONE)) == [("transfer", "phone")]


async def test_a_device_that_was_chosen_and_sleeps_is_told_and_no_other_is_taken(rig: Household) -> None:
    await rig.idle(PHONE, DESK)
    await rig.do(Resume())
    rig.fake.calls.clear()
    rig.dead.add("phone")
    assert await rig.do(Transfer(PHONE, play=True)) == [("resume", {"device_id": "phone"}), ("devices",)]
    assert rig.told[1:] == ["Phone is asleep: open Spotify there, then choose it again."]


KEPT: dict[str, tuple[Sequence[Command], list[tuple[object, ...]]]] = {
    "a skip": ([SkipToNext(A.uri)], [("next",)]),
    "skips": ([SkipToNext(A.uri), SkipToNext(B.uri), SkipToNext(C.uri)], [("next",)]),
    "volumes": ([SetVolume(10), SetShuffle(on=True), SetVolume(20)], [("shuffle", {"state": True}), ("volume", 20)]),
    "a seek and a mode": ([SeekToPosition(9, A.uri), SetRepeat("track")], [("seek", 9), ("repeat", "track")]),
    "two for the queue": (
        [AddToQueue(A, TAKER, 1), AddToQueue(B, TAKER, 2)],
        [("add_to_queue", A.uri), ("add_to_queue", B.uri)],
    ),
}


@pytest.mark.parametrize("name", KEPT)
async def test_whatever_was_refused_goes_on_once_in_its_order_after_a_transfer(rig: Household, name: str) -> None:
    given, sent = KEPT[name]
    await rig.read(answer(A, playing=False))
    rig.prefer(KITCHEN)
    rig.clock.now += 5
    calls = await rig.do(*given)
    assert calls[1:] == [("transfer", "kitchen"), *sent]
    rig.fake.calls.clear()
    assert await rig.do() == []


async def test_what_plays_as_far_as_is_known_plays_on_where_it_is_woken(rig: Household) -> None:
    await rig.read(answer(A))
    rig.prefer(KITCHEN)
    assert ("transfer", "kitchen", {"play": True}) in await rig.do(SkipToNext(A.uri))


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ([SetShuffle(on=True), Play("x")], [("play", "x"), ("shuffle",)]),
        ([SkipToNext(A.uri), Play("x"), SetVolume(5)], [("play", "x"), ("volume",)]),
        ([Play("x"), SkipToNext(A.uri)], [("play", "x"), ("next",)]),
        ([Play("x"), Play("y")], [("play", "y")]),
        ([Resume(), Play("y")], [("play", "y")]),
        ([Play("x"), Resume()], [("play", "x")]),
    ],
)
async def test_a_start_goes_first_and_takes_along_what_still_makes_sense(
    rig: Household, given: Sequence[Command], sent: list[tuple[object, ...]]
) -> None:
    rig.prefer(KITCHEN)
    await rig.idle()
    calls = (await rig.do(*given))[1:]
    assert calls[0] == ("play", {"context_uri": sent[0][1], "device_id": "kitchen"})
    assert [call[0] for call in calls] == [call[0] for call in sent]


async def test_what_is_given_while_a_device_wakes_waits_for_it(rig: Household) -> None:
    await rig.idle(PHONE)
    rig.player.do(Play("x"))
    await rig.player.send_one()
    rig.player.do(SetVolume(20))
    assert not await rig.player.send_one()
    await rig.after(0.5)
    rig.player.do(Play("y"))
    calls = await rig.do()
    assert [call[:1] for call in calls] == [("play",), ("devices",), ("play",), ("volume",), ("play",)]
    assert calls[-1] == ("play", {"context_uri": "y"})


async def test_a_pause_calls_a_start_off_that_waits_for_a_device(rig: Household) -> None:
    await rig.idle(PHONE)
    rig.player.do(Resume())
    await rig.player.send_one()
    assert await rig.do(Pause()) == [("resume",), ("devices",)]


async def test_a_pause_wakes_nobody(rig: Household) -> None:
    rig.prefer(KITCHEN)
    await rig.idle()
    assert await rig.do(Pause()) == [("pause",), ("devices",)]


async def test_a_command_that_finds_no_device_again_is_given_up(rig: Household) -> None:
    rig.prefer(KITCHEN)
    await rig.read(answer(A))

    async def nobody(name: str) -> object:
        if name == "next":
            raise NOBODY
        return await rig.tell(name)

    rig.fake.answer = nobody  # type: ignore[method-assign]
    calls = await rig.do(SkipToNext(A.uri))
    assert [call[0] for call in calls] == ["next", "transfer", "next", "devices"]
    assert [told[:21] for told in rig.told] == ["No device was active,", "No device is active. "]


async def test_a_skip_whose_answer_is_lost_after_the_waking_is_not_sent_again(rig: Household) -> None:
    rig.prefer(KITCHEN)
    await rig.read(answer(A))
    lost = errors.Unreachable("No answer.", sent=True)
    asked: list[str] = []

    async def answers(name: str) -> object:
        asked.append(name)
        if name == "next":
            raise NOBODY if asked.count("next") == 1 else lost
        return await rig.tell(name)

    rig.fake.answer = answers  # type: ignore[method-assign]
    await rig.do(SkipToNext(A.uri))
    assert asked.count("next") == 2


async def test_where_there_is_nothing_to_resume_what_was_heard_last_is_started_once(rig: Household) -> None:
    await rig.read(answer(A, 42_000, device=DESK))
    rig.nothing_to_resume = True
    await rig.idle(DESK)
    calls = await rig.do(Resume())
    assert [call[0] for call in calls] == ["resume", "devices", "resume", "play"]
    assert calls[-1] == (
        "play",
        {"context_uri": ALBUM.uri, "offset": A.uri, "position_ms": 42_000, "device_id": "desk"},
    )


async def test_what_was_heard_last_without_a_context_is_started_by_itself(rig: Household) -> None:
    await rig.read(answer(A, 42_000, device=DESK, context=None))
    rig.nothing_to_resume = True
    await rig.idle(DESK)
    assert (await rig.do(Resume()))[-1] == ("play", {"uris": (A.uri,), "position_ms": 42_000, "device_id": "desk"})


async def test_what_no_listener_has_asked_for_wakes_nobody(rig: Household) -> None:
    class Quieter:
        due_at: float | None = 0.0

        def look(self, state: PlayerState, now: float) -> PlayerState:
            return state

        def due(self, state: PlayerState) -> float | None:
            return self.due_at

        def run(self, state: PlayerState, now: float) -> Sequence[Command]:
            self.due_at = None
            return (SetVolume(10),)

    rig.prefer(KITCHEN)
    await rig.read(answer(A))
    rig.player.errands.add(Quieter())
    assert await rig.do() == [("volume", 10), ("devices",)]


async def test_the_volume_that_was_wished_for_is_set_once_the_device_is_woken(rig: Household) -> None:
    rig.prefer(KITCHEN)
    rig.player.memory.change(lambda rooms: rooms.wishing(KITCHEN, 55))
    await rig.idle()
    assert await rig.do(Resume()) == [
        ("resume",),
        ("resume", {"device_id": "kitchen"}),
        ("volume", 55, {"device_id": "kitchen"}),
    ]


async def test_another_account_inherits_nothing(rig: Household) -> None:
    rig.prefer(KITCHEN)
    await rig.idle(PHONE, DESK)
    await rig.do(SetVolume(5))
    rig.player._sharing._store.forget()
    rig.player.signed_in(same=False)
    assert rig.player.memory.rooms == Rooms()
    rig.fake.calls.clear()
    assert await rig.do(Transfer(PHONE)) == [("transfer", "phone")]


def test_a_device_that_is_not_known_by_name_is_told_of_all_the_same() -> None:
    assert replace(Rooms(), known=(KnownDevice(id="x"),)).name_of("x") == ""
