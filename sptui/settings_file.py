"""Writes settings into `config.toml`, whose comments and order stay."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def remember(config_file: Path, **settings: str | int) -> bool:
    """Set top-level `settings` in the file, which is made if need be; False when it cannot be written.

    The file keeps its mode; a new one is its owner's alone, since a secret may come to stand in it. A symbolic link is
    followed: people keep their configuration elsewhere.
    """
    import tomlkit  # noqa: PLC0415 -- slow to import, and seldom needed
    import tomlkit.exceptions  # noqa: PLC0415

    file = config_file.resolve()
    try:
        text = file.read_text("utf-8") if file.exists() else ""
        document = tomlkit.parse(text)
        before, tables = tomlkit.document(), dict(document.unwrap())
        if all(tables.get(name) == value for name, value in settings.items()):
            return True
        for name, value in settings.items():
            if name in document:
                document[name] = value
            else:
                before[name] = value
        # Behind a table, a new key would belong to that table.
        _write(file, tomlkit.dumps(before) + tomlkit.dumps(document))
    except (OSError, ValueError, tomlkit.exceptions.TOMLKitError):
        return False
    return True


def _write(file: Path, text: str) -> None:
    """Replace the file's text, whole or not at all. Raises `OSError`."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as written:
            written.write(text)
        if file.exists():
            Path(temporary).chmod(file.stat().st_mode & 0o777)
        Path(temporary).replace(file)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise
