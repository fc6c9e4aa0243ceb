"""Steps that several tests take."""

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
