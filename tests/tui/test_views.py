"""What plays alone, and in a few lines: how one gets there and back, what the keys do there, and what it costs."""

import pytest
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from sptui.simulator import Simulator
from sptui.simulator.faults import Fault
from sptui.tui.panes.full_view import FullView
from sptui.tui.panes.now_playing import NowPlaying
from sptui.tui.screens.main import MainScreen
from sptui.tui.widgets.hints import HintBar
from sptui.tui.widgets.line import Line
from sptui.tui.widgets.rows import Rows
from tests.tui.conftest import Opened
from tests.tui.stage import NARROW, WIDE, Stage, answer_with, playback_body
from tests.tui.test_library import quiet

SMALL = (60, 3)


def said(stage: Stage, name: str) -> str:
    """A line of what plays alone."""
    return " ".join(stage.app.main.query_one(f"#full-{name}", Line).text.split())


def hints(stage: Stage) -> list[str]:
    return [hint.id for hint in stage.app.main.query_one(HintBar)._hints]


async def writes(stage: Stage, number: int) -> list[str]:
    """The paths of so many commands, of which there is a moment between two."""
    while len(stage.writes) < number:
        before = len(stage.writes)
        await stage.later(0.5)
        await stage.until(lambda before=before: len(stage.writes) > before)  # type: ignore[misc]
    return [path.partition("?")[0] for _, path in stage.writes]


async def full(stage: Stage) -> None:
    """Press m, and wait until it is drawn."""
    await stage.press("m")
    await stage.until(lambda: stage.app.main.query("#full-modes") and said(stage, "modes"))
    await stage.pilot.pause()


