"""What is said where there is no room for anything else."""

from typing import Final

from textual.content import Content
from textual.widgets import Static

from sptui.tui.sizes import NARROWEST
from sptui.tui.text import wrapped

_FORMS: Final = (
    f"This window is too narrow for sptui: {NARROWEST} columns will do. Keys for what plays work all the same.",
    f"This window is too narrow: {NARROWEST} columns will do.",
    f"Too narrow: {NARROWEST} columns will do.",
    "Too narrow.",
    "…",
)


def too_narrow(width: int, height: int) -> str:
    """The sentence in so many cells and lines: the longest form whose words fit whole; "…" where none does."""
    for form in _FORMS:
        lines = wrapped(form, width)
        if len(lines) <= height and max(map(len, form.split())) <= width:
            return "\n".join(lines)
    return _FORMS[-1]


class Narrow(Static):
    """The sentence, in the middle."""

    DEFAULT_CSS = """
    Narrow {
        display: none;
        width: 1fr;
        height: 1fr;
        content-align: center middle;
        text-align: center;
        color: $text-muted;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's word
        super().__init__(markup=False, id=id)

    def fit(self, width: int, height: int) -> None:
        """Say it in so many cells and lines."""
        self.update(Content(too_narrow(width, height)))
