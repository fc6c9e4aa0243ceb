import pytest
from textual import events

from sptui.simulator import Simulator
from sptui.simulator.faults import Fault
from sptui.tui.themes import THEMES
from tests.tui.conftest import Opened
from tests.tui.stage import NARROW, WIDE, Stage


def level(stage: Stage) -> str:
    return stage.app.player.attention.level(stage.clock.now)


OPENING = ["library/contains", "player", "player/queue"]
DEVICES = "player/devices"


@pytest.mark.parametrize(("size", "asked"), [(WIDE, sorted([*OPENING, DEVICES])), (NARROW, OPENING)])
@pytest.mark.parametrize("slow", [False, True])
async def test_opening_asks_one_question_of_each_kind_that_is_seen(
    remote: Opened, simulator: Simulator, size: tuple[int, int], asked: list[str], slow: bool
) -> None:
    if slow:
        simulator.faults.add(Fault(times=None, delay=1.0))
    async with remote(size=size) as stage:
        for _ in range(8):
            await stage.pilot.pause()
            await stage.later(0.6)
            stage.answers.set()
            await stage.pilot.pause()
            stage.answers.clear()
        assert sorted(stage.asked) == asked


async def test_the_account_stands_in_the_corner(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        assert stage.screen[-1].endswith("  test ")


async def test_a_key_makes_it_watch_and_a_minute_without_one_glance(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        assert level(stage) == "glancing"
        await stage.press("j")
        assert level(stage) == "watching"
        await stage.later(60)
        assert level(stage) == "glancing"


@pytest.mark.parametrize("event", [events.MouseScrollDown, events.MouseScrollUp])
async def test_a_wheel_that_turns_is_somebody_who_is_there(remote: Opened, event: type[events.MouseEvent]) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.pilot.hover("#queue")
        assert level(stage) == "glancing"
        await stage.pilot._post_mouse_events([event], "#queue", button=0)
        await stage.until(lambda: level(stage) == "watching")
        stage.app.post_message(events.AppBlur())
        await stage.until(lambda: level(stage) == "away")
        await stage.pilot._post_mouse_events([event], "#queue", button=0)
        await stage.pilot.pause()
        assert level(stage) == "away"


async def test_what_plays_is_always_among_what_can_be_seen(remote: Opened) -> None:
    async with remote(size=NARROW) as stage:
        await stage.read()
        assert stage.app.player.attention.panes == {"queue", "playing"}
        await stage.press("d")
        await stage.until(lambda: stage.app.player.attention.panes == {"devices", "playing"})
        await stage.pilot.resize_terminal(*WIDE)
        await stage.until(lambda: stage.app.player.attention.panes == {"library", "queue", "devices", "playing"})


async def test_a_terminal_without_focus_is_away_until_it_has_it_again_which_reads(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.app.post_message(events.AppBlur())
        await stage.until(lambda: level(stage) == "away")
        reads = stage.reads
        stage.simulator.world.player.pause()
        await stage.later(70)
        assert stage.reads == reads
        stage.app.post_message(events.AppFocus())
        await stage.until(lambda: level(stage) == "glancing")
        await stage.until(lambda: stage.line("title").startswith("⏸ "))
        assert stage.reads == reads + 1


async def test_focus_regained_within_two_seconds_does_not_read(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        reads = stage.reads
        stage.app.post_message(events.AppBlur())
        await stage.until(lambda: level(stage) == "away")
        await stage.later(1.5)
        stage.app.post_message(events.AppFocus())
        await stage.until(lambda: level(stage) == "glancing")
        await stage.pilot.pause()
        assert stage.reads == reads


async def test_focus_regained_gives_the_list_its_cursor_back(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("d")
        stage.app.post_message(events.AppBlur())
        await stage.until(lambda: level(stage) == "away")
        stage.app.post_message(events.AppFocus())
        await stage.until(lambda: stage.rows("devices").has_focus)


async def test_what_somebody_else_does_shows_with_the_next_read(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.simulator.world.player.pause()
        stage.simulator.world.player.set_volume(10)
        await stage.later(60)
        await stage.until(lambda: stage.line("title").startswith("⏸ "))
        assert stage.line("byline").endswith("10 %")


async def test_a_command_on_a_slow_line_does_not_hold_up_the_keys(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.hold("/v1/me/player/pause")
        await stage.press("space")
        await stage.until(lambda: stage.writes)
        await stage.press("d")
        assert stage.rows("devices").has_focus
        assert not stage.app.main.playback.is_playing


async def test_what_is_told_twice_stands_once_and_of_all_the_newest_two(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        for text in ("One.", "One.", "Two.", "Two.", "Three."):
            stage.app.tell(text)
            await stage.pilot.pause()
        assert stage.told == ["Two.", "Three."]
        stage.app.tell("Wrong.", severity="error")
        for text in ("Four.", "Five."):
            await stage.pilot.pause()
            stage.app.tell(text)
        await stage.pilot.pause()
        assert stage.told == ["Wrong.", "Four.", "Five."]
        await stage.press("?")
        await stage.until(lambda: sum("Five." in line for line in stage.screen) == 1)
        await stage.press("escape")
        await stage.until(lambda: stage.shows("Five.") and not stage.shows("Three."))


async def test_a_lost_answer_to_next_is_told_and_not_repeated(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.simulator.faults.add(Fault.named("dropped", path="/v1/me/player/next"))
        await stage.press("n")
        await stage.until(lambda: stage.told)
        assert stage.told == [
            "The connection to Spotify broke off. It may have been done all the same; the next read will show."
        ]
        assert stage.writes == [("POST", "player/next")]
        await stage.until(lambda: stage.line("title").startswith("▶ 안녕, 겨울"))


async def test_when_it_has_ended_another_process_may_show_what_plays(
    remote: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with remote() as stage:
        await stage.ready()
        held = stage.store.holder("screen", stage.clock.now)
        left: list[str | None] = []
        monkeypatch.setattr(stage.store, "close", lambda: left.append(stage.store.holder("screen", stage.clock.now)))
    assert held is not None
    assert left == [None]


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_each_theme_draws_the_whole_screen(remote: Opened, theme: str) -> None:
    async with remote() as stage:
        stage.app.theme = theme
        await stage.ready()
        assert stage.app.current_theme.name == theme
        assert stage.shows("Hummingbird Heart")
