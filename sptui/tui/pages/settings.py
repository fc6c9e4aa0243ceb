"""The settings as rows of a list, and what is told of the one under the cursor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import SecretStr

from sptui.settings import Origin
from sptui.settings.catalogue import Entry, as_toml
from sptui.tui.keyboard.named import with_keys
from sptui.tui.text import count
from sptui.tui.widgets.columns import Row, Span

NONE: Final = "none"
_CHANGED: Final = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A setting with the value that holds, who gave it, why it cannot be changed here ("" when it can), and what was
    chosen for this session in its place.
    """

    entry: Entry
    value: Any
    origin: Origin
    locked: str = ""
    session: object = None

    @property
    def is_default(self) -> bool:
        """Whether it is as it would be had nobody set it."""
        return bool(self.value == self.entry.default)


def rows(settings: Iterable[Held]) -> Sequence[Row]:
    """A row a setting, below the heading of its section: name, value, and a word on where it comes from."""
    found: list[Row] = []
    section = ""
    for held in settings:
        entry = held.entry
        if entry.section != section:
            found += [Row(("",), kind="note")] if found else []
            found.append(Row((entry.section,), kind="heading"))
            section = entry.section
        style = "rows--muted" if held.is_default else "rows--marker"
        value = (Span(shown(entry, held.value), style),)
        found.append(Row((entry.title, value, remark(held)), key=entry.key, markable=False, value=entry))
    return found


def shown(entry: Entry, value: Any) -> str:  # noqa: ANN401 -- of whatever type the setting is
    """A value for people: `on`, `1,000 requests in 24 hours`, `none`."""
    if entry.kind == "switch":
        return "on" if value else "off"
    if isinstance(value, SecretStr):
        return "(hidden)"
    if isinstance(value, dict):
        return f"{len(value)} of your own" if value else NONE
    if isinstance(value, int):
        return f"{count(value)} {entry.unit}" if entry.unit else str(value)
    return str(value) if value else NONE


def remark(held: Held) -> str:
    """Where the value comes from, in a word or two; "" where it is the default."""
    if held.session is not None:
        return f"now {shown(held.entry, held.session)}"
    if held.origin.kind in ("flag", "variable"):
        return held.origin.name
    return "" if held.is_default else _CHANGED


def explanation(held: Held) -> str:
    """What the setting does, in one text of up to three paragraphs."""
    entry = held.entry
    default = "" if held.is_default or entry.kind == "table" else f" Default: {shown(entry, entry.default)}."
    allowed = (
        f"{entry.give[:1].upper()}{entry.give[1:]}."
        if entry.kind in ("number", "text") and entry.key != "theme"
        else ""
    )
    told = [entry.about, f"{allowed}{default}".strip(), held.locked or _later(entry, held)]
    return "\n".join(text for text in told if text)


def _later(entry: Entry, held: Held) -> str:
    if held.session is not None:
        keep = with_keys("Press [[settings-box.keep]] to keep it.")
        return f"{shown(entry, held.session)} holds for this session only. {keep}"
    return f"A change counts from the next start on. {entry.restart}" if entry.restart else ""


def typed(entry: Entry, value: Any) -> str:  # noqa: ANN401 -- of whatever type the setting is
    """A value as one would type it."""
    return as_toml(value) if entry.kind == "switch" else str(value)
