"""The settings in the palette."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, SecretStr

from sptui.library.folding import folded
from sptui.tui.palette.entry import Entry

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

_NO_LINE = ("themes",)  # tables of their own, which no single line sets


def entries_of(app: "SptuiApp") -> Iterator[Entry]:
    """Every setting with what it is now; none tells a secret."""
    for key, value in _values(app.settings):
        shown = _shown(value)
        title = key.replace(".", ": ").replace("_", " ")
        yield Entry(
            kind="setting",
            id=key,
            title=title[:1].upper() + title[1:],
            detail=f"setting  ·  {shown}" if shown else "setting",
            also=folded(f"setting {key}"),
            run=partial(open_setting, app, key, shown),
        )


def open_setting(app: "SptuiApp", key: str, now: str = "") -> None:
    """Open the settings at one of them; without a screen for that, tell where it is set, and what it is `now`."""
    opener = getattr(app.remote, "open_setting", None)
    if opener is not None:
        opener(key)
    else:
        app.tell(f"{key} is set in config.toml; it is {now} now." if now else f"{key} is set in config.toml.")


def wear(app: "SptuiApp", theme: str) -> None:
    """Put on a theme, until the end of the session."""
    app.settings = app.settings.model_copy(update={"theme": theme})
    app.theme = theme


def _values(model: BaseModel, above: str = "") -> Iterator[tuple[str, Any]]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            yield from _values(value, f"{above}{name}.")
        elif above + name not in _NO_LINE:
            yield above + name, value


def _shown(value: object) -> str:
    """A value as one reads it; "" for none and for a secret."""
    if isinstance(value, SecretStr) or value in (None, ""):
        return ""
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)
