"""The settings as they hold: flags before environment variables before `config.toml` before defaults."""

import os
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, NoReturn

from pydantic import ValidationError

from sptui.settings.models import NESTED, PREFIX, Keys, Settings
from sptui.settings.problems import Problem, SettingsError
from sptui.settings.reading import ABOUT_THE_SIGN_IN, Written, read

_FLAGS: Final[Mapping[str, str]] = MappingProxyType({"redirect_port": "--port"})
"""Those that are not called like their setting."""

OriginKind = Literal["flag", "variable", "file", "default"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Who gave a setting: a flag or a variable, by its `name`, or the file, at the place that `name` tells."""

    kind: OriginKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The `settings` that hold, what could not be used of what was given, and where each comes from.

    `text` is that of the configuration `file`, `table` what is used of it, `flags` and `variables` (their names, by
    dotted key) what goes before it.
    """

    settings: Settings
    problems: tuple[Problem, ...] = ()
    file: Path = Path("config.toml")
    text: str = field(default="", repr=False)  # a secret may stand in it
    table: Mapping[str, Any] = field(default_factory=dict, repr=False)
    flags: Mapping[str, Any] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)

    def where(self, key: str) -> str:
        """Where a dotted key stands in the file: `config.toml:12:5`; "" when it does not."""
        return _where(self.text, key, self.file.name)

    def origin(self, key: str) -> Origin:
        """Who gave the setting with that dotted key."""
        match self.given_by(key):
            case "flag":
                return Origin("flag", _FLAGS.get(key, f"--{key.replace('_', '-')}"))
            case "variable":
                return Origin("variable", self.variables[key])
            case "file":
                return Origin("file", self.where(key))
            case _:
                return Origin("default")

    def given_by(self, key: str) -> OriginKind:
        """What kind of giver that is; quicker, since nobody looks for the place."""
        if key in self.flags:
            return "flag"
        if key in self.variables:
            return "variable"
        empty = {"keys": not self.settings.keys.of, "themes": not self.settings.themes}
        return "file" if _stands(self.table, key.split(".")) and not empty.get(key) else "default"

    def again(self) -> "Loaded":
        """The same once more, by what the file says now. Raises `SettingsError`."""
        return load_settings(self.file, **self.flags)


def load_settings(config_file: Path, **flags: Any) -> Loaded:  # noqa: ANN401 -- validated here
    """The settings, of which `flags` that are not None go before everything else.

    A file that does not exist counts as empty. What is wrong in it is told in `problems`, and the rest of it is used.
    Raises `SettingsError` for what was typed just now, a flag or a variable, for a file that nobody can read, and for
    what the sign-in depends on: with a default in its place a token would go elsewhere than was meant.
    """
    given = {key: value for key, value in flags.items() if value is not None}
    written, variables = read(config_file), _variables()
    loading = _Loading(config_file.name, written, given, variables)
    settings = loading.settings()
    return Loaded(
        settings=settings,
        problems=loading.in_order,
        file=config_file,
        text=written.text,
        table=loading.table,
        flags=given,
        variables=variables,
    )


