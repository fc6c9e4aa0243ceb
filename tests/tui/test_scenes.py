"""Scenes: saved by name, recalled after a restart, overwritten and deleted only on purpose."""

import stat
from pathlib import Path

import pytest

from sptui.player.scenes import Scene, written
from sptui.simulator import Simulator
from sptui.store.kept_file import KeptFile
from sptui.tui.outside import Outside
from sptui.tui.screens.ask_first import AskFirst
from sptui.tui.screens.scenes import ScenesBox, summary
from sptui.tui.widgets.rows import Rows
from tests.tui.conftest import Opened
from tests.tui.stage import NARROW, Stage

KITCHEN = "Kitchen"


async def box(stage: Stage) -> Rows:
    await stage.press("R")
    await stage.until(lambda: isinstance(stage.app.screen, ScenesBox) and stage.app.screen.query_one(Rows).rows)
    return stage.app.screen.query_one(Rows)


def names(rows: Rows) -> list[str]:
    return [row.value.name for row in rows.rows if isinstance(row.value, Scene)]


async def save(stage: Stage, name: str) -> None:
    rows = await box(stage)
    rows.move_cursor(0)
    await stage.press("enter", *name, "enter")


async def test_a_scene_is_saved_and_recalled_after_a_restart_at_its_price(
    remote: Opened, simulator: Simulator, tmp_path: Path
) -> None:
    file, player = tmp_path / "state" / "scenes.json", simulator.world.player
    album = simulator.world.catalogue.albums[3]
    context = simulator.world.context(album.uri)
    assert context is not None
    player.transfer(simulator.world.device(KITCHEN).key)
    player.play(context)
    async with remote(outside=Outside(scenes=file)) as stage:
        await stage.ready()
        await save(stage, "Morning")
        await stage.until(lambda: stage.told == ["Saved the scene “Morning”."])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    player.transfer(simulator.world.device("Desk").key)
    player.set_shuffle(on=True)
    player.next()
    async with remote(outside=Outside(scenes=file)) as stage:
        await stage.ready()
        stage.simulator.log.clear()
        rows = await box(stage)
        assert names(rows) == ["Morning"]
        assert stage.shows(f"Kitchen · {album.name} · 35 %")
        await stage.press("enter")
        await stage.until(lambda: stage.writes)
        await stage.later(0.3)
        await stage.until(lambda: len(stage.writes) == 2)
        assert stage.writes == [("PUT", "player/shuffle"), ("PUT", "player/play")]
        assert "Scene “Morning”." in stage.told
        truth = stage.truth
        assert truth.device is not None
        assert truth.item is not None
        assert (truth.device.name, truth.shuffle, truth.is_playing) == (KITCHEN, False, True)
        assert truth.item.full["uri"] == album.tracks[0].full["uri"]


async def test_a_scene_whose_device_sleeps_is_played_elsewhere_only_where_somebody_agrees(
    remote: Opened, simulator: Simulator
) -> None:
    simulator.world.player.transfer(simulator.world.device(KITCHEN).key)
    async with remote() as stage:
        await stage.ready()
        await save(stage, "Night")
        await stage.until(lambda: stage.told)
        simulator.world.player.transfer(simulator.world.device("Desk").key)
        simulator.world.player.remove_device(simulator.world.device(KITCHEN).key)
        await stage.later(31)
        await stage.press("d")
        await stage.until(lambda: stage.shows("asleep"))
        for key in ("escape", "enter"):
            rows = await box(stage)
            assert names(rows) == ["Night"]
            await stage.press("enter")
            await stage.until(lambda: isinstance(stage.app.screen, AskFirst))
            await stage.pilot.pause()
            assert stage.shows("Kitchen is asleep.")
            assert stage.shows("play it on Desk")
            assert stage.writes == []
            await stage.press(key)
        await stage.until(lambda: ("PUT", "player/play") in stage.writes)
        assert stage.truth.device is not None
        assert stage.truth.device.name == "Desk"


async def test_where_nobody_knows_whether_it_sleeps_it_is_tried_and_told_of(
    remote: Opened, simulator: Simulator
) -> None:
    simulator.world.player.transfer(simulator.world.device(KITCHEN).key)
    async with remote() as stage:
        await stage.ready()
        await save(stage, "Night")
        await stage.until(lambda: stage.told)
        simulator.world.player.transfer(simulator.world.device("Desk").key)
        await stage.later(31)
        await stage.reread()
        simulator.world.player.remove_device(simulator.world.device(KITCHEN).key)
        await box(stage)
        await stage.press("enter")
        await stage.until(lambda: "Kitchen is asleep: open Spotify there, then choose it again." in stage.told)
        assert stage.truth.device is not None
        assert (stage.truth.device.name, stage.truth.device.volume_percent) == ("Desk", 62)


