"""Keys as people read them."""

_NAMES = {
    "asterisk": "*",
    "comma": ",",
    "escape": "esc",
    "left": "←",
    "right": "→",
    "shift+tab": "shift+tab",
}


def shown_key(key: str) -> str:
    """One of Textual's key names, short."""
    return _NAMES.get(key, key.replace("ctrl+", "^"))


def shown_keys(keys: str) -> str:
    """All keys of a binding.

    >>> shown_keys("<,left")
    '< ←'
    """
    return " ".join(shown_key(key) for key in keys.split(","))


def first_key(keys: str) -> str:
    """The key to tell of where there is room for one only."""
    return shown_key(keys.split(",", maxsplit=1)[0])
