"""What the app works with besides Spotify."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sptui.desktop.lyrics.lyrics import LyricsSource
    from sptui.tui.cover import Artwork


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """`lyrics` is who is asked for the words of what plays, and `artwork` gets covers, None for nobody and for none.

    `scenes` is their file, None to keep them in memory.
    """

    lyrics: "LyricsSource | None" = None
    artwork: "Artwork | None" = None
    scenes: Path | None = None


NOTHING = Outside()
