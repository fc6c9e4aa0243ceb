"""A theme from the few colours that somebody has chosen."""

from dataclasses import dataclass

from textual.color import Color
from textual.theme import Theme

from sptui.tui.looks.readable import LEAST, greys, tinted


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of a theme that has one accent, whose texts have at least that `contrast`.

    `muted` is for what matters less, `faint` for what cannot be used now; no `border` is a shade of the accent.
    """

    background: str
    surface: str
    panel: str
    foreground: str
    muted: str
    faint: str
    accent: str
    warning: str
    error: str
    border: str = ""
    contrast: float = LEAST


def made(name: str, of: Palette) -> Theme:
    """The theme of a palette."""
    paper, ink = Color.parse(of.background), Color.parse(of.foreground)
    variables = {
        **greys(paper, ink),
        **tinted(paper, Color.parse(of.accent)),
        **{f"text-{each}": of.accent for each in ("primary", "secondary", "success")},
        "text-muted": of.muted,
        "text-disabled": of.faint,
        "text-warning": of.warning,
        "text-error": of.error,
        "contrast": str(of.contrast),
        **({"border": of.border} if of.border else {}),
    }
    return Theme(
        name=name,
        dark=paper.brightness < 0.5,
        primary=of.accent,
        secondary=of.accent,
        accent=of.accent,
        success=of.accent,
        warning=of.warning,
        error=of.error,
        foreground=of.foreground,
        background=of.background,
        surface=of.surface,
        panel=of.panel,
        variables=variables,
    )
