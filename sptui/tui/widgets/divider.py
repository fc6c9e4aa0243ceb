"""The sign of an edge that can be dragged."""

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget


class Divider(Widget):
    """A heavy line, `upright` or level, where the pointer can take hold of an edge."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Divider {
        layer: above;
        color: $text-accent;
        pointer: ew-resize;

        &.-level { pointer: ns-resize; }
    }
    """

    upright: reactive[bool] = reactive(default=True)

    def watch_upright(self) -> None:
        """Let the pointer say which way it goes."""
        self.set_class(not self.upright, "-level")

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 -- Textual's signature
        """Draw the line."""
        width = self.size.width
        return Strip([Segment(("┃" if self.upright else "━") * width, self.visual_style.rich_style)], width)