async def test_a_name_that_is_there_is_overwritten_after_asking(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await save(stage, "Work")
        await stage.until(lambda: stage.told)
        await stage.press("+")
        await save(stage, "work")
        await stage.until(lambda: isinstance(stage.app.screen, AskFirst) and stage.shows("Replace “Work”?"))
        await stage.press("escape")
        rows = await box(stage)
        assert [summary(row.value)[-4:] for row in rows.rows[1:]] == ["62 %"]
        await stage.press("escape")
        await save(stage, "work")
        await stage.until(lambda: isinstance(stage.app.screen, AskFirst))
        await stage.press("enter")
        await stage.until(lambda: stage.in_front == "MainScreen")
        rows = await box(stage)
        assert [summary(row.value)[-4:] for row in rows.rows[1:]] == ["67 %"]


async def test_a_scene_is_deleted_and_comes_back_to_its_place(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        for name in ("A", "B"):
            await save(stage, name)
            await stage.until(lambda name=name: any(f"“{name}”" in told for told in stage.told))  # type: ignore[misc]
        rows = await box(stage)
        await stage.press("x")
        await stage.until(lambda: names(rows) == ["B"])
        await stage.press("G", "g", "g")
        assert rows.cursor == 0
        assert stage.told[-1] == "Deleted “A”. u undoes it."
        await stage.press("u")
        await stage.until(lambda: names(rows) == ["A", "B"])


async def test_the_palette_recalls_a_scene(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await save(stage, "Work")
        await stage.until(lambda: stage.told)
        await stage.press("ctrl+p", *"* work")
        await stage.until(lambda: stage.shows("scene  ·  Desk · "))
        await stage.press("enter")
        await stage.until(lambda: ("PUT", "player/play") in stage.writes)


async def test_what_a_scene_plays_is_called_by_the_name_that_is_known_by_then(remote: Opened, tmp_path: Path) -> None:
    kept = Scene(name="Evening", context_uri="spotify:playlist:4uLU6hMCjMI75M1A2tKUQC", item_name="Ivy")
    file = tmp_path / "scenes.json"
    file.write_text(written((kept,)))
    async with remote(outside=Outside(scenes=file)) as stage:
        await stage.ready()
        await box(stage)
        assert stage.shows("playlist with Ivy")
        await stage.press("escape")
        stage.app.contexts._remember("4uLU6hMCjMI75M1A2tKUQC", "Late Train Home")
        await box(stage)
        assert stage.shows("Late Train Home")
        assert not stage.shows("playlist with Ivy")


async def test_a_damaged_file_is_set_aside_and_told(remote: Opened, tmp_path: Path) -> None:
    file = tmp_path / "scenes.json"
    file.write_text("{")
    async with remote(outside=Outside(scenes=file)) as stage:
        await stage.ready()
        rows = await box(stage)
        assert names(rows) == []
        await stage.until(lambda: stage.told == ["scenes.json was damaged, and is kept as scenes.json.broken."])
    assert (tmp_path / "scenes.json.broken").read_text() == "{"


async def test_with_nothing_playing_there_is_nothing_to_save(remote: Opened, simulator: Simulator) -> None:
    simulator.world.player.stop()
    async with remote(size=NARROW) as stage:
        await stage.read()
        await box(stage)
        await stage.press("enter")
        await stage.until(lambda: stage.shows("Nothing is playing that could be saved."))
        await stage.press("escape")
        await stage.until(lambda: stage.app.screen is stage.app.main)


async def test_a_name_is_needed_and_letters_of_keys_are_text_in_it(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await box(stage)
        await stage.press("enter", "backspace", "enter")
        await stage.until(lambda: stage.shows("Type a name first."))
        await stage.press(*"Rxu", "enter")
        await stage.until(lambda: stage.told == ["Saved the scene “Rxu”."])


@pytest.mark.parametrize(
    ("scene", "told"),
    [
        (
            Scene(
                name="x",
                device_name=KITCHEN,
                context_uri="spotify:playlist:x",
                context_name="Late Train Home",
                volume_percent=35,
                shuffle=True,
                repeat="track",
            ),
            "Kitchen · Late Train Home · 35 % · shuffle · repeat one",
        ),
        (
            Scene(name="x", context_uri="spotify:user:u:playlist:x", item_name="Ivy", volume_percent=0),
            "wherever it plays · playlist with Ivy · 0 %",
        ),
        (Scene(name="x", device_name=KITCHEN, item_name="Ivy"), "Kitchen · Ivy"),
        (Scene(name="x", device_name=KITCHEN, context_uri="spotify:artist:x"), "Kitchen · artist"),
    ],
)
def test_a_scene_is_told_in_one_line(scene: Scene, told: str) -> None:
    assert summary(scene) == told


def test_a_file_that_is_not_there_holds_nothing_and_one_in_memory_what_was_written(tmp_path: Path) -> None:
    assert KeptFile(tmp_path / "none").read() == ""
    kept = KeptFile(None)
    kept.write("a")
    assert (kept.read(), kept.name) == ("a", "")
