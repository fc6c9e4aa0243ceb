"""Steps that several tests take."""

from tests.terminal.screen import Screen
from tests.terminal.tmux import Terminal


def search(terminal: Terminal, words: str) -> None:
    """Go from a list to the search, and search."""
    to_the_search(terminal)
    terminal.text(words)
    terminal.keys("Enter")


def to_the_search(terminal: Terminal) -> None:
    """Go from a list to the line where one types; no list has the cursor then."""
    terminal.wait_for("▌")
    terminal.keys("/")
    terminal.wait_for(lambda screen: "▌" not in screen)


def go_to(terminal: Terminal, name: str) -> None:
    """Move the cursor of the list on the left down to the row of that name."""
    while (here := terminal.wait_for(lambda screen: screen.cursor).cursor) != name:
        terminal.keys("j")
        terminal.wait_for(lambda screen, here=here: screen.cursor not in ("", here))  # type: ignore[misc]


def open_row(terminal: Terminal, name: str, heading: str = "", *, row: str) -> Screen:
    """Open what stands in the row of that name, which is called `heading` then, and wait for a `row` of it."""
    go_to(terminal, name)
    terminal.keys("Enter")
    return terminal.wait_for(lambda screen: screen.heading == (heading or name) and row in screen.rows)
