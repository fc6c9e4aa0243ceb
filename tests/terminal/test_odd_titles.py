"""Other people's titles may hold markup and escape sequences: a real terminal shows them as the plain text they are."""

import pytest

from sptui.simulator.names import ODD_SONGS
from sptui.spotify.models.text import clean
from tests.terminal.steps import search
from tests.terminal.tmux import Terminal

MARKUP, UNCLOSED, ESCAPES, LINES = (clean(title) for title in ODD_SONGS[:4])


@pytest.fixture
def found(demo: Terminal) -> Terminal:
    """The demo, with the album of odd titles found and the cursor on its first."""
    search(demo, "odds")
    demo.wait_for(f"▌  {MARKUP}  ")
    return demo


def test_lists_show_markup_and_escape_sequences_as_text(found: Terminal) -> None:
    rows = [line.split("  ")[0] for line in found.screen().found]
    start = rows.index(MARKUP)
    assert rows[start : start + 4] == [MARKUP, UNCLOSED, "Ring ]0;owned the Be…", LINES]
    assert "Untitled" in rows
    assert "[bold]Brack" in found.screen()


@pytest.mark.parametrize(("row", "title"), list(enumerate([MARKUP, UNCLOSED, ESCAPES, LINES])))
def test_the_player_shows_such_a_title_as_text_and_the_window_keeps_its_name(
    found: Terminal, row: int, title: str
) -> None:
    name = found.state("pane_title")
    found.keys(*["j"] * row, "Enter")
    found.wait_for(lambda screen: (screen.title, screen.mark, screen.device) == (title, "▶", "Desk"))
    found.wait_for("[bold]Bracket[/] Orchestra  ·  Odds & Ends [/")
    assert found.state("pane_title") == name
    found.keys("q")
    assert found.exit_status() == 0