class _Loading:
    """Leaves out what is wrong, piece by piece, until the rest is right."""

    def __init__(self, name: str, written: Written, given: dict[str, Any], variables: dict[str, str]) -> None:
        self._name = name
        self._written = written
        self._given = given
        self._variables = variables
        self.table = _without(written.table, variables)
        self.problems = [written.problem] if written.problem is not None else []
        self._grave = self.problems[:] if written.grave else []

    def settings(self) -> Settings:
        """What is left, and `problems` for what is not. Raises `SettingsError`."""
        # Not left to pydantic-settings, which takes any capitals and then tells of names that stand nowhere.
        for name in [name for name in self.table if name not in Settings.model_fields]:
            self._leave_out((name,), "extra_forbidden", "")
        for path in list(_no_keys(self.table.get("keys"), ("keys",))):
            self._leave_out(path, "no_key", "")
        while True:
            try:
                settings = Settings(**(self.table | self._given))
            except ValidationError as error:
                wrong = error.errors(include_url=False, include_input=False)
            else:
                if self._grave:
                    self._refuse()
                return settings
            found: dict[tuple[str, ...], tuple[str, str]] = {}
            for each in wrong:
                reason = each.get("ctx", {}).get("error", each["msg"])
                found.setdefault(_path(each["loc"], self.table | self._given), (each["type"], str(reason)))
            left_out = [self._leave_out(path, *said) for path, said in found.items()]
            if not all(left_out):
                self._refuse()

    @property
    def in_order(self) -> tuple[Problem, ...]:
        """The problems as they stand in the file."""
        return tuple(sorted(self.problems, key=lambda problem: problem.position))

    def _leave_out(self, path: tuple[str, ...], kind: str, reason: str) -> bool:
        """Note what is wrong at `path`; False when it does not stand in the file, so that it cannot be left out."""
        from sptui.settings.explaining import explained  # noqa: PLC0415 -- nothing is wrong as a rule

        key = ".".join(path)
        in_file = key not in self._given and _stands(self.table, path)
        grave = not in_file or path[0].lower() in ABOUT_THE_SIGN_IN
        place = _where(self._written.text, key, self._name) if in_file else ""
        called = key if in_file or key in self._given else self._variable(key)
        problem = explained(path, kind, reason, called=called, place=place, grave=grave)
        self.problems.append(problem)
        if grave:
            self._grave.append(problem)
        if in_file:
            _remove(self.table, path)
        return in_file

    def _variable(self, key: str) -> str:
        """The name of the variable that gave the setting, or something in its table."""
        given = (name for known, name in self._variables.items() if f"{known}.".startswith(f"{key}."))
        return self._variables.get(key) or next(given, key)

    def _refuse(self) -> NoReturn:
        # Without its cause, whose context would carry a secret along.
        raise SettingsError(str(self._grave[0]), self.in_order) from None


def _where(text: str, key: str, name: str) -> str:
    from sptui.settings import positions  # noqa: PLC0415 -- nothing is wrong as a rule

    return positions.where(text, key, name)


def _variables() -> dict[str, str]:
    """The environment variables that give a setting, by its dotted key; as pydantic-settings takes them, which ignores
    case and empty ones.
    """
    found = {}
    for name, value in os.environ.items():
        path = name.lower().removeprefix(PREFIX.lower()).split(NESTED)
        if value and name.lower().startswith(PREFIX.lower()) and path[0] in Settings.model_fields:
            found[".".join(path)] = name
    return found


def _without(table: Mapping[str, Any], hidden: Container[str], above: str = "") -> dict[str, Any]:
    """A copy of `table` without the keys that are `hidden`, which are dotted from the table `above`."""
    return {
        key: _without(value, hidden, f"{above}{key.lower()}.") if isinstance(value, dict) else value
        for key, value in table.items()
        if above + key.lower() not in hidden
    }


def _path(loc: Sequence[object], table: object) -> tuple[str, ...]:
    """Where pydantic's `loc` points to in the tables of a file, whatever it says of what is no table."""
    path: list[str] = []
    for part in map(str, loc):
        path.append(part)
        table = table.get(part, {}) if isinstance(table, Mapping) else {}
        if not isinstance(table, Mapping):
            break
    return tuple(path)


def _stands(table: object, path: Sequence[str]) -> bool:
    """Whether there is something at `path`, the parts of which may be joined by dots in the table."""
    if not path:
        return True
    if not isinstance(table, Mapping):
        return False
    heads = [(".".join(path[:length]), path[length:]) for length in range(1, len(path) + 1)]
    return any(head in table and _stands(table[head], rest) for head, rest in heads)


def _remove(table: dict[str, Any], path: Sequence[str]) -> None:
    for part in path[:-1]:
        table = table[part]
    del table[path[-1]]


def _no_keys(table: object, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The paths of what cannot be a key: neither a text nor a list of texts, nor a table of such."""
    for name, value in table.items() if isinstance(table, dict) else ():
        if path == ("keys",) and name in Keys.model_fields:
            continue
        if isinstance(value, dict):
            yield from _no_keys(value, (*path, name))
        elif not isinstance(value, str) and not (
            isinstance(value, list) and all(isinstance(each, str) for each in value)
        ):
            yield (*path, name)
