"""Where the covers of the screen come from, by the settings and the terminal."""

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from sptui.desktop.artwork import Artwork
from sptui.desktop.graphics import EXTRA, Setting, choose
from sptui.settings import SettingsError
from sptui.spotify.client import Transport


@asynccontextmanager
async def artwork_of(
    setting: Setting, folder: Path | None, transport: Transport | None = None, env: Mapping[str, str] = os.environ
) -> AsyncIterator[Artwork | None]:
    """What gets covers and keeps them in `folder`, None for memory alone; None where none are shown.

    A terminal that may show pictures is asked here, so this comes before the screen. Raises `SettingsError` when what
    was asked for is not installed.
    """
    chosen = choose(setting, env)
    if chosen.missing:
        raise SettingsError(f'art: {chosen.missing} is not installed; run `{EXTRA}`, or set it to "off"')
    if chosen.art == "off":
        yield None
        return
    artwork = Artwork(chosen.art, folder, transport=transport)
    try:
        yield artwork
    finally:
        await artwork.aclose()
