"""The box that stands over the other screens."""

from textual.containers import Vertical


class Box(Vertical):
    """A frame around what stands in it, as high as that; the hints, the last in it, have a line of air above."""

    DEFAULT_CSS = """
    Box {
        max-width: 100%;
        height: auto;
        max-height: 100%;
        padding: 1 1;
        background: $surface;
        border: round $border;
        border-title-color: $text-accent;
        border-subtitle-color: $text-muted;

        & > HintBar { margin-top: 1; width: 100%; }
    }
    """
