"""The devices as they are remembered: shown while they sleep, woken, preferred, numbered, and each with its volume."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.events import MouseScrollUp

from sptui.player.playback import Playback
from sptui.player.rooms import LastHeard, Rooms
from sptui.player.state import Picture
from sptui.simulator import Simulator
from sptui.spotify.models.playback import Device
from sptui.tui.panes.devices import DevicesPane
from sptui.tui.rooms import offer
from tests.tui.conftest import Opened
from tests.tui.stage import NARROW, Stage

KITCHEN = "Kitchen"


def sleeping(simulator: Simulator, *names: str) -> None:
    for name in names:
        simulator.world.player.remove_device(simulator.world.device(name).key)


def row(stage: Stage, name: str) -> tuple[object, ...]:
    return next(cells for cells in stage.cells("devices") if any(name in str(cell) for cell in cells))


async def seen_once(remote: Opened, store: Path) -> None:
    """An earlier start, that has seen all devices."""
    async with remote(store_file=store) as stage:
        await stage.ready()


async def test_a_sleeping_device_is_listed_greyed_with_when_it_was_seen_also_after_a_restart(
    remote: Opened, simulator: Simulator, tmp_path: Path
) -> None:
    await seen_once(remote, tmp_path / "store")
    sleeping(simulator, KITCHEN)
    async with remote(store_file=tmp_path / "store") as stage:
        stage.clock.now += 3 * 3_600
        await stage.until(lambda: stage.app.main.devices)
        await stage.pilot.pause()
        last = stage.rows("devices").rows[-1]
        assert (last.cells, last.disabled) == (("", KITCHEN, "asleep · last seen 3 h ago"), True)
        assert stage.shows("asleep · last seen 3 h ago")
        sleeping(simulator, *(device.name for device in simulator.world.devices if device.name != KITCHEN))
        stage.clock.advance(61)
        await stage.reread()
        stage.app.player.reread("devices")
        await stage.until(lambda: stage.shows("No device is awake."))
        notes = " ".join(str(row.cells[0]) for row in stage.rows("devices").rows if row.kind == "note")
        assert notes.strip() == "No device is awake. Open Spotify somewhere, then press r."


async def test_waking_a_device_that_does_not_answer_tells_what_to_do_and_reads_the_list_once(
    remote: Opened, simulator: Simulator, tmp_path: Path
) -> None:
    await seen_once(remote, tmp_path / "store")
    sleeping(simulator, KITCHEN)
    async with remote(store_file=tmp_path / "store") as stage:
        await stage.ready()
        stage.simulator.log.clear()
        await stage.press("d", "G", "enter")
        await stage.until(lambda: stage.told)
        assert stage.told == ["Kitchen is asleep: open Spotify there, then choose it again."]
        await stage.later(1)
        await stage.until(lambda: stage.count("GET", "/v1/me/player/devices") == 1)
        assert stage.writes == [("PUT", "player")]
        assert stage.truth.is_playing


async def test_the_digits_choose_by_the_numbers_that_stand_there(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        rooms = stage.app.listening.rooms
        rooms.choose(3)
        assert stage.app.player._outbox.empty
        await stage.press("d")
        assert [cells[0] for cells in stage.cells("devices")] == ["1", "2", "3", "4"]
        rooms.choose(7)
        await stage.until(lambda: stage.told == ["There is no device 7 here."])
        rooms.choose(3)
        await stage.until(lambda: stage.truth.device is not None and stage.truth.device.name == KITCHEN)
        under_cursor = stage.app.main.query_one(DevicesPane).under_cursor
        assert under_cursor is not None
        assert under_cursor.device.name == KITCHEN
        await stage.press("Q")
        assert {cells[0] for cells in stage.cells("devices")} == {""}


async def test_while_one_looks_a_device_that_falls_asleep_keeps_its_number(
    remote: Opened, simulator: Simulator
) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("d")
        before = [cells[:2] for cells in stage.cells("devices")]
        sleeping(simulator, "Pocket 📱")
        simulator.world.player.add_device(simulator.world.device("Desk"))  # the service lists it last from now on
        await stage.later(31)
        stage.app.player.reread("devices")
        await stage.until(lambda: stage.shows("asleep"))
        assert [cells[:2] for cells in stage.cells("devices")] == before
        await stage.press("Q", "d")
        assert [cells[1] for cells in stage.cells("devices")][-1] == "Pocket 📱"


async def test_a_preferred_device_has_a_star_and_is_woken_for_what_finds_no_device_active(
    remote: Opened, simulator: Simulator, tmp_path: Path
) -> None:
    async with remote(store_file=tmp_path / "store") as stage:
        await stage.ready()
        await stage.press("d", "j", "j", "*")
        assert stage.shows("Kitchen ★")
        assert stage.told == ["Kitchen is woken when nothing is active."]
        stage.clock.now += 60
    simulator.world.player.go_idle()
    async with remote(store_file=tmp_path / "store") as stage:
        await stage.until(lambda: offer(stage.app.main.picture))
        assert offer(stage.app.main.picture) == "Press [[player.toggle]] to go on with “Hummingbird Heart” on Kitchen."
        stage.simulator.log.clear()
        await stage.press("space")
        await stage.until(lambda: stage.writes)
        await stage.later(0.3)
        await stage.until(lambda: stage.truth.is_playing)
        await stage.until(lambda: stage.told)
        assert stage.writes == [("PUT", "player/play"), ("PUT", "player/play")]
        assert stage.truth.device is not None
        assert stage.truth.device.name == KITCHEN
        assert stage.told == ["No device was active, so Kitchen is taken."]
        await stage.press("d", "G", "home", "j", "j", "*")
        await stage.until(lambda: not stage.shows("★"))


async def test_a_sleeping_device_is_forgotten_and_comes_back(
    remote: Opened, simulator: Simulator, tmp_path: Path
) -> None:
    await seen_once(remote, tmp_path / "store")
    sleeping(simulator, KITCHEN)
    async with remote(store_file=tmp_path / "store") as stage:
        await stage.ready()
        await stage.press("d", "home", "x")
        assert stage.told == ["Only a device that is asleep can be forgotten."]
        await stage.press("G", "x")
        assert not any(KITCHEN in cells for cells in stage.cells("devices"))
        assert stage.told[-1] == "Kitchen is forgotten. u undoes it."
        await stage.press("u")
        await stage.until(lambda: any(KITCHEN in cells for cells in stage.cells("devices")))


async def test_a_volume_for_a_device_that_does_not_play_is_shown_and_set_once_playback_moves_there(
    remote: Opened,
) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("d", "j", "j", "+", "+", "-")
        assert row(stage, KITCHEN)[3] == "35 → 40 %"
        assert stage.writes == []
        await stage.press("enter")
        await stage.until(lambda: stage.writes)
        await stage.later(0.3)
        await stage.until(lambda: len(stage.writes) == 2)
        assert stage.writes == [("PUT", "player"), ("PUT", "player/volume")]
        assert stage.truth.device is not None
        assert (stage.truth.device.name, stage.truth.device.volume_percent) == (KITCHEN, 40)
        await stage.reread()
        assert row(stage, KITCHEN)[3] == "━━────  40 %"
        await stage.press("home", "+")
        assert row(stage, "Desk")[3] == "62 → 67 %"
        await stage.press("-")
        assert row(stage, "Desk")[3] == "━━━╸──  62 %"


async def test_the_wheel_turns_the_device_under_it(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        rows = stage.rows("devices")
        for place in (0, 2, 1):
            await stage.pilot._post_mouse_events([MouseScrollUp], rows, offset=(6, place), button=0)
        await stage.until(lambda: stage.writes == [("PUT", "player/volume")])
        assert stage.truth.device is not None
        assert stage.truth.device.volume_percent == 67
        assert row(stage, KITCHEN)[3] == "35 → 40 %"
        assert stage.told == ["Pocket 📱 has no volume control from here."]


async def test_what_is_muted_says_so_and_louder_comes_back_to_the_volume_before(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        heard = []
        for key in ("_", "+", "_", "_", "-", "_", "="):
            await stage.press(key)
            device = stage.app.main.playback.device
            heard.append(device.volume_percent if device is not None else None)
            assert stage.line("byline").endswith("· muted") is (heard[-1] == 0)
        assert heard == [0, 62, 0, 62, 57, 0, 57]


async def test_who_turns_it_down_to_nothing_hears_it_louder_by_a_step(remote: Opened, simulator: Simulator) -> None:
    simulator.world.player.set_volume(5)
    async with remote() as stage:
        await stage.ready()
        await stage.press("_", "_", "-", "+")
        device = stage.app.main.playback.device
        assert device is not None
        assert device.volume_percent == 5
        await stage.press("+", "_", "+")
        assert stage.app.main.playback.device is not None
        assert stage.app.main.playback.device.volume_percent == 10


async def test_unmuting_comes_back_to_the_volume_of_the_device_that_plays_now(
    remote: Opened, simulator: Simulator
) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("_")
        await stage.until(lambda: stage.truth.device is not None and stage.truth.device.volume_percent == 0)
        simulator.world.player.transfer(simulator.world.device(KITCHEN).key)
        simulator.world.player.set_volume(0)
        await stage.reread()
        await stage.press("_")
        await stage.until(lambda: stage.truth.device is not None and stage.truth.device.volume_percent == 35)


async def test_where_nobody_is_preferred_and_several_are_awake_the_devices_are_shown(
    remote: Opened, simulator: Simulator
) -> None:
    simulator.world.player.go_idle()
    async with remote(size=NARROW) as stage:
        await stage.read()
        await stage.press("space")
        await stage.until(lambda: stage.writes)
        await stage.later(0.5)
        await stage.until(lambda: stage.told)
        assert stage.told == ["No device is active. Choose one here."]
        assert stage.rows("devices").has_focus
        await stage.press("home", "j", "j", "enter")
        await stage.until(lambda: stage.truth.is_playing)
        assert stage.truth.device is not None
        assert stage.truth.device.name == KITCHEN


def an_item(rooms: Rooms) -> Rooms:
    return replace(rooms, last=LastHeard(item_uri="spotify:track:a", item_name="A"))


DESK = Device(id="desk", name="Desk", is_active=True)


@pytest.mark.parametrize(
    ("make", "active", "offered"),
    [
        (lambda rooms: rooms, False, ""),
        (an_item, False, ""),
        (lambda rooms: rooms.seeing((DESK,), 1.0), False, ""),
        (
            lambda rooms: an_item(rooms.seeing((DESK,), 1.0)),
            False,
            "Press [[player.toggle]] to go on with “A” on Desk.",
        ),
        (lambda rooms: an_item(rooms.seeing((DESK,), 1.0)), True, ""),
    ],
)
def test_what_space_would_go_on_with_is_offered_where_it_is_known(
    make: Callable[[Rooms], Rooms], active: bool, offered: str
) -> None:
    picture = Picture(playback=Playback(known=True, active=active), rooms=make(Rooms()))
    assert offer(picture) == offered
