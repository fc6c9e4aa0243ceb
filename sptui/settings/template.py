"""A `config.toml` to begin with: every setting, explained, and commented out at its default."""

import textwrap
from collections.abc import Iterator
from typing import Final

from sptui.settings.about import SECTIONS
from sptui.settings.catalogue import Entry, as_toml, catalogue

_WIDTH: Final = 79
_HEAD: Final = """\
The settings of sptui. Each line that shows one is a comment, and shows its default: take away the "# " before it to \
change it. Flags go before environment variables, and these before this file. What is wrong in here is told when \
sptui starts, and the rest is used; `sptui config check` tells all of it."""

_KEYS: Final = """\
# "player.next" = ["n", "ctrl+right"]
# "player.previous" = ""
"""
_THEMES: Final = """\
# [themes.mine]
# based_on = "sptui"
# accent = "#74d3b4"
"""


def template() -> str:
    """The text of the file, which sets nothing."""
    return "\n".join(_parts())


def _parts() -> Iterator[str]:
    """What stands in it, part by part; in TOML, what belongs to no table has to come first."""
    yield _comment(_HEAD)
    for section in SECTIONS:
        entries = [entry for entry in catalogue() if entry.section == section and _is_plain(entry)]
        if entries:
            yield f"\n## {section}\n"
            yield from map(_entry, entries)
    tables = dict.fromkeys(entry.key.partition(".")[0] for entry in catalogue() if "." in entry.key)
    for table in tables:
        inside = [entry for entry in catalogue() if entry.key.startswith(f"{table}.")]
        yield f"\n## {inside[0].section}\n"
        yield f"[{table}]\n"
        yield from map(_entry, inside)
        if table == "keys":
            yield _explained(next(entry for entry in catalogue() if entry.key == "keys")) + _KEYS
    yield "\n## Themes\n"
    yield _explained(next(entry for entry in catalogue() if entry.key == "themes")) + _THEMES


def _is_plain(entry: Entry) -> bool:
    return "." not in entry.key and entry.kind != "table"


def _entry(entry: Entry) -> str:
    """What a setting does, and the line that sets it."""
    return f"{_explained(entry)}# {entry.key.rpartition('.')[2]} = {as_toml(entry.default)}\n"


def _explained(entry: Entry) -> str:
    told = [f"{entry.title}: {entry.about}"]
    if entry.kind != "table":
        told.append(f"{entry.give[:1].upper()}{entry.give[1:]}. In the environment: {entry.variable}.")
    if entry.restart:
        told.append("It counts from the next start on.")
    return "".join(map(_comment, told))


def _comment(text: str) -> str:
    return textwrap.indent(textwrap.fill(text, _WIDTH - 2, break_long_words=False, break_on_hyphens=False), "# ") + "\n"
