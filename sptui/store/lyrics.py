"""The words of songs, which nobody shall be asked for twice.

They belong to no account: another one's sign-in leaves them alone.
"""

from dataclasses import dataclass
from typing import Final

from sptui.store.database import Database

MOST_SONGS: Final = 3_000
MOST_LYRICS: Final = 8 * 2**20
"""Bytes that all lyrics may take. Those that were not used for the longest time make room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptText:
    """A text as it was given, when that was, and by how many milliseconds somebody lets it come later."""

    body: str
    at: float
    offset_ms: int


class LyricTexts(Database):
    """Texts by a song's key."""

    def keep_lyrics(self, key: str, body: str, at: float) -> None:
        """Keep the text of a song, got at `at`, in place of an earlier one; its offset stays."""
        size = len(body.encode(errors="replace")) + len(key.encode(errors="replace"))
        self.spare(
            "INSERT INTO lyrics (key, at, used, bytes, body) VALUES (?1, ?2, ?2, ?3, ?4) ON CONFLICT (key) DO UPDATE "
            "SET at = excluded.at, used = excluded.used, bytes = excluded.bytes, body = excluded.body",
            *(key, at, size, body),
        )
        for songs, total in self.run("SELECT COUNT(*), TOTAL(bytes) FROM lyrics"):
            if songs > MOST_SONGS or total > MOST_LYRICS:
                self.spare(
                    "DELETE FROM lyrics WHERE key <> ?1 AND key IN (SELECT key FROM (SELECT key, "
                    "ROW_NUMBER() OVER latest AS place, SUM(bytes) OVER latest AS size FROM lyrics "
                    "WINDOW latest AS (ORDER BY key = ?1 DESC, used DESC, rowid DESC)) WHERE place > ?2 OR size > ?3)",
                    *(key, MOST_SONGS, MOST_LYRICS),
                )

    def kept_lyrics(self, key: str, now: float) -> KeptText | None:
        """The text of a song, which counts as used at `now`; None when none is kept."""
        for body, at, offset_ms in self.run("SELECT body, at, offset_ms FROM lyrics WHERE key = ?", key):
            if isinstance(body, str) and isinstance(at, float) and isinstance(offset_ms, int):
                self.spare("UPDATE lyrics SET used = ? WHERE key = ?", now, key)
                return KeptText(body=body, at=at, offset_ms=offset_ms)
        return None

    def shift_lyrics(self, key: str, offset_ms: int) -> None:
        """Remember by how much the text of a song, if one is kept, shall come later."""
        self.run("UPDATE lyrics SET offset_ms = ? WHERE key = ?", offset_ms, key)
