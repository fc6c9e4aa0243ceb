"""Lists that somebody has looked at, page by page, and small things worth remembering.

What is in them is the caller's: a text is given back as it was, and one that got damaged is not noticed here.
"""

from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Final

from sptui.store.database import Database

MOST_LISTS: Final = 200
MOST_BYTES: Final = 32 * 2**20
"""What all pages may take. The lists that were not used for the longest time make room."""
UNUSED: Final = 30 * 86_400.0
"""Seconds after which a list that nobody has used goes."""
_DAY: Final = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptList:
    """A list as it was last told: its version `tag`, its length if anybody knew it, when it was read, and the rest.

    `pages` are those of its rows that are kept: where each begins and how many rows it has, in order.
    """

    tag: str
    total: int | None
    at: float
    about: str
    pages: tuple[tuple[int, int], ...]


class Collections(Database):
    """Lists by a key such as `playlist:ID`, and small things by name.

    A process that comes upon a list of another version than it last saw neither reads nor writes its pages.
    """

    def __init__(self, file: Path | None) -> None:
        super().__init__(file)
        self._now = 0.0
        self._tidied_at = -inf
        self._tags: dict[str, str] = {}

    def keep_list(self, key: str, *, tag: str, total: int | None, at: float, about: str = "") -> None:
        """Begin a list that was read at `at`, or tell it anew; another `tag` than the kept one drops its pages."""
        self._now = max(self._now, at)
        self._tidy()
        self._tags[key] = tag
        self.spare(
            "INSERT INTO lists (key, tag, total, at, used, about) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET tag = excluded.tag, total = excluded.total, at = excluded.at, "
            "used = excluded.used, about = excluded.about",
            *(key, tag, total, at, self._now, about),
        )
        self._make_room(key)

    def keep_page(self, key: str, start: int, count: int, body: str) -> None:
        """Keep `count` rows from `start` on in place of pages that overlap them; none when there is no such list."""
        if count <= 0:
            return
        size = len(body.encode(errors="replace"))
        self.spare(
            "INSERT INTO pages SELECT key, ?3, ?4, ?5, ?6 FROM lists WHERE key = ?1 AND tag = COALESCE(?2, tag)",
            *(key, self._tags.get(key), start, count, size, body),
        )
        self._make_room(key)

    def kept_list(self, key: str, now: float) -> KeptList | None:
        """What is known of a list, which counts as used at `now`; None when nothing is."""
        self._now = now
        self._tidy()
        self._tags.pop(key, None)
        for tag, total, at, about in self.run("SELECT tag, total, at, about FROM lists WHERE key = ?", key):
            self._tags[key] = tag
            pages = self.run("SELECT start, count FROM pages WHERE key = ? ORDER BY start", key)
            self.spare("UPDATE lists SET used = ? WHERE key = ?", now, key)
            return KeptList(tag=tag, total=total, at=at, about=about, pages=tuple(pages))
        return None

    def kept_page(self, key: str, start: int) -> str | None:
        """The page that begins at `start`."""
        bodies = self.run(
            "SELECT body FROM pages JOIN lists USING (key) WHERE key = ? AND start = ? AND tag = COALESCE(?, tag)",
            *(key, start, self._tags.get(key)),
        )
        return next((body for (body,) in bodies), None)

    def drop_pages(self, key: str) -> None:
        """Forget the rows of a list."""
        self.spare("DELETE FROM pages WHERE key = ?", key)

    def remember(self, name: str, text: str) -> None:
        """Remember a small thing in place of an earlier one of its name."""
        self.run("INSERT OR REPLACE INTO remembered VALUES (?, ?)", name, text)

    def remembered(self, name: str) -> str:
        """What was remembered under a name, "" for nothing, and while it cannot be read."""
        return self.recall(name) or ""

    def recall(self, name: str) -> str | None:
        """What was remembered under a name, "" for nothing; None while it cannot be read."""
        rows = self.run("SELECT COALESCE((SELECT text FROM remembered WHERE name = ?), '')", name)
        return next((text for (text,) in rows), None)

    def swap(self, name: str, before: str, after: str) -> bool:
        """Remember `after` in place of `before`, "" for nothing; False when another process was first, or it cannot be
        written.
        """
        return bool(
            self.run(
                "INSERT INTO remembered SELECT ?1, ?3 WHERE ?2 = '' OR EXISTS "
                "(SELECT 1 FROM remembered WHERE name = ?1) "
                "ON CONFLICT (name) DO UPDATE SET text = ?3 WHERE text = ?2 RETURNING name",
                *(name, before, after),
            )
        )

    def forget_collections(self) -> None:
        """Forget all lists and all small things."""
        self._tags.clear()
        self.run("DELETE FROM lists")
        self.run("DELETE FROM remembered")

    def _tidy(self) -> None:
        """Forget what nobody uses: when the time is first told, and once a day."""
        if abs(self._now - self._tidied_at) >= _DAY:
            self._tidied_at = self._now
            # What was used long after now was used before the clock was set back.
            self.spare("DELETE FROM lists WHERE ABS(used - ?) > ?", self._now, UNUSED)

    def _make_room(self, key: str) -> None:
        """Let the lists go that are too much, but for the one of `key`."""
        for lists, size in self.run("SELECT COUNT(*), TOTAL(bytes) FROM lists"):
            if lists > MOST_LISTS or size > MOST_BYTES:
                self.spare(
                    "DELETE FROM lists WHERE key <> ?1 AND key IN (SELECT key FROM (SELECT key, "
                    "ROW_NUMBER() OVER latest AS place, SUM(bytes) OVER latest AS size FROM lists "
                    "WINDOW latest AS (ORDER BY key = ?1 DESC, used DESC, rowid DESC)) WHERE place > ?2 OR size > ?3)",
                    *(key, MOST_LISTS, MOST_BYTES),
                )
