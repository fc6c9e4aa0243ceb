"""Lets changed settings take effect while the app is open: a small function for each thing that they are about.

What is new is a function and a line in `CONCERNS`; it must be able to run any number of times.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from sptui.settings import Settings
from sptui.settings.catalogue import catalogue, value_of

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

Concern = Callable[["SptuiApp", Settings], None]


def apply(app: "SptuiApp", settings: Settings, *, chosen: str = "") -> None:
    """Let `settings` hold from now on.

    Only what has changed takes effect, so that what was chosen for this session stays; and `chosen`, the key of what
    somebody has just chosen, in any case.
    """
    before, app.settings = app.settings, settings
    keys = [entry.key for entry in catalogue()]
    changed = {key for key in keys if value_of(before, key) != value_of(settings, key)} | {chosen}
    for about, concern in CONCERNS:
        if changed.intersection(about):
            concern(app, settings)


def _looks(app: "SptuiApp", settings: Settings) -> None:
    app.dress(settings)
    if app.accent is not None:
        app.accent.follow(app.player.state.shown)


def _theme(app: "SptuiApp", settings: Settings) -> None:
    app.wear(settings.theme)


def _keys(app: "SptuiApp", _: Settings) -> None:
    app.use_keys()


def _mouse(app: "SptuiApp", settings: Settings) -> None:
    """The driver knows of the mouse only from its start on; what tells the terminal is no public name of it."""
    driver = app._driver  # noqa: SLF001
    enable, disable = (getattr(driver, f"_{each}_mouse_support", None) for each in ("enable", "disable"))
    if driver is None or enable is None or disable is None:
        return
    if settings.mouse:
        driver._mouse = True  # noqa: SLF001 -- it looks there when it comes back from the shell
        enable()
    else:
        disable()
        driver._mouse = False  # noqa: SLF001


def _budget(app: "SptuiApp", settings: Settings) -> None:
    if app.pacing is not None:
        app.pacing.set_budget(settings.sync.daily_budget)
        app.player.to_read.set()


def _profile(app: "SptuiApp", settings: Settings) -> None:
    app.player.set_profile(settings.sync.profile)


def _lyrics(app: "SptuiApp", _: Settings) -> None:
    app.listening.use_lyrics()


def _devices(app: "SptuiApp", settings: Settings) -> None:
    app.player.memory.configure(settings.devices.preferred)


CONCERNS: Final[tuple[tuple[frozenset[str], Concern], ...]] = (
    (frozenset({"theme", "themes", "accent", "glyphs", "motion"}), _looks),
    (frozenset({"theme"}), _theme),  # in any case, when it was just chosen
    (frozenset({"mouse"}), _mouse),
    (frozenset({"sync.daily_budget"}), _budget),
    (frozenset({"sync.profile"}), _profile),
    (frozenset({"lyrics.enabled"}), _lyrics),
    (frozenset({"devices.preferred"}), _devices),
    (frozenset({"keys", "keys.preset", "keys.pause_ms"}), _keys),
)
"""By the dotted keys of the settings that it is about, each thing that takes effect at once."""
