"""Which of LRCLIB's records are the song that was asked for (pure)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import Final

from sptui.desktop.lyrics.lrc import parse, plain
from sptui.desktop.lyrics.lyrics import INSTRUMENTAL, NONE, Kind, Lyrics, Song
from sptui.library.folding import folded

TOLERANCE: Final = 2.0
"""Seconds by which a record may be longer or shorter than the song: what differs more is another recording."""

LONGEST_NAME: Final = 300
"""Characters of a title, an artist or an album that are looked at."""

_RANKS: Final[tuple[Kind, ...]] = ("synced", "plain", "instrumental", "none")

_JOINS = r"(?:,|&|\+|;|/|\b(?:feat|ft|featuring|with|and|x|vs)\b)"
# What stands in a title beside the song's own name, and does not change its words.
_ASIDE = re.compile(
    r"\s*[(\[](?:feat|ft|featuring|with)\b[^)\]]*[)\]]"
    r"|\s*[(\[][^)\]]*\bremaster(?:ed)?\b[^)\]]*[)\]]"
    r"|\s+[-–]\s+[^-–]*\bremaster(?:ed)?\b.*$"
    r"|\s+(?:feat|ft)\.\s.*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Record:
    """One of LRCLIB's records; `seconds` is how long it is, None where it does not tell."""

    title: str
    artist: str
    album: str
    seconds: float | None
    lyrics: Lyrics

    def fits(self, song: Song) -> bool:
        """Whether it has lyrics, and they are those of `song`: by its name, who made it, and how long it is."""
        return (
            self.lyrics.kind != "none"
            and self.seconds is not None
            and abs(self.seconds - song.seconds) <= TOLERANCE
            and _same_artist(self.artist, song.artists)
            and folded(bare_title(self.title)) == folded(bare_title(song.title))
        )


def record_of(body: object) -> Record | None:
    """The record that a JSON value tells of; None when it tells of none. Whatever is odd about it counts as absent."""
    if not isinstance(body, dict):
        return None
    title = body.get("trackName")
    seconds = body.get("duration")
    known = isinstance(seconds, int | float) and not isinstance(seconds, bool) and 0 < seconds < inf
    return Record(
        title=_text(title if isinstance(title, str) else body.get("name")),
        artist=_text(body.get("artistName")),
        album=_text(body.get("albumName")),
        seconds=seconds if known else None,
        lyrics=_lyrics_of(body),
    )


def best(records: Iterable[Record], song: Song) -> Lyrics:
    """The lyrics of the record that fits best: one of the same album first, and synced ones before plain ones."""
    album = _key(song.album)
    fitting = [record for record in records if record.fits(song)]
    if not fitting:
        return NONE
    chosen = min(
        fitting,
        key=lambda each: (
            _key(each.album) != album,
            _RANKS.index(each.lyrics.kind),
            abs((each.seconds or inf) - song.seconds),
        ),
    )
    return chosen.lyrics


def bare_title(title: str) -> str:
    """A title without guests and remasters: `Ivy (feat. Juniper Vale) - 2011 Remaster` is `Ivy`."""
    title = _cut(title)
    return _ASIDE.sub("", title).strip() or title


def _same_artist(told: str, artists: tuple[str, ...]) -> bool:
    """Whether who is `told` is the main one of `artists`, alone or before others."""
    told = _key(told)
    main = _key(artists[0]) if artists else ""
    if not main:
        return False
    return told in (main, _key(", ".join(artists))) or bool(re.match(rf"{re.escape(main)}\s*{_JOINS}", told))


def _cut(name: str) -> str:
    """The beginning of a name, with single blanks: anybody may have written it, and it is searched through."""
    return " ".join(name[:LONGEST_NAME].split())


def _key(name: str) -> str:
    """What is the same of names that mean the same."""
    return folded(_cut(name))


def _lyrics_of(body: dict[str, object]) -> Lyrics:
    if body.get("instrumental") is True:
        return INSTRUMENTAL
    synced, bare = body.get("syncedLyrics"), body.get("plainLyrics")
    lyrics = parse(synced) if isinstance(synced, str) else NONE
    if lyrics.kind != "synced" and isinstance(bare, str):
        return plain(bare) if bare.strip() else lyrics
    return lyrics


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
