"""The keymap that the settings ask for."""

from sptui.settings import Keys
from sptui.tui.keyboard.keymap import AS_IN_THE_TABLE, Keymap, Mistake, keymap_of


def keymap_by(settings: Keys) -> tuple[Keymap, tuple[Mistake, ...]]:
    """The keys by preset and choice, and what is wrong with the latter."""
    chosen = settings.of
    if settings.preset == "default" and not chosen:
        return AS_IN_THE_TABLE, ()
    from sptui.tui.keyboard.presets import PRESETS  # noqa: PLC0415 -- most people use the table's keys
    from sptui.tui.keyboard.rooms import ROOMS  # noqa: PLC0415 -- the same

    return keymap_of(ROOMS, PRESETS[settings.preset], chosen)
