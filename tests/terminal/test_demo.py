"""`sptui demo` as a user meets it: the keys, and what the screen says after them.

The demo's account is the simulator's first, so what its player must come to is asked of a twin of it.
"""

import os
import signal
from functools import partial
from pathlib import Path

import pytest

from sptui.simulator.playback import upcoming
from sptui.simulator.simulator import Simulator
from sptui.simulator.world import World
from tests.terminal.conftest import Opens
from tests.terminal.screen import Screen
from tests.terminal.steps import search, to_the_search
from tests.terminal.tmux import Terminal


@pytest.fixture
def twin() -> World:
    """The demo's account, at a clock that stands."""
    return Simulator(seed=1, clock=lambda: 1_000.0).world


def playing(world: World) -> str:
    item = world.player.state.item
    assert item is not None
    return item.name


def next_names(world: World) -> list[str]:
    return [item.name for item in upcoming(world.player.state)]


def is_marked(mark: str, screen: Screen) -> bool:
    return screen.mark == mark


def plays_at(volume: int, screen: Screen) -> bool:
    return screen.volume == volume


def shows(cell: str, text: str) -> bool:
    """Whether a cell of a list shows `text`, whole or cut."""
    return text.startswith(cell[:-1]) if cell.endswith("…") else text == cell


def test_it_opens_with_what_plays_what_comes_next_and_the_devices(demo: Terminal, twin: World) -> None:
    listed = [device.name for device in twin.devices if device.listed]
    screen = demo.wait_for(lambda screen: all(name in screen for name in listed) and len(screen.queue) > 10)
    assert (screen.mark, screen.title) == ("▶", playing(twin))
    assert 61 <= screen.position < 80
    assert (screen.device, screen.volume) == ("Desk", 62)
    assert all(map(shows, screen.queue, next_names(twin)))
    assert "▶    Desk" in screen
    assert "  Garden  " not in screen
    assert "space pause" in screen


def test_space_holds_the_time_and_lets_it_run_again(demo: Terminal) -> None:
    demo.keys("Space")
    demo.wait_for(lambda screen: screen.mark == "⏸" and "space play" in screen)
    times = {screen.position for screen in demo.watch(3.0)}
    assert max(times) - min(times) <= 1  # the service may have stopped a moment after the key

    demo.keys("Space")
    demo.wait_for(lambda screen: screen.mark == "▶" and "space pause" in screen)
    demo.wait_for(lambda screen: screen.position >= max(times) + 2)


def test_space_does_the_opposite_as_soon_as_the_screen_shows_it(demo: Terminal) -> None:
    for mark in ("⏸", "▶", "⏸"):
        demo.keys("Space")
        demo.wait_for(partial(is_marked, mark))


def test_n_goes_to_the_next_item_and_p_back(demo: Terminal, twin: World) -> None:
    for key, command in (("n", twin.player.next), ("n", twin.player.next), ("p", twin.player.previous)):
        before = playing(twin)
        command()
        assert playing(twin) != before
        demo.keys(key)
        demo.wait_for(lambda screen: screen.title == playing(twin) and screen.position < 10)
        demo.wait_for(lambda screen: screen.queue and all(map(shows, screen.queue, next_names(twin))))


def test_angle_brackets_move_the_time_by_five_seconds(demo: Terminal) -> None:
    demo.keys("Space")
    start = demo.wait_for(lambda screen: screen.mark == "⏸").position
    demo.keys(">")
    there = demo.wait_for(lambda screen: screen.position >= start + 5).position
    assert there <= start + 6  # as above
    demo.keys(">", ">")
    demo.wait_for(lambda screen: screen.position == there + 10)
    demo.keys("<")
    demo.wait_for(lambda screen: screen.position == there + 5)


def test_plus_and_minus_step_the_volume_and_underscore_mutes_and_comes_back(demo: Terminal) -> None:
    for key, volume in (("+", 67), ("+", 72), ("-", 67), ("_", 0), ("_", 67)):
        demo.keys(key)
        demo.wait_for(partial(plays_at, volume))


def test_control_s_shuffles_and_control_r_goes_through_the_repeats(demo: Terminal) -> None:
    assert demo.screen().modes.endswith("⇄ shuffle off  ·  ↻ repeat off")
    for key, mode in (
        ("C-s", "shuffle on"),
        ("C-r", "repeat all"),
        ("C-r", "repeat one"),
        ("C-r", "repeat off"),
        ("C-s", "shuffle off"),
    ):
        demo.keys(key)
        demo.wait_for(mode)


def test_l_likes_what_plays_and_likes_it_no_more(demo: Terminal) -> None:
    liked, unliked = "♥ liked", "♡ not liked"
    before = demo.wait_for(lambda screen: liked in screen or unliked in screen)
    for mode in (unliked, liked) if liked in before else (liked, unliked):
        demo.keys("l")
        demo.wait_for(mode)


def test_enter_on_a_device_moves_the_playback_to_it(demo: Terminal) -> None:
    demo.keys("d")
    demo.wait_for("▌▶ 1  Desk")
    demo.keys("j", "j")
    demo.wait_for("▌  3  Kitchen")
    demo.keys("Enter")
    demo.wait_for(lambda screen: "▌▶ 3  Kitchen" in screen and "▶ 1  Desk" not in screen)
    demo.wait_for(lambda screen: (screen.device, screen.volume, screen.mark) == ("Kitchen", 35, "▶"))


def test_a_search_finds_things_by_kind_and_enter_plays_one(demo: Terminal) -> None:
    search(demo, "paper")
    screen = demo.wait_for(lambda screen: "Episodes" in screen.found)
    kinds = ("Tracks", "Artists", "Albums", "Playlists", "Shows", "Episodes", "Audiobooks")
    assert [line for line in screen.found if line in kinds] == ["Tracks", "Artists", "Albums", "Episodes"]
    _, second = (line.split("  ")[0] for line in screen.found[screen.found.index("Tracks") + 1 :][:2])
    demo.keys("j", "Enter")
    demo.wait_for(lambda screen: shows(second, screen.title) and f"▌▶ {second}" in screen)


def test_a_search_for_nothing_that_there_is_says_so(demo: Terminal) -> None:
    search(demo, "qwxz")
    demo.wait_for("Nothing found")


def test_what_z_queues_waits_in_front_of_spotifys_queue(demo: Terminal, twin: World) -> None:
    search(demo, "driftwood")
    demo.wait_for("▌  Driftwood")
    demo.keys("z")
    demo.wait_for("Queued: “Driftwood”")
    screen = demo.wait_for(lambda screen: "Waiting here" in screen and "next: Driftwood" in screen)
    assert screen.queue[:2] == [item.name for item in twin.player.state.queue]
    assert screen.title == playing(twin)


def test_enter_in_the_queue_jumps_there(demo: Terminal, twin: World) -> None:
    first, second, third, *_ = next_names(twin)
    demo.keys("Q", "j", "j")
    demo.wait_for(f"▌  {second}")
    demo.keys("Enter")
    demo.wait_for(lambda screen: screen.title == second and screen.queue[:1] == [third] and first not in screen)


def test_the_help_opens_over_the_panes_and_escape_closes_it(demo: Terminal) -> None:
    assert "Play or pause" not in demo.screen()
    demo.keys("?")
    demo.wait_for(lambda screen: "─ Keys ─" in screen and "Play or pause" in screen and "esc closes" in screen)
    demo.keys("Escape")
    demo.wait_for(lambda screen: "─ Keys ─" not in screen and "─ Queue · " in screen)
    demo.keys("?")
    demo.wait_for("─ Keys ─")
    demo.keys("?")
    demo.wait_for(lambda screen: "─ Keys ─" not in screen)


def test_tab_goes_round_the_panes_and_back(demo: Terminal, twin: World) -> None:
    now, desk = f"▌▶ {playing(twin)}", "▌▶ 1  Desk"
    demo.wait_for(now)
    demo.keys("Tab")
    demo.wait_for(lambda screen: desk in screen and now not in screen)
    demo.keys("Tab")
    demo.wait_for("▌  Liked songs")
    demo.keys("Tab")
    demo.wait_for("─ Search ─")
    demo.text("nobody")
    demo.wait_for(lambda screen: "nobody" in screen.found)
    demo.keys("Tab")
    demo.wait_for(now)
    demo.keys("BTab")
    demo.wait_for(lambda screen: now not in screen)
    demo.text("sings")
    demo.wait_for(lambda screen: "sings" in screen.found)


def test_the_palette_does_what_its_line_says(demo: Terminal) -> None:
    demo.keys("C-p")
    demo.wait_for("Mute or unmute")
    demo.text("repeat")
    demo.wait_for(lambda screen: "Repeat: off, all, one" in screen and "Mute or unmute" not in screen)
    demo.keys("Enter")
    demo.wait_for(lambda screen: "repeat all" in screen.modes)


def test_letters_typed_into_the_search_do_nothing_else(demo: Terminal, twin: World) -> None:
    to_the_search(demo)
    demo.text("quiet n l z?")
    screen = demo.wait_for(lambda screen: "quiet n l z?" in screen.found)
    assert (screen.mark, screen.title) == ("▶", playing(twin))
    assert "─ Keys ─" not in screen
    demo.keys("Escape")
    demo.wait_for("▌▶ ")
    demo.keys("Space")
    demo.wait_for(lambda screen: screen.mark == "⏸")


def test_what_is_typed_in_one_burst_with_the_slash_is_searched_for(demo: Terminal, twin: World) -> None:
    demo.text("/nqzp moon")
    demo.wait_for("nqzp moon")
    screen = demo.screen()
    assert (screen.title, screen.exit_status) == (playing(twin), None)


def test_q_ends_it_well_and_gives_the_terminal_back(demo: Terminal) -> None:
    modes = ("alternate_on", "cursor_flag", "mouse_any_flag")
    assert demo.state(*modes) == ("1", "0", "1")
    demo.keys("q")
    assert demo.exit_status() == 0
    assert demo.state(*modes) == ("0", "1", "0")
    assert [line for line in demo.screen().lines if line] == ["exit status 0"]
    demo.text("typed after it")
    demo.wait_for("typed after it")


def test_control_c_ends_it_too(demo: Terminal) -> None:
    demo.keys("C-c")
    assert demo.exit_status() == 0


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_it_and_gives_the_terminal_back(demo: Terminal, name: str) -> None:
    number = signal.Signals[name]
    os.kill(demo.program, number)
    assert demo.exit_status() == 128 + number
    assert demo.state("alternate_on", "cursor_flag", "mouse_any_flag") == ("0", "1", "0")


def test_it_ends_when_its_terminal_is_closed(demo: Terminal) -> None:
    process = Path(f"/proc/{demo.program}")
    demo.hang_up()
    demo.wait_for(lambda _: not process.exists())


def test_keys_typed_while_it_starts_do_no_harm(sptui: Opens, twin: World) -> None:
    terminal = sptui("demo")
    for _ in range(30):
        terminal.text("jk")
    assert terminal.wait_for(lambda screen: screen.title == playing(twin)).exit_status is None


def test_keys_typed_behind_q_do_no_harm(demo: Terminal) -> None:
    demo.text("q?")
    assert demo.exit_status() == 0
