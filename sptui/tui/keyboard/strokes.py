"""Keys by name: as Textual calls them, as people write them in `config.toml`, and as they are shown."""

import unicodedata
from typing import Final

from textual.keys import KEY_NAME_REPLACEMENTS, Keys

Strokes = tuple[str, ...]
"""Keys that are pressed one after the other, by Textual's names."""

_MODIFIERS: Final = ("ctrl", "shift", "alt", "super", "hyper", "meta")
_WRITTEN: Final = {
    "esc": "escape",
    "return": "enter",
    "bs": "backspace",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "backtab": "shift+tab",
    "ctrl+space": "ctrl+@",
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+[": "escape",
}
"""Other names for keys, and what terminals send for some."""
_SHOWN: Final = {
    "ctrl+@": "^space",
    "escape": "esc",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "ctrl+left": "^←",
    "ctrl+right": "^→",
    "ctrl+up": "^↑",
    "ctrl+down": "^↓",
    "pageup": "page up",
    "pagedown": "page down",
}
_ABBREVIATED: Final = (
    ("ctrl-", "ctrl"),
    ("c-", "ctrl"),
    ("^", "ctrl"),
    ("a-", "alt"),
    ("m-", "alt"),
    ("s-", "shift"),
)
_NAMES: Final = frozenset(str(key.value) for key in Keys) | {f"f{number}" for number in range(1, 25)}


class NoKey(ValueError):
    """There is no such key; `str()` says what is wrong, and what to write."""


def strokes(keys: str) -> tuple[Strokes, ...]:
    """All that stands in `keys`: alternatives between commas, and in each of them one stroke after the other.

    >>> strokes("g g,home,?")
    (('g', 'g'), ('home',), ('question_mark',))
    """
    return tuple(tuple(_name(stroke) for stroke in one.split()) for one in keys.split(",") if one.strip())


def written(text: str) -> str:
    """What somebody wrote for one alternative, as `strokes` reads it; "" for no key. Raises `NoKey`.

    >>> written("g ,"), written("Esc"), written("none")
    ('g comma', 'escape', '')
    """
    if text.strip().lower() in ("", "none"):
        return ""
    return " ".join(_read(stroke) for stroke in text.split())


def shown(one: Strokes) -> str:
    """Strokes as people read them.

    >>> shown(("g", "question_mark")), shown(("ctrl+s",))
    ('g ?', '^s')
    """
    return " ".join(_shown(stroke) for stroke in one)


def _shown(stroke: str) -> str:
    if stroke in _SHOWN:
        return _SHOWN[stroke]
    *modifiers, last = stroke.split("+")
    character = _CHARACTERS.get(last, last)
    return "+".join([*modifiers, character]).replace("ctrl+", "^")


def _read(stroke: str) -> str:
    if len(stroke) == 1:
        return _name(stroke)
    *modifiers, last = stroke.split("+") if not stroke.endswith("++") else [*stroke[:-2].split("+"), "+"]
    modifiers = [each.lower() for each in modifiers]
    # Terminals do not tell ctrl and a capital letter from ctrl and a small one.
    last = last if len(last) == 1 and "ctrl" not in modifiers else last.lower()
    name = "+".join([*modifiers, last])
    if name in _WRITTEN:
        return _WRITTEN[name]
    last = _WRITTEN.get(last, last)
    if modifiers == ["shift"] and len(last) == 1 and last.isalpha():
        return last.upper()
    if not set(modifiers) <= set(_MODIFIERS) or not (len(last) == 1 or last in _NAMES or last in _CHARACTERS):
        raise NoKey(_advice(stroke))
    return "+".join([*(each for each in _MODIFIERS if each in modifiers), _name(last)])


def _advice(stroke: str) -> str:
    for begin, modifier in _ABBREVIATED:
        if stroke.lower().startswith(begin) and len(stroke) > len(begin):
            return f"“{stroke}” is no key; write “{modifier}+{stroke[len(begin) :]}”"
    if stroke.isalpha() and len(stroke) <= 3:
        return f"“{stroke}” is no key; for one after the other write “{' '.join(stroke)}”"
    return f"“{stroke}” is no key; write such as “n”, “ctrl+n”, “pagedown” or “g n”"


def _name(stroke: str) -> str:
    """Textual's name of a stroke that is written as a character."""
    if len(stroke) != 1 or stroke.isalnum():
        return stroke
    name = unicodedata.name(stroke, stroke).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


_CHARACTERS: Final = {_name(chr(code)): chr(code) for code in range(0x21, 0x7F) if not chr(code).isalnum()}
"""Characters that are neither letters nor digits, by Textual's names."""
