"""How pictures are shown in this terminal: a decision by the setting, the environment, and what the terminal says."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final, Literal

from sptui.desktop.terminal import Abilities, abilities_of, asked

Setting = Literal["auto", "off", "blocks", "sixel", "kitty"]
"""What a user may ask for."""
Art = Literal["off", "blocks", "sixel", "kitty"]
"""What it comes to: no pictures, half blocks, or one of the terminals' protocols."""

EXTRA: Final = "pip install 'sptui[art]'"
"""Installs what pictures need."""

_NEEDED: Final[Mapping[Art, tuple[str, ...]]] = {
    "off": (),
    "blocks": ("PIL",),
    "sixel": ("PIL", "textual_image"),
    "kitty": ("PIL",),
}
_PACKAGES: Final = {"PIL": "Pillow", "textual_image": "textual-image"}
_NAMED: Final[Mapping[Art, str]] = {
    "off": "off",
    "blocks": "half blocks",
    "sixel": "sixel",
    "kitty": "kitty's protocol",
}

# Terminals of which some releases show pictures, by a variable that they set; the terminal itself then tells.
_SPEAK_KITTY: Final = ("KITTY_WINDOW_ID", "GHOSTTY_RESOURCES_DIR")
_SPEAK_SIXEL: Final = ("WEZTERM_EXECUTABLE", "WEZTERM_PANE", "XTERM_VERSION", "KONSOLE_VERSION", "MLTERM")
_SIXEL_PROGRAMS: Final = frozenset({"WezTerm", "iTerm.app", "contour", "mintty", "vscode", "rio"})
_SIXEL_TERMS: Final = ("foot", "contour", "mlterm", "yaft")
_MULTIPLEXERS: Final = ("TMUX", "STY", "ZELLIJ")
_COLOURFUL_TERMS: Final = ("-256color", "-direct", "kitty", "ghostty", "alacritty", "foot", "wezterm", "contour")
_COLOURFUL_PROGRAMS: Final = _SIXEL_PROGRAMS | {"Apple_Terminal", "ghostty"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """How pictures are shown, and why; `missing` is the package without which what was asked for cannot be."""

    art: Art
    why: str
    missing: str = ""

    @property
    def told(self) -> str:
        """The same for people, in one line."""
        return f"{_NAMED[self.art]}: {self.why}"


def has_package(module: str) -> bool:
    """Whether a package is installed, without importing it."""
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def choose(
    setting: Setting,
    env: Mapping[str, str],
    *,
    platform: str = sys.platform,
    has: Callable[[str], bool] = has_package,
    ask: Callable[[], Abilities | None] | None = None,
) -> Chosen:
    """How to show pictures by `setting` in a terminal with the environment `env`.

    `has` tells whether a module is there. `ask` is called at most once, when the environment suggests a terminal with
    pictures, and gives what that says of itself; None asks the terminal of this process. Ask before a screen reads the
    keys. What is named by the setting is never asked about.
    """
    if setting == "auto":
        return _by_itself(env, platform, has, ask or (lambda: _asked(env)))
    missing = next((_PACKAGES[module] for module in _NEEDED[setting] if not has(module)), "")
    if missing:
        return Chosen("off", f"{missing} is not installed", missing)
    return Chosen(setting, "by the setting")


def _by_itself(
    env: Mapping[str, str], platform: str, has: Callable[[str], bool], ask: Callable[[], Abilities | None]
) -> Chosen:
    if not has("PIL"):
        return Chosen("off", f"the extra is not installed ({EXTRA})")
    if reason := _why_not(env, platform):
        return Chosen("off", reason)
    likely = _likely(env)
    if not likely:
        return Chosen("blocks", _why_blocks(env))
    abilities = ask()
    if abilities is None or likely not in abilities.pictures:
        return Chosen("blocks", f"the terminal does not say that it knows {likely}")
    if not all(map(has, _NEEDED[likely])):
        return Chosen("blocks", f"for {likely} the extra is not complete")
    return Chosen(likely, "the terminal says that it knows it")


def _why_not(env: Mapping[str, str], platform: str) -> str:
    """Why nothing is shown unless somebody asks for it, "" where something is."""
    if env.get("SSH_CONNECTION") or env.get("SSH_TTY"):
        return "over SSH, where every picture is sent along"
    if env.get("NO_COLOR"):
        return "NO_COLOR is set"
    return "" if _colourful(env, platform) else "the environment tells of too few colours"


def _colourful(env: Mapping[str, str], platform: str) -> bool:
    """Whether there are 256 colours at least."""
    term = env.get("TERM", "")
    if term == "dumb":
        return False
    if env.get("COLORTERM") in {"truecolor", "24bit"} or "WT_SESSION" in env or (platform == "win32" and not term):
        return True
    return any(part in term for part in _COLOURFUL_TERMS) or env.get("TERM_PROGRAM") in _COLOURFUL_PROGRAMS


def _likely(env: Mapping[str, str]) -> Literal["kitty", "sixel", ""]:
    """The protocol that the environment suggests.

    None within a multiplexer, which draws the screen itself. WezTerm and Konsole claim kitty's, of which they lack the
    part that goes with text.
    """
    term, program = env.get("TERM", ""), env.get("TERM_PROGRAM", "")
    if any(env.get(name) for name in _MULTIPLEXERS):
        return ""
    if program in _SIXEL_PROGRAMS or any(env.get(name) for name in _SPEAK_SIXEL) or term.startswith(_SIXEL_TERMS):
        return "sixel"
    kitty = (
        program == "ghostty" or any(env.get(name) for name in _SPEAK_KITTY) or term in {"xterm-kitty", "xterm-ghostty"}
    )
    return "kitty" if kitty else ""


def _why_blocks(env: Mapping[str, str]) -> str:
    if around := next((name for name in _MULTIPLEXERS if env.get(name)), ""):
        return f"inside {around.lower() if around != 'STY' else 'screen'}"
    return "the environment names no terminal with pictures"


def _asked(env: Mapping[str, str]) -> Abilities | None:
    received = asked(env)
    return None if received is None else abilities_of(received, env)


def cell_pixels() -> tuple[int, int] | None:
    """Width and height in pixels of a cell of this process's terminal, by the system; None where it does not know.

    Nothing is written to the terminal and nothing read from it, so that it may be called while a screen is open.
    """
    if sys.platform == "win32" or sys.__stderr__ is None:
        return None
    import fcntl  # noqa: PLC0415 -- not on Windows
    import struct  # noqa: PLC0415
    import termios  # noqa: PLC0415

    try:
        answer = fcntl.ioctl(sys.__stderr__.fileno(), termios.TIOCGWINSZ, bytes(8))
    except (OSError, ValueError):
        return None
    lines, columns, width, height = struct.unpack("HHHH", answer)
    if not lines or not columns or width < columns or height < lines:
        return None
    return width // columns, height // lines
