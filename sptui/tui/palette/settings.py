"""The settings in the palette."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from sptui.library.folding import folded
from sptui.settings.catalogue import as_toml, catalogue, value_of
from sptui.tui.palette.entry import Entry

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp


def entries_of(app: "SptuiApp") -> Iterator[Entry]:
    """Every setting with what it is now; none tells a secret, and each opens where it is explained."""
    for entry in catalogue():
        shown = "" if entry.kind in ("table", "secret") else as_toml(value_of(app.settings, entry.key)).strip('"')
        yield Entry(
            kind="setting",
            id=entry.key,
            title=entry.title,
            detail=f"setting  ·  {shown}" if shown else "setting",
            also=folded(f"setting {entry.key}"),
            run=partial(app.preferences.toggle, entry.key),
        )
