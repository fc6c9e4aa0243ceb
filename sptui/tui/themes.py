"""The app's own themes: ink and paper with one accent, one for eyes that need more contrast, and one of the terminal's
own colours.
"""

from collections.abc import Iterable

from textual.theme import Theme

from sptui.tui.looks.themes import Palette, made

DARK = made(
    "sptui",
    Palette(
        background="#0f1115",
        surface="#15181d",
        panel="#1c2026",
        foreground="#e6e9ee",
        muted="#a2aab6",
        faint="#929aa7",
        accent="#7fdcbc",
        warning="#ecbe6d",
        error="#f58d87",
    ),
)
"""The default."""

LIGHT = made(
    "sptui-light",
    Palette(
        background="#fbfaf7",
        surface="#f3f2ee",
        panel="#ebe9e4",
        foreground="#1d2127",
        muted="#49515c",
        faint="#575e69",
        accent="#0a6a55",
        warning="#7d4f00",
        error="#ab2922",
    ),
)
"""The same calm on paper."""

CONTRAST = made(
    "sptui-contrast",
    Palette(
        background="#000000",
        surface="#000000",
        panel="#141414",
        foreground="#ffffff",
        muted="#d6d6d6",
        faint="#b8b8b8",
        accent="#ffd84a",
        warning="#ffb35c",
        error="#ff9d97",
        border="#ffd84a",
        contrast=7.0,
    ),
)
"""White on black, WCAG 2's level AAA."""

ANSI = Theme(
    name="ansi",
    ansi=True,
    dark=True,
    primary="ansi_cyan",
    secondary="ansi_blue",
    accent="ansi_cyan",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        # Bright black is the background of some palettes: lines may be, texts are dim instead (see `Dressed`).
        "text-muted": "ansi_default",
        "text-disabled": "ansi_default",
        "surface-active": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-background": "ansi_default",
        "block-cursor-text-style": "reverse",
        "block-cursor-blurred-foreground": "ansi_default",
        "block-cursor-blurred-background": "ansi_default",
        "block-hover-background": "ansi_default",
        "border": "ansi_cyan",
        "border-blurred": "ansi_bright_black",
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "scrollbar": "ansi_bright_black",
        "scrollbar-hover": "ansi_cyan",
        "scrollbar-active": "ansi_cyan",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
        "input-selection-background": "ansi_cyan",
        "input-selection-foreground": "ansi_black",
        "screen-selection-background": "ansi_cyan",
        "screen-selection-foreground": "ansi_black",
    },
)
"""The terminal's own background and its sixteen colours, of which five are used."""

THEMES = (DARK, LIGHT, CONTRAST)
"""Those whose colours are known."""

OWN = (*THEMES, ANSI)
"""All that the app brings along."""


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Names of themes as they are offered: the app's own first, in their order."""
    own = [theme.name for theme in OWN]
    return tuple(sorted(names, key=lambda name: (own.index(name) if name in own else len(own), name)))
