"""Writes settings into `config.toml`, whose comments and order stay."""

import os
import re
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from sptui.figures import lower_first

Value = str | int | bool | Sequence[str]

_TRIES: Final = 5
"""How often somebody else may write at the same time."""


class NotWrittenError(Exception):
    """Nothing was written, and the file is as it was; `str()` is one line that says why and what to do."""


def remember(config_file: Path, **settings: str | int) -> bool:
    """Set top-level `settings` in the file, as `change` does; False when it cannot be written."""
    try:
        change(config_file, settings)
    except NotWrittenError:
        return False
    return True


def change(config_file: Path, changes: Mapping[str, Value | None]) -> None:
    """Set settings, by their dotted keys, in the file, or take out those that are None. Raises `NotWrittenError`.

    The file is made if need be, and so are tables. It keeps its mode; a new one is its owner's alone, since a secret
    may come to stand in it. A symbolic link is followed: people keep their configuration elsewhere. What somebody else
    has written a moment ago stays, and a file that is no TOML is left as it is.
    """
    file = config_file.resolve()
    try:
        for _ in range(_TRIES):
            before = _read(file)
            after = _changed(before, changes)
            if after == before:
                return
            if _read(file) == before:
                _write(file, after)
                return
    except UnicodeDecodeError:
        raise NotWrittenError(f"{file.name} is not UTF-8; save it as UTF-8, then change the setting again") from None
    except OSError as error:
        raise NotWrittenError(f"{file.name} cannot be written ({error.strerror}); look at its rights") from None
    raise NotWrittenError(f"{file.name} is being written by others; try again in a moment")


def _read(file: Path) -> str:
    return file.read_bytes().decode("utf-8") if file.exists() else ""


def _changed(text: str, changes: Mapping[str, Value | None]) -> str:
    """`text` with the `changes`. Raises `NotWrittenError` when it is no TOML, or written in a way that hinders it."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        msg = f"config.toml is broken ({lower_first(str(error))}); correct it first, for nothing is written over it"
        raise NotWrittenError(msg) from None
    plain = [key for key in changes if "." not in key]  # each new one goes to the top
    for key in (*reversed(plain), *(key for key in changes if "." in key)):
        value = changes[key]
        path = _path(table, key)
        if _get(table, path) == value and type(_get(table, path)) is type(value):
            continue
        wanted = _put(table, path, value)
        text, table = _edited(text, path, value, wanted), wanted
    return text


def _edited(text: str, path: Sequence[str], value: Value | None, wanted: Mapping[str, Any]) -> str:
    """`text` with one change, which must come to mean `wanted`."""
    import tomlkit  # noqa: PLC0415 -- slow to import, and seldom needed
    import tomlkit.exceptions  # noqa: PLC0415

    ended = text if text.endswith("\n") or not text else f"{text}\n"
    for prepared in (_with_line(ended, path), ended) if value is not None else (text,):
        try:
            document = tomlkit.parse(prepared)
            made = _top(document, path[0], value) if len(path) == 1 else _below(document, path, value)
            if tomllib.loads(made) == wanted:
                return made
        except (ValueError, TypeError, AttributeError, tomlkit.exceptions.TOMLKitError):  # it has no words for that
            continue
    msg = f"{'.'.join(path)} is written in a way that sptui cannot change; change it in config.toml yourself"
    raise NotWrittenError(msg)


def _top(document: Any, name: str, value: Value | None) -> str:  # noqa: ANN401 -- tomlkit's
    import tomlkit  # noqa: PLC0415

    before = tomlkit.document()
    if value is None:
        del document[name]
    elif name in document:
        document[name] = value
    else:
        before[name] = value
    # Behind a table, a new key would belong to that table.
    above, below = tomlkit.dumps(before), tomlkit.dumps(document)
    return f"{above}\n{below}" if above and below.startswith("[") else above + below


def _below(document: Any, path: Sequence[str], value: Value | None) -> str:  # noqa: ANN401 -- tomlkit's
    import tomlkit  # noqa: PLC0415

    table = document
    for place, part in enumerate(path[:-1]):
        if part not in table:
            fresh = tomlkit.table(is_super_table=place < len(path) - 2)
            if len(document) and table is document:
                document.add(tomlkit.nl())
            table[part] = fresh
        table = table[part]
    if value is None:
        del table[path[-1]]
    else:
        table[path[-1]] = value
    return tomlkit.dumps(document)


def _with_line(text: str, path: Sequence[str]) -> str:
    """`text` with a line for a setting that it lacks, right below the comment that shows its default, if it has one."""
    lines = text.splitlines(keepends=True)
    heading = ".".join(path[:-1])
    section, shown = "", re.compile(rf"[ \t]*#[ \t]*{re.escape(path[-1])}[ \t]*=")
    for place, line in enumerate(lines):
        if header := re.match(r"[ \t]*\[([^\[\]]+)\]", line):
            section = header[1].strip()
        elif section == heading and shown.match(line):
            return "".join([*lines[: place + 1], f"{path[-1]} = 0\n", *lines[place + 1 :]])
    return text


def _path(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The keys of the tables that lead to a setting, as they are written in `table`, or else as they should be."""
    head, _, rest = key.partition(".")
    if not rest:
        return (key,)
    inner = table.get(head)
    if isinstance(inner, Mapping):
        if rest in inner:
            return (head, rest)
        deeper = _path(inner, rest)
        if head != "keys" or _get(inner, deeper) is not None:
            return (head, *deeper)
    return (head, rest) if head == "keys" else tuple(key.split("."))


def _get(table: object, path: Sequence[str]) -> Any:  # noqa: ANN401 -- whatever stands there
    for part in path:
        table = table.get(part) if isinstance(table, Mapping) else None
    return table


def _put(table: Mapping[str, Any], path: Sequence[str], value: Value | None) -> dict[str, Any]:
    """A copy of `table` with another value at `path`, or with none."""
    head, *rest = path
    copy = dict(table)
    if rest:
        inner = copy.get(head, {})
        copy[head] = _put(inner if isinstance(inner, Mapping) else {}, rest, value)
    elif value is None:
        copy.pop(head, None)
    else:
        copy[head] = list(value) if isinstance(value, list | tuple) else value
    return copy


def _write(file: Path, text: str) -> None:
    """Replace the file's text, whole or not at all. Raises `OSError`."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as written:
            written.write(text)
        if file.exists():
            Path(temporary).chmod(file.stat().st_mode & 0o777)
        Path(temporary).replace(file)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise
