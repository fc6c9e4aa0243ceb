"""What is wrong with a setting, in words, and what holds in its place."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

from sptui.figures import lower_first
from sptui.settings.catalogue import as_toml, entry_of, give_of, known_below
from sptui.settings.problems import Problem

_SAID: Final[Mapping[str, str]] = MappingProxyType({
    "literal_error": "there is no such choice",
    "string_type": "not a text",
    "string_too_short": "empty",
    "too_short": "empty",
    "int_type": "not a whole number",
    "int_parsing": "not a whole number",
    "int_from_float": "not a whole number",
    "bool_type": "neither true nor false",
    "bool_parsing": "neither true nor false",
    "greater_than_equal": "too small",
    "less_than_equal": "too large",
    "model_type": "not a table",
    "dict_type": "not a table",
    "no_key": "neither a key nor a list of keys",
})  # fmt: skip
"""By pydantic's kinds of errors."""

_UNSENT: Final = "so nothing is sent"
_NEAR: Final = 0.7
"""How alike a name has to be to be meant, from 0 to 1."""


def reason_of(kind: str, said: str) -> str:
    """What is wrong by pydantic's `kind` of error, or else as it `said`."""
    return _SAID.get(kind, lower_first(said))


def explained(path: Sequence[str], kind: str, said: str, *, called: str, place: str, grave: bool) -> Problem:
    """The problem with the setting at `path`, which is `called` so where it was given.

    `kind` and `said` are pydantic's. A `grave` one has nothing in its place.
    """
    if kind == "extra_forbidden":
        what, todo, instead = "unknown setting", _meant(path), "It is passed over."
    else:
        what, todo = reason_of(kind, said), give_of(path) or give_of(path[:-1])
        entry = entry_of(".".join(path))
        plain = entry is not None and entry.kind != "table"
        instead = f"{as_toml(entry.default)} holds instead." if entry and plain else "It is passed over."
    if kind == "no_key":
        todo = 'give a key, such as "n", or several, such as ["n", "right"]'
    if place and grave:
        what = f"{what}, {_UNSENT}"
    return Problem(
        what=f"{called}: {what}", todo=todo, place=place, key=".".join(path), instead="" if grave else instead
    )


def _meant(path: Sequence[str]) -> str:
    """What a name that is unknown may have been meant to be."""
    known = known_below(path[:-1])
    near = get_close_matches(path[-1].lower(), known, 1, _NEAR)
    if near:
        return f"perhaps {near[0]} is meant"
    return f"choose among {', '.join(known)}"
