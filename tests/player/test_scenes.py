"""What a scene holds, and the commands that recall one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.player import scenes
from sptui.player.command import Command
from sptui.player.commands import Play, SetRepeat, SetShuffle, SetVolume
from sptui.player.rooms import LastHeard, Rooms
from sptui.player.scenes import Scene, Where
from sptui.player.state import Picture
from sptui.spotify.models.playback import Device
from tests.player.fakes import ALBUM, DESK, A, picture

KITCHEN = Device(id="k", name="Kitchen", type="Speaker", volume_percent=35)
MORNING = Scene(
    name="Morning",
    device_id="k",
    device_name="Kitchen",
    device_type="Speaker",
    context_uri=ALBUM.uri,
    item_uri=A.uri or "",
    volume_percent=35,
)
NOW = 100.0


def here(*awake: Device, listed_at: float | None = NOW) -> Picture:
    devices = (DESK, *awake)
    rooms = Rooms().seeing((KITCHEN,), NOW).seeing(devices, NOW)
    return replace(picture(A), devices=devices, listed_at=listed_at, rooms=rooms)


def recalled(scene: Scene, shown: Picture) -> list[Command]:
    return list(scenes.recall(scene, shown, scenes.where(scene, shown, NOW), NOW))


def start(device_id: str | None = "k") -> Play:
    return Play(ALBUM.uri, device_id=device_id, otherwise=(A.uri or "",))


def test_what_plays_is_a_scene() -> None:
    assert scenes.scene_of(picture(A), "Work", context="Sunday") == Scene(
        name="Work",
        device_id="desk",
        device_name="Desk",
        device_type="Computer",
        context_uri=ALBUM.uri,
        context_name="Sunday",
        item_uri=A.uri or "",
        item_name="A",
        volume_percent=60,
    )


def test_nothing_is_no_scene() -> None:
    assert scenes.scene_of(Picture(), "x") is None
    no_context = picture(None)
    assert scenes.scene_of(replace(no_context, playback=replace(no_context.playback, context=None)), "x") is None


def test_a_scene_on_a_device_that_is_as_it_was_costs_one_start() -> None:
    assert recalled(MORNING, here(KITCHEN)) == [start()]


def test_what_differs_is_set_and_the_shuffle_mode_before_the_start() -> None:
    scene = replace(MORNING, volume_percent=20, shuffle=True, repeat="context")
    assert recalled(scene, here(KITCHEN)) == [SetShuffle(on=True), start(), SetVolume(20, "k"), SetRepeat("context")]


def test_where_the_device_may_sleep_nothing_is_changed_before_the_start() -> None:
    shown = here(listed_at=NOW - 1_000)
    scene = replace(MORNING, shuffle=True)
    first, *others = recalled(scene, shown)
    assert (first, others) == (start(), [SetVolume(35, "k"), SetShuffle(on=True)])
    assert all(each.falls_with(first) for each in others)


def test_a_volume_that_was_told_long_ago_is_set_to_be_sure() -> None:
    assert recalled(MORNING, here(KITCHEN, listed_at=NOW - 1_000)) == [start(), SetVolume(35, "k")]


def test_a_device_without_a_volume_control_is_left_alone() -> None:
    fixed = KITCHEN.model_copy(update={"supports_volume": False, "volume_percent": 100})
    assert recalled(MORNING, here(fixed)) == [start()]


def test_with_nothing_active_the_modes_are_those_that_were_heard_last() -> None:
    shown = here(KITCHEN)
    idle = replace(shown, playback=replace(shown.playback, active=False, device=None))
    last = LastHeard(item_uri="x", shuffle=True, repeat="track")
    idle = replace(idle, rooms=replace(idle.rooms, last=last))
    assert recalled(replace(MORNING, shuffle=True, repeat="track"), idle) == [start()]
    assert recalled(MORNING, idle) == [start(), SetShuffle(on=False), SetRepeat("off")]


def test_a_scene_without_a_device_or_a_context_plays_its_item_wherever_it_is() -> None:
    scene = Scene(name="x", item_uri="spotify:track:x", volume_percent=60)
    assert recalled(scene, here()) == [Play(uris=("spotify:track:x",))]


@pytest.mark.parametrize(
    ("awake", "listed_at", "place"),
    [
        ((KITCHEN,), NOW, Where(KITCHEN, awake=True)),
        ((KITCHEN.model_copy(update={"id": "new"}),), NOW, None),
        ((), NOW, Where(KITCHEN, asleep=True)),
        ((), NOW - 31, Where(KITCHEN)),
        ((), None, Where(KITCHEN)),
    ],
)
def test_the_device_is_looked_for_by_its_id_and_then_by_its_name(
    awake: tuple[Device, ...], listed_at: float | None, place: Where | None
) -> None:
    found = scenes.where(MORNING, here(*awake, listed_at=listed_at), NOW)
    if place is None:
        assert (found.device and found.device.id, found.awake) == ("new", True)
    else:
        assert found == place


def test_a_name_stands_once_in_any_case_and_its_place_stays() -> None:
    other = replace(MORNING, name="Work")
    kept = scenes.with_scene(scenes.with_scene((), MORNING), other)
    again = scenes.with_scene(kept, replace(MORNING, name="MORNING", volume_percent=1))
    assert [(each.name, each.volume_percent) for each in again] == [("MORNING", 1), ("Work", 35)]
    assert scenes.named(again, "work") == other


@given(st.lists(st.builds(replace, st.just(MORNING), name=st.text("ab 名", min_size=1).map(str.strip).filter(len))))
def test_what_is_written_is_read_again(kept: list[Scene]) -> None:
    once = tuple({each.name: replace(each, name=" ".join(each.name.split())) for each in kept}.values())
    assert scenes.read(scenes.written(once)) == once


@pytest.mark.parametrize("text", ["[]", "{", '{"scenes": 3}', '{"scenes": [{}]}', '{"scenes": [{"name": 3}]}', "null"])
def test_damage_is_noticed(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        scenes.read(text)


def test_no_text_is_no_scene_and_a_name_may_hold_no_tricks() -> None:
    assert scenes.read("") == ()
    (scene,) = scenes.read('{"scenes": [{"name": "A\\u001b[2J"}, {"name": ""}]}')
    assert scene.name == "A [2J"
