"""What is remembered of devices."""

import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.player import memory
from sptui.player.memory import KEEP, NAME, Memory
from sptui.player.rooms import MOST, UNUSED, KnownDevice, LastHeard, Rooms
from sptui.spotify.models.playback import Device
from sptui.store import Store
from tests.player.fakes import ALBUM, DESK, PHONE, A, Rig, StillClock, answer

KITCHEN = Device(id="k", name="Kitchen", type="Speaker", volume_percent=35)
GARDEN = Device(id=None, name="Garden", type="Speaker", is_restricted=True)
NOW = 1_800_000_000.0

DEVICES = st.builds(
    Device,
    id=st.none() | st.sampled_from(string.ascii_lowercase),
    name=st.sampled_from(["Kitchen", "kitchen", "Desk", ""]),
    type=st.sampled_from(["Speaker", "TV"]),
    is_active=st.booleans(),
    volume_percent=st.none() | st.integers(0, 100),
)
READS = st.lists(st.lists(DEVICES, max_size=5, unique_by=lambda each: each.id or each.name), max_size=12)


def names(rooms: Rooms) -> list[str]:
    return [each.name for each in rooms.known]


def test_what_was_seen_is_known_while_it_sleeps_the_latest_first() -> None:
    rooms = Rooms().seeing((DESK, KITCHEN), NOW).seeing((PHONE,), NOW + 5)
    assert [each.name for each in rooms.asleep((DESK,))] == ["Phone", "Kitchen"]
    assert [each.last_seen for each in rooms.asleep(())] == [NOW + 5, NOW, NOW]


def test_a_device_is_known_again_by_its_name_and_type_when_its_id_has_changed() -> None:
    moved = KITCHEN.model_copy(update={"id": "new", "name": "KITCHEN"})
    rooms = Rooms().seeing((KITCHEN,), NOW).preferring(KITCHEN).seeing((moved,), NOW + 1)
    assert [(each.id, each.preferred) for each in rooms.known] == [("new", True)]
    other = KITCHEN.model_copy(update={"id": "tv", "type": "TV"})
    assert len(rooms.seeing((other,), NOW).known) == 2


def test_two_devices_of_one_name_that_are_awake_together_are_two() -> None:
    twin = KITCHEN.model_copy(update={"id": "k2"})
    rooms = Rooms().seeing((KITCHEN, twin), NOW).seeing((twin, KITCHEN), NOW + 1)
    assert [each.id for each in rooms.known] == ["k", "k2"]
    assert rooms.asleep((twin,)) == (rooms.known[0],)


def test_a_device_without_an_id_is_known_by_its_name_and_keeps_none() -> None:
    rooms = Rooms().seeing((GARDEN,), NOW).seeing((GARDEN,), NOW + 1)
    assert [(each.id, each.is_restricted) for each in rooms.known] == [(None, True)]
    assert not rooms.known[0].device.controllable


def test_the_volume_to_come_back_to_is_the_last_one_that_could_be_heard() -> None:
    silent, untold = (KITCHEN.model_copy(update={"volume_percent": volume}) for volume in (0, None))
    known = Rooms().seeing((KITCHEN,), NOW).seeing((silent,), NOW).seeing((untold,), NOW).known[0]
    assert (known.volume_percent, known.audible_percent) == (0, 35)


def test_what_nobody_has_used_for_long_is_forgotten_but_for_the_preferred_one() -> None:
    rooms = Rooms().seeing((DESK, KITCHEN, PHONE), NOW).preferring(KITCHEN)
    assert names(rooms.seeing((PHONE,), NOW + UNUSED + 1)) == ["Kitchen", "Phone"]
    assert names(rooms.seeing((PHONE,), NOW - UNUSED - 1)) == ["Kitchen", "Phone"]


def test_of_too_many_those_that_were_not_seen_for_the_longest_time_are_forgotten() -> None:
    rooms = Rooms().seeing((KITCHEN,), NOW).preferring(KITCHEN)
    for number in range(MOST + 5):
        rooms = rooms.seeing((Device(id=f"d{number}", name=f"D{number}"),), NOW + number)
    assert len(rooms.known) == MOST
    assert names(rooms)[:2] == ["Kitchen", "D6"]


def test_the_configured_device_is_preferred_until_somebody_chooses() -> None:
    rooms = replace(Rooms(configured="kitchen"), known=Rooms().seeing((DESK, KITCHEN), NOW).known)
    assert rooms.preferred is not None
    assert rooms.preferred.name == "Kitchen"
    assert rooms.preferring(None).preferred is None
    chosen = rooms.preferring(DESK).preferred
    assert chosen is not None
    assert chosen.name == "Desk"
    assert Rooms(configured="kitchen").preferred is None


def test_one_device_at_most_is_preferred() -> None:
    rooms = Rooms().seeing((DESK, KITCHEN), NOW).preferring(DESK).preferring(KITCHEN)
    assert [each.preferred for each in rooms.known] == [False, True]


