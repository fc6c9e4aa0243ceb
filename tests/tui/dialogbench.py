"""An app with the product's themes and nothing on its screen, for one dialog to be opened in."""

from sptui.tui.themes import THEMES
from tests.tui.widgets.listbench import Movable


class Bench(Movable):
    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "sptui"
