"""What the conversation works with besides Spotify."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sptui.spotify.tokens import HeldTokens

if TYPE_CHECKING:
    from sptui.desktop.lyrics.lyrics import LyricsSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """`tokens` hold the sign-in, None for a simulated account, and `lyrics` is who is asked for the words of songs,
    None for nobody. `scenes` is their file, None to keep them in memory. `command` is how sptui is called in the shell
    for this account, and `account` what that is called, "" for the only one.
    """

    tokens: HeldTokens | None = None
    lyrics: "LyricsSource | None" = None
    scenes: Path | None = None
    command: str = "sptui"
    account: str = ""


NOTHING = Outside()
