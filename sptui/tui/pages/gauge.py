"""How wide the cells of an open list get, which is measured as rows come in: nothing moves while one scrolls."""

from collections.abc import Hashable
from itertools import islice

from sptui.library.contents import Contents
from sptui.library.listing import Entry
from sptui.tui.pages.look import Look
from sptui.tui.pages.rows import PageRows, entry_row
from sptui.tui.things import COLUMNS
from sptui.tui.widgets.columns import Widths, wider, widths_of

MOST = 1_000
"""Rows that are measured of those that come in at once: they tell enough of the others."""

LISTS = 20
"""Lists whose widths are known still when one comes back to them."""


class Gauge:
    """Measures each row once. What is known of a list only grows, until all its rows are others."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[tuple[Entry | None, ...], Widths]] = {}

    def widths(self, contents: Contents, look: Look, rows: PageRows) -> Widths:
        """How wide the cells of `rows` get, those of `contents`, as far as they are known."""
        key = contents.place, look.user_id, contents.about is None  # what rows leave out goes by these
        entries = contents.listing.entries
        before, widths = self._known.pop(key, ((), ()))
        if entries is not before:
            seen = set(map(id, before))
            fresh = [entry for entry in entries if entry is not None and id(entry) not in seen]
            measured = islice((entry_row(entry, 0, contents, look) for entry in fresh), MOST)
            anew = len(fresh) == contents.listing.loaded
            widths = wider(() if anew else widths, widths_of(measured, len(COLUMNS)))
        self._known = {**dict(list(self._known.items())[1 - LISTS :]), key: (entries, widths)}
        return wider(widths, widths_of(rows.head, len(COLUMNS)))
