"""What the app works with besides Spotify."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sptui.desktop.lyrics.lyrics import LyricsSource
    from sptui.tui.cover import Artwork
    from sptui.tui.settings_desk import SettingsDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """`lyrics` is who is asked for the words of what plays, and `artwork` gets covers, None for nobody and for none.

    `scenes` is their file, None to keep them in memory, and `settings` is where those come from and are kept, None for
    nowhere.
    """

    lyrics: "LyricsSource | None" = None
    artwork: "Artwork | None" = None
    scenes: Path | None = None
    settings: "SettingsDesk | None" = None


NOTHING = Outside()
