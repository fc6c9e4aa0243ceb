"""Lyrics that were asked for once: the store keeps them for the next time, and for other processes."""

import json
from collections.abc import Callable
from typing import Final, Protocol

from sptui.desktop.lyrics.lyrics import Kind, Lyrics, Song
from sptui.store import Store

RETRY: Final = 7 * 86_400.0
"""Seconds after which it is asked again for lyrics that nobody had."""

_KINDS: Final[tuple[Kind, ...]] = ("synced", "plain", "instrumental", "none")


class Ask(Protocol):
    """Who is asked for what is not kept."""

    async def ask(self, song: Song) -> Lyrics:
        """The lyrics of a song. Raises `LyricsError`."""
        ...


class KeptLyrics:
    """A `LyricsSource` that asks once a song whom `others` gives, which is called when somebody has to be asked first.
    `now` gives epoch seconds.

    What was found is kept for as long as there is room, what nobody had for a week, and a failure not at all.
    """

    def __init__(self, others: Callable[[], Ask], store: Store, *, now: Callable[[], float]) -> None:
        self._make = others
        self._others: Ask | None = None
        self._store = store
        self._now = now

    def kept(self, song: Song) -> Lyrics | None:
        """What was found before; None for what has to be asked for."""
        now = self._now()
        kept = self._store.kept_lyrics(song.key, now)
        lyrics = _read(kept.body) if kept is not None else None
        # What was read long after now was read before the clock was set back.
        if kept is None or lyrics is None or (lyrics.kind == "none" and abs(now - kept.at) >= RETRY):
            return None
        return lyrics

    async def find(self, song: Song) -> Lyrics:
        """What was found before, or what there is now. Raises `LyricsError`."""
        kept = self.kept(song)
        if kept is not None:
            return kept
        if self._others is None:
            self._others = self._make()
        lyrics = await self._others.ask(song)
        self._store.keep_lyrics(song.key, _written(lyrics), self._now())
        return lyrics

    def offset_ms(self, song: Song) -> int:
        """By how many milliseconds somebody lets the words of a song come later."""
        kept = self._store.kept_lyrics(song.key, self._now())
        return kept.offset_ms if kept is not None else 0

    def keep_offset(self, song: Song, offset_ms: int) -> None:
        """Remember that, for a song whose lyrics are kept."""
        self._store.shift_lyrics(song.key, offset_ms)


def _written(lyrics: Lyrics) -> str:
    return json.dumps([lyrics.kind, lyrics.lines, lyrics.starts], ensure_ascii=False, separators=(",", ":"))


def _read(body: str) -> Lyrics | None:
    """What was written; None for what has been damaged since."""
    try:
        kind, lines, starts = json.loads(body)
    except (ValueError, TypeError, RecursionError):
        return None
    sound = (
        kind in _KINDS
        and isinstance(lines, list)
        and isinstance(starts, list)
        and all(isinstance(line, str) for line in lines)
        and all(type(start) is int for start in starts)
        and len(starts) == (len(lines) if kind == "synced" else 0)
        and starts == sorted(starts)
    )
    return Lyrics(kind, tuple(lines), tuple(starts)) if sound else None
