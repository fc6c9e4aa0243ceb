from sptui.simulator import Simulator
from tests.tui.conftest import Opened
from tests.tui.stage import Stage

DESK, PHONE, KITCHEN, TV = "Desk", "Pocket 📱", "Kitchen", "Living Room TV"


def playing_on(stage: Stage) -> list[object]:
    return [row.cells[1] for row in stage.rows("devices").rows if row.playing]


async def test_devices_are_listed_with_kind_and_volume_and_the_active_one_is_marked(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        assert stage.cells("devices") == [
            ("", DESK, "computer", "━━━╸──  62 %"),
            ("", PHONE, "smartphone", "fixed volume"),
            ("", KITCHEN, "speaker", "━━────  35 %"),
            ("", TV, "TV", "━━━━╸─  80 %"),
        ]
        assert playing_on(stage) == [DESK]


async def test_enter_transfers_and_shows_it_before_the_answer(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.hold("/v1/me/player", times=1)
        await stage.press("d", "j", "j", "enter")
        assert playing_on(stage) == [KITCHEN]
        assert stage.line("byline").endswith("Kitchen · ━━╸───── 35 %")
        await stage.until(lambda: stage.writes)
        assert stage.writes == [("PUT", "player")]
        assert stage.truth.device is not None
        assert (stage.truth.device.name, stage.truth.is_playing) == (KITCHEN, True)
        stage.answers.set()
        await stage.until(lambda: stage.app.player._in_flight is None)
        await stage.reread()
        assert playing_on(stage) == [KITCHEN]


async def test_with_nothing_active_enter_starts_there(remote: Opened, simulator: Simulator) -> None:
    simulator.world.player.go_idle()
    async with remote() as stage:
        await stage.until(lambda: stage.app.main.devices)
        assert playing_on(stage) == []
        await stage.press("d", "home", "enter")
        await stage.until(lambda: stage.truth.is_playing)
        assert stage.truth.device is not None
        assert stage.truth.device.name == DESK
        await stage.later(0.7)
        await stage.until(lambda: stage.line("title").startswith("▶ Hummingbird Heart"))
        assert playing_on(stage) == [DESK]


async def test_a_device_that_takes_no_commands_is_dimmed_and_tells_so(remote: Opened, simulator: Simulator) -> None:
    simulator.world.player.transfer("Garden")
    async with remote() as stage:
        await stage.until(lambda: stage.app.main.devices)
        row = stage.rows("devices").rows[0]
        assert (row.cells, row.disabled, row.playing) == (("", "Garden", "speaker", "no remote control"), True, True)
        await stage.press("d", "home", "enter")
        assert stage.told == ["Garden takes no commands from other apps."]
        assert stage.writes == []


async def test_a_device_that_has_gone_is_refused_and_rolled_back(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.later(31)
        await stage.press("d", "j", "j")
        await stage.until(lambda: stage.count("GET", "/v1/me/player/devices") == 2)
        await stage.pilot.pause()
        stage.simulator.world.player.remove_device(stage.simulator.world.device(KITCHEN).key)
        await stage.press("enter")
        await stage.until(lambda: stage.told)
        assert stage.told == ["Kitchen is asleep: open Spotify there, then choose it again."]
        assert playing_on(stage) == [DESK]


async def test_until_they_are_known_the_one_that_plays_is_there_and_the_others_are_looked_for(remote: Opened) -> None:
    async with remote() as stage:
        stage.hold("/v1/me/player/devices")
        await stage.until(lambda: stage.count("GET", "/v1/me/player/devices"))
        assert [row.cells[-3:][0] for row in stage.rows("devices").rows] == [DESK, "", "Looking for devices …"]
        stage.answers.set()
        await stage.until(lambda: stage.app.main.devices)
        assert not stage.shows("Looking for devices …")


async def test_no_device_awake_says_what_to_do(remote: Opened, simulator: Simulator) -> None:
    for device in simulator.world.devices:
        simulator.world.player.remove_device(device.key)
    async with remote() as stage:
        await stage.until(lambda: stage.app.main.devices == ())
        await stage.until(lambda: stage.shows("No device is awake"))
        assert stage.shows("Open Spotify somewhere, then press r")
