"""The two themes of the app's own: near-black and near-white, with one accent."""

from textual.theme import Theme

DARK = Theme(
    name="sptui",
    dark=True,
    primary="#74d3b4",
    secondary="#8fb9d9",
    accent="#74d3b4",
    success="#74d3b4",
    warning="#e8b964",
    error="#f2857f",
    foreground="#e4e8e7",
    background="#0d0f10",
    surface="#141718",
    panel="#1b1f20",
    variables={
        "text": "#e4e8e7",
        "text-muted": "#9aa5a2",
        "text-disabled": "#87928f",
        "text-accent": "#74d3b4",
        "text-warning": "#e8b964",
        "text-error": "#f2857f",
        "block-cursor-foreground": "#f4f7f6",
        "block-cursor-background": "#1b2b27",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-foreground": "#e4e8e7",
        "block-cursor-blurred-background": "#181c1d",
        "block-hover-background": "#141718",
        "border": "#3d6b5e",
        "border-blurred": "#262c2d",
        "scrollbar": "#2d3435",
        "scrollbar-hover": "#3b4445",
        "scrollbar-active": "#74d3b4",
        "scrollbar-background": "#0d0f10",
    },
)
"""The default."""

LIGHT = Theme(
    name="sptui-light",
    dark=False,
    primary="#0b6b56",
    secondary="#2b5f86",
    accent="#0b6b56",
    success="#0b6b56",
    warning="#825300",
    error="#b02a22",
    foreground="#1b2220",
    background="#fbfcfb",
    surface="#f1f4f2",
    panel="#e7ecea",
    variables={
        "text": "#1b2220",
        "text-muted": "#4e5a56",
        "text-disabled": "#5d6864",
        "text-accent": "#0b6b56",
        "text-warning": "#825300",
        "text-error": "#b02a22",
        "block-cursor-foreground": "#0d1211",
        "block-cursor-background": "#d6ebe3",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-foreground": "#1b2220",
        "block-cursor-blurred-background": "#eaefec",
        "block-hover-background": "#f1f4f2",
        "border": "#7fb3a4",
        "border-blurred": "#d5dcd9",
        "scrollbar": "#cdd5d1",
        "scrollbar-hover": "#b6c1bc",
        "scrollbar-active": "#0b6b56",
        "scrollbar-background": "#fbfcfb",
    },
)
"""The same calm on paper."""

THEMES = (DARK, LIGHT)
