"""Keys as sentences name them now."""

from typing import Any

from sptui.tui.actions.action import Action
from sptui.tui.keyboard.keymap import AS_IN_THE_TABLE, Keymap
from sptui.tui.keyboard.marks import filled

_current = [AS_IN_THE_TABLE]
"""A process has one keyboard, and sentences are shown in too many places to hand its keys to each of them."""


def name_by(keymap: Keymap) -> None:
    """Let sentences name the keys of `keymap` from now on."""
    _current[0] = keymap


def with_keys(text: str) -> str:
    """`text` as it is read, with today's keys in place of its marks. Whatever shows a sentence calls this."""
    return filled(text, key_of, _title_of) if "[[" in text else text


def key_of(action_id: str) -> str | None:
    """The key of an action as people read it, "" when it has none, None when there is no such action."""
    found = _action(action_id)
    return None if found is None else _current[0].first(found)


def _title_of(action_id: str) -> str:
    found = _action(action_id)
    return found.title if found is not None else ""


def _action(action_id: str) -> Action[Any] | None:
    """An action of the app or of one of its dialogs."""
    from sptui.tui.actions import BY_ID  # noqa: PLC0415 -- the actions may name keys themselves

    if (action := BY_ID.get(action_id)) is not None:
        return action
    from sptui.tui.keyboard.rooms import EVERY  # noqa: PLC0415 -- seldom named

    return EVERY.get(action_id)
