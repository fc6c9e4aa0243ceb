"""Sentences that name keys: a mark `[[action.id]]` stands where the key of that action is to be read.

So no sentence tells of a key that somebody has given another meaning.
"""

import re
from collections.abc import Callable

PALETTE = "app.palette"
"""The action that leads to those without a key."""

_MARK = re.compile(r"\[\[([a-z][a-z0-9-]*\.[a-z0-9.-]+)\]\]")

KeyOf = Callable[[str], str | None]
"""The key of an action by its id, "" when it has none, None when there is no such action."""


def filled(text: str, key_of: KeyOf, title_of: Callable[[str], str]) -> str:
    """`text` with keys in place of its marks; an action without one by its `title_of`, behind the key of the palette.

    What looks like a mark but names no action stays as it is: it may be part of a title.

    >>> filled("Press [[pane.devices]] to choose one.", {"pane.devices": "d"}.get, str)
    'Press d to choose one.'
    """

    def named(mark: re.Match[str]) -> str:
        key = key_of(mark[1])
        if key is None:
            return mark[0]
        return key or f"{key_of(PALETTE) or ''} “{title_of(mark[1])}”".strip()

    return _MARK.sub(named, text) if "[[" in text else text