async def test_m_shows_what_plays_alone_with_the_next_three(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await full(stage)
        assert stage.app.main.view == "full"
        assert not stage.app.main.panes.display
        assert not stage.app.main.query_one(NowPlaying).display
        assert any(line.strip() == "Hummingbird Heart" for line in stage.screen)
        assert said(stage, "byline") == "Paper Lanterns"
        assert said(stage, "album") == "Small Hours · 1980"
        assert said(stage, "modes") == "♥ liked · ⇄ shuffle off · ↻ repeat off Desk · ━━━━╸─── 62 %"
        names = [item.name for item in (stage.app.main.queue or ())[:3]]
        assert [said(stage, f"next-{place}").startswith(name) for place, name in enumerate(names, 1)] == [True] * 3


@pytest.mark.parametrize("key", ["escape", "m"])
@pytest.mark.parametrize("pane", ["d", "L", "Q"])
async def test_the_pane_and_its_cursor_are_there_again_afterwards(remote: Opened, key: str, pane: str) -> None:
    async with remote(size=NARROW) as stage:
        await stage.read()
        await stage.press(pane, "j")
        before, focused = stage.pane, stage.app.focused
        assert isinstance(focused, Rows)
        await full(stage)
        assert not focused.has_focus
        await stage.press(key)
        await stage.until(lambda: stage.app.main.view == "panes")
        assert stage.pane == before
        assert stage.app.focused is focused


async def test_what_steers_works_there_and_what_needs_a_row_does_not(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await full(stage)
        await stage.press("j", "enter", "z", "x", "f", "K", "h", "v")
        await stage.press("space", "+", "right", "n")
        assert await writes(stage, 4) == ["player/pause", "player/volume", "player/seek", "player/next"]
        assert stage.app.main.view == "full"
        assert stage.told == []
        assert stage.app.focused is None
        assert {"row.enqueue", "list.filter"}.isdisjoint(hints(stage))
        assert "app.back" in hints(stage)


async def test_a_pane_s_key_leads_to_it(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await full(stage)
        await stage.press("/", "a")
        assert (stage.app.main.view, stage.pane) == ("panes", "search")
        assert stage.search.line.value == "a"
        await quiet(stage)


async def test_the_help_over_it_gives_no_list_the_keys_when_it_closes(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await full(stage)
        await stage.press("?")
        await stage.until(lambda: stage.in_front == "HelpScreen")
        await stage.press("escape")
        await stage.until(lambda: stage.in_front == "MainScreen")
        assert stage.app.focused is None
        assert stage.app.main.view == "full"


async def test_alone_it_follows_what_plays(remote: Opened, simulator: Simulator) -> None:
    async with remote() as stage:
        await stage.ready()
        await full(stage)
        await stage.press("p")
        simulator.world.player.play_ad(30)
        await stage.reread()
        await stage.until(lambda: stage.shows("Advertisement"))
        assert said(stage, "byline") == "Skipping and seeking come back after it."
        assert said(stage, "next-1") == ""


async def test_the_modes_are_told_in_words_where_there_is_room_for_them(remote: Opened) -> None:
    async with remote(size=(70, 30)) as stage:
        await stage.read()
        await full(stage)
        await stage.until(lambda: said(stage, "modes").endswith("Desk · 62 %"))
        assert said(stage, "modes").startswith("♥ liked · ⇄ shuffle off · ↻ repeat off")
        await stage.pilot.resize_terminal(50, 30)
        await stage.until(lambda: said(stage, "modes") == "♥ Desk · 62 %")


class Picture(Static):
    """Stands for a cover."""

    images = ()
    caption = ""


async def test_a_cover_has_its_place_in_either_look_and_is_told_what_plays(
    remote: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose = MainScreen.compose
    made: list[Widget] = []

    def cover() -> Widget:
        made.append(Picture())
        return made[-1]

    def with_covers(screen: MainScreen) -> ComposeResult:
        screen._make_cover = screen._maker._cover = cover
        return compose(screen)

    monkeypatch.setattr(MainScreen, "compose", with_covers)
    async with remote() as stage:
        await stage.ready()
        await stage.until(lambda: made[0].region.size == (10, 5))
        assert made[0].caption == "Hummingbird Heart"  # type: ignore[attr-defined]
        assert made[0].images  # type: ignore[attr-defined]
        await full(stage)
        await stage.until(lambda: len(made) > 1 and made[1].region.size == (50, 25))
        assert made[1].images == made[0].images  # type: ignore[attr-defined]


async def test_the_right_half_can_be_given_away_and_taken_back(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await full(stage)
        view, side = stage.app.main.query_one(FullView), Static("la la la")
        width = view.query_one(".full--words").region.width
        await view.stand_beside(side)
        await stage.until(lambda: stage.shows("la la la"))
        assert side.region.x >= WIDE[0] // 2
        await stage.until(lambda: view.query_one(".full--words").region.width < width)
        await view.stand_beside(None)
        await stage.until(lambda: not stage.shows("la la la"))
        await stage.until(lambda: view.query_one(".full--words").region.width == width)


@pytest.mark.parametrize(
    ("size", "lines"),
    [
        ((40, 1), ["title"]),
        ((40, 2), ["title", "bar"]),
        ((60, 3), ["title", "byline", "bar"]),
        ((20, 3), ["title", "byline", "bar"]),
        ((40, 4), ["title", "byline", "bar", "hints"]),
        ((120, 5), ["title", "byline", "note", "bar", "hints"]),
    ],
)
async def test_a_small_terminal_shows_a_few_lines(remote: Opened, size: tuple[int, int], lines: list[str]) -> None:
    async with remote(size=size) as stage:
        await stage.read()
        await stage.pilot.pause()
        kinds = []
        for line in stage.screen:
            if "Humming" in line:
                kinds.append("title")
            elif "Paper" in line:
                kinds.append("byline")
            elif "1:01" in line and "2:19" in line:
                kinds.append("bar")
            elif line.strip() == "from a playlist":
                kinds.append("note")
            elif line.startswith(" space pause"):
                kinds.append("hints")
        assert kinds == lines
        assert len(stage.screen) == len(lines)


async def test_in_three_lines_every_key_that_steers_works_and_nothing_else_is_read(remote: Opened) -> None:
    async with remote(size=SMALL) as stage:
        await stage.read()
        await stage.until(lambda: stage.app.main.picture.liked is not None)
        assert sorted(stage.asked) == ["library/contains", "player"]
        await stage.press("space", "-", "l")
        assert await writes(stage, 3) == ["player/pause", "player/volume", "library"]
        assert stage.screen[0].startswith(" ⏸  Hummingbird Heart")
        assert "57 %" in stage.screen[1]
        await stage.press("?")
        await stage.until(lambda: stage.in_front == "HelpScreen")


async def test_in_three_lines_what_is_told_stands_in_the_second_for_a_while(remote: Opened) -> None:
    async with remote(size=SMALL) as stage:
        await stage.read()
        stage.app.tell("Added to the queue.")
        await stage.until(lambda: stage.screen[1].strip() == "Added to the queue.")
        assert stage.screen[0].startswith(" ▶  Hummingbird Heart")
        assert stage.screen[2].startswith(" 1:01")
        stage.app.main._fall_silent()
        await stage.until(lambda: "Paper Lanterns" in stage.screen[1])


async def test_in_three_lines_a_trouble_stands_in_the_second(remote: Opened, simulator: Simulator) -> None:
    async with remote(size=SMALL) as stage:
        await stage.read()
        simulator.faults.add(Fault.named("refused", times=None))
        await stage.reread_refused()
        await stage.until(lambda: "Spotify cannot be reached" in stage.screen[1])
        assert stage.screen[0].startswith(" ▶  Hummingbird Heart")


async def test_a_pane_can_be_used_in_a_small_terminal_until_escape(remote: Opened) -> None:
    async with remote(size=(80, 8)) as stage:
        await stage.read()
        await stage.press("d")
        await stage.until(lambda: stage.shows("Kitchen") or stage.shows("Desk "))
        assert stage.app.main.view == "panes"
        await stage.press("escape")
        await stage.until(lambda: stage.app.main.view == "compact")
        await stage.press("escape")
        assert not stage.app.main.panes.display


async def test_capital_m_takes_the_panes_away_and_brings_them_back(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        focused = stage.app.focused
        await stage.press("M")
        await stage.until(lambda: not stage.app.main.panes.display)
        assert stage.app.player.attention.panes == {"playing"}
        assert stage.screen[-5].startswith(" ▶  Hummingbird Heart")
        await stage.press("m")
        await stage.until(lambda: stage.app.main.view == "full")
        assert stage.app.player.attention.panes == {"playing", "queue"}
        await stage.press("M", "M")
        await stage.until(lambda: stage.app.main.panes.display)
        assert stage.app.focused is focused
        assert stage.count("GET", "/v1/me/player/queue") == 1


async def test_a_terminal_that_grows_shows_the_panes_and_one_that_shrinks_the_lines(remote: Opened) -> None:
    async with remote(size=SMALL) as stage:
        await stage.read()
        assert stage.app.main.view == "compact"
        await stage.press("m")
        assert stage.told == ["There is no room for that: the terminal needs 9 lines or more."]
        await stage.pilot.resize_terminal(*NARROW)
        await stage.until(lambda: stage.app.main.view == "panes" and stage.rows("queue").has_focus)
        await stage.until(lambda: stage.app.main.queue)
        await stage.pilot.resize_terminal(*SMALL)
        await stage.until(lambda: stage.app.main.view == "compact")


async def test_a_device_that_vanishes_is_named(remote: Opened, simulator: Simulator) -> None:
    async with remote() as stage:
        await stage.ready()
        simulator.world.player.remove_device(simulator.world.device("Desk").key)
        await stage.reread()
        assert stage.line("title") == "■ Nothing is playing"
        assert (
            stage.line("byline") == "Desk is no longer active. Press space to go on with “Hummingbird Heart” on Desk."
        )
        stage.app.main.offer = "Space goes on with “Late Train Home” on Kitchen"
        assert stage.line("byline") == "Desk is no longer active. Space goes on with “Late Train Home” on Kitchen"


async def test_without_premium_the_keys_are_dimmed_after_the_first_refusal(
    remote: Opened, simulator: Simulator
) -> None:
    simulator.world.premium = False
    async with remote() as stage:
        await stage.ready()
        assert stage.hint("player.next")
        await stage.press("n")
        await stage.until(lambda: not stage.hint("player.next"))
        assert not stage.hint("player.toggle")
        assert stage.hint("player.like")
        await stage.press("space")
        assert stage.told[-1] == "Spotify Premium is needed to control playback."
        assert stage.line("note").startswith("Spotify Premium is needed to control playback. What plays is shown")
        assert stage.writes == [("POST", "player/next")]
        simulator.world.premium = True
        await stage.later(2.5)
        await stage.press("r")
        await stage.until(lambda: stage.hint("player.toggle"))
        await stage.press("space")
        await stage.until(lambda: ("PUT", "player/pause") in stage.writes)


async def test_between_two_items_it_looks_again_soon(remote: Opened, simulator: Simulator) -> None:
    answer_with(simulator, "/v1/me/player", playback_body(simulator) | {"item": None})
    async with remote() as stage:
        await stage.read()
        assert stage.line("title").startswith("▶ …")
        assert stage.line("byline").startswith("Between two items")
        simulator.faults.clear()
        await stage.later(1.6)
        await stage.until(lambda: stage.line("title").startswith("▶ Hummingbird Heart"))


@pytest.mark.parametrize(
    ("size", "key", "rows", "hints"), [((60, 8), "d", 4, 1), ((40, 4), "L", 3, 0), ((80, 3), "d", 2, 0)]
)
async def test_a_list_that_is_opened_in_a_few_lines_has_all_but_one_of_them(
    remote: Opened, size: tuple[int, int], key: str, rows: int, hints: int
) -> None:
    async with remote(size=size) as stage:
        await stage.read()
        await stage.press(key)
        await stage.until(lambda: stage.app.main.view == "panes")
        await stage.pilot.pause()
        assert stage.rows(stage.pane).region.height >= rows
        assert stage.app.main.query_one(NowPlaying).region.height == 1
        assert stage.app.main.query_one(HintBar).region.height == hints
        stage.app.tell("A word.")
        await stage.until(lambda: stage.shows("A word."))
        assert sum("A word." in line for line in stage.screen) == 1


async def test_at_13_lines_it_gives_its_air_and_its_cover_to_the_list(remote: Opened) -> None:
    async with remote(size=(110, 13)) as stage:
        await stage.ready()
        assert stage.app.main.query_one(NowPlaying).region.height == 3
        await stage.pilot.resize_terminal(110, 14)
        await stage.until(lambda: stage.app.main.query_one(NowPlaying).region.height == 6)