def test_the_last_used_device_is_the_one_that_was_active_last() -> None:
    rooms = Rooms().seeing((PHONE,), NOW)
    assert rooms.last_used is None
    rooms = rooms.seeing((DESK,), NOW).seeing((PHONE, DESK.model_copy(update={"is_active": False})), NOW + 9)
    assert rooms.last_used is not None
    assert rooms.last_used.name == "Desk"


def test_what_was_forgotten_comes_back_as_it_was_but_not_twice() -> None:
    rooms = Rooms().seeing((DESK, KITCHEN), NOW).preferring(KITCHEN)
    gone = rooms.known[1]
    without = rooms.without(gone)
    assert names(without) == ["Desk"]
    assert without.with_again(gone) == rooms
    assert rooms.with_again(gone) == rooms
    other = without.preferring(DESK).with_again(gone)
    assert [each.preferred for each in other.known] == [False, True]


def test_a_wish_lasts_until_the_device_plays() -> None:
    rooms = Rooms().seeing((KITCHEN,), NOW).wishing(KITCHEN, 50).seeing((KITCHEN,), NOW + 1)
    assert rooms.known[0].wish == 50
    active = KITCHEN.model_copy(update={"is_active": True})
    assert rooms.seeing((active,), NOW + 2).known[0].wish is None


@given(READS)
def test_however_devices_come_and_go_each_is_known_once_and_none_is_asleep_that_is_awake(
    reads: list[list[Device]],
) -> None:
    rooms = Rooms()
    for at, read in enumerate(reads):
        rooms = rooms.seeing(read, NOW + at)
        ids = [each.id for each in rooms.known if each.id is not None]
        assert len(set(ids)) == len(ids)
        assert all(rooms.of(device) is not None for device in read)
        assert not {each.id for each in rooms.asleep(read) if each.id} & {each.id for each in read}
    assert memory.read(memory.written(rooms)) == rooms


@given(st.text() | st.just('{"known": 3}') | st.just('{"known": [{"last_seen": "x"}]}'))
def test_damaged_memories_are_no_memories(text: str) -> None:
    assert memory.read(text) == Rooms()


def test_names_of_a_damaged_store_are_harmless() -> None:
    text = memory.written(Rooms(known=(KnownDevice(name="A\x1b[2J"),), last=LastHeard(item_name="B\nC")))
    rooms = memory.read(text)
    assert rooms.last is not None
    assert (rooms.known[0].name, rooms.last.item_name) == ("A [2J", "B C")


async def test_a_read_is_remembered_with_its_device_its_item_and_how_far_that_is(rig: Rig) -> None:
    rig.clock.now += 60
    await rig.read(answer(A, 42_000, shuffle=True))
    rooms = rig.player.state.shown.rooms
    assert rooms.last == LastHeard(
        context_uri=ALBUM.uri, item_uri=A.uri or "", item_name="A", position_ms=42_000, shuffle=True
    )
    assert rooms.last_used is not None
    assert (rooms.last_used.name, rooms.last_used.last_seen) == ("Desk", rig.clock.now)
    assert memory.read(rig.player._sharing._store.remembered(NAME)) == rooms


async def test_where_nothing_is_active_what_was_heard_last_stays_known(rig: Rig) -> None:
    await rig.read(answer(A, 42_000))
    before = rig.player.memory.rooms.last
    rig.clock.now += 60
    await rig.read(None)
    assert rig.player.state.shown.rooms.last == before


def test_times_and_positions_alone_are_written_down_now_and_then_only() -> None:
    clock, store = StillClock(wall=NOW), Store.in_memory()
    rig = Rig()
    kept = Memory(store, clock, changed=lambda: None)
    written: list[str] = []

    def look(read_at: float) -> None:
        state = replace(rig.player.state, read_at=read_at, confirmed=replace(picture, rooms=rig.player.memory.rooms))
        kept.look(state, clock.now)
        if (text := store.remembered(NAME)) not in written[-1:]:
            written.append(text)

    from tests.player.fakes import picture as picture_of  # noqa: PLC0415

    picture = picture_of(A)
    for _ in range(7):
        look(clock.now)
        clock.now += KEEP / 3
    assert len(written) == 3


@pytest.mark.parametrize("keeps", [True, False])
def test_only_a_process_with_a_screen_writes(keeps: bool) -> None:
    store = Store.in_memory()
    kept = Memory(store, StillClock(), changed=lambda: None, keeps=keeps)
    kept.change(lambda rooms: rooms.seeing((KITCHEN,), NOW))
    assert bool(store.remembered(NAME)) is keeps


def test_two_windows_do_not_undo_each_others_choices() -> None:
    store = Store.in_memory()
    one, other = (Memory(store, StillClock(), changed=lambda: None) for _ in range(2))
    one.change(lambda rooms: rooms.seeing((KITCHEN, DESK), NOW))
    other.change(lambda rooms: rooms.preferring(KITCHEN))
    one.change(lambda rooms: rooms.seeing((PHONE,), NOW))
    assert one.rooms.preferred is not None
    assert one.rooms.preferred.name == "Kitchen"
    assert len(one.rooms.known) == 3
