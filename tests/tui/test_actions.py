from collections.abc import Callable

import pytest
from textual.widgets import Input

from sptui.simulator import Simulator
from sptui.spotify.models.catalogue import Track
from sptui.tui.actions.hints import HINTED, Where
from sptui.tui.widgets.hints import HintBar
from tests.tui.conftest import Opened
from tests.tui.stage import KEYS, Stage, listen

DEVICES = "/v1/me/player/devices"


async def test_what_matters_in_a_pane_is_in_the_hint_bar_and_a_dimmed_hint_tells_why(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        bar = stage.app.main.query_one(HintBar)
        panes: dict[str, Where] = {"Q": "queue", "d": "devices", "L": "library", "w": "lyrics"}
        for key, pane in panes.items():
            await stage.press(key)
            assert [hint.id for hint in bar._hints] == [*HINTED[pane]]
        assert "space pause" in stage.screen[-1]
        stage.simulator.world.player.go_idle()
        await stage.reread()
        await stage.press("Q")
        await stage.pilot.click(bar, offset=(stage.screen[-1].index("n next"), 0))
        assert stage.told == ["Nothing is playing."]
        await stage.press("/")
        assert [hint.id for hint in bar._hints] == [*HINTED["typing"]]


async def test_typing_a_search_triggers_nothing(remote: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("/")
        reached = listen(stage, monkeypatch)
        typed = "".join(keys[0] for _, keys in KEYS if len(keys[0]) == 1) + "jkgG:["
        await stage.press(*typed, "space", "x", "left", "right")
        assert stage.app.main.query_one(Input).value == f"{typed} x"
        assert reached == []
        assert stage.writes == []


def volume(stage: Stage) -> int | None:
    device = stage.truth.device
    return device.volume_percent if device else None


def shown_volume(stage: Stage) -> int | None:
    device = stage.app.main.playback.device
    return device.volume_percent if device else None


def shown_position(stage: Stage) -> int:
    return stage.app.main.playback.position_ms(stage.clock.now)


def shown_title(stage: Stage) -> str:
    item = stage.app.main.playback.item
    return item.name if item else ""


def place(stage: Stage) -> int:
    return stage.truth.position_at(stage.clock.now)


def played(stage: Stage) -> str:
    return stage.truth.item.name if stage.truth.item else ""


Look = Callable[[Stage], object]
DOES: dict[str, tuple[str, str, Look, Look, object]] = {
    "space": ("PUT", "player/pause", lambda s: s.app.main.playback.is_playing, lambda s: s.truth.is_playing, False),
    "n": ("POST", "player/next", shown_title, played, "안녕, 겨울"),
    "<": ("PUT", "player/seek", shown_position, place, 56_000),
    "left": ("PUT", "player/seek", shown_position, place, 56_000),
    ">": ("PUT", "player/seek", shown_position, place, 66_000),
    "right": ("PUT", "player/seek", shown_position, place, 66_000),
    "ctrl+s": ("PUT", "player/shuffle", lambda s: s.app.main.playback.shuffle, lambda s: s.truth.shuffle, True),
    "ctrl+r": ("PUT", "player/repeat", lambda s: s.app.main.playback.repeat, lambda s: s.truth.repeat, "context"),
    "-": ("PUT", "player/volume", shown_volume, volume, 57),
    "+": ("PUT", "player/volume", shown_volume, volume, 67),
    "=": ("PUT", "player/volume", shown_volume, volume, 67),
    "_": ("PUT", "player/volume", shown_volume, volume, 0),
}


@pytest.mark.parametrize("key", DOES)
async def test_a_key_shows_its_effect_before_the_answer_and_the_service_agrees(remote: Opened, key: str) -> None:
    method, path, look, truth, expected = DOES[key]
    async with remote() as stage:
        await stage.ready()
        assert look(stage) != expected
        stage.hold(f"/v1/me/{path}")
        await stage.press(key)
        assert look(stage) == expected
        await stage.until(lambda: stage.writes)
        assert truth(stage) == expected
        assert stage.app.player._in_flight is not None
        stage.answers.set()
        await stage.until(lambda: stage.app.player._in_flight is None)
        await stage.reread()
        assert look(stage) == truth(stage)
        assert stage.writes == [(method, path)]
        assert stage.told == []


async def test_previous_jumps_to_the_start_at_once_and_the_title_follows(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        before = shown_title(stage)
        stage.hold("/v1/me/player/previous")
        await stage.press("p")
        assert (shown_title(stage), shown_position(stage)) == (before, 0)
        stage.answers.set()
        await stage.until(lambda: stage.app.player._in_flight is None)
        await stage.reread()
        assert shown_title(stage) == played(stage) != before


async def test_like_and_unlike_show_at_once_and_reach_the_library(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        uri = stage.app.main.playback.uri
        liked = stage.app.main.picture.liked
        assert liked is not None
        stage.hold("/v1/me/library")
        await stage.press("l")
        assert stage.app.main.picture.liked is not liked
        stage.answers.set()
        await stage.until(lambda: stage.app.player._in_flight is None and stage.writes)
        await stage.press("l")
        assert stage.app.main.picture.liked is liked
        await stage.later(0.3)
        await stage.until(lambda: len(stage.writes) == 2)
        assert [method for method, _ in stage.writes] == (["DELETE", "PUT"] if liked else ["PUT", "DELETE"])
        saved = {item.uri for item, _ in stage.simulator.world.library.saved("track")}
        assert (uri in saved) is liked


async def test_mute_comes_back_to_the_volume_before(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("_")
        await stage.until(lambda: volume(stage) == 0)
        await stage.press("_")
        await stage.later(0.3)
        await stage.until(lambda: volume(stage) == 62)
        assert shown_volume(stage) == 62


async def test_space_resumes_what_is_paused(remote: Opened, simulator: Simulator) -> None:
    simulator.world.player.pause()
    async with remote() as stage:
        await stage.ready()
        await stage.press("space")
        assert stage.app.main.playback.is_playing
        await stage.until(lambda: stage.truth.is_playing)
        assert stage.writes == [("PUT", "player/play")]


async def test_of_a_volume_pressed_quickly_only_the_last_is_sent_after_the_first(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.hold("/v1/me/player/volume", times=1)
        await stage.press("+")
        await stage.until(lambda: stage.writes)
        await stage.press("+", "+", "+")
        assert shown_volume(stage) == 82
        stage.answers.set()
        await stage.until(lambda: stage.app.player._in_flight is None)
        await stage.later(0.3)
        await stage.until(lambda: len(stage.writes) == 2)
        assert volume(stage) == 82


async def test_a_refused_command_is_rolled_back_and_told(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.simulator.world.premium = False
        stage.hold("/v1/me/player/pause")
        await stage.press("space")
        assert stage.line("title").startswith("⏸ ")
        stage.answers.set()
        await stage.until(lambda: stage.told)
        assert stage.told == ["Player commands need Spotify Premium. What plays is shown all the same."]
        assert stage.line("title").startswith("▶ ")
        assert stage.truth.is_playing


async def test_read_again_reads_the_playback_the_queue_the_devices_and_the_likes(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.simulator.log.clear()
        await stage.later(2.5)
        await stage.press("r")
        await stage.until(lambda: len(stage.simulator.log) == 4)
        paths = {path.removeprefix("/v1/me/") for _, _, path, _ in stage.simulator.log}
        assert paths == {"player", "player/queue", "player/devices", "library/contains"}


async def test_panes_come_forward_with_their_keys_and_in_turn_with_tab(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        places = []
        for key in ("d", "Q", "tab", "tab", "tab", "shift+tab", "shift+tab", "/", "escape"):
            await stage.press(key)
            places.append(stage.app.main.pane)
        assert places == ["devices", "queue", "devices", "library", "search", "library", "devices", "search", "queue"]


@pytest.mark.parametrize("key", ["d", "tab"])
async def test_opening_the_devices_reads_them_again_once_they_are_not_fresh(remote: Opened, key: str) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.simulator.world.player.remove_device(stage.simulator.world.device("Kitchen").key)
        await stage.later(31)
        await stage.press(key)
        await stage.until(lambda: stage.count("GET", DEVICES) == 2)
        await stage.until(lambda: [cells[1] for cells in stage.cells("devices") if len(cells) == 3] == ["Kitchen"])
        await stage.press("d", "Q", key)
        await stage.pilot.pause()
        assert stage.count("GET", DEVICES) == 2


async def test_opening_panes_again_while_what_they_show_is_fresh_sends_nothing(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("L")
        await stage.until(lambda: "playlists" in stage.asked)
        await stage.press("Q", "j")
        await stage.pilot.pause()
        asked = len(stage.asked)
        await stage.later(10)
        for key in ("d", "Q", "/", "escape", "d", "tab", "tab", "tab", "tab", "d", "d"):
            await stage.press(key)
            await stage.pilot.pause()
        assert len(stage.asked) == asked


async def test_r_reads_devices_again_that_are_fresh(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.later(2.5)
        await stage.press("d", "r")
        await stage.until(lambda: stage.count("GET", DEVICES) == 2)


async def test_escape_goes_from_typing_to_the_results_and_then_to_the_queue(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.find("paper")
        await stage.press("/", "escape")
        assert stage.rows("search").has_focus
        await stage.press("escape")
        assert stage.rows("queue").has_focus


async def test_quit_leaves(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("q")
        assert stage.app._exit


async def test_queueing_without_a_row_or_something_that_cannot_be_queued_tells_so(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("d", "z")
        assert stage.told == ["Nothing to queue here: press z on a track, an album, a playlist …"]
        assert stage.writes == []


async def test_the_cursor_of_the_queue_can_be_queued_again(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("Q", "j", "z")
        await stage.until(lambda: stage.told)
        thing = stage.thing
        assert isinstance(thing, Track)
        assert stage.told == [f"Queued: “{thing.name}”. u undoes it."]
        assert [entry.item.uri for entry in stage.app.staging.staged.here] == [thing.uri]
