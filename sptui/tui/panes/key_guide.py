"""What can follow the keys that were typed, in columns above the hints."""

from math import ceil

from textual.content import Content
from textual.widgets import Static

from sptui.tui.keyboard.keyboard import Typed
from sptui.tui.keyboard.keyed import described
from sptui.tui.text import fit

GAP = 3
"""Cells between two columns."""


class KeyGuide(Static):
    """Shows what can follow `typed`; there is nothing of it while nothing was typed."""

    DEFAULT_CSS = """
    KeyGuide {
        layer: guide;
        dock: bottom;
        margin-bottom: 1;
        height: auto;
        max-height: 80%;
        width: 100%;
        padding: 0 1;
        background: $panel;
        border: round $border;
        border-title-color: $text-accent;
        border-title-style: bold;
        display: none;
    }
    """

    def tell(self, typed: Typed) -> None:
        """Show what can follow, or nothing any more."""
        self.display = bool(typed.following)
        if not self.display:
            return
        self.border_title = f"{typed.keys} …"
        entries = [(key, described(action)) for key, action in typed.following]
        self.update(Content("\n").join(columns(entries, max(20, self.screen.size.width - 6))))


def columns(entries: list[tuple[str, str]], cells: int) -> list[Content]:
    """Lines of as many columns as fit into so many cells, read downwards."""
    keys = max(len(key) for key, _ in entries)
    widest = min(cells, keys + 2 + max(len(title) for _, title in entries))
    across = max(1, (cells + GAP) // (widest + GAP))
    lines = ceil(len(entries) / across)
    rows = [entries[line::lines] for line in range(lines)]
    return [
        Content("").join(
            Content.assemble(
                (fit(key, keys, "right"), "bold $text-accent"),
                "  ",
                (fit(title, widest - keys - 2 + (GAP if place < len(row) - 1 else 0)), "$foreground"),
            )
            for place, (key, title) in enumerate(row)
        )
        for row in rows
    ]
