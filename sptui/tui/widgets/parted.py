"""A container whose parts are there as soon as it is."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget


class Parted(Vertical):
    """Holds its `parts` under one another: made with it, so that they can be reached before they are mounted."""

    parts: tuple[Widget, ...] = ()

    def compose(self) -> ComposeResult:
        """The parts."""
        yield from self.parts

    def plant(self, parent: Widget) -> None:
        """Mount it with all its parts at once: they can take the focus, and what is typed waits for them."""
        parent.mount(self)
        for part in self.parts:
            if isinstance(part, Parted):
                part.plant(self)
            else:
                self.mount(part)
