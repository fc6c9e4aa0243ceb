"""All settings, one by one, as they are told to people."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from sptui.settings.about import SECTIONS, About
from sptui.settings.models import NESTED, PREFIX, Colours, Settings

Kind = Literal["choice", "switch", "number", "text", "secret", "table"]

_GIVEN_BY_NAME: Final[dict[str, type[BaseModel]]] = {"themes": Colours}
"""Tables whose keys are names that people choose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One setting: `key` as in config.toml (`sync.profile`), `variable` as in the environment.

    `title` and `about` tell what it is, and `give` what to write. `choices` are those of a choice, `least` and `most`
    the range of a number of `unit`. `restart` is why it takes effect only at the next start, "" when at once.
    """

    key: str
    section: str
    title: str
    about: str
    give: str
    kind: Kind
    default: Any
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    unit: str = ""
    restart: str = ""

    @property
    def variable(self) -> str:
        """The environment variable; "" for a table, which has none as a whole."""
        return "" if self.kind == "table" else PREFIX + self.key.upper().replace(".", NESTED)

    @property
    def allowed(self) -> str:
        """What may be given: `"file" or "keyring"`, `50 to 10000 requests in 24 hours`."""
        return self.give.removeprefix("give ")


@lru_cache(maxsize=1)
def catalogue() -> tuple[Entry, ...]:
    """Every setting, section by section."""
    return tuple(sorted(_entries(Settings, "", ""), key=lambda entry: SECTIONS.index(entry.section)))


def entry_of(key: str) -> Entry | None:
    """The setting with that dotted key."""
    return next((entry for entry in catalogue() if entry.key == key), None)


def entry_at(key: str) -> Entry:
    """The setting with that dotted key, which there is."""
    return next(entry for entry in catalogue() if entry.key == key)


def value_of(settings: Settings, key: str) -> Any:  # noqa: ANN401 -- of whatever type the setting is
    """The value of a setting by its dotted key; of the tables `themes` and `keys` what stands in them, by name."""
    found: Any = settings
    for part in key.split("."):
        found = getattr(found, part)
    if key == "keys":
        return {name: list(keys) for name, keys in settings.keys.of.items()}
    if key == "themes":
        return {name: each.model_dump(exclude_defaults=True) for name, each in settings.themes.items()}
    return found


def as_toml(value: Any) -> str:  # noqa: ANN401 -- whatever config.toml may hold
    """A value as it is written in config.toml; a secret as none."""
    if isinstance(value, SecretStr):
        return "(hidden)"
    if isinstance(value, dict):
        inner = ", ".join(f"{json.dumps(key, ensure_ascii=False)} = {as_toml(each)}" for key, each in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(as_toml, value))}]"
    return '""' if value is None else json.dumps(value, ensure_ascii=False)


def give_of(path: Sequence[str]) -> str:
    """What to give for the setting at `path`, a theme's colour for instance; "" when there is no such one."""
    field = field_at(path)
    return "" if field is None else _give(field, path)


def known_below(path: Sequence[str]) -> tuple[str, ...]:
    """The settings that may stand in the table at `path`."""
    table = _table_at(path)
    return tuple(table.model_fields) if table is not None else ()


def field_at(path: Sequence[str]) -> FieldInfo | None:
    """The field of the setting at `path`; None when there is no such one."""
    table = _table_at(path[:-1]) if path else None
    return table.model_fields.get(path[-1]) if table is not None else None


def _table_at(path: Sequence[str]) -> type[BaseModel] | None:
    table: type[BaseModel] | None = Settings
    named = False
    for part in path:
        if table is None:
            return None
        if named:  # the part is a name, and the table that of all that have one
            named = False
            continue
        if part in _GIVEN_BY_NAME and table is Settings:
            table, named = _GIVEN_BY_NAME[part], True
        else:
            field = table.model_fields.get(part)
            table = _model(field) if field is not None else None
    return None if named else table


def _model(field: FieldInfo) -> type[BaseModel] | None:
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _about(field: FieldInfo) -> About:
    return next(each for each in field.metadata if isinstance(each, About))


def _entries(table: type[BaseModel], above: str, section: str) -> Iterator[Entry]:
    for name, field in table.model_fields.items():
        about, key = _about(field), above + name
        heading = about.section or section
        if (inner := _model(field)) is not None:
            yield from _entries(inner, f"{key}.", heading)
            if name != "keys":
                continue
        yield Entry(
            key=key,
            section=heading,
            title="Keys of your own" if name == "keys" else about.title,
            about=about.text,
            give=_give(field, (key,)),
            kind=_kind(field),
            default={} if _kind(field) == "table" else field.default,
            choices=_choices(field),
            least=next((int(str(each.ge)) for each in field.metadata if isinstance(each, Ge)), None),
            most=next((int(str(each.le)) for each in field.metadata if isinstance(each, Le)), None),
            unit=about.unit,
            restart=about.restart,
        )


def _choices(field: FieldInfo) -> tuple[str, ...]:
    return get_args(field.annotation) if get_origin(field.annotation) is Literal else ()


def _kind(field: FieldInfo) -> Kind:
    kind = field.annotation
    if _model(field) is not None or get_origin(kind) is dict:
        return "table"
    if _choices(field):
        return "choice"
    if kind is bool:
        return "switch"
    if kind is int:
        return "number"
    return "text" if kind is str else "secret"


def _give(field: FieldInfo, path: Sequence[str]) -> str:
    about = _about(field)
    if about.give:
        return about.give
    if choices := _choices(field):
        *others, last = (f'"{choice}"' for choice in choices)
        return f"give {', '.join(others)} or {last}"
    if field.annotation is bool:
        return "give true or false"
    if (table := _model(field)) is not None:
        return f"give a table of {' and '.join(table.model_fields)}"
    ends = [
        int(str(end))
        for each in field.metadata
        for end in (getattr(each, "ge", None), getattr(each, "le", None))
        if end is not None
    ]
    return f"give {' to '.join(map(str, ends))} {about.unit}".rstrip() if path else ""
