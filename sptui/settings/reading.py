"""The text of the configuration file, and as much of it as is TOML."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sptui.figures import lower_first
from sptui.settings.problems import Problem, SettingsError

ABOUT_THE_SIGN_IN: Final = frozenset({"client_id", "client_secret", "api_url", "accounts_url", "auth"})
"""What is not guessed: with a default in its place, a token would go elsewhere than was meant."""

_NAMED: Final = re.compile(
    r"^[^#\n]*\b(?:client_id|client_secret|api_url|accounts_url|store|auth[\"']?\s*[.=])", re.MULTILINE
)
_UNSENT: Final = "the sign-in may depend on it, so nothing is sent"


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the file: its `text`, the `table` that it makes up to the offset `end`, and what is wrong there.

    `grave` says that what the sign-in depends on may stand behind.
    """

    text: str = ""
    end: int = 0
    table: dict[str, Any] = field(default_factory=dict)
    problem: Problem | None = None
    grave: bool = False


def read(file: Path) -> Written:
    """The file, which may lack; of one that is no TOML, what stands before. Raises `SettingsError` when unreadable."""
    name = file.name
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return Written()
    except IsADirectoryError:
        raise _unreadable(f"{name}:1:1", "this is a folder", "put a file in its place") from None
    except OSError as error:
        what = f"the file cannot be read ({error.strerror})"
        raise _unreadable(f"{name}:1:1", what, "check its rights") from None
    data = data.removeprefix(b"\xef\xbb\xbf")  # some editors put it there, and it means nothing
    try:
        return parsed(name, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _encoded_otherwise(name, data, error.start)


def parsed(name: str, text: str) -> Written:
    """What stands in `text`; from its first broken statement on nothing counts, since it may have begun a table."""
    kept, problem = text, None
    while True:
        try:
            table = tomllib.loads(kept)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            from sptui.settings.positions import place, statement_at  # noqa: PLC0415 -- most files are whole

            what, offset = _said(error, kept)
            at, kept = place(name, kept, offset), kept[: statement_at(kept, offset)]
            problem = problem or (what, at)
        else:
            return _cut(text, len(kept), problem, "correct the TOML") if problem else Written(text, len(text), table)


def _cut(text: str, end: int, problem: tuple[str, str], todo: str) -> Written:
    """What stands before `end`."""
    from sptui.settings.positions import line_and_column  # noqa: PLC0415 -- most files are whole

    grave = _NAMED.search(text, end) is not None
    line = line_and_column(text, end)[0]
    told = Problem(
        what=f"{problem[0]}, and {_UNSENT}" if grave else problem[0],
        todo=todo,
        place=problem[1],
        instead=f"What stands from line {line} on is not used.",
    )
    return Written(text, end, tomllib.loads(text[:end]), told, grave)


def _encoded_otherwise(name: str, data: bytes, start: int) -> Written:
    from sptui.settings.positions import place  # noqa: PLC0415 -- most files are whole

    before, text = data[:start].decode("utf-8"), data.decode("utf-8", "replace")
    end = parsed(name, before[: before.rfind("\n") + 1]).end
    return _cut(text, end, ("not UTF-8", place(name, before, len(before))), "save the file as UTF-8")


def _unreadable(at: str, what: str, todo: str) -> SettingsError:
    problem = Problem(what=what, todo=todo, place=at)
    return SettingsError(str(problem), (problem,))


def _said(error: Exception, text: str) -> tuple[str, int]:
    """What is wrong with a text that is no TOML, and at which offset."""
    if isinstance(error, RecursionError):
        return "too many brackets within one another", 0
    what, _, at = str(error).removesuffix(")").rpartition(" (at ")
    numbers = [int(number) for number in re.findall(r"\d+", at)]
    if len(numbers) != 2:  # at the end of the document
        return lower_first(what), len(text)
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return lower_first(what), min(starts[min(numbers[0], len(starts)) - 1] + numbers[1] - 1, len(text))
