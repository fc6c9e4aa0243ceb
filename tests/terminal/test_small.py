"""Small terminals: one pane at a time at 80 x 24, and something that still works at 40 x 12."""

from functools import partial

from tests.terminal.conftest import Opens
from tests.terminal.screen import Screen

PANES = {"library": "Liked songs", "search": "Find something to play", "queue": "   Next", "devices": "Living Room TV"}


def shows_only(pane: str, screen: Screen) -> bool:
    return [name for name, text in PANES.items() if text in screen] == [pane]


def test_at_80_by_24_everything_has_its_place(sptui: Opens) -> None:
    terminal = sptui("demo", columns=80, lines=24)
    screen = terminal.wait_for(lambda screen: "   Next" in screen)
    assert screen.lines[0].split() == ["Library", "Search", "Queue", "Devices"]
    title, byline, seek, hints = screen.lines[-4:]
    assert title.startswith(" ▶  Hummingbird Heart  ")
    assert title.endswith("⇄ shuffle off  ·  ↻ repeat off")
    assert byline.startswith("    Paper Lanterns  ·  Small Hours  ·  1980  ")
    assert byline.endswith("Desk  ·  ━━━━╸───  62 %")
    assert seek.startswith(" 1:0")
    assert seek.endswith("─  2:19")
    assert hints.startswith(" space pause  n next  ")
    assert hints.endswith("/1,000  demo")
    # One cell of margin on the right, all the way down.
    assert {len(line) for line in (title, byline, seek, hints)} == {79}


def test_three_lines_are_enough_for_what_plays(sptui: Opens) -> None:
    terminal = sptui("demo", columns=60, lines=3)
    screen = terminal.wait_for(lambda screen: "Paper Lanterns" in screen)
    title, byline, seek = screen.lines
    assert title.startswith(" ▶  Hummingbird Heart")
    assert byline.endswith("  Desk  ·  62 %")
    assert seek.endswith("─  2:19")
    terminal.keys("Space")
    terminal.wait_for("⏸")
    terminal.keys("n")
    terminal.wait_for(lambda screen: "Hummingbird" not in screen)
    terminal.keys("q")
    assert terminal.exit_status() == 0


def test_at_80_by_24_tab_shows_one_pane_after_the_other(sptui: Opens) -> None:
    terminal = sptui("demo", columns=80, lines=24)
    terminal.wait_for(lambda screen: "   Next" in screen)
    forth = ("Tab", "devices"), ("Tab", "library"), ("Tab", "search"), ("Tab", "queue")
    for key, name in (*forth, ("BTab", "search"), ("BTab", "library")):
        terminal.keys(key)
        terminal.wait_for(partial(shows_only, name))
        assert terminal.screen().title == "Hummingbird Heart"


def test_at_40_by_12_it_still_plays_pauses_and_ends(sptui: Opens) -> None:
    terminal = sptui("demo", columns=40, lines=12)
    terminal.wait_for(lambda screen: "space pause" in screen and "▶ Hummingbird" in screen)
    terminal.keys("Space")
    terminal.wait_for("space play")
    for key, row in (("d", "▌▶ 1  Desk"), ("Q", "▌▶ Hummingbird")):
        terminal.keys(key)
        terminal.wait_for(row)
    terminal.keys("q")
    assert terminal.exit_status() == 0
