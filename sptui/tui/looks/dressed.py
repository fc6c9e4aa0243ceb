"""The half of the app that wears a theme: its colours, its signs, and whether anything moves."""

import os
import sys
from collections.abc import Mapping, Sequence

from textual import constants
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme
from textual.widget import Widget
from textual.widgets import Input

from sptui.settings import Colours, Settings
from sptui.tui.glyphs import chosen
from sptui.tui.keyboard.keyed import Keyed
from sptui.tui.looks.accent import CoverAccent, fitting
from sptui.tui.looks.own import own_themes
from sptui.tui.looks.readable import variables_of
from sptui.tui.looks.signs import Signs
from sptui.tui.themes import DARK, OWN


class Dressed(Keyed):
    """Looks as the settings say, as soon as they do: see `dress`."""

    # Notifications differ by more than their colours.
    # With the terminal's own colours nobody knows which of them differ, so what is quiet is dim.
    CSS = """
    Toast { background: $panel-lighten-1; }
    Toast.-information { border-left: outer $text-accent; }
    Toast.-warning { border-left: thick $text-warning; }
    Toast.-error { border-left: thick $text-error; text-style: bold; }
    Line:ansi > .line--muted, Line:ansi > .line--off,
    HintBar:ansi > .hint-bar--title, HintBar:ansi > .hint-bar--off,
    TabLine:ansi > .tab-line--tab,
    SeekBar:ansi > .seek-bar--time, SeekBar:ansi > .seek-bar--rest, SeekBar:ansi > .seek-bar--off,
    RowView:ansi > .rows--muted { text-style: dim; }
    RowView:ansi > .rows--disabled { text-style: dim italic; }
    RowView:ansi > .rows--hover { text-style: underline; }
    RowView:ansi:focus > .rows--cursor { text-style: reverse; }
    SearchLine:ansi { text-style: underline; }
    SearchLine:ansi:focus, Visibility:ansi:focus { text-style: bold underline; }
    SearchLine:ansi > .input--placeholder { text-style: dim underline; }
    """

    accent: CoverAccent | None = None
    """What follows the covers, where there are any."""
    _tint: Color | None = None
    _worn: tuple[Theme, Color | None, dict[str, str]] | None = None
    _signs: Signs | None = None
    put_on = ""
    """The theme that the settings have led to; somebody may have gone to another since."""
    _wished = ""

    def __init__(self) -> None:
        # Shades of grey are colours too: without any, only what the terminal does with text is left.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self._offered: tuple[str, ...] = ()
        for theme in OWN:
            self.register_theme(theme)

    def dress(self, settings: Settings) -> None:
        """Look as `settings` say; may be called again, and changes only what differs from before."""
        self._offer(settings.themes)
        if settings.theme != self._wished or self.theme == self.put_on or self.theme not in self.available_themes:
            self.wear(settings.theme)
        self.animation_level = "none" if settings.motion == "reduced" else constants.TEXTUAL_ANIMATIONS
        encoding = getattr(sys.__stderr__, "encoding", None) or "utf-8"  # Textual draws there
        self._signs = Signs(chosen(settings.glyphs, os.environ, encoding), encoding)
        if self.accent is not None:
            self.accent.switch(on=settings.accent == "cover")
        if self.is_running:
            self._worn = None
            self.refresh_css(animate=False)
            self._redraw()

    def wear(self, theme: str) -> None:
        """Take the colours of that theme of the settings, or the default's where there is none of the name."""
        self._wished = theme
        self.put_on = theme if theme in self.available_themes else DARK.name
        self.theme = self.put_on

    def _offer(self, given: Mapping[str, Colours]) -> None:
        """Have the settings' own themes, and no longer those that they had before."""
        for name in self._offered:
            self.unregister_theme(name)
        themes, _ = own_themes(given, self.available_themes)
        for theme in themes:
            self.register_theme(theme)
        self._offered = tuple(theme.name for theme in themes)

    def tint(self, colour: Color | None) -> None:
        """Take another accent for a while; None for that of the theme."""
        if colour != self._tint:
            self._tint = colour
            self.refresh_css(animate=False)

    def get_css_variables(self) -> dict[str, str]:
        """Those of the theme, made readable."""
        theme, tint = self.current_theme, self._tint
        if self._worn is None or self._worn[0] is not theme or self._worn[1] != tint:
            accent = None if tint is None else fitting(tint, dark=theme.dark)
            self._worn = theme, tint, variables_of(theme, accent)
        self.theme_variables = {**self.get_theme_variable_defaults(), **self._worn[2]}
        return self.theme_variables

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's, and the one that has the signs of another set."""
        filters = super().get_line_filters()
        return filters if self._signs is None or not self._signs.enabled else [*filters, self._signs]

    def _redraw(self) -> None:
        """Paint everything anew, and let what blinks do so or not."""
        for screen in self.screen_stack:
            for widget in (screen, *screen.walk_children(Widget)):
                widget.refresh()
                if isinstance(widget, Input):
                    widget.cursor_blink = self.animation_level != "none"
