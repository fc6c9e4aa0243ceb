"""Whether what somebody types can be a setting, and settings with one of them changed."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from sptui.settings.catalogue import Entry, entry_of, field_at
from sptui.settings.explaining import reason_of
from sptui.settings.models import Settings

Value = str | int | bool | Sequence[str]


class RefusedError(Exception):
    """It cannot be that setting; `str()` says why and what to give, in one line."""


def checked(key: str, text: str) -> Value:
    """The value that `text` means for the setting with that dotted key. Raises `RefusedError`."""
    field, entry = field_at(key.split(".")), entry_of(key)
    if field is None or entry is None:
        raise RefusedError(f"There is no setting called {key}.")
    try:
        # The field's own checks alone: no variable of the environment has a say here.
        found: Value = TypeAdapter(field.rebuild_annotation()).validate_python(_meant(entry, text))
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        reason = reason_of(problem["type"], str(problem.get("ctx", {}).get("error", problem["msg"])))
        raise RefusedError(f"{reason[:1].upper()}{reason[1:]}: {entry.give}.") from None
    return found


def with_value(settings: Settings, key: str, value: object) -> Settings:
    """`settings` with another value of the setting with that dotted key, which has been checked."""
    table, _, name = key.rpartition(".")
    if not table:
        return settings.model_copy(update={name: value})
    inner: Any = getattr(settings, table)
    return settings.model_copy(update={table: inner.model_copy(update={name: value})})


def _meant(entry: Entry, text: str) -> object:
    return {"true": True, "false": False}.get(text, text) if entry.kind == "switch" else text
