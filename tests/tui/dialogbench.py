"""An app with the product's themes and nothing on its screen, for one dialog to be opened in."""

from textual.app import App

from sptui.tui.themes import THEMES


class Bench(App[None]):
    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "sptui"
